"""Whether everything in a ledger that points at something points at what is there.

Foreign keys are kept by the database; ids that are permanent point across
rows, and are checked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, and_, exists, select

from onrecord.ledger import tables as t
from onrecord.ledger.fault import READ_AGAIN, Fault


def faults(connection: Connection) -> Iterator[Fault]:
    """All that points at nothing, and what stands without what it needs."""
    for table in t.metadata.sorted_tables:
        for link in table.foreign_key_constraints:
            for row in connection.execute(_orphans(table, link)):
                yield Fault(
                    f"{table.name} {row[0]}",
                    f"the row of {link.referred_table.name} that it belongs to is not there",
                    READ_AGAIN,
                )
    s, v = t.statements, t.via
    pointers: tuple[tuple[Any, Any, Any, str], ...] = (
        (s.c.id, s.c.speaker, t.speakers.c.id, "its speaker"),
        (s.c.id, s.c.within, s.c.id, "the statement it stands within"),
        (v.c.statement, v.c.speaker, t.speakers.c.id, "the speaker who passed it on"),
        (t.memberships.c.person, t.memberships.c.speaker, t.speakers.c.id, "a speaker it has as member"),
    )
    for name, pointer, target, what in pointers:
        there = target.table.alias()
        missing = select(name, pointer).where(
            pointer.is_not(None), ~exists().where(there.c[target.name] == pointer)
        )
        for row in connection.execute(missing.distinct().order_by(name)):
            yield Fault(str(row[0]), f"{what} is {row[1]}, which is not there", READ_AGAIN)
    yield from (
        Fault(row[0], "no reading of its current text stands", READ_AGAIN) for row in _unread(connection)
    )
    yield from (
        Fault(row[0], f"it is marked as a copy of {row[1]}, which is a copy itself", "mark it anew")
        for row in _chained(connection)
    )


def _orphans(table: Table, link: Any) -> Any:
    there = link.referred_table.alias()
    pairs = [(e.parent, there.c[e.column.name]) for e in link.elements]
    given = [column.is_not(None) for column, _ in pairs]
    own = next(iter(table.primary_key.columns))
    met = exists().where(and_(*(column == target for column, target in pairs)))
    return select(own).where(*given, ~met).order_by(own)


def _unread(connection: Connection) -> Any:
    r, c = t.reports.c, t.readings.c
    met = exists().where(c.report == r.id, c.revision == r.revision, c.current)
    return connection.execute(select(r.id).where(~met).order_by(r.id))


def _chained(connection: Connection) -> Any:
    other = t.copies.alias()
    c = t.copies.c
    return connection.execute(
        select(c.report, c.origin).where(exists().where(other.c.report == c.origin)).order_by(c.report)
    )
