"""Accounts as a ledger keeps them: listed by filters page by page, found by id or by a statement.

The id of an account names its first statement: `REPORT:a7` is the matter and
`REPORT:t7` the toll of which statement 7 of that report speaks. Any statement of
an account leads to it in the same way, so that an id stays good when an earlier
report comes in and gives the account another first statement: which account an
id leads to never depends on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.conditions import conditions, named_as
from onrecord.ledger.ids import local
from onrecord.ledger.ordering import Order
from onrecord.ledger.query import Query
from onrecord.ledger.rows import few
from onrecord.record.errors import NotInLedger, QueryError

KINDS = {"matter": "a", "toll": "t"}
"""The kinds of accounts, each with the letter it has in ids."""

ACCOUNT_SORTS = ("-conflicts", "-origins", "-reports", "said", "-said", "matter")
"""Ways to order accounts; with - the most or the latest first."""


@dataclass(frozen=True, slots=True)
class AccountHead:
    """An account without its statements: its name and what there is of it.

    `kind` is toll where its statements count the same, else matter. `conflicts`
    are pairs of statements that cannot both be right. `first` and `last` are the
    ISO days of the earliest and latest statement, as far as days are known.
    """

    id: str
    kind: str
    matter: str
    statements: int
    reports: int
    origins: int
    conflicts: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Some accounts in order; `total` counts all that meet the query, `after` begins the next page."""

    accounts: tuple[AccountHead, ...]
    total: int
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """How much of a list is asked for, and after what; raises `QueryError` for a page of nothing."""

    limit: int = 50
    after: str | None = None

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise QueryError(f"a page of {self.limit} is asked for", "at least 1")


@dataclass(frozen=True, slots=True)
class AccountQuery:
    """Which accounts: those with a statement that meets `query`, with words in their name, of some size.

    `conflicts`, `origins`, `reports` are the least that an account has of them.
    """

    query: Query
    matter: str | None = None
    kind: str | None = None
    conflicts: int = 0
    origins: int = 0
    reports: int = 0


def account_id(kind: str, statement: str) -> str:
    """The id of the account of a kind in which a statement comes first.

    >>> account_id("toll", "ferry-port-8fa7d743:s7")
    'ferry-port-8fa7d743:t7'
    """
    report, _, number = statement.rpartition(":s")
    return f"{report}:{KINDS[kind]}{number}"


def check_list(kind: str | None, sort: str) -> None:
    """Raises `QueryError` for a kind or an order that there is none of."""
    if kind is not None and kind not in KINDS:
        raise QueryError(f"there is no kind {kind!r} of accounts", f"one of {', '.join(KINDS)}")
    if sort not in ACCOUNT_SORTS:
        raise QueryError(f"there is no order {sort!r}", f"one of {', '.join(ACCOUNT_SORTS)}")


def list_accounts(
    connection: Connection,
    backend: Backend,
    asked: AccountQuery,
    part: Slice,
    sort: str,
    *,
    among: Collection[str] | None = None,
) -> AccountPage:
    """A page of accounts. Raises `QueryError` for an order or place that there is none of.

    `among` are the ids of those with a statement that meets the query, where they are known already.
    """
    check_list(asked.kind, sort)
    if among is not None:
        return _list_some(connection, backend, replace(asked, query=Query()), part, sort, among=among)
    limit, after = part.limit, part.after
    order, c = _order(backend, sort), t.accounts.c
    where = list(_where(connection, backend, asked))
    total = int(connection.execute(select(func.count()).select_from(t.accounts).where(*where)).scalar_one())
    chosen = select(t.accounts).where(*where)
    if after is not None:
        place = connection.execute(select(*(column for column, _ in order.columns)).where(c.id == after))
        if (row := place.first()) is None:
            raise QueryError(f"no page begins after {after}", "the id of an account")
        chosen = chosen.where(order.after(tuple(row)))
    rows = connection.execute(chosen.order_by(*order.by()).limit(limit + 1)).mappings().all()
    heads = tuple(_head(row) for row in rows[:limit])
    return AccountPage(heads, total, heads[-1].id if len(rows) > limit else None)


