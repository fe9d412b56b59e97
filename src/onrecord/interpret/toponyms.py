"""Toponyms: every name of a place in a text, found and resolved.

All of them, also countries that act and names inside other names; which of them
a statement is about is decided in `places`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from onrecord.interpret.gazetteer import Entry, Kind
from onrecord.interpret.grounding import Ground
from onrecord.interpret.linear import Linear, linear
from onrecord.interpret.spot_features import Company, word_at
from onrecord.interpret.spots import Spot, find_spots
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span
from onrecord.text.words import Words, split_words

_JOINTS = ((",",), ("(",), ("in",), (",", "in"))
MODEL = "place-names/1"
_LEAST = 0.4  # probability from which a name counts as that of a place


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as it stands in a text.

    `place` is None where the gazetteer has no such name; `others` are the further
    places that it may as well mean, and `lead` how far the likeliest of them lies
    behind, on the scale of `Ground.score`; `contained` where the text says what it
    lies in; `confidence` the probability that it is a place's name.
    """

    name: str
    spot: Spot
    place: Entry | None
    others: tuple[Entry, ...]
    lead: float
    confidence: float
    contained: bool

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return self.spot.span

    @property
    def people(self) -> bool:
        """Whether it is the adjective or noun for a people, not the place's own name."""
        return self.spot.people


def toponyms(text: str) -> tuple[Toponym, ...]:
    """All toponyms of a text in order, peoples among them."""
    return Finder(text).toponyms


class Finder:
    """The names of one text; `toponyms` are those of places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: Words = split_words(text)
        company = Company(self.words, find_spots(text, self.words))
        self.spots = [_choose(company, number) for number in range(len(company.spots))]
        kept = [(s, c) for s, c in self.spots if c >= _LEAST]
        self.contained = self._contained([s for s, _ in kept])
        self.ground = Ground([(self._name(s), s) for s, _ in kept], self.contained)
        self.toponyms = tuple(self.resolve(s, c) for s, c in kept)

    def _name(self, spot: Spot) -> str:
        return self.text[spot.span.start : spot.span.end]

    def _contained(self, spots: list[Spot]) -> dict[str, Entry]:
        """The places whose container stands behind them, by name."""
        out: dict[str, Entry] = {}
        for first, second in pairwise(spots):
            between = self.words.texts[first.last + 1 : second.first]
            if between not in _JOINTS or not first.entries or not second.entries or first.people:
                continue
            found = inside(first.entries, second.entries, strict=between == ("in",))
            if found:
                out.setdefault(self._name(first), found)
        return out

    def _kinds(self, spot: Spot) -> tuple[Kind, ...]:
        """What a word beside a name says it is: "Orley province", "the city of Orley"."""
        before = [word_at(self.words, spot.first - k) for k in (2, 1)]
        noun = before[0] if before[1] == "of" else word_at(self.words, spot.last + 1)
        if noun in lexicon_words("toponyms", "kinds.region"):
            return (Kind.REGION, Kind.DISTRICT)
        return (Kind.CITY,) if noun in lexicon_words("toponyms", "kinds.city") else ()

    def resolve(self, spot: Spot, chance: float) -> Toponym:
        """The place that a spot means, if it is one."""
        name = self._name(spot)
        self.ground.settle(name, spot.entries or spot.alike)
        place = self.ground.chosen.get(name)
        if place and (kinds := self._kinds(spot)):
            place = self.ground.of_kind(name, kinds)
        others, lead = self.ground.rivals(name) if place and name not in self.contained else ((), 0.0)
        return Toponym(name, spot, place, others, lead, chance, name in self.contained)


def _names() -> Linear:
    return linear("place-names")


def _choose(company: Company, number: int) -> tuple[Spot, float]:
    """A spot with the probability that it is a place; its first part where that is likelier to be one."""
    spot = company.spots[number]
    if spot.people:
        return spot, 1.0
    chance = _names().of_names(company.features(number))
    if spot.inner and chance < _LEAST:
        inner = _names().of_names(company.features(number, inner=True))
        if inner >= _LEAST:
            return spot.inner, inner
    return spot, chance


def inside(entries: tuple[Entry, ...], containers: tuple[Entry, ...], strict: bool = False) -> Entry | None:
    """The first of `entries` that lies in one of the containers, None where none does."""
    for entry in entries:
        for container in containers:
            if (
                container.kind == Kind.REGION
                and entry.kind > Kind.REGION
                and entry.region == container.geonames
            ):
                return entry
            if (
                container.kind == Kind.COUNTRY
                and entry.kind != Kind.COUNTRY
                and entry.country == container.country
            ):
                return entry
            if (
                container.kind == Kind.DISTRICT
                and entry.kind == Kind.CITY
                and not strict
                and container.region
                and entry.region == container.region
                and entry.distance(container.lat, container.lon) < 60
            ):
                return entry
    return None
