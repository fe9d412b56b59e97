"""The relations of one statement, each with the other statement in full."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from onrecord.ledger import tables as t
from onrecord.ledger.excerpt import relation_of
from onrecord.ledger.hits import load_hits
from onrecord.ledger.rows import few
from onrecord.ledger.settling import effective
from onrecord.record import Relation, RelationKind
from onrecord.record.found import Hit

ORDER = (
    RelationKind.CONFLICTS,
    RelationKind.BREAKS,
    RelationKind.FULFILS,
    RelationKind.UPDATES,
    RelationKind.AGREES,
    RelationKind.REPEATS,
)
"""Kinds of relations as they are listed."""


@dataclass(frozen=True, slots=True)
class Related:
    """A relation of a statement, and the statement at its other end.

    `is_first` says that the statement asked for is the relation's `a`: of a
    pair that is ordered in time the earlier one, of a promise the promise.
    """

    relation: Relation
    is_first: bool
    other: Hit


def relations_of(connection: Connection, statement: str) -> tuple[Related, ...]:
    """The relations of a statement by its permanent id, conflicts first; raises `NotInLedger`."""
    c, s = t.relations.c, t.statements.c
    rows = connection.execute(
        select(c.a, c.b, c.relation, c.aspect, c.confidence, c.because).where(
            or_(c.a == statement, c.b == statement)
        )
    ).all()
    if not rows:
        effective(connection, statement)  # raises where there is no such statement
    others = sorted({row[1] if row[0] == statement else row[0] for row in rows})
    keys: list[int] = []
    for some in few(others):
        keys += connection.execute(select(s.key).where(s.current, s.id.in_(some))).scalars()
    hits = {hit.id: hit for hit in load_hits(connection, keys)}
    made = [
        Related(relation_of(row), row[0] == statement, hits[other])
        for row in rows
        if (other := row[1] if row[0] == statement else row[0]) in hits
    ]
    return tuple(
        sorted(made, key=lambda r: (ORDER.index(r.relation.relation), -r.relation.confidence, r.other.id))
    )
