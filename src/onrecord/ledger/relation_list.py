"""Relations as a list, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.excerpt import relation_of
from onrecord.record import Aspect, Relation, RelationKind
from onrecord.record.errors import QueryError

BETWEEN = "~"
"""Stands between the two ids of statements in the name of a relation; no id holds it."""


@dataclass(frozen=True, slots=True)
class RelationQuery:
    """Which relations: of a statement, of a report, of a kind, in an aspect, of some confidence."""

    statement: str | None = None
    report: str | None = None
    relation: RelationKind | None = None
    aspect: Aspect | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class RelationPage:
    """Some relations in the order of their statements; `after` is where the next page begins."""

    relations: tuple[Relation, ...]
    after: str | None = None


def of_kind(kind: RelationKind) -> ColumnElement[bool]:
    """Whether a relation is of a kind, where other conditions say better where to look for it.

    There are few kinds: an index of them leads to a good part of the table, and
    the concatenation keeps databases from taking it.
    """
    return (t.relations.c.relation + "") == str(kind)


def list_relations(
    connection: Connection, backend: Backend, asked: RelationQuery, limit: int, after: str | None
) -> RelationPage:
    """A page of relations; raises `QueryError` for a place that there is none of."""
    c = t.relations.c
    a, b = backend.in_bytes(c.a), backend.in_bytes(c.b)
    chosen = select(c.a, c.b, c.relation, c.aspect, c.confidence, c.because).where(*_where(asked))
    if after is not None:
        first, between, last = after.partition(BETWEEN)
        if not between:
            raise QueryError(f"no page begins after {after!r}", "the `after` of the page before")
        chosen = chosen.where(or_(a > first, and_(a == first, b > last)))
    rows = connection.execute(chosen.order_by(a, b).limit(limit + 1)).all()
    end = BETWEEN.join(rows[limit - 1][:2]) if len(rows) > limit else None
    return RelationPage(tuple(relation_of(row) for row in rows[:limit]), end)


def _where(asked: RelationQuery) -> Iterator[ColumnElement[bool]]:
    c = t.relations.c
    if asked.statement:
        yield or_(c.a == asked.statement, c.b == asked.statement)
    if asked.report:
        yield or_(c.a_report == asked.report, c.b_report == asked.report)
    if asked.relation:
        yield c.relation == str(asked.relation)
    if asked.aspect:
        yield c.aspect == str(asked.aspect)
    if asked.confidence:
        yield c.confidence >= asked.confidence
