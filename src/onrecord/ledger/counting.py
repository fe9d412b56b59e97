"""Counts over a whole ledger from columns in memory, kept up to date report by report.

Counts by field and lists of speakers touch every statement: a database takes
tenths of seconds for that, a few arrays a few milliseconds. Before each use
the columns are brought up to date in the very transaction that reads: what was
read, revised or corrected since is loaded anew, report by report. They tell
what SQL tells (`facets`; `tests/ledger/test_counting.py` holds one against the
other), never more or less.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.cast_list import CastList
from onrecord.ledger.coded import Codes, Known, counted, ranked
from onrecord.ledger.columns import Statements
from onrecord.ledger.conditions import conditions
from onrecord.ledger.facets import FIELDS, MOST
from onrecord.ledger.hits import load_hits
from onrecord.ledger.ids import local, report_of
from onrecord.ledger.query import Query
from onrecord.ledger.rows import few
from onrecord.record.errors import QueryError
from onrecord.record.found import Facet, Page

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

MOST_LATELY = 30
"""Queries whose rows are kept until something changes: a page asks for counts and hits of one."""
NAMED = ("unnamed", "named")
_OWN_FILTERS = ("act", "certainty", "polarity", "mode", "about_status")
_KNOWN = ("report", "publisher", "published", "copy", "speaker", "type", "named", "voice", "of report")
MOST_DEAD = 0.3
"""Share of rows that stand no more at which all are loaded anew."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The last of each kind of change, by which it is known what is new."""

    readings: int
    corrections: int
    decisions: int
    tombstones: int
    waiting: int


