"""The statements that stand, in memory, column by column: numbers alone, some sixty bytes a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from onrecord.ledger import tables as t
from onrecord.ledger.coded import Codes, Column
from onrecord.ledger.facets import OWN
from onrecord.ledger.reality import reality

Spot = tuple[int | None, str | None, bool | None]
"""What is one place: its GeoNames number, else its name, and whether it is known where it lies."""
Variant = tuple[str | None, float | None, float | None, str | None, str | None]
"""What a statement says of a place: name, latitude, longitude, country, precision."""


class Statements:
    """The statements that stand, and those that stood when they were loaded: `alive` tells them apart."""

    def __init__(self) -> None:
        self.report, self.speaker, self.alive = Column(), Column(), Column(np.bool_)
        self.key, self.number, self.said = Column(np.int64), Column(), Column()
        self.confidence = Column(np.float64)
        self.days: Codes[str | None] = Codes()
        self.own = {name: Column() for name in OWN}
        self.values: dict[str, Codes[str | None]] = {name: Codes() for name in (*OWN, "place", "country")}
        self.reports: Codes[str] = Codes()
        self.speakers: Codes[str] = Codes()
        self.places = {name: (Column(), Column()) for name in ("place", "country")}
        self.start, self.end, self.status = Column(), Column(), Column()
        self.statuses: Codes[str | None] = Codes()
        self.named, self.spot, self.variant = Column(), Column(), Column()
        self.spots: Codes[Spot] = Codes()
        self.variants: Codes[Variant] = Codes()
        self._row_of_key: NDArray[np.int32] = np.full(1024, -1, dtype=np.int32)
        self._rows_of: dict[int, list[int]] = defaultdict(list)

    def rows_of(self, keys: NDArray[Any]) -> NDArray[np.int32]:
        """The rows of some keys of statements that stand."""
        rows: NDArray[np.int32] = self._row_of_key[keys]
        return rows

    def drop(self, report: str) -> None:
        """Forgets the statements of a report."""
        if (code := self.reports.known(report)) is not None:
            self.alive.all[self._rows_of.pop(code, [])] = False

    def add(self, connection: Connection, reports: Sequence[str] | None) -> None:
        """Loads the statements that stand, of some reports or of all."""
        c, p = t.statements.c, t.places.c
        those = [c.current] if reports is None else [c.current, c.report.in_(reports)]
        loaded = connection.execute(
            select(
                c.key,
                c.report,
                c.speaker,
                c.number,
                c.said_date,
                c.confidence,
                c.about_start,
                c.about_end,
                reality(),
                *(c[name] for name in OWN),
            )
            .where(*those)
            .order_by(c.key)
        ).all()
        begin = len(self.alive)
        self.report.add([self.reports(row[1]) for row in loaded])
        self.speaker.add([-1 if row[2] is None else self.speakers(row[2]) for row in loaded])
        self.alive.add([True] * len(loaded))
        self.key.add([row[0] for row in loaded])
        self.number.add([row[3] for row in loaded])
        self.said.add([self.days(row[4]) for row in loaded])
        self.confidence.add([row[5] for row in loaded])
        self.start.add([self.days(row[6]) for row in loaded])
        self.end.add([self.days(row[7]) for row in loaded])
        self.status.add([self.statuses(row[8]) for row in loaded])
        for at, name in enumerate(OWN, 9):
            self.own[name].add([self.values[name](row[at]) for row in loaded])
        self._note_keys([row[0] for row in loaded], begin)
        columns = (p.statement, p.name, p.country, p.geonames, p.words, p.lat, p.lon, p.precision)
        named = select(*columns).join(t.statements, c.key == p.statement).where(*those)
        found = connection.execute(named.order_by(p.statement, p.position)).all()
        self._note_spots(found)
        for name, at in (("place", 1), ("country", 2)):
            pairs = sorted({(int(self._row_of_key[row[0]]), self.values[name](row[at])) for row in found})
            rows, codes = self.places[name]
            rows.add([pair[0] for pair in pairs])
            codes.add([pair[1] for pair in pairs])

    def _note_spots(self, found: Sequence[Any]) -> None:
        self.named.add([int(self._row_of_key[row[0]]) for row in found])
        self.spot.add(
            [
                self.spots((row.geonames, None, None))
                if row.geonames is not None
                else self.spots((None, row.words, row.lat is not None))
                for row in found
            ]
        )
        variants = ((row.name, row.lat, row.lon, row.country, row.precision) for row in found)
        self.variant.add([self.variants(one) for one in variants])

    def _note_keys(self, keys: Sequence[int], begin: int) -> None:
        if not keys:
            return
        if (needed := max(keys) + 1) > len(self._row_of_key):
            longer = np.full(max(needed, 2 * len(self._row_of_key)), -1, dtype=np.int32)
            longer[: len(self._row_of_key)] = self._row_of_key
            self._row_of_key = longer
        rows = np.arange(begin, begin + len(keys), dtype=np.int32)
        self._row_of_key[list(keys)] = rows
        for row, report in zip(rows.tolist(), self.report.all[begin:].tolist(), strict=True):
            self._rows_of[report].append(row)
