"""Where and when the events of what meets a query are, from the columns in memory.

It tells what SQL tells (`spread`; `tests/ledger/test_counting.py` holds one against
the other), in a few milliseconds at tens of thousands of statements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.columns import Statements
from onrecord.ledger.counting import Counting
from onrecord.ledger.query import Query
from onrecord.ledger.reality import UNDECIDED
from onrecord.ledger.spread import ordered_counts, spot_of
from onrecord.record import EventStatus
from onrecord.record.spread import Spot, Spread, Timed, Times

Status = EventStatus | None


class Spreading:
    """Places and times of the statements of one ledger."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._called: tuple[int, dict[int, str]] = (-1, {})

    def spread(self, query: Query, statuses: Sequence[str] = ()) -> Spread:
        """The places that statements name, each counted once a statement, by the names they mostly have."""
        with self._counting.up_to_date() as connection:
            s = self._counting.statements
            chosen = self._counting.chosen(connection, query) & _of_status(s, statuses)
            at = np.flatnonzero(chosen[s.named.all])
            spots = sorted(_spots(s, at), key=lambda one: (-one.count, one.name, one.key))
            placed, total = len(np.unique(s.named.all[at])), int(np.count_nonzero(chosen))
            called = self._names(s)
        mentions: Counter[Status] = Counter()
        for one in spots:
            mentions.update(dict(one.statuses))
        named = (replace(one, name=called.get(one.geonames or 0, one.name)) for one in spots)
        return Spread(tuple(named), placed, total, ordered_counts(mentions))

    def times(self, query: Query, statuses: Sequence[str] = ()) -> Times:
        """The times of the statements that have any: when they were said, when their main event is."""
        with self._counting.up_to_date() as connection:
            s = self._counting.statements
            chosen = self._counting.chosen(connection, query) & _of_status(s, statuses)
            timed = sorted(_timed(s, np.flatnonzero(chosen)), key=_place)
        counted: Counter[Status] = Counter()
        for one in timed:
            counted[one.status] += one.count
        return Times(tuple(timed), int(np.count_nonzero(chosen)), ordered_counts(counted))

    def _names(self, s: Statements) -> dict[int, str]:
        """What each place is called most often in the ledger, by its GeoNames number."""
        if self._called[0] != self._counting.version:
            at = np.flatnonzero(s.alive.all[s.named.all])
            most: dict[int, tuple[int, str]] = {}
            for (spot, variant), number in _counted(s.spot.all[at], s.variant.all[at]):
                geonames, name = s.spots.values[spot][0], s.variants.values[variant][0]
                if geonames is not None and name is not None:
                    ranked = (-number, name)
                    most[geonames] = min(most.get(geonames, ranked), ranked)
            self._called = (self._counting.version, {one: name for one, (_, name) in most.items()})
        return self._called[1]


def _of_status(s: Statements, statuses: Sequence[str]) -> NDArray[np.bool_]:
    if not statuses:
        return s.alive.all
    asked: list[str | None] = [None if one == UNDECIDED else str(one) for one in statuses]
    chosen: NDArray[np.bool_] = s.statuses.among(asked)[s.status.all]
    return chosen


def _spots(s: Statements, at: NDArray[Any]) -> Iterator[Spot]:
    """The places of some namings; a statement that names a place twice is counted once."""
    rows, spots = s.named.all[at].astype(np.int64), s.spot.all[at]
    width = max(len(s.spots), 1)
    once = np.unique(rows * width + spots)
    counted: dict[int, Counter[Status]] = defaultdict(Counter)
    for (spot, status), number in _counted(once % width, s.status.all[once // width]):
        told = s.statuses.values[status]
        counted[spot][EventStatus(told) if told else None] += number
    known: dict[int, list[Any]] = defaultdict(list)
    for (spot, variant), _ in _counted(spots, s.variant.all[at]):
        known[spot].append(s.variants.values[variant])
    for spot, counts in counted.items():
        least = [
            min((one for one in column if one is not None), default=None)
            for column in zip(*known[spot], strict=True)
        ]
        yield spot_of(s.spots.values[spot], tuple(least), counts)


def _timed(s: Statements, rows: NDArray[Any]) -> Iterator[Timed]:
    columns = [one.all[rows] for one in (s.said, s.start, s.end, s.status)]
    days = s.days.values
    for (said, start, end, status), number in _counted(*columns):
        if not days[said] and not days[start] and not days[end]:
            continue
        told = s.statuses.values[status]
        yield Timed(days[said], days[start], days[end], EventStatus(told) if told else None, number)


def _place(one: Timed) -> tuple[str, str, str, str]:
    return one.said or "", one.start or "", one.end or "", one.status or ""


def _counted(*columns: NDArray[Any]) -> Iterator[tuple[list[int], int]]:
    """Which values stand side by side in some columns of codes, and how often."""
    widths = [int(column.max(initial=0)) + 1 for column in columns]
    joined = np.zeros(len(columns[0]), dtype=np.int64)
    for column, width in zip(columns, widths, strict=True):
        joined = joined * width + column
    found, numbers = np.unique(joined, return_counts=True)
    parts: list[list[int]] = []
    for width in reversed(widths):
        parts.append((found % width).tolist())
        found = found // width
    for values, number in zip(zip(*reversed(parts), strict=True), numbers.tolist(), strict=True):
        yield list(values), number
