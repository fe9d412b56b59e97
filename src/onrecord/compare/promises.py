"""Promises: every commitment, and what later statements say of it.

The state says who says so; the software itself never rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.compare.finding import Finding, shown
from onrecord.compare.sameness import Likeness
from onrecord.compare.scopes import Scope, When
from onrecord.compare.terms import stem_of, terms_of
from onrecord.compare.utterances import Utterance
from onrecord.lexicon import load
from onrecord.record import (
    Act,
    Polarity,
    Promise,
    PromiseState,
    Relation,
    RelationKind,
    StatementKey,
    Status,
)

SAME_DEED = 0.35
"""Point from which a later statement is held to speak of what was promised."""

ONE_MATTER = 0.2
"""Matter that a later statement on a promise has at least."""

FACTS = (Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, Act.EVALUATION, None)


def promise_told(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether one of two statements tells that the promise in the other was kept or broken."""
    for promise, later in ((a, b), (b, a)):
        if promise.statement.act is Act.COMMITMENT and promise.voice.name and is_later(promise, later):
            found = _told(promise, later, like)
            if found:
                return found
    return None


def _told(promise: Utterance, later: Utterance, like: Likeness) -> Finding | None:
    statement = later.statement
    future = statement.about.status is Status.FUTURE
    if statement.act not in FACTS or future or like.matter < ONE_MATTER or not _speaks_of(later, promise):
        return None
    negative = statement.polarity is Polarity.NEGATIVE
    words = _words(statement.content.text)
    if words & _stems("broken"):
        return _finding(promise, later, negative, "says in words that it was not kept")
    if words & _stems("kept"):
        return _finding(promise, later, not negative, "says in words that it was kept")
    ends = bool(_words(promise.statement.content.text) & _stems("ends"))
    if ends and not words & _stems("ends"):  # what was to end is told of as going on, or as gone
        met = bool(_thing(promise) & terms_of(statement.content.text).keys())
        return _finding(promise, later, negative, "tells of what was promised to end") if met else None
    return _finding(promise, later, not negative, "tells of what was promised") if _deed(like) else None


def _deed(like: Likeness) -> bool:
    return like.point >= SAME_DEED


def _thing(promise: Utterance) -> set[str]:
    """What the promise is to end: its telling terms without those of ending, parties and countries."""
    ends = _stems("ends")
    return {t for t in promise.own.weights if t not in ends and not t.startswith(("@", "="))}


def _speaks_of(later: Utterance, promise: Utterance) -> bool:
    """Whether a statement may speak of the promising side: names it, or names no side, or is its own."""
    side = promise.voice.party
    if side is None:
        return True
    return side in later.parties or later.voice.party == side or not later.parties


def is_later(promise: Utterance, other: Utterance) -> bool:
    """Whether a statement tells of a time after the promise."""
    first, last = _last_year(promise.scope), _last_year(other.scope)
    if first is not None:
        return last > first if last is not None else other.scope.when is not When.BEFORE
    if last is not None or promise.day is None or other.day is None:
        return False
    return other.day > promise.day


def _last_year(scope: Scope) -> int | None:
    return max(scope.years) if scope.years else None


def _words(text: str) -> frozenset[str]:
    return frozenset(stem_of(w.lower()) for w in re.findall(r"[^\W\d_]+", text))


@cache
def _stems(key: str) -> frozenset[str]:
    lists: Mapping[str, list[str]] = load("compare")["promises"]
    return frozenset(stem_of(word) for word in lists[key])


def _finding(promise: Utterance, later: Utterance, kept: bool, because: str) -> Finding:
    kind = RelationKind.FULFILS if kept else RelationKind.BREAKS
    return Finding(kind, 0.55, f"{shown(later)} {because}", first=promise.key)


def promises_of(utterances: Sequence[Utterance], relations: Sequence[Relation]) -> tuple[Promise, ...]:
    """The commitments among some statements with their states, in the order given."""
    kept: dict[StatementKey, list[StatementKey]] = {}
    broken: dict[StatementKey, list[StatementKey]] = {}
    for relation in relations:
        if relation.relation is RelationKind.FULFILS:
            kept.setdefault(relation.a, []).append(relation.b)
        elif relation.relation is RelationKind.BREAKS:
            broken.setdefault(relation.a, []).append(relation.b)
    return tuple(
        Promise(
            u.key, state_of(u.key in kept, u.key in broken), (*kept.get(u.key, ()), *broken.get(u.key, ()))
        )
        for u in utterances
        if u.statement.act is Act.COMMITMENT
    )


def state_of(kept: bool, broken: bool) -> PromiseState:
    """The state of a promise that somebody says was kept, or broken."""
    if kept and broken:
        return PromiseState.DISPUTED
    if kept or broken:
        return PromiseState.KEPT if kept else PromiseState.BROKEN
    return PromiseState.OPEN
