"""Origins: how many independent voices are behind an account.

Speakers count, not reports: five outlets that carry one agency, or one
spokesman, are one origin. What names no source is no origin.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from onrecord.compare.speakers_alike import Voice, alike
from onrecord.record import Origin, Relation, RelationKind, Statement, StatementKey

Again = Collection[frozenset[StatementKey]]


class Voiced(Protocol):
    """A statement with whose voice it is."""

    @property
    def key(self) -> StatementKey:
        """Its report and its id."""

    @property
    def statement(self) -> Statement:
        """What was said."""

    @property
    def voice(self) -> Voice:
        """Who speaks."""


def repeated(relations: Sequence[Relation]) -> Again:
    """The pairs of statements that repeat each other."""
    return {frozenset((r.a, r.b)) for r in relations if r.relation is RelationKind.REPEATS}


def origins_of(
    utterances: Sequence[Voiced], again: Again
) -> tuple[tuple[Origin, ...], dict[StatementKey, str]]:
    """The origins of an account, those in most reports first, and the origin of each statement.

    `again` are the pairs of statements that repeat each other.
    """
    groups: list[list[Voiced]] = []
    for utterance in (u for u in utterances if u.voice.name):
        own = [g for g in groups if any(_one(utterance, other, again) for other in g)]
        merged = [u for g in own for u in g] + [utterance]
        groups = [g for g in groups if g not in own] + [merged]
    made, of = [], {}
    for group in groups:
        name = _fullest([u.voice for u in group])
        reports = tuple(sorted({u.key[0] for u in group}))
        made.append(Origin(name, reports))
        of.update({u.key: name for u in group})
    return tuple(sorted(made, key=lambda o: (-len(o.reports), o.speaker))), of


def _one(a: Voiced, b: Voiced, again: Again) -> bool:
    if frozenset((a.key, b.key)) in again:
        return True
    same_report = a.key[0] == b.key[0] and a.statement.source.speaker == b.statement.source.speaker
    return same_report or alike(a.voice, b.voice)


def _fullest(voices: Sequence[Voice]) -> str:
    named = [v for v in voices if v.named] or list(voices)
    return max((v.name or "" for v in named), key=lambda name: (len(name.split()), len(name), name))
