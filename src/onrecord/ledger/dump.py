"""A ledger as lines of JSON in one order, to hold two ledgers against each other.

No clock time, no run and no internal key is in it, and nothing that depends on
the order of arrival: two ledgers of the same reports give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, Table, func, select

from onrecord.ledger import tables as t

_LEFT_OUT = {"key", "taken_at", "run", "at", "proposed_at", "decided_at", "reading", "started_at", "mark"}
_OWNED = {
    t.spans: t.statements,
    t.via: t.statements,
    t.places: t.statements,
    t.candidates: t.statements,
    t.figures: t.statements,
    t.events: t.statements,
    t.traces: t.statements,
    t.roles: t.speakers,
    t.mentions: t.speakers,
    t.warnings: t.readings,
}
_RANKED = {t.statements: "id", t.speakers: "id", t.readings: "report", t.corrections: "target"}
_UNTOLD = {t.runs, t.samples, t.turns, t.likenesses, t.unformed}


def dump(connection: Connection) -> Iterator[str]:
    """One line for each row: the table's name, then its columns."""
    for table in t.metadata.sorted_tables:
        if table not in _UNTOLD:
            rows = connection.execute(_select(table)).mappings()
            lines = sorted(json.dumps(dict(row), ensure_ascii=False) for row in rows)
            yield from (f"{table.name}\t{line}" for line in lines)


def _select(table: Table) -> Select[Any]:
    columns: list[Any] = [
        c for c in table.columns if c.name not in _LEFT_OUT and not isinstance(c.type, LargeBinary)
    ]
    if table in _OWNED:
        return _owned(table, columns)
    if table in _RANKED:
        columns.append(_rank(table))
    return select(*columns)


def _owned(table: Table, columns: list[Any]) -> Select[Any]:
    """Rows of a table that belongs to another, with what their owner is called in place of its key."""
    of = _OWNED[table]
    link = next(c for c in table.columns if c.foreign_keys)
    own = [c for c in columns if c is not link]
    name = of.c.report if of is t.readings else of.c.id
    return select(name.label("owner"), of.c.revision, _rank(of), *own).join(of, of.c.key == link)


def _rank(table: Table) -> Any:
    """Which of several rows of one report, id or target it is, the first made first."""
    earlier = table.alias()
    same = _RANKED[table]
    return (
        select(func.count())
        .where(earlier.c[same] == table.c[same], earlier.c.key <= table.c.key)
        .correlate(table)
        .scalar_subquery()
        .label("row")
    )
