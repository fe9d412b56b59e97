"""Excerpts: some statements of a ledger with what comparing found of them, as a comparison to be laid out.

Only the reports in which they stand are loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, select

from onrecord.ledger import tables as t
from onrecord.ledger.finding import only
from onrecord.ledger.ids import local, report_of
from onrecord.ledger.parts import load_parts
from onrecord.ledger.rows import few
from onrecord.ledger.stored import standing_record
from onrecord.record import (
    Account,
    AccountFigure,
    Aspect,
    Comparison,
    Measure,
    Origin,
    Promise,
    PromiseState,
    Record,
    Relation,
    RelationKind,
    StatementKey,
)


def key_of(statement: str) -> StatementKey:
    """A permanent id as a comparison names statements: report, id within it."""
    return report_of(statement), local(statement) or ""


def id_of(key: StatementKey) -> str:
    """The permanent id of a statement of a comparison."""
    return f"{key[0]}:{key[1]}"


def excerpt(
    connection: Connection, statements: Iterable[str], accounts: Sequence[str], *, whole: bool = True
) -> Comparison:
    """Some statements side by side, with the relations between them, and some accounts in full.

    Members of the accounts are among them; accounts come in the order given,
    reports from the earliest to the latest. What is only to be shown need not be
    `whole`: without traces and warnings it is there much sooner.
    """
    kept = load_accounts(connection, accounts)
    wanted = {*statements, *(id_of(key) for one in kept for key in one.statements)}
    records = _in_full(connection, wanted) if whole else load_parts(connection, wanted)
    order = sorted(records, key=when)
    keys = {(record.report.id, one.id) for record in order for one in record.statements}
    relations = load_relations(connection, wanted & {id_of(key) for key in keys})
    kept = [narrowed(one, keys) for one in kept]
    return Comparison(tuple(order), relations, tuple(kept), _promises(connection, wanted, relations, order))


def narrowed(account: Account, keys: Collection[StatementKey]) -> Account:
    """An account with some of its statements, such as those that still stand."""
    kept = tuple(key for key in account.statements if key in keys)
    reports = {report for report, _ in kept}
    origins = (Origin(one.speaker, tuple(r for r in one.reports if r in reports)) for one in account.origins)
    return replace(
        account,
        statements=kept,
        origins=tuple(one for one in origins if one.reports),
        figures=tuple(figure for figure in account.figures if figure.statement in keys),
    )


def _in_full(connection: Connection, wanted: Iterable[str]) -> list[Record]:
    by_report: dict[str, set[str]] = defaultdict(set)
    for one in wanted:
        by_report[report_of(one)].add(local(one) or "")
    return [only(standing_record(connection, report), ids) for report, ids in by_report.items()]


def when(record: Record) -> tuple[bool, str, str]:
    """The earliest report first, those without a date last."""
    published = record.report.published
    return published is None, published or "", record.report.id


def load_account(connection: Connection, account: str) -> Account:
    """One account with its origins and figures, by the id that it has now."""
    return load_accounts(connection, [account])[0]


def load_accounts(connection: Connection, accounts: Sequence[str]) -> list[Account]:
    """Accounts with their origins and figures, by the ids that they have now, in the order given."""
    made = {one.id: one for some in few(accounts) for one in _load_accounts(connection, some)}
    return [made[one] for one in accounts]


def _load_accounts(connection: Connection, some: Sequence[str]) -> Iterator[Account]:
    a, m, o, f = (
        table.c for table in (t.accounts, t.account_statements, t.account_origins, t.account_figures)
    )
    matters = connection.execute(select(a.id, a.matter).where(a.id.in_(some))).all()
    members = _by_account(
        connection, select(m.account, m.statement, m.origin).where(m.account.in_(some)).order_by(m.position)
    )
    speakers = _by_account(
        connection, select(o.account, o.position, o.speaker).where(o.account.in_(some)).order_by(o.position)
    )
    figures = _by_account(
        connection,
        select(f.account, f.statement, f.measure, f.low, f.high, f.said, f.origin)
        .where(f.account.in_(some))
        .order_by(f.position),
    )
    for account, matter in matters:
        carried: dict[int, set[str]] = defaultdict(set)
        for statement, origin in members[account]:
            if origin is not None:
                carried[origin].add(report_of(statement))
        yield Account(
            account,
            matter,
            tuple(key_of(statement) for statement, _ in members[account]),
            tuple(
                Origin(speaker, tuple(sorted(carried[position]))) for position, speaker in speakers[account]
            ),
            tuple(
                AccountFigure(key_of(statement), Measure(measure), _whole(low), _whole(high), said, origin)
                for statement, measure, low, high, said, origin in figures[account]
            ),
        )


def _by_account(connection: Connection, chosen: Select[Any]) -> dict[str, list[Sequence[Any]]]:
    """Rows by their first column, an account, without it."""
    found: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in connection.execute(chosen):
        found[row[0]].append(row[1:])
    return found


def load_origins(connection: Connection, account: str) -> dict[StatementKey, str | None]:
    """Whom each statement of an account comes from; None for one that names no source."""
    m, o = t.account_statements.c, t.account_origins.c
    rows = connection.execute(
        select(m.statement, o.speaker)
        .outerjoin(t.account_origins, (o.account == m.account) & (o.position == m.origin))
        .where(m.account == account)
    )
    return {key_of(row[0]): row[1] for row in rows}


def load_relations(connection: Connection, statements: Iterable[str]) -> tuple[Relation, ...]:
    """The relations between some statements, in the order of a comparison."""
    wanted, c = set(statements), t.relations.c
    found: list[Relation] = []
    for some in few(sorted(wanted)):
        rows = select(c.a, c.b, c.relation, c.aspect, c.confidence, c.because).where(c.a.in_(some))
        found += (relation_of(row) for row in connection.execute(rows) if row[1] in wanted)
    return tuple(sorted(found, key=lambda r: (r.a, r.b)))


def relation_of(row: Sequence[Any]) -> Relation:
    """A relation of the columns of its row: a, b, relation, aspect, confidence, because."""
    a, b, kind, aspect, confidence, because = row
    return Relation(
        key_of(a), key_of(b), RelationKind(kind), Aspect(aspect) if aspect else None, confidence, because
    )


def _promises(
    connection: Connection, wanted: set[str], relations: Sequence[Relation], records: Sequence[Record]
) -> tuple[Promise, ...]:
    """The promises among some statements; who says what became of them is told as far as it is among them."""
    c = t.promises.c
    states: dict[str, str] = {}
    for some in few(sorted(wanted)):
        rows = connection.execute(select(c.statement, c.state).where(c.statement.in_(some)))
        states |= {statement: state for statement, state in rows}
    by: dict[StatementKey, list[StatementKey]] = defaultdict(list)
    for kind in (RelationKind.FULFILS, RelationKind.BREAKS):
        for relation in relations:
            if relation.relation is kind:
                by[relation.a].append(relation.b)
    keys = [(record.report.id, one.id) for record in records for one in record.statements]
    return tuple(
        Promise(key, PromiseState(states[id_of(key)]), tuple(by[key])) for key in keys if id_of(key) in states
    )


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and number.is_integer() else number
