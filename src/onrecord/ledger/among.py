"""Chosen statements out of all that is compared: accounts and relations as far as they lie among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, or_, select

from onrecord.ledger import tables as t
from onrecord.ledger.excerpt import excerpt, key_of, load_accounts, narrowed
from onrecord.ledger.rows import few
from onrecord.record import Account, Comparison, StatementKey


def among(connection: Connection, reports: Sequence[str], *, whole: bool = True) -> Comparison:
    """Some reports side by side, with all their statements; of accounts what those reports say alone.

    `whole` is that of `excerpt`.
    """
    c = t.statements.c
    own = connection.execute(select(c.id).where(c.current, c.report.in_(reports))).scalars()
    return between(connection, list(own), whole=whole)


def between(connection: Connection, statements: Sequence[str], *, whole: bool = True) -> Comparison:
    """Some statements side by side; of accounts what those say alone, the largest first.

    `whole` is that of `excerpt`.
    """
    m, counts = t.account_statements.c, Counter[str]()
    for some in few(statements):
        counts.update(connection.execute(select(m.account).where(m.statement.in_(some))).scalars())
    shared = sorted((one for one, n in counts.items() if n > 1), key=lambda one: (-counts[one], one))
    keys = {key_of(one) for one in statements}
    parts = (part_of(one, keys) for one in load_accounts(connection, shared))
    found = excerpt(connection, statements, (), whole=whole)
    return replace(found, accounts=tuple(part for part in parts if part is not None))


def part_of(account: Account, keys: Collection[StatementKey]) -> Account | None:
    """An account with some of its statements; None where fewer than two are left."""
    part = narrowed(account, keys)
    return part if len(part.statements) > 1 else None


def nearest(connection: Connection, reports: Sequence[str], most: int) -> tuple[tuple[str, int], ...]:
    """The reports whose statements have most relations with those of some reports, and how many."""
    c, counts = t.relations.c, Counter[str]()
    chosen = set(reports)
    rows = connection.execute(
        select(c.a_report, c.b_report, func.count())
        .where(or_(c.a_report.in_(reports), c.b_report.in_(reports)))
        .group_by(c.a_report, c.b_report)
    )
    for a, b, number in rows:
        for one in {a, b} - chosen:
            counts[one] += number
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
