"""The mark of reports whose kin is not worked out yet; `relating` works it out and takes the mark away."""

from __future__ import annotations

from sqlalchemy import Connection, exists, func, insert, select

from onrecord.ledger import tables as t


def mark(connection: Connection, report: str) -> None:
    """Marks a report: its speakers or its text are new, or others than before."""
    if not is_waiting(connection, report):
        connection.execute(insert(t.waiting).values(report=report))


def is_waiting(connection: Connection, report: str) -> bool:
    """Whether a report is still to be compared with the others."""
    return bool(connection.execute(select(exists().where(t.waiting.c.report == report))).scalar())


def waiting(connection: Connection) -> int:
    """How many reports are still to be compared with the others."""
    return int(connection.execute(select(func.count()).select_from(t.waiting)).scalar_one())
