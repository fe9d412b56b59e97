"""The shelf of the ledger: every link leads to the page of a report, where its words are lit."""

from __future__ import annotations

from urllib.parse import quote

from onrecord.export.shelf import Shelf
from onrecord.record import StatementKey


class LedgerShelf(Shelf):
    """Statements by their words, speakers and reports; each has its place on the page of its report."""

    def href(self, key: StatementKey) -> str:
        """The place of a statement in its report."""
        return f"/reports/{quote(key[0])}#{key[1]}"
