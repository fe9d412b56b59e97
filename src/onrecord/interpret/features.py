"""Features: what in a statement speaks for an act, a certainty or a negation.

Every feature is a name with a strength and the words it was found on, so that
a decision made from them can be told in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.interpret.classes import Hit, word_classes
from onrecord.interpret.frame import FINITE, frame_of
from onrecord.interpret.negation import main_clause, negated_cue, negations
from onrecord.interpret.ownside import is_own_side
from onrecord.interpret.passage import Passage
from onrecord.interpret.rules import Signs, certainty_for, rule_for
from onrecord.interpret.tokens import Tokens
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Spans

_EARLY = 8  # words from the start of a content that count as its beginning
_COPULAS = frozenset(("is", "are", "was", "were", "be", "been", "being", "am", "as", "seems", "looks", "feels", "remains", "it"))
_COPULA_REACH = 5
_MIND_REACH = 5
_PERSONS = frozenset(("i", "we", "he", "she", "they", "it"))
_LONG = 40  # words from which one negation seldom turns the whole
_FUTURE = frozenset(("will", "would", "shall", "going", "'ll"))
_MODALS = frozenset(("will", "would", "shall", "may", "might", "could", "can", "must", "should", "need", "needs"))
_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "it", "they", "there", "this", "that", "these", "those", "who"))


@dataclass(slots=True)
class Features:
    """Names, strengths, and the words of the report that each was found on."""

    values: dict[str, float] = field(default_factory=dict)
    spans: dict[str, Spans] = field(default_factory=dict)

    def add(self, name: str, value: float = 1.0, spans: Spans = ()) -> None:
        """Adds a feature; the first finding's words are kept, the highest strength counts."""
        self.values[name] = max(value, self.values.get(name, 0.0))
        if spans:
            self.spans.setdefault(name, spans)


def features_of(passage: Passage) -> Features:
    """All features of one statement."""
    features = Features()
    _add_cue(features, passage)
    _add_frame(features, passage)
    _add_content(features, passage)
    _add_future(features, passage)
    _add_negation(features, passage)
    _add_voices(features, passage)
    _add_judging(features, passage)
    _add_verb(features, passage)
    _add_own_mind(features, passage)
    _add_rule(features, passage)
    return features


_ARTICLES = frozenset(("a", "an", "the", "one", "no", "not", "just", "only", "such"))
_BE = frozenset(("is", "are", "was", "were", "be", "am", "been"))


def _add_judging(features: Features, passage: Passage) -> None:
    content = passage.content
    end = main_clause(content.low)
    hits = word_classes("judging").find(content.low)
    for hit in hits:
        spans = _spans(content, hit)
        if hit.start < end:
            features.add(f"main {hit.name}", spans=spans)
        if _after_copula(content.low, hit.start):
            features.add(f"copula {hit.name}", spans=spans)
    strong = sum(hit.name != "weak" for hit in hits)
    features.add("judging density", min(1.0, 5 * strong / (len(content) + 8)))


def _add_verb(features: Features, passage: Passage) -> None:
    content = passage.content
    low = content.low
    end = main_clause(low)
    for k in range(end):
        if low[k] in FINITE or (low[k].endswith("ed") and len(low[k]) > 4):
            kind = low[k] if low[k] in FINITE else "ed"
            features.add(f"verb {kind}", spans=content.spans[k : k + 1])
            following = low[k + 1] if k + 1 < len(low) else ""
            if low[k] in _BE:
                shape = "article" if following in _ARTICLES else "ed" if following.endswith("ed") else "ing" if following.endswith("ing") else "other"
                features.add(f"be {shape}", spans=content.spans[k : k + 2])
            if low[k] in ("will", "would"):
                features.add("future passive" if following == "be" else "future have" if following == "have" else "future plain")
            break
    else:
        features.add("verb none")
    if any(word[0].isdigit() for word in low):
        features.add("has number")
    if low and "by" in low[:20]:
        at = low.index("by")
        if any(h.name == "power" for h in word_classes("voices").find(low[at + 1 : at + 6])):
            features.add("by actor", spans=content.spans[at : at + 1])


