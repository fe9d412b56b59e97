"""Where and when the events of statements are, counted: what a map and a timeline are drawn of."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.statement import EventStatus, Precision

Counts = tuple[tuple[EventStatus | None, int], ...]
"""How many statements have which status, in the order of `EventStatus`; None where it is undecided, last."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that statements name, and how many do.

    `key` names it in addresses. `lat` and `lon` are null where the ledger does
    not know which place the name means; the precision tells whether they are
    those of a point, or the middle of a region or country.
    """

    key: str
    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    country: str | None
    precision: Precision | None
    count: int
    statuses: Counts


@dataclass(frozen=True, slots=True)
class Spread:
    """All places, the most named first; `placed` of the `total` statements found name any.

    `statuses` counts a statement once for each place that it names.
    """

    spots: tuple[Spot, ...]
    placed: int
    total: int
    statuses: Counts


@dataclass(frozen=True, slots=True)
class Timed:
    """How many statements have these times: ISO days, months or years; null where none is given.

    `said` is when it was said, `start` and `end` when its main event is.
    """

    said: str | None
    start: str | None
    end: str | None
    status: EventStatus | None
    count: int


@dataclass(frozen=True, slots=True)
class Times:
    """All combinations of times that there are; `total` counts statements without any as well."""

    timed: tuple[Timed, ...]
    total: int
    statuses: Counts