def _list_some(
    connection: Connection,
    backend: Backend,
    asked: AccountQuery,
    part: Slice,
    sort: str,
    *,
    among: Collection[str],
) -> AccountPage:
    """A page of some accounts, all of which are put in order."""
    c = t.accounts.c
    ordered = select(c.id).where(*_where(connection, backend, asked)).order_by(*_order(backend, sort).by())
    ids = [one for one in connection.execute(ordered).scalars() if one in among]
    start = 0
    if part.after is not None:
        if part.after not in ids:
            raise QueryError(f"no page begins after {part.after}", "the id of an account")
        start = ids.index(part.after) + 1
    shown = ids[start : start + part.limit]
    heads = {one.id: one for one in heads_of(connection, shown)}
    after = shown[-1] if start + part.limit < len(ids) else None
    return AccountPage(tuple(heads[one] for one in shown), len(ids), after)


def heads_of(connection: Connection, ids: Iterable[str]) -> tuple[AccountHead, ...]:
    """Accounts by their ids, as those stand in the table; those with the most conflicts first."""
    found: list[AccountHead] = []
    for some in few(sorted(set(ids))):
        rows = connection.execute(select(t.accounts).where(t.accounts.c.id.in_(some))).mappings()
        found += (_head(row) for row in rows)
    return tuple(sorted(found, key=lambda one: (-one.conflicts, -one.reports, one.id)))


def accounts_of(connection: Connection, statements: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the accounts in which statements stand, tolls last, by permanent id of the statement."""
    m, a = t.account_statements.c, t.accounts.c
    found: dict[str, list[str]] = {}
    for some in few(statements):
        rows = select(m.statement, m.account).join(t.accounts, a.id == m.account)
        for statement, account in connection.execute(rows.where(m.statement.in_(some)).order_by(a.kind)):
            found.setdefault(statement, []).append(account)
    return found


def find_account(connection: Connection, identity: str) -> str:
    """The id that an account has now, of an id that it has or had; raises `NotInLedger`.

    An id leads to the account in which its statement stands: first of its own kind, else of the other.
    """
    report, _, name = identity.rpartition(":")
    letters = {letter: kind for kind, letter in KINDS.items()}
    if not report or name[:1] not in {*letters, "s"} or not name[1:].isdigit():
        raise NotInLedger(f"{identity!r} is no id of an account", "REPORT:a7 or REPORT:t7")
    statement = f"{report}:s{name[1:]}"
    found = accounts_of(connection, [statement]).get(statement, [])
    if not found:
        raise NotInLedger(
            f"{statement} stands in no account", "a statement that speaks of the same as others do"
        )
    same = [one for one in found if (local(one) or "")[:1] == name[:1]]
    return (same or found)[0]


def members_of(connection: Connection, account: str) -> list[str]:
    """Permanent ids of the statements of an account, in its order."""
    m = t.account_statements.c
    return list(
        connection.execute(select(m.statement).where(m.account == account).order_by(m.position)).scalars()
    )


def _head(row: Any) -> AccountHead:
    return AccountHead(
        id=row["id"],
        kind=row["kind"],
        matter=row["matter"],
        statements=row["statements"],
        reports=row["reports"],
        origins=row["origins"],
        conflicts=row["conflicts"],
        first=row["first_said"],
        last=row["last_said"],
    )


def _order(backend: Backend, sort: str) -> Order:
    c = t.accounts.c
    last = (backend.in_bytes(c.id), False)
    orders = {
        "-conflicts": Order(((c.conflicts, True), (c.origins, True), (c.reports, True), last)),
        "-origins": Order(((c.origins, True), (c.reports, True), last)),
        "-reports": Order(((c.reports, True), (c.statements, True), last)),
        "said": Order(((backend.in_bytes(func.coalesce(c.first_said, "9999")), False), last)),
        "-said": Order(((backend.in_bytes(func.coalesce(c.last_said, "0000")), True), last)),
        "matter": Order(((backend.in_bytes(func.coalesce(c.words, "")), False), last)),
    }
    return orders[sort]


def _where(connection: Connection, backend: Backend, asked: AccountQuery) -> Iterable[ColumnElement[bool]]:
    c, m, s = t.accounts.c, t.account_statements.c, t.statements.c
    if asked.query != Query():
        met = conditions(connection, backend, asked.query)
        yield c.id.in_(select(m.account).join(t.statements, s.id == m.statement).where(*met))
    if asked.matter:
        yield named_as(c.words, asked.matter)
    if asked.kind:
        yield c.kind == asked.kind
    for name in ("conflicts", "origins", "reports"):
        if least := getattr(asked, name):
            yield c[name] >= least
