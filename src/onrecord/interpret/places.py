"""Places: where the things happen that a statement speaks of.

Every name of a place in the content is weighed: after "in" or beside "province"
something is there; before a verb or in "the Bank of X" the name acts or is part
of another. States that act and parts of names are no places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.interpret.gazetteer import Entry, Kind
from onrecord.interpret.linear import linear
from onrecord.interpret.place_features import Scene
from onrecord.interpret.spots import Spot
from onrecord.interpret.toponyms import Finder, Toponym
from onrecord.lexicon import load
from onrecord.record import Candidate, Draft, Place, Precision, Span, Statement, Trace
from onrecord.text.folding import fold

_BY = "places/1"
_LEAST_NAME = 0.03  # below this chance a capitalised name is not weighed at all
_LEAST_PLACE = 0.4  # probability from which a name in a content is a place of it
_PRECISION = {Kind.COUNTRY: Precision.COUNTRY, Kind.CITY: Precision.CITY, Kind.SITE: Precision.CITY}


def tell_places(draft: Draft) -> Draft:
    """Gives every statement the places that its content names.

    Needs the speakers, whose names act more often than others.
    """
    if not draft.statements:
        return draft
    teller = PlaceTeller(draft)
    return replace(draft, statements=tuple(teller.tell(statement) for statement in draft.statements))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A name in a content, with the probability that something happens there."""

    spot: Spot
    name: str
    chance: float
    features: dict[str, float]


class PlaceTeller:
    """Tells the places of the statements of one report."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.report.text
        self.finder = Finder(self.text)
        names = [s for s, _ in self.finder.spots]
        self.scene = Scene(self.finder.words, names, frozenset(p.name for p in draft.speakers))

    def tell(self, statement: Statement) -> Statement:
        """The statement with its places and why they are some."""
        places: list[Place] = []
        traces: list[Trace] = []
        seen: set[str | int] = set()
        for weighed in self.weighed(statement):
            if weighed.chance < _LEAST_PLACE:
                continue
            place = placed(self.finder.resolve(weighed.spot, weighed.chance))
            marks = {fold(place.name)} | ({place.geonames} if place.geonames else set())
            if not marks & seen:
                places.append(place)
                traces.append(self._trace(weighed))
            seen |= marks
        return replace(statement, places=tuple(places), trace=(*statement.trace, *traces))

    def weighed(self, statement: Statement) -> Iterator[Weighed]:
        """The names in a statement's content that might be places, in order; those that act left out."""
        spans = statement.content.spans
        for spot, chance in self.finder.spots:
            if spot.people or chance < _LEAST_NAME or not any(spot.span.within(s) for s in spans):
                continue
            name = self.text[spot.span.start : spot.span.end]
            features = self.scene.features(spot, name, chance, spans[0].start)
            if not self.scene.acts(spot, features):
                yield Weighed(spot, name, linear("places").of_values(features), features)

    def _trace(self, weighed: Weighed) -> Trace:
        reason = reason_of(weighed)
        row = load("toponyms")["reasons"][reason]
        because = row["text"].format(name=weighed.name, word=self.scene.deciding_word(weighed.spot))
        return Trace("places", _BY, (weighed.spot.span,), because, row["right"])


def reason_of(weighed: Weighed) -> str:
    """The name of the reason that weighs most for a place, as in `toponyms.toml`."""
    features = weighed.features
    if not weighed.spot.known:
        return "unlisted"
    if "before:place of" in features or "after:noun of place" in features:
        return "noun"
    if "before:at" in features:
        return "at"
    if "elsewhere:True" in features:
        return "elsewhere"
    return "listed"


def placed(toponym: Toponym) -> Place:
    """A name as a place, with its values where it can be told which it is."""
    name, span, entry = toponym.name, toponym.span, toponym.place
    if entry is None:
        return Place(name, span)
    candidates = tuple(
        Candidate(e.geonames, e.name, e.lat, e.lon, e.country)
        for e in ((entry, *toponym.others) if toponym.others else ())
        if e.geonames is not None
    )
    precision = _PRECISION.get(entry.kind, Precision.REGION)
    if toponym.others and toponym.lead < load("toponyms")["grounding"]["tie"]:
        return _undecided(name, span, precision, (entry, *toponym.others), candidates)
    return Place(
        name,
        span,
        entry.geonames,
        entry.lat,
        entry.lon,
        entry.country or None,
        precision,
        candidates,
    )


def _undecided(
    name: str, span: Span, precision: Precision, entries: tuple[Entry, ...], candidates: tuple[Candidate, ...]
) -> Place:
    """A place of which only what all candidates share can be told."""
    countries = {e.country for e in entries}
    country = countries.pop() if len(countries) == 1 else None
    return Place(name, span, None, None, None, country or None, precision, candidates)
