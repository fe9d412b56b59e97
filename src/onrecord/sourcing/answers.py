"""Who answers whom: denials with what they deny, accusations with what the accused say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Act, Record, Span, Statement
from onrecord.sourcing.common import all_spans, finds, origin_of, outermost, start_of, words_at
from onrecord.sourcing.findings import Accusation, Allegation, Answer, Answering, Denial, Origin
from onrecord.sourcing.keywords import Weights, alleged, keywords, shared_words, weights_of
from onrecord.sourcing.parties import accused_of, parties_of, party_of, same_party, speaks_for
from onrecord.text.sentences import Sentences

NAMED = 1.5
"""What it adds, in units of one rare shared word, that an allegation names who denies it."""

LEAST = 1.5
"""Score from which an allegation is held to be the one that is denied."""

BRIEF = 2
"""Keywords up to which a denial may point back at what it denies without repeating it."""

FACTS = (Act.ASSERTION, Act.ACCUSATION, Act.WARNING, None)


def denials(record: Record) -> tuple[Denial, ...]:
    """Every denial with the allegation that it answers."""
    weights = weights_of(record)
    return tuple(
        Denial(
            one.id,
            origin_of(record, one),
            words_at(record, one.content.spans or one.cue.spans),
            _allegation(record, one, weights),
        )
        for one in record.statements
        if _is(one, Act.DENIAL, "cues.denying")
    )


def _is(statement: Statement, act: Act, cues: str) -> bool:
    """Whether a statement is of an act; where that is undecided, by the word that introduces it."""
    if statement.act is not None:
        return statement.act is act
    return statement.cue.lemma in lexicon_words("sourcing", cues)


def _allegation(record: Record, denial: Statement, weights: Weights) -> Allegation | None:
    """The statement of another that is most like it; else the report's own sentence before it."""
    scored = [
        (_score(record, one, denial, weights), *_nearness(one, denial), one)
        for one in record.statements
        if one.act in FACTS and _may_be_denied(record, one, denial)
    ]
    best = max(scored, key=lambda entry: entry[:3], default=None)
    if best and best[0] >= LEAST:
        one = best[3]
        shared = shared_words(keywords(one.content.text), keywords(denial.content.text))
        return Allegation(one.id, origin_of(record, one), words_at(record, one.content.spans), shared)
    return _told(record, denial, weights)


def _nearness(one: Statement, denial: Statement) -> tuple[bool, int]:
    """What goes before the denial first, then what stands nearest (in characters)."""
    apart = start_of(denial) - start_of(one)
    return apart > 0, -abs(apart)


def _may_be_denied(record: Record, one: Statement, denial: Statement) -> bool:
    """Not the denial itself, nor what stands in it or around it, nor what the same speaker says."""
    if one.id == denial.id or outermost(record, one).id == denial.id or one.id == denial.within:
        return False
    speaker = one.source.speaker
    return speaker is None or speaker != denial.source.speaker


def _score(record: Record, one: Statement, denial: Statement, weights: Weights) -> float:
    """In units of one rare shared word."""
    said, denied = keywords(one.content.text), keywords(denial.content.text)
    rare = weights.most or 1.0
    score = weights.of(said.keys() & denied.keys()) / rare
    pointed = one.act is Act.ACCUSATION or denied.keys() <= alleged()
    if (score or pointed) and _names_denier(record, one, denial):
        score += NAMED
    return score + (0.5 if score and one.act is Act.ACCUSATION else 0.0)


def _names_denier(record: Record, one: Statement, denial: Statement) -> bool:
    speaker = record.speaker(denial.source.speaker)
    if speaker is None:
        return False
    words = party_of(one.content.text)
    accused = accused_of(record, one)
    if accused and any(same_party(party, party_of(accused.name or "")) for party in parties_of(speaker)):
        return True
    return any(party <= words for party in parties_of(speaker))


def _told(record: Record, denial: Statement, weights: Weights) -> Allegation | None:
    """The report's own sentence before a denial that shares most with it."""
    denied = keywords(denial.content.text)
    spoken = [span for one in record.statements for span in all_spans(one)]
    best: tuple[float, int, Span] | None = None
    for span in _sentences(record.report.text):
        if span.start >= start_of(denial) or any(_meets(span, other) for other in spoken):
            continue
        shared = keywords(record.report.text[span.start : span.end]).keys() & denied.keys()
        score = weights.of(shared) / (weights.most or 1.0)
        if len(shared) > 1 and score >= LEAST and (best is None or score >= best[0]):
            best = (score, span.start, span)
    if best is None:
        return None
    words = words_at(record, (best[2],))
    return Allegation(None, Origin(None, None), words, shared_words(keywords(words.text), denied))


def _meets(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _sentences(text: str) -> Iterator[Span]:
    sentences = Sentences(text)
    for number in range(len(sentences.starts)):
        start, end = sentences.bounds(number)
        yield Span(start, start + len(text[start:end].rstrip()))


# ---------------------------------------------------------------- accusations
def accusations(record: Record) -> tuple[Accusation, ...]:
    """Every accusation with what the accused say in the report, if anything."""
    weights = weights_of(record)
    refusals = finds(record.report.text, "comment.refusals")
    found = []
    for one in record.statements:
        if _is(one, Act.ACCUSATION, "cues.accusing"):
            accused = accused_of(record, one)
            answers = tuple(_answers(record, one, accused, weights, refusals)) if accused else ()
            words = words_at(record, one.content.spans)
            found.append(Accusation(one.id, origin_of(record, one), words, accused, answers))
    return tuple(found)


def _answers(
    record: Record, one: Statement, accused: Origin, weights: Weights, refusals: Sequence[Span]
) -> Iterator[Answer]:
    party = party_of(accused.name or "")
    said = keywords(one.content.text)
    for other in record.statements:
        speaker = record.speaker(other.source.speaker)
        if other.id == one.id or outermost(record, other).id == one.id or not speaks_for(speaker, party):
            continue
        shared = said.keys() & keywords(other.content.text).keys()
        about_it = len(shared) > 1 or weights.of(shared) >= weights.most
        brief = len(keywords(other.content.text)) <= BRIEF
        if _is(other, Act.DENIAL, "cues.denying") and (shared or brief):
            yield Answer(Answering.DENIES, other.id, words_at(record, all_spans(other)))
        elif any(_meets(span, part) for span in refusals for part in all_spans(other)):
            yield Answer(Answering.SILENT, other.id, words_at(record, all_spans(other)))
        elif about_it:
            yield Answer(Answering.SPEAKS, other.id, words_at(record, other.content.spans))
    yield from _refusals(record, party, refusals)


def _refusals(record: Record, party: frozenset[str], refusals: Sequence[Span]) -> Iterator[Answer]:
    """Sentences of the report's own that say that the accused gave no answer."""
    spoken = [span for one in record.statements for span in all_spans(one)]
    for span in _sentences(record.report.text):
        silent = [refusal for refusal in refusals if refusal.within(span)]
        if silent and party != {"power"} and not any(_meets(silent[0], other) for other in spoken):
            before = record.report.text[span.start : silent[0].start]
            if party <= party_of(before):
                yield Answer(Answering.SILENT, None, words_at(record, (span,)))
