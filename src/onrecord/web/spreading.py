"""What maps and timelines are drawn of, kept while nothing in the ledger has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.ledger.conditions import conditions
from onrecord.ledger.listing import state
from onrecord.ledger.query import Query
from onrecord.ledger.reality import has_status
from onrecord.ledger.spread import names, spread, times
from onrecord.record import Precision
from onrecord.record.spread import Spot, Spread, Times
from onrecord.web.drawing.lands import lands
from onrecord.web.kept import LAG
from onrecord.web.site import Site

Value = TypeVar("Value")


def remembered(site: Site, name: object, make: Callable[[], Value]) -> Value:
    """What was made of the ledger as it is now, or a few seconds ago while reports are taken in."""
    with site.ledger.reading() as connection:
        now = state(connection)
    return site.kept.get(name, now, make, LAG)


def spread_of(site: Site, wanted: Query, statuses: Sequence[str]) -> Spread:
    """The places of what meets a query, with the names that the ledger has for them most often."""

    def make() -> Spread:
        with site.ledger.reading() as connection:
            where = conditions(connection, site.ledger.backend, wanted)
            found = spread(connection, [*where, has_status(statuses)] if statuses else where)
            called = remembered(site, "names of places", lambda: names(connection))
        spots = (replace(one, name=called.get(one.geonames or 0, one.name)) for one in found.spots)
        return replace(found, spots=tuple(spots))

    return remembered(site, ("spread", wanted, tuple(statuses)), make)


def times_of(site: Site, wanted: Query, statuses: Sequence[str]) -> Times:
    """The times of what meets a query."""

    def make() -> Times:
        with site.ledger.reading() as connection:
            where = conditions(connection, site.ledger.backend, wanted)
            return times(connection, [*where, has_status(statuses)] if statuses else where)

    return remembered(site, ("times", wanted, tuple(statuses)), make)


def known(one: Spot) -> str:
    """How exactly a place is known, in words."""
    land = lands().get(one.country or "")
    within = f" in {land.name}" if land else ""
    if one.lat is None and one.precision is not Precision.COUNTRY:
        return f"which place is not known{', somewhere' + within if within else ''}"
    return {
        Precision.CITY: f"town{within}",
        Precision.REGION: f"region{within}",
        Precision.COUNTRY: "somewhere in the country",
        None: "not known",
    }[one.precision]
