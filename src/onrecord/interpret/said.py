"""When a statement was made: the time phrases that stand with its cue.

The words are sought in the sentence of the cue outside every content: beside
the cue, before the source at the head of the sentence, or in the source itself
("a report published on Wednesday"). What goes on with the same occasion carries
its day over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from onrecord.interpret.because import trace_of
from onrecord.interpret.compound import Between, Lasting, Open
from onrecord.interpret.grammar import TimePhrase
from onrecord.interpret.scene import Scene
from onrecord.interpret.tense import verb_groups
from onrecord.interpret.times import Vague
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Basis, Draft, Said, Span, SpeakerType, Statement
from onrecord.text.words import Gap

BY = "said/1"
NEAR = 8  # words between a cue and a time behind it, or a time at the head and the source
HEAD = 4  # words before a time that still stands at the head of its sentence
REACH = 2  # sentences over which one occasion carries its day
_PEOPLE = frozenset({SpeakerType.PERSON, SpeakerType.STATE})


@dataclass(frozen=True, slots=True)
class _Found:
    """A time phrase that stands with a cue: by which rule, and how many words away."""

    rule: str
    distance: int
    phrase: TimePhrase


def tell_said(draft: Draft) -> Draft:
    """Gives every statement the day, month or year of its utterance where the text gives it."""
    scene = Scene(draft)
    anchor = date.fromisoformat(draft.report.published) if draft.report.published else None
    told = [_stated(scene, s, anchor) for s in draft.statements]
    told = _shared(scene, told)
    told = _carried(scene, told)
    return replace(draft, statements=tuple(told))


def _stated(scene: Scene, statement: Statement, anchor: date | None) -> Statement:
    core = tuple(sorted((*statement.source.spans, *statement.cue.spans)))
    if not core:
        return statement
    cue = statement.cue.spans or core
    near = tuple(s for s in core if abs(s.start - cue[0].start) < 400) or cue
    around = scene.sentence_around(near, statement)
    ancestors = scene.ancestors(statement)
    hidden = [c for s in scene.statements if s.id not in ancestors for c in s.content.spans]
    found = [
        f
        for p in scene.phrases_in(*around)
        if not any(h.start <= p.span.start < h.end for h in hidden)
        for f in [_standing(scene, statement, near, around, p)]
        if f is not None and (f.rule == "inside" or _is_moment(p))
    ]
    best = min(found, key=lambda f: (f.distance, f.phrase.first), default=None)
    said = _said(best.phrase, anchor) if best else None
    return _with(statement, said, best.rule, scene.text) if best and said else statement


def _is_moment(phrase: TimePhrase) -> bool:
    """Whether a phrase can tell when something was said: no stretch that is open or lasts."""
    return not isinstance(phrase.time, Open | Lasting | Vague | Between)


def _said(phrase: TimePhrase, anchor: date | None) -> Said | None:
    time = phrase.time.of if isinstance(phrase.time, Open) else phrase.time  # "posts from Friday"
    stretch = time.on(anchor, -1)
    if stretch is None:
        return Said(None, Basis.STATED, phrase.span) if anchor is None else None
    if anchor and stretch.start and stretch.start > anchor:
        return None
    point = stretch.point
    return Said(point, Basis.STATED, phrase.span) if point else None


def _standing(
    scene: Scene, statement: Statement, core: tuple[Span, ...], around: Span, phrase: TimePhrase
) -> _Found | None:
    """How a time phrase stands to source and cue, None where it does not belong to them."""
    first, behind = scene.word_at(core[0].start), scene.word_at(core[-1].end)
    if phrase.first >= first and phrase.behind <= behind:
        if phrase.span.start >= core[0].end and _turns(scene, range(phrase.behind, behind)):
            return None
        if not _of_the_cue(scene, statement, core, phrase):
            return None
        cue = scene.word_at((statement.cue.spans or core)[0].start)
        inside = any(phrase.span.start >= s.start and phrase.span.end <= s.end for s in core)
        return _Found("inside" if inside else "between", min(abs(cue - phrase.behind), NEAR), phrase)
    if phrase.first >= behind:
        return _behind(scene, statement, core[-1].end, phrase)
    return _before(scene, statement, core[0].start, around, phrase)


def _of_the_cue(scene: Scene, statement: Statement, core: tuple[Span, ...], phrase: TimePhrase) -> bool:
    """Whether a time among the words of source and cue dates the utterance, not who speaks.

    "The minister, who resigned on Tuesday, said" does not; "a report of 2014 says" does.
    """
    before = max((s.start for s in core if s.start <= phrase.span.start), default=core[0].start)
    end = next((s.end for s in core if s.start == before), before)
    inside = phrase.span.start < end
    if inside and any(s.start == before for s in statement.source.spans):
        speaker = scene.speakers.get(statement.source.speaker or "")
        return speaker is None or speaker.type not in _PEOPLE
    between = range(scene.word_at(end), phrase.first)
    return inside or not any(
        scene.words.texts[k].lower() in lexicon_words("tense", "words.subordinators") for k in between
    )


def _behind(scene: Scene, statement: Statement, end: int, phrase: TimePhrase) -> _Found | None:
    """ "said in a statement on Tuesday": behind the cue, no clause and no other cue between."""
    content = [c for c in statement.content.spans if end <= c.start < phrase.span.start]
    start = max([end, *(c.end for c in content)])
    between = range(scene.word_at(start), phrase.first)
    if len(between) > (6 if content else NEAR) or _parted(scene, between, statement):
        return None
    return _Found("content" if content else "behind", len(between) + 2 * bool(content), phrase)


def _before(
    scene: Scene, statement: Statement, start: int, around: Span, phrase: TimePhrase
) -> _Found | None:
    """ "On Tuesday, the Coalition said", "In a report issued on Tuesday the Coalition said"."""
    between = range(phrase.behind, scene.word_at(start))
    if _is_bare(statement) or _is_owner(scene, phrase) or _adds(scene, between):
        return None
    turn = _turns(scene, between)
    others = [
        s
        for s in scene.statements
        if s.id != statement.id
        and s.source.spans
        and s.source.spans != statement.source.spans
        and any(phrase.span.end <= x.start < (turn or start) for x in (*s.source.spans, *s.cue.spans))
    ]
    if others or (turn and not _comma(scene, turn, start)):
        return None
    at_head = phrase.first - scene.word_at(around.start) <= HEAD
    if at_head:
        return _Found("head", len(between), phrase)
    if len(between) > NEAR or verb_groups(scene.words, between):
        return None
    return _Found("before", len(between), phrase)


def _turns(scene: Scene, between: range) -> int | None:
    """Where a clause of time or cause begins among some words ("after", "as"): its offset."""
    for k in between:
        text = scene.words.texts[k]
        if text.lower() in lexicon_words("tense", "words.clause_leads") and not text.isupper():
            return scene.words.starts[k]
    return None


def _adds(scene: Scene, between: range) -> bool:
    """Whether another main clause begins among some words: ", but the party said"."""
    return any(scene.words.texts[k] in ("but", ";") for k in between)


def _is_owner(scene: Scene, phrase: TimePhrase) -> bool:
    """Whether a time only belongs to a noun: "April’s figures"."""
    behind = scene.words.texts[phrase.behind] if phrase.behind < len(scene.words) else ""
    return behind in ("’", "'") or scene.words.texts[phrase.behind - 1] in ("s", "S")


def _comma(scene: Scene, start: int, end: int) -> bool:
    """Whether a comma ends a clause just before an offset."""
    return end > 0 and scene.text[start:end].rstrip().endswith(",")


def _is_bare(statement: Statement) -> bool:
    """Whether a cue without source is one word such as "alleged", which nobody utters."""
    return not statement.source.spans and len(statement.cue.text.split()) == 1


def _parted(scene: Scene, between: range, statement: Statement) -> bool:
    """Whether a clause, a sentence's end or another statement's cue lies between."""
    for k in between:
        if scene.words.texts[k] in (".", ";", "?", "!") and not (k and len(scene.words.texts[k - 1]) < 4):
            return True
        if scene.words.gaps[k] == Gap.PARAGRAPH:
            return True
        if scene.words.texts[k].lower() in lexicon_words("tense", "words.subordinators"):
            return True
    offsets = {scene.words.starts[k] for k in between}
    for other in scene.statements:
        if other.id != statement.id and any(c.start in offsets for c in other.cue.spans):
            return True
    return bool(verb_groups(scene.words, between))


def _shared(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """Cues of one source in one sentence ("said …, adding …") are of one moment."""
    told = []
    for statement in statements:
        told.append(statement)
        if statement.said.date or not statement.source.spans or not statement.cue.spans:
            continue
        number = scene.sentences.number_at(statement.cue.spans[0].start)
        for other in statements:
            if (
                other.said.date
                and other.source.spans == statement.source.spans
                and other.within == statement.within
                and other.cue.spans
                and scene.sentences.number_at(other.cue.spans[0].start) == number
            ):
                told[-1] = _with(statement, other.said, "shared", scene.text)
                break
    return told


def _carried(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """A speaker who goes on speaking does so on the same day."""
    told: list[Statement] = []
    last: Statement | None = None
    for statement in statements:
        kept = statement
        if statement.within is None:
            if last is not None and not statement.said.span and _goes_on(scene, last, statement):
                said = replace(last.said, basis=Basis.CARRIED)
                kept = _with(statement, said, "carried", scene.text)
            last = kept if kept.said.date else None
        told.append(kept)
    return told


def _goes_on(scene: Scene, last: Statement, statement: Statement) -> bool:
    if not last.source.speaker or last.source.speaker != statement.source.speaker:
        return False
    end = max(s.end for s in _spans(last))
    start = min(s.start for s in _spans(statement))
    apart = scene.sentences.number_at(start) - scene.sentences.number_at(end - 1)
    same = (
        not statement.cue.spans
        or (statement.source.text.islower() and " " not in statement.source.text)
        or statement.cue.lemma in lexicon_words("tense", "words.going_on")
    )
    return same and apart <= REACH and not scene.phrases_in(end, start)


def _spans(statement: Statement) -> tuple[Span, ...]:
    return (*statement.source.spans, *statement.cue.spans, *statement.content.spans)


def _with(statement: Statement, said: Said, rule: str, text: str) -> Statement:
    assert said.span is not None
    words = text[said.span.start : said.span.end]
    trace = trace_of("said", BY, (said.span,), f"said.{rule}", words=words, date=said.date or "unknown")
    return replace(statement, said=said, trace=(*statement.trace, trace))
