"""A page of what a query finds, without gathering all that it finds where that is much.

What many statements meet stands among the next few thousand in order: those are
looked at one by one first. Only where they do not fill the page is everything
gathered that meets the query, and then it is not much. By day of publication
statements have no index; they are taken from ever longer stretches of days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.conditions import Condition, conditions
from onrecord.ledger.ordering import NEVER_PUBLISHED, Order, joined
from onrecord.ledger.query import Query

LARGE = 100_000
"""Statements from which on it pays."""
NEXT = 5_000
"""How many of the next statements are looked at."""
REPORTS = 200
WIDER = 8
"""Reports in the first stretch of days, and how many times as many in the following one."""

Found = Sequence[tuple[int, str]]
Where = Sequence[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of what a query finds, in an order."""

    backend: Backend
    query: Query
    order: Order
    also: tuple[Condition, ...] = ()

    def first(self, connection: Connection, place: tuple[Any, ...] | None, limit: int) -> Found:
        """Keys and ids of the first statements behind a place, or of the very first."""
        behind = [] if place is None else [self.order.after(place)]
        if self.order.needs_revisions:
            where = [*conditions(connection, self.backend, self.query), *self.also, *behind]
            return self._by_stretches(connection, where, place, limit)
        if self.query != Query() and _is_large(connection):
            rows = self._among_the_next(connection, behind, limit)
            if len(rows) == limit:
                return rows
        return self._all(
            connection, [*conditions(connection, self.backend, self.query), *self.also, *behind], limit
        )

    def _all(self, connection: Connection, where: Where, limit: int) -> Found:
        c = t.statements.c
        chosen = joined(select(c.key, c.id).where(*where), self.order)
        rows = connection.execute(chosen.order_by(*self.order.by()).limit(limit))
        return [(row[0], row[1]) for row in rows]

    def _among_the_next(self, connection: Connection, behind: Where, limit: int) -> Found:
        c = t.statements.c
        following = select(c.key).where(c.current, *behind).order_by(*self.order.by()).limit(NEXT).subquery()
        chosen = (
            select(c.key, c.id)
            .join(following, following.c.key == c.key)
            .where(*conditions(connection, self.backend, self.query, few=following.c.key), *self.also)
        )
        rows = connection.execute(chosen.order_by(*self.order.by()).limit(limit))
        return [(row[0], row[1]) for row in rows]

    def _by_stretches(
        self, connection: Connection, where: Where, place: tuple[Any, ...] | None, limit: int
    ) -> Found:
        published = t.revisions.c.published
        falling = self.order.columns[0][1]
        begins = None if place is None or place[0] in NEVER_PUBLISHED else place[0]
        if place is not None and begins is None:  # among the undated, which come last
            return self._all(connection, [*where, published.is_(None)], limit)
        dated = [] if begins is None else [published <= begins if falling else published >= begins]
        days = select(published).where(published.is_not(None), *dated)
        days = days.order_by(published.desc() if falling else published)
        many = REPORTS
        while (ends := connection.execute(days.offset(many).limit(1)).scalar()) is not None:
            stretch = [*dated, published >= ends if falling else published <= ends]
            rows = self._all(connection, [*where, *stretch], limit)
            if len(rows) == limit:
                return rows
            many *= WIDER
        return self._all(connection, where, limit)


def _is_large(connection: Connection) -> bool:
    last: int | None = connection.execute(select(func.max(t.statements.c.key))).scalar()
    return (last or 0) >= LARGE
