"""Somebody's positions over time: by matter, a page at a time, and where they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, or_, select

from onrecord.compare.following import Following, follow_statements
from onrecord.ledger import tables as t
from onrecord.ledger.among import part_of
from onrecord.ledger.excerpt import excerpt, key_of, load_accounts, relation_of
from onrecord.ledger.hits import load_hits
from onrecord.ledger.relation_list import of_kind
from onrecord.ledger.rows import few
from onrecord.record import Comparison, Relation, RelationKind, StatementKey
from onrecord.record.found import Hit


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of position: what was said before and after, why it is one, and in which matter."""

    relation: Relation
    before: Hit
    after: Hit
    account: str | None
    matter: str | None


@dataclass(frozen=True, slots=True)
class PositionsPage:
    """The courses of some matters, those with most changes first, and the comparison that holds them.

    `total` counts all matters that somebody speaks of, `following` is None where there is none.
    """

    following: Following | None
    comparison: Comparison
    total: int


def turns(connection: Connection, speakers: Sequence[str], most: int) -> tuple[tuple[Turn, ...], int]:
    """Where the speakers that are one voice changed a position, the latest first, and how often in all.

    Of all that a statement takes the place of, the last one before it counts;
    what several reports tell of one change is one change.
    """
    relations = _updates(connection, speakers)
    shown = relations[:most]
    hits = _hits(connection, [one for relation, _, _ in shown for one in (relation.a, relation.b)])
    matters = _matters(connection, [":".join(relation.b) for relation, _, _ in shown])
    made = tuple(
        Turn(r, hits[r.a], hits[r.b], *matters.get(":".join(r.b), (None, None))) for r, _, _ in shown
    )
    return made, len(relations)


def _updates(connection: Connection, speakers: Sequence[str]) -> list[tuple[Relation, str, str]]:
    """Changes of position with the days of before and after, the latest first."""
    r, one, other = t.relations.c, t.statements.alias("one"), t.statements.alias("other")
    v, w = t.revisions.alias("v"), t.revisions.alias("w")
    before = func.coalesce(one.c.said_date, v.c.published, "")
    after = func.coalesce(other.c.said_date, w.c.published, "")
    rows = connection.execute(
        select(r.a, r.b, r.relation, r.aspect, r.confidence, r.because, before, after)
        .join(one, (one.c.id == r.a) & one.c.current & one.c.speaker.in_(speakers))
        .join(other, (other.c.id == r.b) & other.c.current & other.c.speaker.in_(speakers))
        .join(v, (v.c.report == one.c.report) & (v.c.number == one.c.revision))
        .join(w, (w.c.report == other.c.report) & (w.c.number == other.c.revision))
        .where(of_kind(RelationKind.UPDATES))
    ).all()
    last: dict[str, tuple[Relation, str, str]] = {}
    for *relation, then, now in sorted(rows, key=lambda row: (row[6], row[0])):
        last[relation[1]] = (relation_of(relation), then, now)
    told = {(made.because, now): (made, then, now) for made, then, now in last.values()}
    return sorted(told.values(), key=lambda one: (one[2], one[0].b), reverse=True)


def _hits(connection: Connection, keys: Sequence[StatementKey]) -> dict[StatementKey, Hit]:
    c = t.statements.c
    ids = sorted({":".join(key) for key in keys})
    found = connection.execute(select(c.key).where(c.current, c.id.in_(ids))).scalars().all()
    return {key_of(hit.id): hit for hit in load_hits(connection, found)}


def positions_page(
    connection: Connection, speakers: Sequence[str], limit: int, skip: int = 0, *, whole: bool = False
) -> PositionsPage:
    """What the speakers that are one voice said, matter by matter, on some of their matters."""
    c = t.statements.c
    own = list(
        connection.execute(select(c.id).where(c.current, c.speaker.in_(speakers)).order_by(c.id)).scalars()
    )
    ranked = _ranked(connection, own)
    chosen = ranked[skip : skip + limit]
    mine = set(own)
    accounts = load_accounts(connection, chosen)
    said = [one for a in accounts for k in a.statements if (one := ":".join(k)) in mine]
    wanted = {*said, *_against(connection, said)}
    keys = {key_of(one) for one in wanted}
    comparison = replace(
        excerpt(connection, sorted(wanted), (), whole=whole),
        accounts=tuple(part for one in accounts if (part := part_of(one, keys)) is not None),
    )
    following = follow_statements(comparison, {key_of(one) for one in said}) if said else None
    return PositionsPage(following, comparison, len(ranked))


def _matters(connection: Connection, statements: Sequence[str]) -> dict[str, tuple[str, str]]:
    m, a = t.account_statements.c, t.accounts.c
    rows = connection.execute(
        select(m.statement, a.id, a.matter)
        .join(t.accounts, a.id == m.account)
        .where(m.statement.in_(statements))
        .order_by(a.kind)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _ranked(connection: Connection, own: Sequence[str]) -> list[str]:
    """The accounts in which some statements stand twice or more: most changes first, then most of them."""
    m, r = t.account_statements.c, t.relations.c
    counts: dict[str, list[int]] = {}
    at: dict[str, list[str]] = {}
    for some in few(own):
        rows = connection.execute(select(m.account, m.statement).where(m.statement.in_(some)))
        for account, statement in rows:
            counts.setdefault(account, [0, 0])[1] += 1
            at.setdefault(statement, []).append(account)
    for some in few(own):
        rows = connection.execute(select(r.a, r.b).where(of_kind(RelationKind.UPDATES), r.a.in_(some)))
        for a, b in rows:
            for account in set(at.get(a, ())) & set(at.get(b, ())):
                counts[account][0] += 1
    return sorted(
        (one for one, (_, n) in counts.items() if n > 1), key=lambda o: (-counts[o][0], -counts[o][1], o)
    )


def _against(connection: Connection, statements: Sequence[str]) -> set[str]:
    """The statements that cannot be right together with some."""
    r = t.relations.c
    found: set[str] = set()
    for some in few(statements):
        rows = connection.execute(
            select(r.a, r.b).where(of_kind(RelationKind.CONFLICTS), or_(r.a.in_(some), r.b.in_(some)))
        )
        found.update(one for row in rows for one in row)
    return found
