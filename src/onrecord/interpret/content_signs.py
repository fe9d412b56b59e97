"""What the words of a content speak for."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.interpret.classes import Hit, word_classes
from onrecord.interpret.negation import main_clause, negated_cue, negations
from onrecord.interpret.ownside import is_own_side
from onrecord.interpret.passage import Passage
from onrecord.interpret.stance_signs import Features, grammar, spans_under
from onrecord.lexicon import words as lexicon_words

_EARLY = 8  # words from the start of a content that count as its beginning
_COPULA_REACH = 5
_MIND_REACH = 5
_LONG = 40  # words from which one negation seldom turns the whole


def add_content(features: Features, passage: Passage) -> None:
    """Classes of the content's words, in its main clause, at its start and anywhere."""
    content = passage.content
    end = main_clause(content.low)
    hits = word_classes("stance").find(content.low)
    for hit in hits:
        spans = spans_under(content, hit)
        if hit.start < end:
            features.add(f"main {hit.name}", spans=spans)
        features.add(f"any {hit.name}", min(1.0, 0.3 + 10 / len(content)), spans)
        if hit.start < 2:
            features.add(f"first {hit.name}", spans=spans)
        if hit.name in ("good", "bad") and _after_copula(content.low, hit.start):
            features.add(f"copula {hit.name}", spans=spans)
    _add_density(features, hits, len(content))
    modal = next((k for k in range(min(end, len(content))) if content.low[k] in grammar("modals")), None)
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
    return any(word in grammar("copulas") for word in words[max(0, at - _COPULA_REACH) : at])


def add_judging(features: Features, passage: Passage) -> None:
    """Words that judge, and how thick they stand."""
    content = passage.content
    end = main_clause(content.low)
    hits = word_classes("judging").find(content.low)
    for hit in hits:
        spans = spans_under(content, hit)
        if hit.start < end:
            features.add(f"main {hit.name}", spans=spans)
        if _after_copula(content.low, hit.start):
            features.add(f"copula {hit.name}", spans=spans)
    strong = sum(hit.name != "weak" for hit in hits)
    features.add("judging density", min(1.0, 5 * strong / (len(content) + 8)))


def add_verb(features: Features, passage: Passage) -> None:
    """The first finite verb, figures, and a doer behind "by"."""
    content = passage.content
    low = content.low
    end = main_clause(low)
    for k in range(end):
        if low[k] in grammar("finite") or (low[k].endswith("ed") and len(low[k]) > 4):
            kind = low[k] if low[k] in grammar("finite") else "ed"
            features.add(f"verb {kind}", spans=content.spans[k : k + 1])
            following = low[k + 1] if k + 1 < len(low) else ""
            if low[k] in grammar("be"):
                shape = (
                    "article"
                    if following in grammar("articles")
                    else "ed"
                    if following.endswith("ed")
                    else "ing"
                    if following.endswith("ing")
                    else "other"
                )
                features.add(f"be {shape}", spans=content.spans[k : k + 2])
            if low[k] in ("will", "would"):
                features.add(
                    "future passive"
                    if following == "be"
                    else "future have"
                    if following == "have"
                    else "future plain"
                )
            break
    else:
        features.add("verb none")
    if any(word[0].isdigit() for word in low):
        features.add("has number")
    if low and "by" in low[:20]:
        at = low.index("by")
        if any(h.name == "power" for h in word_classes("voices").find(low[at + 1 : at + 6])):
            features.add("by actor", spans=content.spans[at : at + 1])


def add_own_mind(features: Features, passage: Passage) -> None:
    """Whether a paraphrase or quotation begins with what its speaker thinks or fears ("said he believes")."""
    low = passage.content.low[:_MIND_REACH]
    start = 1 if low[:1] == ("that",) else 0
    if low[start : start + 1] and low[start] in grammar("persons"):
        for hit in word_classes("acts").find(low):
            if hit.name in ("think", "fear", "hope", "feel"):
                features.add(f"own {hit.name}", spans=spans_under(passage.content, hit))


def add_future(features: Features, passage: Passage) -> None:
    """A future, and whether it is the speaker's own."""
    content = passage.content
    end = main_clause(content.low)
    at = next((k for k in range(min(end, len(content))) if content.low[k] in grammar("future")), None)
    subject = range(at if at is not None else min(4, len(content)))
    own = is_own_side(passage, [content.low[k] for k in subject])
    if at is not None:
        features.add("future own" if own else "future others", spans=content.spans[at : at + 1])
    if own:
        features.add("subject own", spans=content.spans[:1])


def add_negation(features: Features, passage: Passage) -> None:
    """What negates in cue and content."""
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
