"""Grounding: which of the places of one name a text means.

A name followed by what contains it ("Orley, Texas") means that one, throughout
the text. Otherwise the populous place wins, unless the other places of the text
lie in the country, the region or the neighbourhood of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log2, log10

from onrecord.interpret.gazetteer import Entry, Kind
from onrecord.interpret.spots import Spot
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

_ROUNDS = 2
_FAR = 161.0  # km (a hundred miles): places closer together are one answer
_RIVALS = 5
_NEARBY = 2.0  # degrees of latitude beyond which nothing is near


@dataclass(slots=True)
class Company:
    """How much the names of a text say for a country, a region and a neighbourhood."""

    nations: Counter[str] = field(default_factory=Counter)
    regions: Counter[int] = field(default_factory=Counter)
    towns: list[tuple[str, Entry, float]] = field(default_factory=list)

    def add(self, name: str, entry: Entry, weight: float) -> None:
        """Counts one name as the place that it seems to mean."""
        self.nations[entry.country] += weight  # type: ignore[assignment]
        if region := region_of(entry):
            self.regions[region] += weight  # type: ignore[assignment]
        if entry.kind in (Kind.CITY, Kind.DISTRICT):
            self.towns.append((name, entry, weight))


class Ground:
    """The names of one text, each with the places it may mean and the one it means.

    `chosen` is that one by name; `priors` and `scores` say how likely each place
    is, without and with the company of the others.
    """

    def __init__(self, named: Sequence[tuple[str, Spot]], contained: Mapping[str, Entry]) -> None:
        """`named` are the names in order; `contained` the places whose container the text gives."""
        self.weights: dict[str, float] = load("toponyms")["grounding"]
        self.contained = contained
        self.options: dict[str, tuple[Entry, ...]] = {}
        self.counts: Counter[str] = Counter()
        for name, spot in named:
            if spot.entries or spot.alike:
                self.options.setdefault(name, spot.entries or spot.alike)
                self.counts[name] += 1
        self.priors = {n: {e: self._prior(n, e) for e in entries} for n, entries in self.options.items()}
        self.scores = self.priors
        self.chosen = self._likeliest()
        self.company = Company()
        for _ in range(_ROUNDS):
            self.company = Company()
            for name, entry in self.chosen.items():
                self.company.add(name, entry, self._weight(name, entry))
            self.scores = {n: {e: self._score(n, e) for e in entries} for n, entries in self.options.items()}
            self.chosen = self._likeliest()

    def settle(self, name: str, entries: tuple[Entry, ...]) -> None:
        """Takes in a name of which the others knew nothing, with the places it may mean."""
        if name in self.options or not entries:
            return
        self.options[name] = entries
        self.counts[name] = 0
        self.priors[name] = {e: self._prior(name, e) for e in entries}
        self.chosen[name] = max(entries, key=self.priors[name].__getitem__)
        self.scores = {**self.scores, name: {e: self._score(name, e) for e in entries}}
        self.chosen[name] = max(entries, key=self.scores[name].__getitem__)

    def of_kind(self, name: str, kinds: tuple[Kind, ...]) -> Entry:
        """The likeliest place of some kind in the country of the one chosen, else the one chosen."""
        chosen, scores = self.chosen[name], self.scores[name]
        fit = [e for e in scores if e.kind in kinds and e.country == chosen.country]
        if chosen.kind in kinds or not fit:
            return chosen
        return max(fit, key=scores.__getitem__)

    def rivals(self, name: str) -> tuple[tuple[Entry, ...], float]:
        """The other places that a name may as well mean, and how far the likeliest of them lies behind."""
        scores, chosen = self.scores[name], self.chosen[name]
        behind = sorted(
            (scores[chosen] - score, number, entry)
            for number, (entry, score) in enumerate(scores.items())
            if entry.distance(chosen.lat, chosen.lon) > _FAR
        )
        near = [entry for lag, _, entry in behind if lag < self.weights["open"]]
        return tuple(near[:_RIVALS]), max(0.0, behind[0][0]) if behind else 0.0

    def _likeliest(self) -> dict[str, Entry]:
        return {
            name: self.contained.get(name) or max(scores, key=scores.__getitem__)
            for name, scores in self.scores.items()
        }

    def _weight(self, name: str, entry: Entry) -> float:
        """How much a name says about where the others lie: less where it could mean many places."""
        sure = name in self.contained or entry.kind <= Kind.REGION
        often = min(self.weights["often"], self.counts[name])
        return float(often if sure else often / len(self.options[name]) ** 0.5)

    def _prior(self, name: str, entry: Entry) -> float:
        """How likely a place is meant, before anything else is known."""
        w = self.weights
        usual: dict[str, int] = load("toponyms")["usual"]
        return (
            log10(entry.population + w["smallest"])
            + w[entry.kind.name.lower()]
            - w["alternate"] * entry.alternate
            + w["home"] * (entry.country in lexicon_words("toponyms", "home"))
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

    def _score(self, name: str, entry: Entry) -> float:
        """How likely a place is meant, given the others; what the name itself says does not count."""
        w, mine, company = self.weights, self.chosen[name], self.company
        own = self._weight(name, mine)
        nation = company.nations[entry.country] - own * (mine.country == entry.country)
        region = region_of(entry)
        within = company.regions[region] - own * (region_of(mine) == region) if region else 0.0
        near = sum(
            weight
            for other, town, weight in company.towns
            if other != name
            and abs(town.lat - entry.lat) < _NEARBY
            and town.distance(entry.lat, entry.lon) < w["near_km"]
        )
        return (
            self.priors[name][entry]
            + w["in_nation"] * log2(1 + max(0.0, nation))
            + w["in_region"] * log2(1 + max(0.0, within))
            + w["near"] * log2(1 + near)
        )


def region_of(entry: Entry) -> int | None:
    """The GeoNames id of the first-level region that a place is or lies in."""
    return entry.geonames if entry.kind == Kind.REGION else entry.region
