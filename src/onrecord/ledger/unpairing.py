"""Forgetting what comparing reports found, where they are to be compared anew or are near no more.

What stood together with their statements is marked, so that accounts and
promises are formed anew there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select

from onrecord.ledger import tables as t
from onrecord.ledger.rows import few

_ON_PROMISES = ("fulfils", "breaks")


def unpair(connection: Connection, report: str) -> None:
    """Forgets all that a report was found to have to do with others, and its statements."""
    p = t.pairs.c
    if not connection.execute(select(exists().where(or_(p.a == report, p.b == report)))).scalar():
        return  # it was never compared
    k, r, m = t.compared.c, t.relations.c, t.account_statements.c
    own = list(connection.execute(select(k.key).where(k.report == report)).scalars())
    touched = _ends(connection, own)
    accounts = select(m.account).where(m.report == report)
    beside = select(k.key).join(t.account_statements, m.statement == k.statement)
    touched |= set(connection.execute(beside.where(m.account.in_(accounts))).scalars())
    promised = select(k.key).join(t.relations, r.a == k.statement)
    touched |= set(
        connection.execute(promised.where(r.b_report == report, r.relation.in_(_ON_PROMISES))).scalars()
    )
    connection.execute(delete(t.relations).where(or_(r.a_report == report, r.b_report == report)))
    connection.execute(delete(t.pairs).where(or_(p.a == report, p.b == report)))
    connection.execute(delete(t.compared).where(k.report == report))
    mark_unformed(connection, touched - set(own))


def unpair_two(connection: Connection, a: str, b: str) -> None:
    """Forgets what two reports were found to have to do with each other."""
    k, p, r, x = t.compared.c, t.pairs.c, t.relations.c, t.likenesses.c
    mine = select(k.key).where(k.report == a)
    theirs = select(k.key).where(k.report == b)
    between = or_(and_(x.a.in_(mine), x.b.in_(theirs)), and_(x.a.in_(theirs), x.b.in_(mine)))
    touched = {end for row in connection.execute(select(x.a, x.b).where(between)) for end in row}
    related = or_(and_(r.a_report == a, r.b_report == b), and_(r.a_report == b, r.b_report == a))
    ends = select(k.key).join(t.relations, or_(r.a == k.statement, r.b == k.statement)).where(related)
    touched |= set(connection.execute(ends).scalars())
    connection.execute(delete(t.likenesses).where(between))
    connection.execute(delete(t.relations).where(related))
    connection.execute(delete(t.pairs).where(p.a == a, p.b == b))
    mark_unformed(connection, touched)


def mark_unformed(connection: Connection, keys: Iterable[int]) -> None:
    """Marks statements whose accounts are to be formed anew, by their keys."""
    c, wanted = t.unformed.c, sorted(keys)
    there: set[int] = set()
    for some in few(wanted):
        there |= set(connection.execute(select(c.statement).where(c.statement.in_(some))).scalars())
    rows: list[dict[str, Any]] = [{"statement": one} for one in wanted if one not in there]
    if rows:
        connection.execute(insert(t.unformed), rows)


def _ends(connection: Connection, keys: list[int]) -> set[int]:
    """What some statements are alike to."""
    x = t.likenesses.c
    found: set[int] = set()
    for some in few(keys):
        found |= set(connection.execute(select(x.b).where(x.a.in_(some))).scalars())
        found |= set(connection.execute(select(x.a).where(x.b.in_(some))).scalars())
    return found
