"""What maps and timelines are drawn of, kept while nothing in the ledger has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from onrecord.ledger.listing import state
from onrecord.ledger.query import Query
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
    name = ("spread", wanted, tuple(statuses))
    return remembered(site, name, lambda: site.spreading.spread(wanted, statuses))


def times_of(site: Site, wanted: Query, statuses: Sequence[str]) -> Times:
    """The times of what meets a query."""
    name = ("times", wanted, tuple(statuses))
    return remembered(site, name, lambda: site.spreading.times(wanted, statuses))


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