class Counting:
    """The columns of one ledger; safe for several threads.

    `version` changes whenever what they tell does.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._marks: Marks | None = None
        self.version = 0
        self.statements, self.cast = Statements(), CastList()
        self.known = {name: Known() for name in _KNOWN}
        self._waiting: frozenset[str] = frozenset()
        self._orders: dict[str, NDArray[Any]] = {}
        self._lately: dict[Query, NDArray[np.bool_]] = {}

    def counts(self, query: Query, most: int = MOST) -> tuple[int, tuple[Facet, ...]]:
        """How many statements meet a query, and the counts of all fields; raises `QueryError`."""
        with self.up_to_date() as connection:
            chosen = self.chosen(connection, query)
            facets = (Facet(name, *ranked(*self._tally(name, chosen), most)) for name in FIELDS)
            return int(np.count_nonzero(chosen)), tuple(facets)

    def page(self, query: Query, sort: str = "said", limit: int = 50, after: str | None = None) -> Page:
        """A page of hits as `Found.page` gives it; raises `QueryError`."""
        found = self._ledger.find(query, sort=sort)
        with self.up_to_date() as connection:
            order = self._order(sort)
            if after is not None:
                order = order[_place(self.statements, connection, order, after) + 1 :]
            rows = order[self.chosen(connection, query)[order]][: limit + 1]
            keys = self.statements.key.all[rows].tolist()
            hits = load_hits(connection, keys[:limit], found.phrases)
        return Page(tuple(hits), hits[-1].id if len(keys) > limit else None)

    @contextmanager
    def up_to_date(self) -> Iterator[Connection]:
        """Holds the columns as the ledger is now, with the transaction that tells how it is."""
        with self._lock, self._ledger.reading() as connection:
            marks = _marks(connection)
            if marks != self._marks:
                self._refresh(connection, self._marks, marks)
                self._marks = marks
                self.version += 1
                self._orders.clear()
                self._lately.clear()
            yield connection

    # ------------------------------------------------------------- keeping up
    def _refresh(self, connection: Connection, before: Marks | None, now: Marks) -> None:
        dead = len(self.statements.alive) - int(np.count_nonzero(self.statements.alive.all))
        anew = before is None or before.tombstones != now.tombstones
        if before is None or anew or dead > MOST_DEAD * len(self.statements.alive):
            self.statements, self.cast = Statements(), CastList()
            self.known = {name: Known() for name in _KNOWN}
            self.statements.add(connection, None)
            self.cast.add(connection, None)
            self.cast.join(connection)
            self._waiting = _waiting(connection)
            self._note_reports(self.statements.reports.values)
            self._note_speakers(self.statements.speakers.values)
            return
        targets = _corrected_since(connection, before)
        changed_by_reading = _read_since(connection, before)
        changed = changed_by_reading | {report_of(one) for one in targets}
        speakers: set[str] = set()
        for some in few(sorted(changed)):
            for report in some:
                speakers.update(self.cast.speakers_of(report))
                self.statements.drop(report)
                self.cast.drop(report)
            self.statements.add(connection, some)
            self.cast.add(connection, some)
            speakers.update(one for report in some for one in self.cast.speakers_of(report))
        waiting = _waiting(connection)
        related = bool(self._waiting - waiting or changed_by_reading - waiting)
        speakers_corrected = any(not (local(one) or "").startswith("s") for one in targets)
        self._waiting = waiting
        if related or speakers_corrected or before.decisions != now.decisions:
            news, copied = self.cast.join(connection)
            speakers |= news
            changed |= copied
        self._note_reports(changed)
        self._note_speakers(speakers)

    def _note_reports(self, reports: Iterable[str]) -> None:
        for one in reports:
            if (code := self.statements.reports.known(one)) is not None:
                publisher, published = self.cast.heads.get(one, (None, None))
                self.known["report"].put(code, one)
                self.known["publisher"].put(code, publisher)
                self.known["published"].put(code, published)
                self.known["copy"].put(code, "near-copy" if one in self.cast.copies else "first")

    def _note_speakers(self, speakers: Iterable[str]) -> None:
        for one in speakers:
            if (code := self.statements.speakers.known(one)) is not None:
                row, who = self.cast.speakers.get(one), self.cast.person_of(one)
                self.known["speaker"].put(code, who.name if who else row.name if row else None)
                self.known["type"].put(code, row.type if row else None)
                self.known["named"].put(code, NAMED[row.named] if row else None)
                self.known["voice"].put(code, self._voice_of(one))
                self.known["of report"].put(code, row.report if row else None)

    def _voice_of(self, speaker: str) -> str | None:
        """What is the same for all speakers who are one: a person's id; a name; else each alone."""
        row = self.cast.speakers.get(speaker)
        if row is None:
            return None
        if person := self.cast.members.get(speaker):
            return f"person {person}"
        return f"name {row.words}" if row.named else f"speaker {speaker}"

    # --------------------------------------------------------------- choosing
    def chosen(self, connection: Connection, query: Query) -> NDArray[np.bool_]:
        """Which rows meet a query: what columns hold is looked up in them, the rest is asked of SQL."""
        if (kept := self._lately.get(query)) is not None:
            return kept
        s = self.statements
        chosen = s.alive.all.copy()
        for name in _OWN_FILTERS:
            if asked := getattr(query, name):
                chosen &= s.values[name].among(asked)[s.own[name].all]
        if query.type:
            chosen &= self._among("type", query.type)[s.speaker.all]
        if query.named is not None:
            chosen &= self._among("named", (NAMED[query.named],))[s.speaker.all]
        if not query.copies:
            chosen &= self._among("copy", ("first",))[s.report.all]
        rest = replace(
            query,
            act=(),
            certainty=(),
            polarity=(),
            mode=(),
            about_status=(),
            type=(),
            named=None,
            copies=True,
        )
        if rest != Query():
            where = conditions(connection, self._ledger.backend, rest)
            chosen &= self._rows(self._ledger.backend.keys(connection, rest.words, where))
        if len(self._lately) >= MOST_LATELY:
            self._lately.pop(next(iter(self._lately)))
        self._lately[query] = chosen
        return chosen

    def _among(self, name: str, values: Sequence[str]) -> NDArray[np.bool_]:
        """Of each speaker or report whether what is known of it is among some values; -1 is not."""
        known = self.known[name]
        return np.append(known.values.among(values)[known.column.all], False)

    def _rows(self, keys: str | None) -> NDArray[np.bool_]:
        """Rows by their keys, which a database told in one text."""
        chosen = np.zeros(len(self.statements.alive), dtype=np.bool_)
        if keys:
            chosen[self.statements.rows_of(np.fromstring(keys, dtype=np.int64, sep=","))] = True
        return chosen

    def _tally(self, name: str, chosen: NDArray[np.bool_]) -> tuple[Sequence[str | None], NDArray[Any]]:
        """The values of a field, and how many of the chosen statements have each."""
        s = self.statements
        if name in s.own:
            return s.values[name].values, counted(s.own[name].all[chosen], len(s.values[name]))
        if name in s.places:
            rows, codes = s.places[name]
            return s.values[name].values, counted(codes.all[chosen[rows.all]], len(s.values[name]))
        known = self.known[name]
        column = s.report if name in ("report", "publisher", "copy") else s.speaker
        return known.values.values, counted(known.of(column.all[chosen]), len(known.values))

    def _order(self, sort: str) -> NDArray[Any]:
        """The rows that stand in an order, one of `SORTS`."""
        if sort not in self._orders:
            s = self.statements
            rows = np.flatnonzero(s.alive.all)
            keys: list[Any] = [s.number.all[rows], s.reports.ranks()[s.report.all[rows]]]
            if sort.endswith("said"):
                keys.append(_dated(s.days.ranks()[s.said.all[rows]], s.days, sort))
            elif sort.endswith("published"):
                known = self.known["published"]
                keys.append(_dated(known.values.ranks()[known.of(s.report.all[rows])], known.values, sort))
            elif sort == "-confidence":
                keys.append(-s.confidence.all[rows])
            self._orders[sort] = rows[np.lexsort(keys)]
        return self._orders[sort]


