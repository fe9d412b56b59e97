"""Somebody's positions over time: by matter, a page at a time, and where they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, or_, select

from onrecord.compare.following import Following, follow_statements
from onrecord.ledger import tables as t
from onrecord.ledger.among import part_of
from onrecord.ledger.excerpt import excerpt, key_of, load_account, relation_of
from onrecord.ledger.hits import load_hits
from onrecord.ledger.rows import few
from onrecord.record import Comparison, Relation, RelationKind
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
    """Where the speakers that are one voice changed a position, the latest first, and how often in all."""
    r = t.relations.c
    own = select(t.statements.c.id).where(t.statements.c.current, t.statements.c.speaker.in_(speakers))
    rows = connection.execute(
        select(r.a, r.b, r.relation, r.aspect, r.confidence, r.because).where(
            r.relation == str(RelationKind.UPDATES), r.a.in_(own), r.b.in_(own)
        )
    ).all()
    ids = sorted({one for row in rows for one in row[:2]})
    c = t.statements.c
    keys: list[int] = []
    for some in few(ids):
        keys += connection.execute(select(c.key).where(c.current, c.id.in_(some))).scalars()
    hits = {hit.id: hit for hit in load_hits(connection, keys)}
    known = [row for row in rows if row[0] in hits and row[1] in hits]
    known.sort(key=lambda row: (_day(hits[row[1]]), row[1], row[0]), reverse=True)
    shown = known[:most]
    matters = _matters(connection, [row[1] for row in shown])
    made = tuple(
        Turn(relation_of(*row), hits[row[0]], hits[row[1]], *matters.get(row[1], (None, None)))
        for row in shown
    )
    return made, len(known)


def positions_page(
    connection: Connection, speakers: Sequence[str], limit: int, skip: int = 0
) -> PositionsPage:
    """What the speakers that are one voice said, matter by matter, on some of their matters."""
    c = t.statements.c
    own = list(
        connection.execute(select(c.id).where(c.current, c.speaker.in_(speakers)).order_by(c.id)).scalars()
    )
    ranked = _ranked(connection, own)
    chosen = ranked[skip : skip + limit]
    mine = set(own)
    accounts = [load_account(connection, one) for one in chosen]
    said = [one for a in accounts for k in a.statements if (one := ":".join(k)) in mine]
    wanted = {*said, *_against(connection, said)}
    keys = {key_of(one) for one in wanted}
    comparison = replace(
        excerpt(connection, sorted(wanted), ()),
        accounts=tuple(part for one in accounts if (part := part_of(one, keys)) is not None),
    )
    following = follow_statements(comparison, {key_of(one) for one in said}) if said else None
    return PositionsPage(following, comparison, len(ranked))


def _day(hit: Hit) -> str:
    return hit.statement.said.date or hit.report.published or ""


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
        rows = connection.execute(
            select(r.a, r.b).where(r.relation == str(RelationKind.UPDATES), r.a.in_(some))
        )
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
            select(r.a, r.b).where(
                r.relation == str(RelationKind.CONFLICTS), or_(r.a.in_(some), r.b.in_(some))
            )
        )
        found.update(one for row in rows for one in row)
    return found
