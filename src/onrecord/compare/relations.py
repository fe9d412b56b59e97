"""Relations: how two statements on one matter stand to each other, with a reason in words."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.compare.counts import counts_told
from onrecord.compare.finding import Finding
from onrecord.compare.positions import agreed, blame_told, contradicted
from onrecord.compare.promises import promise_told
from onrecord.compare.repeats import repeats
from onrecord.compare.sameness import Likeness
from onrecord.compare.utterances import Utterance
from onrecord.record import Relation

Rule = Callable[[Utterance, Utterance, Likeness], Finding | None]

RULES: tuple[Rule, ...] = (repeats, promise_told, counts_told, blame_told, contradicted, agreed)
"""Rules in order; the first that finds a relation decides."""


def relation_of(one: Utterance, other: Utterance, like: Likeness) -> Relation | None:
    """The relation of two statements, the earlier one first; None where there is none to be seen.

    What its speaker does not hold can only be told again.
    """
    a, b = sorted((one, other), key=order)
    for rule in RULES if a.held and b.held else (repeats,):
        found = rule(a, b, like)
        if found:
            first, second = (b, a) if found.first == b.key else (a, b)
            confidence = round(min(found.confidence, 0.99), 2)
            return Relation(first.key, second.key, found.relation, found.aspect, confidence, found.because)
    return None


def order(utterance: Utterance) -> tuple[str, str, int]:
    """What puts utterances in the order of time: the day, then report and place in it."""
    day = utterance.day.isoformat() if utterance.day else "9999"
    return day, utterance.key[0], int("".join(c for c in utterance.key[1] if c.isdigit()) or 0)
