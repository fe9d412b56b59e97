"""Holding the statements of reports against those of the reports near them, pair by pair.

What is near is known (`neighbours`); here it is loaded, compared outside any
writing transaction, and kept in one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from onrecord.compare.comparison import Held, hold, one_text
from onrecord.compare.sameness import Facing
from onrecord.compare.sheets import Sheet, Vocabulary, sheet_of
from onrecord.ledger import kin
from onrecord.ledger import tables as t
from onrecord.ledger.ids import permanent
from onrecord.ledger.keeping import put_relations
from onrecord.ledger.parts import load_whole
from onrecord.ledger.rows import Rows, few, next_key
from onrecord.ledger.stored import standing_record
from onrecord.ledger.unpairing import mark_unformed
from onrecord.record import Record

AT_ONCE = 25
"""Reports whose pairs are compared and written together."""

KEPT = 1500
"""Reports that are kept at hand, taken apart already."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Shelf:
    """Reports taken apart, those last used at hand; one run of comparing has one.

    `turn` is how many steps of comparing had been made when it was last used:
    after a step of somebody else nothing on it is sure to stand as it did.
    """

    turn: int = -1
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _sheets: OrderedDict[str, Sheet] = field(default_factory=OrderedDict)

    def sheet(self, connection: Connection, report: str) -> Sheet:
        """A report as it stands, with people's corrections."""
        if report not in self._sheets:
            self._put(standing_record(connection, report))
        self._sheets.move_to_end(report)
        return self._sheets[report]

    def fetch(self, connection: Connection, reports: Collection[str]) -> None:
        """Takes some reports, as far as they are not at hand, all at once."""
        for record in load_whole(connection, [one for one in reports if one not in self._sheets]).values():
            self._put(record)

    def _put(self, record: Record) -> None:
        self._sheets[record.report.id] = sheet_of(record, self.vocabulary)
        if len(self._sheets) > KEPT:
            self._sheets.popitem(last=False)

    def forget(self, reports: Iterable[str]) -> None:
        """Some reports have changed."""
        for report in reports:
            self._sheets.pop(report, None)

    def come_to(self, turn: int) -> None:
        """Begins a step: where somebody else made one in between, any report may have changed."""
        if turn != self.turn:
            self._sheets.clear()
            self.turn = turn


@dataclass(frozen=True, slots=True)
class Batch:
    """What some reports have to do with those near them: by pair, the earlier report first."""

    reports: tuple[str, ...]
    found: tuple[tuple[Sheet, Sheet, tuple[Held, ...]], ...]


def next_batch(connection: Connection, shelf: Shelf) -> Batch:
    """Compares the next few reports with all near them that they were not compared with."""
    u, p = t.unheld.c, t.placed.c
    waiting = (
        select(u.report)
        .join(t.placed, p.report == u.report)
        .order_by(p.day.is_(None), p.day, u.report)
        .limit(AT_ONCE)
    )
    reports = tuple(connection.execute(waiting).scalars())
    copies = {one.report: one.origin for one in kin.copies(connection)} if reports else {}
    wanted = _missing(connection, reports)
    places = _places(connection, {one for pair in wanted for one in pair})
    by_first: dict[str, list[str]] = {}
    for pair in wanted:
        first, second = sorted(pair, key=places.__getitem__)
        by_first.setdefault(first, []).append(second)
    shelf.fetch(connection, places)
    found = [
        one
        for first in sorted(by_first, key=places.__getitem__)
        for one in _held(connection, shelf, first, sorted(by_first[first], key=places.__getitem__), copies)
    ]
    return Batch(reports, tuple(found))


def _held(
    connection: Connection, shelf: Shelf, first: str, others: list[str], copies: Mapping[str, str]
) -> Iterable[tuple[Sheet, Sheet, tuple[Held, ...]]]:
    mine = shelf.sheet(connection, first)
    sheets = [shelf.sheet(connection, other) if other != first else mine for other in others]
    facing = Facing(mine, len(shelf.vocabulary))
    for sheet in sheets:
        same = sheet is not mine and one_text(first, sheet.report, copies)
        yield mine, sheet, tuple(hold(facing, sheet, one_text=same))


def _missing(connection: Connection, reports: Iterable[str]) -> set[Pair]:
    """The pairs of some reports with those near them, and with themselves, that were not compared."""
    n, p, those = t.nearby.c, t.pairs.c, list(reports)
    wanted: set[Pair] = {(one, one) for one in those}
    done: set[Pair] = set()
    for some in few(those):
        near = select(n.report, n.other).where(or_(n.report.in_(some), n.other.in_(some)))
        wanted |= {(min(row), max(row)) for row in connection.execute(near)}
        pairs = select(p.a, p.b).where(or_(p.a.in_(some), p.b.in_(some)))
        done |= {(row[0], row[1]) for row in connection.execute(pairs)}
    return wanted - done


def _places(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[bool, str, str]]:
    """The order of reports: the earliest first, those without a date last."""
    c = t.placed.c
    found: dict[str, tuple[bool, str, str]] = {}
    for some in few(sorted(reports)):
        for report, day in connection.execute(select(c.report, c.day).where(c.report.in_(some))):
            found[report] = day is None, day or "", report
    return found


def keep_batch(connection: Connection, batch: Batch) -> None:
    """Writes what was found, and marks what it touches."""
    sheets = {sheet.report: sheet for one, other, _ in batch.found for sheet in (one, other)}
    keys = _keys(connection, sheets)
    rows, touched = Rows(), set()
    for one, other, held in batch.found:
        rows.add(t.pairs, a=min(one.report, other.report), b=max(one.report, other.report))
        mine, theirs = keys[one.report], keys[other.report]
        for pair in held:
            a, b = mine[pair.i], theirs[pair.j]
            touched |= {a, b}
            rows.add(t.likenesses, a=a, b=b, content=pair.content, toll=pair.toll)
        put_relations(rows, (pair.relation for pair in held if pair.relation))
    rows.write(connection)
    mark_unformed(connection, touched)
    for some in few(batch.reports):
        connection.execute(delete(t.unheld).where(t.unheld.c.report.in_(some)))


def _keys(connection: Connection, sheets: Mapping[str, Sheet]) -> dict[str, list[int]]:
    """The keys of the statements of reports, in their order; those that have none get one."""
    c = t.compared.c
    known: dict[str, int] = {}
    for some in few(sorted(sheets)):
        rows = connection.execute(select(c.statement, c.key).where(c.report.in_(some)))
        known |= {row[0]: row[1] for row in rows}
    number = next_key(connection, t.compared)
    new: list[dict[str, Any]] = []
    keys: dict[str, list[int]] = {}
    for report, sheet in sorted(sheets.items()):
        keys[report] = []
        for one in sheet.utterances:
            name = permanent(report, one.statement.id) or ""
            if name not in known:
                known[name] = number
                new.append({"key": number, "statement": name, "report": report, "counts": one.counts})
                number += 1
            keys[report].append(known[name])
    if new:
        connection.execute(insert(t.compared), new)
        mark_unformed(connection, [row["key"] for row in new])
    return keys
