"""Antecedents: whom a pronoun means.

Candidates are ranked by how near they were named, whether they were the subject
there, whether they have just spoken, and must agree in gender and number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import Span, SpeakerType
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.names import surname_of
from onrecord.text.sentences import Sentences

REACH = 6
JUST_SPOKE = 0.8
SUBJECT = 0.5
QUOTED = 1.0

_PLURAL = (SpeakerType.GROUP,)
_THINGS = (SpeakerType.ORGANISATION, SpeakerType.STATE, SpeakerType.MEDIA, SpeakerType.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate is mentioned."""

    member: Member
    start: int


class Antecedents:
    """Finds whom pronouns of one text mean. `quoted` are the spans of quoted words."""

    def __init__(self, cast: Cast, sentences: Sentences, quoted: Iterable[Span]) -> None:
        self.cast = cast
        self.sentences = sentences
        self.quoted = tuple(quoted)
        self._own: tuple[Span, ...] = ()

    def find(self, pronoun: str, at: int, last: Member | None, own: Iterable[Span] = ()) -> Member | None:
        """Whom a pronoun at offset `at` means; `last` spoke last. None where nobody fits.

        Who is named only in `own`, what the pronoun's statement says, is not its
        speaker ("Lund's war is over, he said").
        """
        self._own = tuple(own)
        if pronoun in ("he", "she"):
            return self._best(self._persons(pronoun, at), at, last)
        kinds = _PLURAL if pronoun == "they" else _THINGS
        found = self._best(self._members(kinds, at), at, last)
        if found is None and pronoun == "they":
            found = self._best(self._members(_THINGS, at), at, last)
        return found

    def _persons(self, pronoun: str, at: int) -> list[Place]:
        places = []
        for person in self.cast.names.persons:
            surname = surname_of(person.name)
            spots = [s.start for s in self.cast.names.places.get(surname, []) if self._counts(s.start, at)]
            spots += [person.span.start] if self._counts(person.span.start, at) else []
            if spots and self._near(max(spots), at):
                member = self.cast.of_named(person)
                if member.gender in (None, pronoun):
                    places.append(Place(member, max(spots)))
        return places + [
            p for p in self._members((SpeakerType.PERSON,), at) if p.member.gender in (None, pronoun)
        ]

    def _members(self, kinds: tuple[SpeakerType, ...], at: int) -> list[Place]:
        return [
            Place(m, m.last_before(at))
            for m in self.cast.members
            if m.type in kinds and m.last_before(at) >= 0 and self._near(m.last_before(at), at)
        ]

    def _counts(self, start: int, at: int) -> bool:
        return start < at and not any(s.start <= start < s.end for s in self._own)

    def _near(self, start: int, at: int) -> bool:
        return self.sentences.number_at(at) - self.sentences.number_at(start) <= REACH

    def _best(self, places: list[Place], at: int, last: Member | None) -> Member | None:
        if not places:
            return None
        return max(places, key=lambda p: (self._score(p, at, last), p.start)).member

    def _score(self, place: Place, at: int, last: Member | None) -> float:
        number = self.sentences.number_at(place.start)
        score = float(number - self.sentences.number_at(at))
        if place.member is last:
            score += JUST_SPOKE
        if place.start - self.sentences.starts[number] < 40:
            score += SUBJECT
        if any(s.start <= place.start < s.end for s in self.quoted):
            score -= QUOTED
        return score
