"""Toponyms: every name of a place in a text, found and resolved.

All of them, also countries that act and names inside other names; which of them
a statement is about is decided in `places`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from onrecord.interpret.gazetteer import Entry, Kind
from onrecord.interpret.grounding import Ground
from onrecord.interpret.spot_features import Company
from onrecord.interpret.spots import Spot, find_spots
from onrecord.record import Span
from onrecord.text.words import Words, split_words

_JOINTS = ((",",), ("(",), ("in",), (",", "in"))
_LEAST = 0.4  # probability from which a name counts as that of a place


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as it stands in a text.

    `people` where it is the adjective or noun for a people; `place` is None where
    the gazetteer has no such name; `others` are the further places it may mean,
    where that is open; `confidence` the probability that it is a place's name.
    """

    name: str
    span: Span
    people: bool
    place: Entry | None
    others: tuple[Entry, ...]
    confidence: float
    contained: bool = False
    spot: Spot | None = None


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
        contained = self._contained([s for s, _ in kept])
        ground = Ground([(self._name(s), s) for s, _ in kept], contained)
        self.toponyms = tuple(self._toponym(s, c, ground, contained) for s, c in kept)

    def _name(self, spot: Spot) -> str:
        return self.text[spot.span.start : spot.span.end]

    def _contained(self, spots: list[Spot]) -> dict[str, Entry]:
        """The places whose container stands behind them, by name."""
        out: dict[str, Entry] = {}
        for first, second in zip(spots, spots[1:], strict=False):
            between = self.words.texts[first.last + 1 : second.first]
            if between not in _JOINTS or not first.entries or not second.entries or first.people:
                continue
            found = inside(first.entries, second.entries, strict=between == ("in",))
            if found:
                out.setdefault(self._name(first), found)
        return out

    def _toponym(self, spot: Spot, chance: float, ground: Ground, contained: dict[str, Entry]) -> Toponym:
        name = self._name(spot)
        place = ground.chosen.get(name)
        others = () if place is None or name in contained else rivals(ground, name, place)
        return Toponym(name, spot.span, spot.people, place, others, chance, name in contained, spot)


def _choose(company: Company, number: int) -> tuple[Spot, float]:
    """A spot with the probability that it is a place; its first part where that is likelier to be one."""
    spot = company.spots[number]
    if spot.people:
        return spot, 1.0
    chance = probability(company.features(number))
    if spot.inner and chance < _LEAST:
        inner = probability(company.features(number, inner=True))
        if inner >= _LEAST:
            return spot.inner, inner
    return spot, chance


def inside(entries: tuple[Entry, ...], containers: tuple[Entry, ...], strict: bool = False) -> Entry | None:
    """The first of `entries` that lies in one of the containers, None where none does."""
    for entry in entries:
        for container in containers:
            if container.kind == Kind.REGION and entry.kind > Kind.REGION and entry.region == container.geonames:
                return entry
            if (
                container.kind == Kind.COUNTRY
                and entry.kind != Kind.COUNTRY
                and entry.country == container.country
            ):
                return entry
            if container.kind == Kind.DISTRICT and entry.kind == Kind.CITY and not strict and container.region and entry.region == container.region and entry.distance(container.lat, container.lon) < 60:
                return entry
    return None


_MARGIN = 0.5  # on the scale of `Ground.prior`
_FAR = 161.0  # km: places closer together are one answer


def rivals(ground: Ground, name: str, place: Entry) -> tuple[Entry, ...]:
    """Other places that the name may as well mean: about as prominent, and elsewhere."""
    priors = ground.priors[name]
    least = priors[place] - _MARGIN
    return tuple(
        e
        for e, prior in priors.items()
        if e is not place and prior > least and e.distance(place.lat, place.lon) > _FAR
    )[:5]


@cache
def _weights() -> dict[str, float]:
    path = resources.files("onrecord.interpret") / "toponyms.json"
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return found


def probability(features: list[str]) -> float:
    """The probability that a spot with these features is the name of a place."""
    weights = _weights()
    return 1 / (1 + exp(-sum(weights.get(f, 0.0) for f in set(features))))