def _add_own_mind(features: Features, passage: Passage) -> None:
    """Whether a paraphrase or quotation begins with what its speaker thinks or fears ("said he believes")."""
    low = passage.content.low[:_MIND_REACH]
    start = 1 if low[:1] == ("that",) else 0
    if low[start : start + 1] and low[start] in _PERSONS:
        for hit in word_classes("acts").find(low):
            if hit.name in ("think", "fear", "hope", "feel"):
                features.add(f"own {hit.name}", spans=_spans(passage.content, hit))


def _add_voices(features: Features, passage: Passage) -> None:
    voices = {hit.name for hit in word_classes("voices").find(passage.source.low)} - {"power"}
    for name in sorted(voices):
        features.add(f"voice {name}", spans=passage.source.spans[:1])
    content = passage.content
    end = main_clause(content.low)
    actors = [h for h in word_classes("voices").find(content.low[:end]) if h.name == "power"]
    classes = classes_in(features.values, "main ")
    if actors:
        features.add("actor", spans=_spans(content, actors[0]))
        for name in ("harm", "wrong", "blame"):
            if name in classes:
                features.add(f"actor and {name}", spans=_spans(content, actors[0]))
    if voices & {"counting", "document"} and not voices & {"judging"}:
        features.add("watching")
    named = [name for name in ("harm", "wrong", "good", "bad", "statistic", "must", "may") if name in classes]
    named += [name for name in ("future own", "future others") if name in features.values]
    for name in named:
        for voice in sorted(voices):
            features.add(f"{voice} on {name}")


def _add_rule(features: Features, passage: Passage) -> None:
    names = features.values
    frame = frame_of(passage)
    features.add(f"frame {frame}")
    cue = frozenset(classes_in(names, "cue "))
    for name in sorted(cue):
        features.add(f"cue {name} + {frame}", spans=features.spans.get(f"cue {name}", ()))
    signs = Signs(
        cue, frozenset(classes_in(names, "main ")), frozenset(classes_in(names, "any ")), frozenset(names), frame
    )
    name, act = rule_for(signs)
    features.add(f"rule {name}")
    features.add(f"rules say {act}")
    features.add(f"rules hold it {certainty_for(signs, act)}")


def _spans(tokens: Tokens, hit: Hit) -> Spans:
    return tuple(dict.fromkeys(tokens.spans[hit.start : hit.end]))


def _add_cue(features: Features, passage: Passage) -> None:
    cue = passage.cue
    if not len(cue):
        features.add("no cue")
    names = []
    for hit in word_classes("acts").find(cue.low):
        features.add(f"cue {hit.name}", spans=_spans(cue, hit))
        names.append(hit.name)
    if len(cue) and not names:
        features.add("unknown cue", spans=cue.spans)
    lemma = passage.statement.cue.lemma
    if lemma:
        features.add(f"lemma {lemma}", spans=cue.spans)
    last = cue.low[-1] if len(cue) else ""
    if last in ("to", "for", "on", "of", "about", "as", "at", "against", "that", "by", "with"):
        features.add(f"ending {last}", spans=cue.spans[-1:])
    if cue.low and (set(cue.low[:-1]) & {"is", "are", "was", "were", "been", "be", "being"}):
        features.add("passive cue")
    if cue.low and set(cue.low) & {"would", "will", "could", "may", "might"}:
        features.add("modal cue")


