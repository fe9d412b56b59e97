"""What a list tells of an account at a glance: whose it is, where it is in conflict, what is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.relation_list import of_kind
from onrecord.record import Aspect, Measure, RelationKind

_ONE, _OTHER = t.account_statements.alias("one_in"), t.account_statements.alias("other_in")


@dataclass(frozen=True, slots=True)
class Opposed:
    """The surest conflict of an account: who against whom, in what, and why; None for no source named."""

    one: str | None
    other: str | None
    aspect: Aspect | None
    because: str


@dataclass(frozen=True, slots=True)
class Spread:
    """All figures of one measure, from the lowest to the highest that was said."""

    measure: Measure
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Origins by name, those in most reports first; aspects in conflict, the most frequent first."""

    origins: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    opposed: Opposed | None
    figures: tuple[Spread, ...]


def glimpses(connection: Connection, accounts: Sequence[str]) -> dict[str, Glimpse]:
    """Some accounts at a glance, by id."""
    origins: dict[str, dict[int, str]] = defaultdict(dict)
    o = t.account_origins.c
    rows = select(o.account, o.position, o.speaker).where(o.account.in_(accounts))
    for account, position, speaker in connection.execute(rows.order_by(o.account, o.position)):
        origins[account][position] = speaker
    aspects, opposed, figures = (
        _aspects(connection, accounts),
        _opposed(connection, accounts, origins),
        _figures(connection, accounts),
    )
    return {
        one: Glimpse(tuple(origins[one].values()), tuple(aspects[one]), opposed.get(one), tuple(figures[one]))
        for one in accounts
    }


def _conflicts(accounts: Sequence[str], *columns: Any) -> Any:
    """The conflicts within some accounts: `columns` of theirs, and of both of their statements."""
    r, m, n = t.relations.c, _ONE.c, _OTHER.c
    return (
        select(m.account, m.origin.label("one"), n.origin.label("other"), *columns)
        .join(t.relations, r.a == m.statement)
        .join(_OTHER, (n.account == m.account) & (n.statement == r.b))
        .where(m.account.in_(accounts), of_kind(RelationKind.CONFLICTS))
    )


def _aspects(connection: Connection, accounts: Sequence[str]) -> dict[str, list[Aspect]]:
    found: dict[str, list[Aspect]] = defaultdict(list)
    some = _conflicts(accounts, t.relations.c.aspect).subquery().c
    rows = (
        select(some.account, some.aspect)
        .where(some.aspect.is_not(None))
        .group_by(some.account, some.aspect)
        .order_by(some.account, func.count().desc(), some.aspect)
    )
    for account, aspect in connection.execute(rows):
        found[account].append(Aspect(aspect))
    return found


def _opposed(
    connection: Connection, accounts: Sequence[str], origins: dict[str, dict[int, str]]
) -> dict[str, Opposed]:
    r = t.relations.c
    surest = (r.confidence.desc(), r.a, r.b)
    rank = func.row_number().over(partition_by=_ONE.c.account, order_by=surest).label("rank")
    ranked = _conflicts(accounts, r.aspect, r.because, rank).subquery()
    rows = connection.execute(select(ranked).where(ranked.c.rank == 1)).mappings()
    return {
        row["account"]: Opposed(
            origins[row["account"]].get(row["one"]),
            origins[row["account"]].get(row["other"]),
            Aspect(row["aspect"]) if row["aspect"] else None,
            row["because"],
        )
        for row in rows
    }


def _figures(connection: Connection, accounts: Sequence[str]) -> dict[str, list[Spread]]:
    """Of each statement the largest figure of a measure: what it gives beside that is a part of it."""
    f = t.account_figures.c
    low, high = func.coalesce(f.low, f.high), func.coalesce(f.high, f.low)
    each = (
        select(f.account, f.measure, func.max(low).label("low"), func.max(high).label("high"))
        .where(f.account.in_(accounts))
        .group_by(f.account, f.measure, f.statement)
        .subquery()
        .c
    )
    rows = (
        select(each.account, each.measure, func.min(each.low), func.max(each.high))
        .group_by(each.account, each.measure)
        .order_by(each.account, each.measure)
    )
    found: dict[str, list[Spread]] = defaultdict(list)
    for account, measure, least, most in connection.execute(rows):
        found[account].append(Spread(Measure(measure), least, most))
    return found
