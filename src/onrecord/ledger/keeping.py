"""What comparing found, as rows: relations, accounts with their origins and figures, promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete

from onrecord.compare.accounts import Formed
from onrecord.ledger import tables as t
from onrecord.ledger.accounts import account_id
from onrecord.ledger.excerpt import id_of
from onrecord.ledger.rows import Rows, few
from onrecord.record import Relation, StatementKey


def put_relations(rows: Rows, relations: Iterable[Relation]) -> None:
    """The rows of relations."""
    for one in relations:
        rows.add(
            t.relations,
            a=id_of(one.a),
            b=id_of(one.b),
            a_report=one.a[0],
            b_report=one.b[0],
            relation=one.relation,
            aspect=one.aspect,
            confidence=one.confidence,
            because=one.because,
        )


def put_account(rows: Rows, one: Formed, said: Mapping[StatementKey, str | None], conflicts: int) -> None:
    """The rows of an account; `said` tells of each of its statements when it was said."""
    account = one.account
    identity = account_id(one.kind, id_of(account.statements[0]))
    days = sorted(day for key in account.statements if (day := said[key]))
    rows.add(
        t.accounts,
        id=identity,
        kind=one.kind,
        matter=account.matter,
        statements=len(account.statements),
        reports=len({report for report, _ in account.statements}),
        origins=len(account.origins),
        conflicts=conflicts,
        first_said=days[0] if days else None,
        last_said=days[-1] if days else None,
    )
    of = {key: position for position, keys in enumerate(one.carried) for key in keys}
    for position, key in enumerate(account.statements):
        rows.add(
            t.account_statements,
            account=identity,
            statement=id_of(key),
            report=key[0],
            position=position,
            origin=of.get(key),
        )
    for position, origin in enumerate(account.origins):
        rows.add(
            t.account_origins,
            account=identity,
            position=position,
            speaker=origin.speaker,
            reports=len(origin.reports),
        )
    for position, figure in enumerate(account.figures):
        rows.add(
            t.account_figures,
            account=identity,
            position=position,
            statement=id_of(figure.statement),
            measure=figure.measure,
            low=figure.low,
            high=figure.high,
            said=figure.said,
            origin=figure.origin,
        )


def drop_accounts(connection: Connection, ids: Iterable[str]) -> None:
    """Takes accounts out, with all that is told of them."""
    for some in few(sorted(set(ids))):
        connection.execute(delete(t.accounts).where(t.accounts.c.id.in_(some)))