def _add_frame(features: Features, passage: Passage) -> None:
    statement, content = passage.statement, passage.content.low
    features.add(f"mode {statement.content.mode}")
    if statement.within:
        features.add("nested")
    if not len(passage.source):
        features.add("source none")
    elif passage.source.low[0] in _PRONOUNS:
        features.add(f"source {passage.source.low[0]}")
    if passage.speaker and passage.speaker.type:
        features.add(f"speaker {passage.speaker.type}")
    for cue in passage.inner:
        for hit in word_classes("acts").find(cue.low):
            features.add(f"inner {hit.name}", spans=_spans(cue, hit))
    for hit in word_classes("acts").find(passage.outer.low):
        features.add(f"outer {hit.name}", spans=_spans(passage.outer, hit))
    if not content:
        return
    features.add(_length(len(content)))
    first = content[0]
    if first in ("that", "to", "whether", "if", "for", "on", "of", "as", "what", "why", "how", "who", "where", "when", "not", "which", "whom"):
        features.add(f"starts {first}", spans=passage.content.spans[:1])
    elif first.endswith("ing") and len(first) > 4:
        features.add("starts ing", spans=passage.content.spans[:1])
    if first in _PRONOUNS:
        features.add(f"subject {first}", spans=passage.content.spans[:1])
    if "?" in content:
        features.add("question mark", 1.0 if content[-1] == "?" else 0.5, passage.content.spans[-1:])
        if content[-1] == "?":
            features.add("ends asking", spans=passage.content.spans[-1:])
    if "!" in content:
        features.add("exclamation mark", spans=passage.content.spans[-1:])
    if "to" in content[:12] and first != "to":
        features.add("to early")


def _length(words: int) -> str:
    return next(f"length {limit}" for limit in (3, 7, 15, 30, 60, 10**9) if words <= limit)


def _add_content(features: Features, passage: Passage) -> None:
    content = passage.content
    end = main_clause(content.low)
    hits = word_classes("stance").find(content.low)
    for hit in hits:
        spans = _spans(content, hit)
        if hit.start < end:
            features.add(f"main {hit.name}", spans=spans)
        features.add(f"any {hit.name}", min(1.0, 0.3 + 10 / len(content)), spans)
        if hit.start < 2:
            features.add(f"first {hit.name}", spans=spans)
        if hit.name in ("good", "bad") and _after_copula(content.low, hit.start):
            features.add(f"copula {hit.name}", spans=spans)
    _add_density(features, hits, len(content))
    modal = next((k for k in range(min(end, len(content))) if content.low[k] in _MODALS), None)
    if modal is not None:
        features.add(f"modal {content.low[modal]}", spans=content.spans[modal : modal + 1])
    else:
        features.add("modal none")


def _add_density(features: Features, hits: Sequence[Hit], length: int) -> None:
    for name in ("good", "bad", "harm", "wrong", "degree", "statistic"):
        count = sum(hit.name == name for hit in hits)
        if count > 1:
            features.add(f"much {name}", min(1.0, 4 * count / (length + 8)))


def _after_copula(words: Sequence[str], at: int) -> bool:
    return any(word in _COPULAS for word in words[max(0, at - _COPULA_REACH) : at])


def _add_future(features: Features, passage: Passage) -> None:
    content = passage.content
    end = main_clause(content.low)
    at = next((k for k in range(min(end, len(content))) if content.low[k] in _FUTURE), None)
    subject = range(at if at is not None else min(4, len(content)))
    own = is_own_side(passage, [content.low[k] for k in subject])
    if at is not None:
        features.add("future own" if own else "future others", spans=content.spans[at : at + 1])
    if own:
        features.add("subject own", spans=content.spans[:1])


def _add_negation(features: Features, passage: Passage) -> None:
    at = negated_cue(passage.cue.low)
    if at is not None:
        features.add("negated cue", spans=passage.cue.spans[at : at + 1])
        told = lexicon_words("negation", "tell")
        if told & (set(passage.cue.low) | set(passage.content.low[:3])):
            features.add("tells nothing", spans=passage.cue.spans[at : at + 1])
    found = negations(passage.content.low)
    for k, kind in found:
        features.add(f"negated {kind}", spans=passage.content.spans[k : k + 1])
        if k < _EARLY:
            features.add(f"negated early {kind}", spans=passage.content.spans[k : k + 1])
    if found and len(passage.content) > _LONG:
        features.add("negated in long")
    main = [n for n in found if n.kind in ("verb", "noun", "word")]
    if at is not None or (main and len(passage.content) <= _LONG):
        features.add("rules negate")


def classes_in(names: Iterable[str], prefix: str) -> set[str]:
    """The classes that features with a prefix name, as `cue deny` → `deny`."""
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
