"""Antecedents: whom a pronoun means.

Candidates are ranked by how near they were named, whether they were the subject
there, whether they have just spoken, and must agree in gender and number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span, SpeakerType
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.named import Named
from onrecord.resolve.parse import read_mention
from onrecord.text.names import Token, demonym_words, groups, surname_of, tokens_of
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


def plural_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first people in the plural that a sentence names: "three aid workers", "dozens of Norlanders"."""
    tokens = tokens_of(text, start, end)
    small = lexicon_words("people", "nobody")
    for i, token in enumerate(tokens):
        people = token.lower in groups() and token.lower not in small
        people = people or (token.lower in demonym_words() and token.lower.endswith("s"))
        if not people:
            continue
        first = i
        for k in range(i - 1, max(-1, i - 5), -1):
            if text[tokens[k].end : tokens[k + 1].start] != " " or _ends(tokens[k]):
                break
            first = k if _leads_on(tokens[k]) else first
        return tokens[first].start, token.end
    return None


def _leads_on(token: Token) -> bool:
    """Whether the name of people can begin with a word."""
    known = lexicon_words("people", "determiners") | lexicon_words("people", "amounts")
    return token.capital or token.lower in known or token.lower in lexicon_words("people", "leads")


def _ends(token: Token) -> bool:
    """Whether a word is of what stands before the people's name."""
    borders = lexicon_words("people", "borders") - {"of"}
    return (
        token.lower in borders
        or token.lower in lexicon_words("people", "auxiliaries")
        or token.lower == "and"
    )


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
            found = self._best(self._persons(pronoun, at), at, last)
            return found or self._spoke_last(pronoun, last)
        kinds = _PLURAL if pronoun == "they" else _THINGS
        found = self._best(self._members(kinds, at), at, last)
        if found is None and pronoun == "they":
            found = self._people_in_text(at)
        if found is None and pronoun == "they":
            found = self._best(self._members(_THINGS, at), at, last)
        return found

    def anybody(self, gender: str | None, at: int, last: Member | None) -> Member | None:
        """The named person whom "the singer" at offset `at` can be; None where nobody is near."""
        self._own = ()
        near = [p for p in self._persons(gender or "he", at, any_gender=gender is None) if p.member.named]
        return self._best(near, at, last)

    def _spoke_last(self, pronoun: str, last: Member | None) -> Member | None:
        """Whoever spoke last, however long ago, where nobody is near."""
        fits = last is not None and last.type is SpeakerType.PERSON and last.gender in (None, pronoun)
        return last if fits else None

    def _persons(self, pronoun: str, at: int, any_gender: bool = False) -> list[Place]:
        places = []
        low = self._first_near(at)
        for person, starts in self._spots:
            start = self._last_spot(starts, low, at)
            if start is not None:
                member = self.cast.of_named(person)
                if any_gender or member.gender in (None, pronoun):
                    places.append(Place(member, start))
        return places + [
            p
            for p in self._members((SpeakerType.PERSON,), at)
            if any_gender or p.member.gender in (None, pronoun)
        ]

    @cached_property
    def _spots(self) -> list[tuple[Named, list[int]]]:
        """Everybody named in full with where the name or the surname begins, in order."""
        names = self.cast.names
        return [
            (one, sorted({one.span.start, *(s.start for s in names.places.get(surname_of(one.name), ()))}))
            for one in names.persons
        ]

    def _last_spot(self, starts: Sequence[int], low: int, at: int) -> int | None:
        """The last of some places from `low` to before `at` that is not within what the statement says."""
        for k in range(bisect_left(starts, at) - 1, -1, -1):
            if starts[k] < low:
                return None
            if not any(s.start <= starts[k] < s.end for s in self._own):
                return starts[k]
        return None

    def _members(self, kinds: tuple[SpeakerType, ...], at: int) -> list[Place]:
        low = self._first_near(at)
        found = [(m, m.last_before(at)) for m in self.cast.members if m.type in kinds]
        return [Place(m, start) for m, start in found if start >= low]

    def _people_in_text(self, at: int) -> Member | None:
        """People in the plural that the two sentences before name, though they are no source there."""
        number = self.sentences.number_at(at)
        for back in (number, number - 1, number - 2):
            if back < 0:
                break
            start, end = self.sentences.bounds(back)
            found = plural_in(self.cast.text, start, min(end, at))
            if found and not any(s.start <= found[0] < s.end for s in self._own):
                mention = read_mention(self.cast.text[found[0] : found[1]], found[0])
                if mention.type is SpeakerType.GROUP:
                    member = self.cast.find_or_make(mention)[0]
                    member.mentions.append(Span(*found))
                    return member
        return None

    def _first_near(self, at: int) -> int:
        """Where the sentences begin that are near enough to an offset."""
        return self.sentences.starts[max(0, self.sentences.number_at(at) - REACH)]

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
