"""Origins: how many independent voices are behind an account.

Speakers count, not reports: five outlets that carry one agency, or one
spokesman, are one origin. What names no source is no origin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.compare.speakers_alike import Voice, alike
from onrecord.compare.spoken import Spoken
from onrecord.record import Origin, Relation, RelationKind, StatementKey

Again = Mapping[StatementKey, Collection[StatementKey]]
"""The statements that each statement repeats, or that repeat it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of speakers: who is one, whatever the names, and who are two.

    `persons` gives the person or body of a speaker, who is named by report and
    id within it; `apart` are pairs of persons that are two.
    """

    persons: Mapping[tuple[str, str | None], str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()


NOTHING = Decided()
"""Nobody decided anything."""


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


def gathered(
    spoken: Sequence[Spoken], again: Again, decided: Decided = NOTHING
) -> list[tuple[Origin, tuple[StatementKey, ...]]]:
    """The origins of an account, those in most reports first, each with its statements."""
    voiced = [one for one in spoken if one.voice.name]
    made = []
    for group in _groups(voiced, again, decided):
        reports = tuple(sorted({one.key[0] for one in group}))
        made.append((Origin(_fullest([one.voice for one in group]), reports), tuple(o.key for o in group)))
    return sorted(made, key=lambda m: (-len(m[0].reports), m[0].speaker))


class _Mouths:
    """Statements by the mouth they come from; those of persons who were decided to be two stay apart."""

    def __init__(self, persons: Sequence[str | None], apart: frozenset[frozenset[str]]) -> None:
        self._leader = list(range(len(persons)))
        self._persons = [{one} if one else set() for one in persons]
        self._apart = apart
        first: dict[str, int] = {}
        for i, person in enumerate(persons):
            if person:
                self.join(i, first.setdefault(person, i))

    def led_by(self, i: int) -> int:
        """The first statement of the mouth."""
        while self._leader[i] != i:
            self._leader[i] = self._leader[self._leader[i]]
            i = self._leader[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Makes two mouths one, unless a person said otherwise."""
        first, second = sorted((self.led_by(i), self.led_by(j)))
        if first != second and not self._are_two(first, second):
            self._leader[second] = first
            self._persons[first] |= self._persons[second]

    def _are_two(self, i: int, j: int) -> bool:
        pairs = ((a, b) for a in self._persons[i] for b in self._persons[j])
        return bool(self._apart) and any(frozenset(pair) in self._apart for pair in pairs)


def _groups(spoken: Sequence[Spoken], again: Again, decided: Decided) -> list[list[Spoken]]:
    """Statements of one mouth: decided to be, alike by voice, of one speaker of a report, or told again."""
    mouths = _Mouths([decided.persons.get((one.key[0], one.speaker)) for one in spoken], decided.apart)
    at = {one.key: i for i, one in enumerate(spoken)}
    voices: dict[Voice, int] = {}
    speakers: dict[tuple[str, str | None], int] = {}
    for i, one in enumerate(spoken):
        for other in again.get(one.key, ()):
            mouths.join(i, at.get(other, i))
        mouths.join(i, speakers.setdefault((one.key[0], one.speaker), i))
        first = voices.setdefault(one.voice, i)
        if alike(one.voice, one.voice):
            mouths.join(i, first)
    for (voice, i), (another, j) in combinations(voices.items(), 2):
        if mouths.led_by(i) != mouths.led_by(j) and alike(voice, another):
            mouths.join(i, j)
    groups: dict[int, list[Spoken]] = {}
    for i, member in enumerate(spoken):
        groups.setdefault(mouths.led_by(i), []).append(member)
    return list(groups.values())


def _fullest(voices: Sequence[Voice]) -> str:
    named = [v for v in voices if v.named] or list(voices)
    return max((v.name or "" for v in named), key=lambda name: (len(name.split()), len(name), name))
