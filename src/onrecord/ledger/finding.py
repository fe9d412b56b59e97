"""What a query finds: hits in order, page by page, counts, whole records, a table for pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.conditions import Condition, conditions
from onrecord.ledger.facets import MOST, facets
from onrecord.ledger.found_row import FoundRow, found_row
from onrecord.ledger.hits import load_hits
from onrecord.ledger.nearest import Pages
from onrecord.ledger.ordering import order_of, place_of
from onrecord.ledger.query import Query
from onrecord.ledger.stored import standing_record
from onrecord.ledger.wanted import wanted
from onrecord.record import Record
from onrecord.record.errors import QueryError
from onrecord.record.found import Facet, Hit, Page

if TYPE_CHECKING:
    import pandas

    from onrecord.ledger.store import Ledger

AT_ONCE = 500
"""Hits loaded at once where all are wanted."""


class Hits:
    """Hits of a search in their order, wherever they are looked up."""

    def page(self, limit: int = 50, after: str | None = None) -> Page:
        """The first hits, or those after the statement of an id."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Hit]:
        page = self.page(AT_ONCE)
        yield from page.hits
        while page.after is not None:
            page = self.page(AT_ONCE, page.after)
            yield from page.hits

    def rows(self) -> Iterator[FoundRow]:
        """All hits as flat rows."""
        return (found_row(hit) for hit in self)

    def to_pandas(self) -> pandas.DataFrame:
        """A table with one row a statement, its columns those of `FoundRow`; needs pandas."""
        try:
            import pandas
        except ModuleNotFoundError:
            raise ModuleNotFoundError('to_pandas needs pandas: pip install "onrecord[pandas]"') from None
        columns: Any = list(FoundRow.columns())
        return pandas.DataFrame([row.values() for row in self.rows()], columns=columns)


class Found(Hits):
    """What a query finds in a ledger; nothing is looked up before it is asked for.

    Loop over it for all hits, or take a page at a time. `also` are conditions
    that no query has, such as one mark of a map.
    """

    def __init__(
        self, ledger: Ledger, query: Query, sort: str = "said", also: Sequence[Condition] = ()
    ) -> None:
        self.query, self.sort = query, sort
        self._also = tuple(also)
        self._ledger = ledger
        self._order = order_of(ledger.backend, sort)
        self._pages = Pages(ledger.backend, query, self._order, self._also)
        self.phrases = wanted(query.words).phrases if query.words and query.words.strip() else ()

    def _where(self, connection: Connection) -> list[Condition]:
        return [*conditions(connection, self._ledger.backend, self.query), *self._also]

    def page(self, limit: int = 50, after: str | None = None) -> Page:
        """The first hits, or those after the statement of an id.

        Raises `QueryError` where no such statement stands in the ledger, or a
        page would hold none.
        """
        if limit < 1:
            raise QueryError(f"a page of {limit} is asked for", "at least 1")
        with self._ledger.reading() as connection:
            place = None if after is None else place_of(connection, self._order, after)
            rows = self._pages.first(connection, place, limit + 1)
            hits = load_hits(connection, [row[0] for row in rows[:limit]], self.phrases)
        return Page(tuple(hits), rows[limit - 1][1] if len(rows) > limit else None)

    def __len__(self) -> int:
        """How many statements there are."""
        with self._ledger.reading() as connection:
            where = self._where(connection)
            return int(
                connection.execute(select(func.count()).select_from(t.statements).where(*where)).scalar_one()
            )

    def is_more_than(self, number: int) -> bool:
        """Whether there are more statements than a number; no more are looked at than it takes to know."""
        with self._ledger.reading() as connection:
            where = self._where(connection)
            some = select(t.statements.c.key).where(*where).limit(number + 1).subquery()
            return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) > number

    def ids(self) -> list[str]:
        """The permanent ids of all statements, in order of reports and places in them."""
        c = t.statements.c
        with self._ledger.reading() as connection:
            chosen = select(c.id).where(*self._where(connection))
            return list(connection.execute(chosen.order_by(c.report, c.number)).scalars())

    def facets(self, most: int = MOST) -> tuple[Facet, ...]:
        """Counts by field; `most` values of each are listed."""
        with self._ledger.reading() as connection:
            return facets(connection, self._where(connection), most)[1]

    def records(self) -> Iterator[Record]:
        """The records of the reports, in order of their ids, each with the statements found alone.

        Statements within which one that was found stands come with it.
        """
        for record, ids in self.within_reports():
            yield only(record, ids)

    def within_reports(self) -> Iterator[tuple[Record, set[str]]]:
        """The whole record of each report with the ids (`s7`) of those found in it, in order of reports."""
        c = t.statements.c
        with self._ledger.reading() as connection:
            chosen = select(c.report, c.id).where(*self._where(connection))
            ordered = chosen.order_by(self._ledger.backend.in_bytes(c.report), c.number)
            for report, rows in groupby(connection.execute(ordered).all(), key=lambda row: row[0]):
                ids = {row[1].rpartition(":")[2] for row in rows}
                yield standing_record(connection, report), ids


def only(record: Record, wanted: Iterable[str]) -> Record:
    """The record with some statements, those they stand within, and their speakers."""
    ids = set(wanted)
    outer = {one.id: one.within for one in record.statements}
    for one in tuple(ids):
        up = outer.get(one)
        while up is not None and up not in ids:
            ids.add(up)
            up = outer.get(up)
    kept = tuple(one for one in record.statements if one.id in ids)
    heard = {one.source.speaker for one in kept} | {link.speaker for one in kept for link in one.via}
    return Record(record.report, tuple(p for p in record.speakers if p.id in heard), kept, record.warnings)
