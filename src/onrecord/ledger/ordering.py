"""The orders in which statements are listed, and the place in one where a page begins.

A page begins after a statement, named by its permanent id: nothing is counted
from the beginning, so the thousandth page is as quick as the first, and a
statement that comes in between moves none out of sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.query import SORTS
from onrecord.record.errors import QueryError

NEVER_PUBLISHED = ("9999", "0000")
"""In place of the day of what has none, so that it comes last, whichever way one looks."""


@dataclass(frozen=True, slots=True)
class Order:
    """Columns to order by, each with whether the largest comes first."""

    columns: tuple[tuple[Any, bool], ...]
    needs_revisions: bool = False

    def by(self) -> list[ColumnElement[Any]]:
        """What stands after ORDER BY."""
        return [column.desc() if falling else column for column, falling in self.columns]

    def after(self, values: tuple[Any, ...]) -> ColumnElement[bool]:
        """Whatever comes after a place in the order."""
        ways: list[ColumnElement[bool]] = []
        same: list[ColumnElement[bool]] = []
        for (column, falling), value in zip(self.columns, values, strict=True):
            ways.append(and_(*same, column < value if falling else column > value))
            same.append(column == value)
        first, falling = self.columns[0]
        edge = first <= values[0] if falling else first >= values[0]
        return and_(edge, or_(*ways))


def order_of(backend: Backend, sort: str) -> Order:
    """The order of a name; raises `QueryError` where there is none."""
    c, published = t.statements.c, t.revisions.c.published
    last = ((backend.in_bytes(c.report), False), (c.number, False))
    never: ColumnElement[str] = literal_column("'9999'")
    ever: ColumnElement[str] = literal_column("'0000'")
    orders = {
        "said": Order(((backend.in_bytes(func.coalesce(c.said_date, never)), False), *last)),
        "-said": Order(((backend.in_bytes(func.coalesce(c.said_date, ever)), True), *last)),
        "published": Order(((backend.in_bytes(func.coalesce(published, never)), False), *last), True),
        "-published": Order(((backend.in_bytes(func.coalesce(published, ever)), True), *last), True),
        "report": Order(last),
        "-confidence": Order(((c.confidence, True), *last)),
    }
    if sort not in orders:
        raise QueryError(f"there is no order {sort!r}", f"one of {', '.join(SORTS)}")
    return orders[sort]


def place_of(connection: Connection, order: Order, after: str) -> tuple[Any, ...]:
    """Where a statement stands in an order; raises `QueryError` where it does not stand any more."""
    c = t.statements.c
    looked_for = select(*(column for column, _ in order.columns)).where(c.id == after, c.current)
    row = connection.execute(joined(looked_for, order)).first()
    if row is None:
        raise QueryError(f"no page begins after {after}", "the id of a statement that stands in the ledger")
    return tuple(row)


def joined(statement: Select[Any], order: Order) -> Select[Any]:
    """A select of statements with what their order needs."""
    if not order.needs_revisions:
        return statement
    s, v = t.statements.c, t.revisions.c
    return statement.join(t.revisions, and_(v.report == s.report, v.number == s.revision))
