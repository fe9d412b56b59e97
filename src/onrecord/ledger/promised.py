"""Promises as a ledger keeps them: by their state, page by page, each with who says what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.compare.pledges import STATE_ORDER, Pledge, pledges_of
from onrecord.ledger import tables as t
from onrecord.ledger.accounts import Slice, accounts_of
from onrecord.ledger.backend import Backend
from onrecord.ledger.conditions import conditions
from onrecord.ledger.excerpt import excerpt, id_of
from onrecord.ledger.query import Query
from onrecord.ledger.relation_list import of_kind
from onrecord.ledger.rows import few
from onrecord.record import Comparison, PromiseState, RelationKind
from onrecord.record.errors import QueryError


@dataclass(frozen=True, slots=True)
class PledgePage:
    """Some promises in order, and the comparison that holds all statements they name.

    `total` counts all that are asked for, given once or several times;
    `counts` those that meet the query by their state; `after` is where the next
    page begins. `account` of a pledge is a permanent id.
    """

    pledges: tuple[Pledge, ...]
    comparison: Comparison
    total: int
    counts: tuple[tuple[PromiseState, int], ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """One promise: the statements that give it, the earliest first, and its state."""

    statements: tuple[str, ...]
    state: PromiseState
    day: str


def list_promises(
    connection: Connection,
    backend: Backend,
    query: Query,
    state: PromiseState | None,
    part: Slice,
) -> PledgePage:
    """A page of promises, the disputed first; raises `QueryError` where it begins nowhere."""
    return page_of_promises(connection, promise_groups(connection, backend, query), state, part)


def page_of_promises(
    connection: Connection, groups: Sequence[PromiseGroup], state: PromiseState | None, part: Slice
) -> PledgePage:
    """A page of promises that have been gathered; raises `QueryError` where it begins nowhere."""
    limit, after = part.limit, part.after
    counts = tuple((one, sum(g.state is one for g in groups)) for one in STATE_ORDER)
    asked = [g for g in groups if state in (None, g.state)]
    start = 0
    if after is not None:
        places = [n for n, g in enumerate(asked, 1) if after in g.statements]
        if not places:
            raise QueryError(f"no page begins after {after}", "the id of a promise")
        start = places[0]
    shown = asked[start : start + limit]
    given = [one for group in shown for one in group.statements]
    verdicts = [b for _, b in _told(connection, given)]
    comparison = excerpt(connection, [*given, *verdicts], (), whole=False)
    accounts = accounts_of(connection, given)
    pledges = {id_of(p.statements[0]): p for p in pledges_of(comparison)}
    made = [_with_account(pledges, group, accounts) for group in shown]
    end = shown[-1].statements[0] if start + limit < len(asked) else None
    return PledgePage(tuple(made), comparison, len(asked), counts, end)


def _with_account(pledges: dict[str, Pledge], group: PromiseGroup, accounts: dict[str, list[str]]) -> Pledge:
    pledge = next(p for one in group.statements if (p := pledges.get(one)))
    found = [account for one in group.statements for account in accounts.get(one, ())]
    return Pledge(
        pledge.statements,
        pledge.speaker,
        pledge.said,
        pledge.content,
        pledge.condition,
        pledge.due,
        pledge.state,
        pledge.by,
        found[0] if found else None,
    )


def promise_groups(connection: Connection, backend: Backend, query: Query) -> list[PromiseGroup]:
    """All promises that meet a query; those that repeat one another are one."""
    s, v, p = t.statements.c, t.revisions.c, t.promises.c
    met = conditions(connection, backend, query)
    rows = connection.execute(
        select(s.id, p.state, s.said_date, v.published, s.report, s.number)
        .join(t.promises, p.statement == s.id)
        .join(t.revisions, (v.report == s.report) & (v.number == s.revision))
        .where(s.id.in_(select(p.statement)), *met)  # promises are few: they lead, not the statements
    ).all()
    at = {row[0]: row for row in rows}
    group: dict[str, set[str]] = {one: {one} for one in at}
    for a, b in _repeats(connection, sorted(at)):
        if a in group and b in group and group[a] is not group[b]:
            group[a] |= group[b]
            group.update(dict.fromkeys(group[b], group[a]))
    made = []
    for members in {id(g): g for g in group.values()}.values():
        in_order = sorted(members, key=lambda one: (at[one][3] or "9999", at[one][4], at[one][5]))
        told = {PromiseState(at[one][1]) for one in members} - {PromiseState.OPEN}
        state = PromiseState.DISPUTED if len(told) > 1 else next(iter(told), PromiseState.OPEN)
        made.append(
            PromiseGroup(tuple(in_order), state, min(at[o][2] or at[o][3] or "9999" for o in members))
        )
    return sorted(made, key=lambda g: (STATE_ORDER.index(g.state), g.day, g.statements))


def _repeats(connection: Connection, statements: Sequence[str]) -> list[tuple[str, str]]:
    c = t.relations.c
    found: list[tuple[str, str]] = []
    for some in few(statements):
        rows = connection.execute(select(c.a, c.b).where(of_kind(RelationKind.REPEATS), c.a.in_(some)))
        found += [(row[0], row[1]) for row in rows]
    return found


def _told(connection: Connection, statements: Sequence[str]) -> list[tuple[str, str]]:
    c = t.relations.c
    found: list[tuple[str, str]] = []
    for some in few(statements):
        rows = select(c.a, c.b).where((c.relation + "").in_(("fulfils", "breaks")), c.a.in_(some))
        found += [(row[0], row[1]) for row in connection.execute(rows)]
    return found
