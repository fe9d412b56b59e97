"""Marks of reports that are still to be held against the others.

One mark is for kin (who is one, what is a copy), which `relating` works out;
the other for comparing statements, which `comparing` does. Both are set in the
transaction that changes the report.
"""

from __future__ import annotations

from sqlalchemy import Connection, exists, func, insert, select, update

from onrecord.ledger import tables as t


def mark(connection: Connection, report: str) -> None:
    """Marks a report: its speakers or its text are new, or others than before."""
    mark_statements(connection, report)
    if not is_waiting(connection, report):
        connection.execute(insert(t.waiting).values(report=report))


def mark_statements(connection: Connection, report: str) -> None:
    """Marks a report of which statements are new, or others than before."""
    c = t.uncompared.c
    again = update(t.uncompared).where(c.report == report).values(mark=c.mark + 1)
    if not connection.execute(again).rowcount:
        connection.execute(insert(t.uncompared).values(report=report, mark=1))


def is_waiting(connection: Connection, report: str) -> bool:
    """Whether the kin of a report is still to be worked out."""
    return bool(connection.execute(select(exists().where(t.waiting.c.report == report))).scalar())


def waiting(connection: Connection) -> int:
    """How many reports still wait for their kin to be worked out."""
    return int(connection.execute(select(func.count()).select_from(t.waiting)).scalar_one())


def uncompared(connection: Connection) -> int:
    """How many reports are still to be compared with the others."""
    return int(connection.execute(select(func.count()).select_from(t.uncompared)).scalar_one())
