"""What a query finds in a ledger behind a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from onrecord.api.remote.talking import Talk, params_of, path_of
from onrecord.ledger.facets import MOST
from onrecord.ledger.finding import AT_ONCE, Hits
from onrecord.ledger.ids import local
from onrecord.ledger.query import SORTS, Query
from onrecord.ledger.wanted import wanted
from onrecord.record import Record, from_dict, from_json
from onrecord.record.errors import QueryError
from onrecord.record.found import Facet, Hit, Page


@dataclass(frozen=True, slots=True)
class _Statements:
    statements: tuple[Hit, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class _Counts:
    total: int
    facets: tuple[Facet, ...]


class RemoteFound(Hits):
    """What a query finds; nothing is asked for before it is wanted.

    Loop over it for all hits, or take a page at a time.
    """

    def __init__(self, talk: Talk, query: Query, sort: str = "said") -> None:
        self.query, self.sort = query, sort
        self._talk = talk
        if sort not in SORTS:
            raise QueryError(f"there is no order {sort!r}", f"one of {', '.join(SORTS)}")
        if query.words and query.words.strip():
            wanted(query.words)  # what cannot be understood is told at once, as of a ledger that is here

    def page(self, limit: int = 50, after: str | None = None) -> Page:
        """The first hits, or those after the statement of an id.

        Raises `QueryError` where no such statement stands in the ledger, or a
        page would hold none.
        """
        if limit < 1:
            raise QueryError(f"a page of {limit} is asked for", "at least 1")
        hits: list[Hit] = []
        while True:
            few = min(limit - len(hits), AT_ONCE)
            told = self._talk.get(
                _Statements, "/statements", params_of(self.query, sort=self.sort, limit=few, after=after)
            )
            hits += told.statements
            after = told.after
            if after is None or len(hits) >= limit:
                return Page(tuple(hits), after)

    def __len__(self) -> int:
        """How many statements there are."""
        return self._counts(1).total

    def facets(self, most: int = MOST) -> tuple[Facet, ...]:
        """Counts by field; `most` values of each are listed."""
        return self._counts(most).facets

    def records(self) -> Iterator[Record]:
        """The records of the reports, in order of their ids, each with the statements found alone.

        Statements within which one that was found stands come with it.
        """
        return map(from_json, self._talk.lines("/export", params_of(self.query, format="jsonl")))

    def within_reports(self) -> Iterator[tuple[Record, set[str]]]:
        """The whole record of each report with the ids (`s7`) of those found in it, in order of reports."""
        in_order = RemoteFound(self._talk, self.query, "report")
        for report, hits in groupby(in_order, key=lambda hit: hit.report.id):
            ids = {local(hit.id) or "" for hit in hits}
            yield from_dict(self._talk.json(path_of("reports", report))), ids

    def _counts(self, most: int) -> _Counts:
        told = self._talk.get(_Counts, "/counts", params_of(self.query, most=most))
        assert isinstance(told, _Counts)
        return told
