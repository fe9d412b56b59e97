"""Relations: how two statements on one matter stand to each other, with a reason in words."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.compare.counts import counts_told
from onrecord.compare.finding import Finding
from onrecord.compare.hearsay import one_telling
from onrecord.compare.positions import agreed, blame_told, contradicted
from onrecord.compare.promises import promise_told
from onrecord.compare.repeats import copied, repeats
from onrecord.compare.sameness import Likeness
from onrecord.compare.utterances import Utterance
from onrecord.record import Relation

Rule = Callable[[Utterance, Utterance, Likeness], Finding | None]

RULES: tuple[Rule, ...] = (repeats, promise_told, counts_told, blame_told, contradicted, agreed)
"""Rules in order; the first that finds a relation decides."""

OF_TELLINGS: tuple[Rule, ...] = (repeats, contradicted, agreed)
"""Rules for two statements that something was said: whether it was, not whether it is true."""


def relation_of(
    one: Utterance, other: Utterance, like: Likeness, *, one_text: bool = False
) -> Relation | None:
    """The relation of two statements, the earlier one first; None where there is none to be seen.

    What its speaker does not hold can only be told again; but who passes on what
    another said holds that it was said. `one_text` says that
    their reports are near-copies: there the same words are one utterance,
    whoever each copy names.
    """
    a, b = (one, other) if one.place <= other.place else (other, one)
    rules = _rules(a, b)
    for rule in (copied, *rules) if one_text else rules:
        found = rule(a, b, like)
        if found:
            first, second = (b, a) if found.first == b.key else (a, b)
            confidence = round(min(found.confidence, 0.99), 2)
            return Relation(first.key, second.key, found.relation, found.aspect, confidence, found.because)
    return None


def _rules(a: Utterance, b: Utterance) -> tuple[Rule, ...]:
    if a.held and b.held:
        return RULES
    return OF_TELLINGS if one_telling(a.hearsay, b.hearsay) else (repeats,)
