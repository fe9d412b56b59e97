"""What a query finds in a ledger, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from onrecord.compare import Comparer
from onrecord.ledger import kin, marking
from onrecord.ledger import tables as t
from onrecord.ledger.excerpt import when
from onrecord.ledger.finding import Found, only
from onrecord.ledger.keeping import put_account, put_promises, put_relations
from onrecord.ledger.rows import Rows
from onrecord.ledger.stored import standing_record
from onrecord.record import Comparison, Record, RelationKind

if TYPE_CHECKING:
    from onrecord.ledger.by_matter import ByMatter


def compare_found(found: Found, copies: Mapping[str, str]) -> Comparison:
    """Compares the statements found; those that were not are in no relation and no account.

    What a report says beside them is still read: whether a statement is its
    speaker's own depends on what it stands within. `copies` are the reports
    that are near-copies, each with its origin.
    """
    comparer = Comparer(copies)
    kept: list[Record] = []
    for record, ids in sorted(found.within_reports(), key=lambda pair: when(pair[0])):
        comparer.add(record, ids)
        kept.append(only(record, ids))
    return replace(comparer.comparison(), records=tuple(kept))


def compare_waiting(ledger: ByMatter, told: Callable[[int, int], None] | None = None) -> int:
    """Compares all reports that wait for it; gives how many those were."""
    with ledger.reading() as connection:
        number = marking.uncompared(connection)
        if not number:
            return 0
        ids = connection.execute(select(t.reports.c.id)).scalars().all()
        records = sorted((standing_record(connection, one) for one in ids), key=when)
        copies = {copy.report: copy.origin for copy in kin.copies(connection)}
    comparer = Comparer(copies)
    for n, record in enumerate(records, 1):
        comparer.add(record)
        if told:
            told(n, len(records))
    comparison = comparer.comparison()
    said = {(r.report.id, s.id): s.said.date or r.report.published for r in records for s in r.statements}
    clashes = [r for r in comparison.relations if r.relation is RelationKind.CONFLICTS]
    rows = Rows()
    put_relations(rows, comparison.relations)
    put_promises(rows, comparison.promises)
    for one in comparer.accounts():
        own = set(one.account.statements)
        put_account(rows, one, said, sum(r.a in own and r.b in own for r in clashes))
    with ledger.writing() as connection:
        for table in (t.relations, t.accounts, t.promises, t.uncompared):
            connection.execute(delete(table))
        rows.write(connection)
    return number