def _dated(ranks: NDArray[Any], values: Codes[str | None], sort: str) -> NDArray[Any]:
    """Ranks of days as they are sorted: the latest first with -, those without a day last."""
    if sort.startswith("-"):
        return -ranks
    none = values.known(None)
    if none is None:
        return ranks
    return np.where(ranks == values.ranks()[none], len(values), ranks)


def _place(statements: Statements, connection: Connection, order: NDArray[Any], after: str) -> int:
    """Where in an order a statement stands; raises `QueryError` where it does not stand any more."""
    c = t.statements.c
    key = connection.execute(select(c.key).where(c.id == after, c.current)).scalar()
    if key is None:
        raise QueryError(f"no page begins after {after}", "the id of a statement that stands in the ledger")
    row = statements.rows_of(np.array([key]))[0]
    return int(np.flatnonzero(order == row)[0])


def _waiting(connection: Connection) -> frozenset[str]:
    """The reports whose kin is not worked out yet: who is one changes when they no longer wait."""
    return frozenset(connection.execute(select(t.waiting.c.report)).scalars())


def _marks(connection: Connection) -> Marks:
    last = (
        select(func.coalesce(func.max(table.c.key), 0)).scalar_subquery()
        for table in (t.readings, t.corrections, t.decisions, t.tombstones)
    )
    waiting = select(func.count()).select_from(t.waiting).scalar_subquery()
    told: tuple[int, ...] = tuple(connection.execute(select(*last, waiting)).one())
    return Marks(*told)


def _read_since(connection: Connection, before: Marks) -> set[str]:
    c = t.readings.c
    return set(connection.execute(select(c.report).where(c.key > before.readings)).scalars())


def _corrected_since(connection: Connection, before: Marks) -> set[str]:
    c = t.corrections.c
    targets = set(connection.execute(select(c.target).where(c.key > before.corrections)).scalars())
    return {one for one in targets if ":" in one}
