"""What a query finds in a ledger, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.compare import Comparer
from onrecord.ledger.finding import Found, only
from onrecord.record import Comparison, Record


def compare_found(found: Found, copies: Mapping[str, str]) -> Comparison:
    """Compares the statements found; those that were not are in no relation and no account.

    What a report says beside them is still read: whether a statement is its
    speaker's own depends on what it stands within. `copies` are the reports
    that are near-copies, each with its origin.
    """
    comparer = Comparer(copies)
    kept: list[Record] = []
    for record, ids in sorted(found.within_reports(), key=lambda pair: _when(pair[0])):
        comparer.add(record, ids)
        kept.append(only(record, ids))
    return replace(comparer.comparison(), records=tuple(kept))


def _when(record: Record) -> tuple[bool, str, str]:
    """The earliest report first, those without a date last."""
    published = record.report.published
    return published is None, published or "", record.report.id
