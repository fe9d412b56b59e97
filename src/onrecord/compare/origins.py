"""Origins: how many independent voices are behind an account.

Speakers count, not reports: five outlets that carry one agency, or one
spokesman, are one origin. What names no source is no origin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from onrecord.compare.speakers_alike import Voice, alike
from onrecord.compare.spoken import Spoken
from onrecord.record import Origin, Relation, RelationKind, StatementKey

Again = Mapping[StatementKey, Collection[StatementKey]]
"""The statements that each statement repeats, or that repeat it."""


def repeated(relations: Iterable[Relation]) -> Again:
    """Which statements repeat which, in both directions."""
    found: dict[StatementKey, list[StatementKey]] = {}
    for one in relations:
        if one.relation is RelationKind.REPEATS:
            found.setdefault(one.a, []).append(one.b)
            found.setdefault(one.b, []).append(one.a)
    return found


def origins_of(spoken: Sequence[Spoken], again: Again) -> tuple[tuple[Origin, ...], dict[StatementKey, str]]:
    """The origins of an account, those in most reports first, and the origin of each statement.

    `again` tells which statements repeat which.
    """
    found = gathered(spoken, again)
    of = {key: origin.speaker for origin, keys in found for key in keys}
    return tuple(origin for origin, _ in found), of


def gathered(spoken: Sequence[Spoken], again: Again) -> list[tuple[Origin, tuple[StatementKey, ...]]]:
    """The origins of an account, those in most reports first, each with its statements."""
    voiced = [one for one in spoken if one.voice.name]
    made = []
    for group in _groups(voiced, again):
        reports = tuple(sorted({one.key[0] for one in group}))
        made.append((Origin(_fullest([one.voice for one in group]), reports), tuple(o.key for o in group)))
    return sorted(made, key=lambda m: (-len(m[0].reports), m[0].speaker))


def _groups(spoken: Sequence[Spoken], again: Again) -> list[list[Spoken]]:
    """Statements of one mouth: alike by voice, of one speaker of a report, or told again."""
    leader = list(range(len(spoken)))

    def led_by(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    def join(i: int, j: int) -> None:
        first, second = sorted((led_by(i), led_by(j)))
        leader[second] = first

    at = {one.key: i for i, one in enumerate(spoken)}
    voices: dict[Voice, int] = {}
    speakers: dict[tuple[str, str | None], int] = {}
    for i, one in enumerate(spoken):
        for other in again.get(one.key, ()):
            join(i, at.get(other, i))
        join(i, speakers.setdefault((one.key[0], one.speaker), i))
        first = voices.setdefault(one.voice, i)
        if alike(one.voice, one.voice):
            join(i, first)
    for (voice, i), (another, j) in combinations(voices.items(), 2):
        if led_by(i) != led_by(j) and alike(voice, another):
            join(i, j)
    groups: dict[int, list[Spoken]] = {}
    for i, member in enumerate(spoken):
        groups.setdefault(led_by(i), []).append(member)
    return list(groups.values())


def _fullest(voices: Sequence[Voice]) -> str:
    named = [v for v in voices if v.named] or list(voices)
    return max((v.name or "" for v in named), key=lambda name: (len(name.split()), len(name), name))
