"""Another permanent id for a report, with all that has it in theirs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, literal, select, update

from onrecord.ledger import tables as t
from onrecord.record.errors import CorrectionError

_OWN: tuple[tuple[Table, str], ...] = (
    (t.bylines, "report"),
    (t.arrivals, "report"),
    (t.readings, "report"),
    (t.statements, "report"),
    (t.speakers, "report"),
    (t.copies, "report"),
    (t.copies, "origin"),
    (t.tombstones, "report"),
    (t.waiting, "report"),
    (t.sketches, "report"),
    (t.appearances, "report"),
    (t.uncompared, "report"),
    (t.unheld, "report"),
)
_INSIDE: tuple[tuple[Table, str], ...] = (
    (t.statements, "id"),
    (t.statements, "within"),
    (t.statements, "speaker"),
    (t.speakers, "id"),
    (t.via, "speaker"),
    (t.memberships, "speaker"),
    (t.merges, "a"),
    (t.merges, "b"),
    (t.decisions, "a"),
    (t.decisions, "b"),
    (t.appearances, "speaker"),
    (t.blocks, "speaker"),
    (t.corrections, "target"),
)


def rename_report(connection: Connection, old: str, new: str) -> None:
    """Gives a report another id; what points at it points at it still.

    The report and its revisions are written twice for a moment, so that no
    reference is ever empty. Raises `CorrectionError` where the id is another's.
    """
    if connection.execute(select(t.reports.c.id).where(t.reports.c.id == new)).first():
        raise CorrectionError(f"there is a report {new} already", "an id that is free")
    _copy(connection, t.reports, t.reports.c.id == old, {"id": new})
    c = t.revisions.c
    rows = connection.execute(select(t.revisions).where(c.report == old)).mappings().all()
    connection.execute(
        update(t.revisions).where(c.report == old).values(sha256=literal("moving-") + c.sha256)
    )
    connection.execute(insert(t.revisions), [{**row, "report": new} for row in rows])
    for table, name in _OWN:
        column = table.c[name]
        connection.execute(update(table).where(column == old).values({column: new}))
    for table, name in _INSIDE:
        column = table.c[name]
        inside = column.startswith(f"{old}:", autoescape=True)
        connection.execute(update(table).where(inside).values({column: _moved(column, old, new)}))
    connection.execute(delete(t.reports).where(t.reports.c.id == old))


def _copy(connection: Connection, table: Table, which: Any, changed: dict[str, Any]) -> None:
    for row in connection.execute(select(table).where(which)).mappings().all():
        connection.execute(insert(table).values({**row, **changed}))


def _moved(column: Column[Any], old: str, new: str) -> Any:
    return literal(new) + func.substr(column, len(old) + 1)
