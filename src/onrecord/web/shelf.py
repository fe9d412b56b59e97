"""Shelves as pages of the web need them: titles for reports without an outlet, links into the ledger."""

from __future__ import annotations

from urllib.parse import quote

from onrecord.export.phrasing import collapsed, shortened
from onrecord.export.shelf import LONGEST_LABEL, Shelf
from onrecord.record import Record, StatementKey


class TitledShelf(Shelf):
    """Reports by their outlet, or else by their title; ids are long here and say little."""

    def called(self, record: Record) -> str:
        """The outlet, the title, or at last the id."""
        title = shortened(collapsed(record.report.title or ""), LONGEST_LABEL - 2)
        return collapsed(record.report.publisher or "") or (f"“{title}”" if title else record.report.id)


class LedgerShelf(TitledShelf):
    """Every link leads to the page of a report, where its words are lit."""

    def href(self, key: StatementKey) -> str:
        """The place of a statement in its report."""
        return f"/reports/{quote(key[0])}#{key[1]}"
