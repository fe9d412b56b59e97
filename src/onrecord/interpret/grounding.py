"""Grounding: which of the places of one name a text means.

A name followed by what contains it ("Orley, Texas") means that one, throughout
the text. Otherwise the populous place wins, unless the other places of the text
lie in the country, the region or the neighbourhood of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log10, log2

from onrecord.interpret.gazetteer import Entry, Kind, distance
from onrecord.interpret.spots import Spot
from onrecord.lexicon import load

_ROUNDS = 2


class Ground:
    """The places of one text: each name with the entry it means, most names with one only."""

    def __init__(self, named: Sequence[tuple[str, Spot]], contained: Mapping[str, Entry]) -> None:
        """`named` are the names in order with their spots; `contained` those whose container the text gives."""
        self.weights: dict[str, float] = load("toponyms")["grounding"]
        self.options: dict[str, tuple[Entry, ...]] = {}
        self.counts: Counter[str] = Counter()
        for name, spot in named:
            if spot.entries:
                self.options.setdefault(name, spot.entries)
                self.counts[name] += 1
        self.contained = contained
        self.priors = {n: {e: self.prior(n, e) for e in entries} for n, entries in self.options.items()}
        self.chosen: dict[str, Entry] = {n: max(p, key=p.__getitem__) for n, p in self.priors.items()}
        self.chosen |= {n: e for n, e in contained.items() if n in self.options}
        for _ in range(_ROUNDS):
            self._settle()

    def _settle(self) -> None:
        nations: Counter[str] = Counter()
        regions: Counter[int] = Counter()
        for name, entry in self.chosen.items():
            share = self._say(name, entry)
            nations[entry.country] += share
            inside = entry.geonames if entry.kind == Kind.REGION else entry.region
            if inside:
                regions[inside] += share
        spots = [(n, e.lat, e.lon, self._say(n, e)) for n, e in self.chosen.items() if e.kind in (Kind.CITY, Kind.DISTRICT)]
        self.chosen = {
            name: self.contained.get(name)
            or max(entries, key=lambda e: self.score(name, e, nations, regions, spots))
            for name, entries in self.options.items()
        }

    def _say(self, name: str, entry: Entry) -> float:
        """How much a name says about where the others lie: less where it could mean many places."""
        sure = 1.0 if name in self.contained or entry.kind <= Kind.REGION else 1 / len(self.options[name]) ** 0.5
        return sure * min(3, self.counts[name])

    def prior(self, name: str, entry: Entry) -> float:
        """How likely a place is meant, before anything else is known."""
        w = self.weights
        usual: dict[str, int] = load("toponyms")["usual"]
        return (
            log10(entry.population + w["smallest"])
            + w.get(entry.kind.name.lower(), 0.0)
            - w["alternate"] * entry.alternate
            + w["usual"] * (usual.get(name) == entry.geonames)
            + w["namesake"] * (entry.kind == Kind.REGION and self._has_namesake(name, entry))
        )

    def _has_namesake(self, name: str, region: Entry) -> bool:
        """Whether a city of a region's name lies in it."""
        w = self.weights
        return any(
            e.kind == Kind.CITY
            and e.population >= w["namesake_from"]
            and not e.alternate
            and e.distance(region.lat, region.lon) < w["namesake_km"]
            for e in self.options[name]
        )

    def score(self, name: str, entry: Entry, nations: Counter[str], regions: Counter[int], spots: Sequence[tuple[str, float, float, float]]) -> float:
        """How likely a place is meant, given the others."""
        w = self.weights
        own = self._say(name, self.chosen[name])
        mine = self.chosen[name]
        others = nations[entry.country] - own * (mine.country == entry.country)
        inside = entry.geonames if entry.kind == Kind.REGION else entry.region
        mine_inside = mine.geonames if mine.kind == Kind.REGION else mine.region
        same = (regions[inside] - own * (mine_inside == inside)) if inside else 0.0
        near = sum(s for n, lat, lon, s in spots if n != name and abs(lat - entry.lat) < 2 and distance(lat, lon, entry.lat, entry.lon) < w["near_km"])
        return (
            self.priors[name][entry]
            + w["nation"] * log2(1 + max(0.0, others))
            + w["within"] * log2(1 + max(0.0, same))
            + w["near"] * log2(1 + near)
        )
