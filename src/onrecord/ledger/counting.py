"""Counts over a whole ledger from columns in memory, kept up to date report by report.

Counts by field and lists of speakers touch every statement: a database takes
tenths of seconds for that, a few arrays a few milliseconds. Before each use
the columns are brought up to date in the very transaction that reads: what was
read, revised or corrected since is loaded anew, report by report. They tell
what SQL tells (`facets`; `tests/ledger/test_counting.py` holds one against the
other), never more or less.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, cast, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.cast_list import CastList
from onrecord.ledger.coded import Codes, counted, ranked
from onrecord.ledger.columns import Statements
from onrecord.ledger.conditions import conditions
from onrecord.ledger.facets import FIELDS, MOST
from onrecord.ledger.ids import local, report_of
from onrecord.ledger.query import Query
from onrecord.ledger.rows import few
from onrecord.record.found import Facet

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

MOST_DEAD = 0.3
"""Share of rows that stand no more at which all are loaded anew."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The last of each kind of change, by which it is known what is new."""

    readings: int
    corrections: int
    decisions: int
    tombstones: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of speakers or reports by their codes: codes of values, of which 0 is none."""

    values: Sequence[str | None]
    codes: NDArray[np.int32]


class Counting:
    """The columns of one ledger; safe for several threads.

    `version` changes whenever what they tell does.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._marks: Marks | None = None
        self.version = 0
        self.statements, self.cast = Statements(), CastList()
        self._known: dict[str, Known] = {}

    def counts(self, query: Query, most: int = MOST) -> tuple[int, tuple[Facet, ...]]:
        """How many statements meet a query, and the counts of all fields; raises `QueryError`."""
        with self.up_to_date() as connection:
            where = conditions(connection, self._ledger.backend, query)
            chosen = self._chosen(connection, where)
            facets = (Facet(name, *ranked(*self._tally(name, chosen), most)) for name in FIELDS)
            return int(np.count_nonzero(chosen)), tuple(facets)

    @contextmanager
    def up_to_date(self) -> Iterator[Connection]:
        """Holds the columns as the ledger is now, with the transaction that tells how it is."""
        with self._lock, self._ledger.reading() as connection:
            marks = _marks(connection)
            if marks != self._marks:
                self._refresh(connection, self._marks, marks)
                self._marks = marks
                self.version += 1
            yield connection

    def _refresh(self, connection: Connection, before: Marks | None, now: Marks) -> None:
        dead = len(self.statements.alive) - int(np.count_nonzero(self.statements.alive.all))
        anew = before is None or before.tombstones != now.tombstones
        if before is None or anew or dead > MOST_DEAD * len(self.statements.alive):
            self.statements, self.cast = Statements(), CastList()
            self.statements.add(connection, None)
            self.cast.add(connection, None)
            self.cast.join(connection)
        else:
            targets = _corrected_since(connection, before)
            for some in few(sorted(_read_since(connection, before) | {report_of(one) for one in targets})):
                for report in some:
                    self.statements.drop(report)
                    self.cast.drop(report)
                self.statements.add(connection, some)
                self.cast.add(connection, some)
            statements_alone = all((local(one) or "").startswith("s") for one in targets)
            if not (statements_alone and _kin(before) == _kin(now)):
                self.cast.join(connection)
        self._known = dict(self._told())

    def _chosen(self, connection: Connection, where: Sequence[Any]) -> NDArray[np.bool_]:
        """Which rows meet some conditions."""
        alive: NDArray[np.bool_] = self.statements.alive.all
        if len(where) == 1:  # that they stand is all that is asked
            return alive
        told = func.aggregate_strings(cast(t.statements.c.key, Text), ",")
        keys = connection.execute(select(told).where(*where)).scalar()
        chosen = np.zeros(len(alive), dtype=np.bool_)
        if keys:
            chosen[self.statements.rows_of(np.fromstring(keys, dtype=np.int64, sep=","))] = True
        return chosen

    def _tally(self, name: str, chosen: NDArray[np.bool_]) -> tuple[Sequence[str | None], NDArray[Any]]:
        """The values of a field, and how many of the chosen statements have each."""
        s = self.statements
        if name in s.own:
            return s.values[name].values, counted(s.own[name].all[chosen], len(s.values[name]))
        if name in s.places:
            rows, codes = s.places[name]
            return s.values[name].values, counted(codes.all[chosen[rows.all]], len(s.values[name]))
        known = self._known[name]
        column = s.report if name in ("report", "publisher", "copy") else s.speaker
        those = column.all[chosen]
        sums = np.bincount(
            known.codes, weights=counted(those, len(known.codes)), minlength=len(known.values)
        ).astype(np.int64)
        sums[0] += np.count_nonzero(those < 0)
        return known.values, sums

    def _told(self) -> Iterator[tuple[str, Known]]:
        """What counts need to know of reports and speakers, by their codes."""
        reports, outlets, copies = self.statements.reports.values, self.cast.outlets, self.cast.copies
        yield "report", _known(reports)
        yield "publisher", _known(outlets.get(one) for one in reports)
        yield "copy", _known("near-copy" if one in copies else "first" for one in reports)
        speakers = [(one, self.cast.speakers.get(one)) for one in self.statements.speakers.values]
        person = self.cast.person_of
        yield (
            "speaker",
            _known(who.name if (who := person(one)) else row.name if row else None for one, row in speakers),
        )
        yield "type", _known(row.type if row else None for _, row in speakers)
        yield (
            "named",
            _known(("named" if row.named else "unnamed") if row else None for _, row in speakers),
        )


def _known(values: Any) -> Known:
    codes: Codes[str | None] = Codes()
    codes(None)
    of = codes.of(values)
    return Known(codes.values, of)


def _kin(marks: Marks) -> tuple[int, int, int]:
    """What changes whenever who is one does, beside corrections of speakers."""
    return marks.readings, marks.decisions, marks.waiting


def _marks(connection: Connection) -> Marks:
    last = (
        select(func.coalesce(func.max(table.c.key), 0)).scalar_subquery()
        for table in (t.readings, t.corrections, t.decisions, t.tombstones)
    )
    waiting = select(func.count()).select_from(t.waiting).scalar_subquery()
    return Marks(*connection.execute(select(*last, waiting)).one())


def _read_since(connection: Connection, before: Marks) -> set[str]:
    c = t.readings.c
    return set(connection.execute(select(c.report).where(c.key > before.readings)).scalars())


def _corrected_since(connection: Connection, before: Marks) -> set[str]:
    c = t.corrections.c
    targets = set(connection.execute(select(c.target).where(c.key > before.corrections)).scalars())
    return {one for one in targets if ":" in one}
