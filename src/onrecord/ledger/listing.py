"""Reports as a list: which there are, filtered, a page at a time, each with what is known of it.

`state` tells whether anything in the ledger has changed, so that what was made
of it can be used again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.conditions import within
from onrecord.ledger.hits import report_heads
from onrecord.ledger.periods import Period, period
from onrecord.record.errors import QueryError
from onrecord.record.found import ReportHead

REPORT_SORTS = ("-published", "published", "-taken", "title")
"""Ways to order reports; with - the latest first. What has no date comes last."""


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Filters on reports.

    `words` are of title, outlet or id. Without `copies` near-copies are left out;
    `corrected` asks for those in which people had a say.
    """

    words: str | None = None
    publisher: str | None = None
    published: Period | None = None
    copies: bool = True
    corrected: bool | None = None

    @classmethod
    def of(cls, **filters: Any) -> Self:
        """From plain values, periods as text; raises `QueryError`."""
        known = {f.name for f in fields(cls)}
        for name in filters:
            if name not in known:
                raise QueryError(f"there is no filter {name}", f"one of {', '.join(sorted(known))}")
        if isinstance(filters.get("published"), str):
            filters["published"] = period(filters["published"])
        return cls(**filters)


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report in a list: its head, and how much it holds.

    `corrected` counts statements that people changed.
    """

    head: ReportHead
    revision: int
    taken_at: str
    statements: int
    speakers: int
    corrected: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some reports in order, how many there are in all, and where the next page begins (None on the last)."""

    reports: tuple[ListedReport, ...]
    total: int
    after: str | None = None


def list_reports(
    connection: Connection,
    backend: Backend,
    query: ReportQuery,
    *,
    sort: str = "-published",
    limit: int = 50,
    after: str | None = None,
) -> ReportPage:
    """The first reports that meet a query, or those after the report of an id."""
    r = t.reports.c
    where = _conditions(query)
    total = int(connection.execute(_joined(select(func.count())).where(*where)).scalar_one())
    column, falling = _order(backend, sort)
    tie = backend.in_bytes(r.id)
    chosen = _joined(select(r.id)).where(*where)
    if after is not None:
        place = connection.execute(_joined(select(column)).where(r.id == after)).first()
        if place is None:
            raise QueryError(f"no page begins after {after}", "the id of a report in the ledger")
        beyond = column < place[0] if falling else column > place[0]
        chosen = chosen.where(or_(beyond, and_(column == place[0], tie > after)))
    ordered = chosen.order_by(column.desc() if falling else column, tie).limit(limit + 1)
    ids = connection.execute(ordered).scalars().all()
    return ReportPage(_listed(connection, ids[:limit]), total, ids[limit - 1] if len(ids) > limit else None)


def publishers(connection: Connection) -> tuple[tuple[str, int], ...]:
    """The outlets of the ledger with how many reports each has, the most frequent first."""
    name = t.revisions.c.publisher
    rows = connection.execute(
        _joined(select(name, func.count()))
        .where(name.is_not(None))
        .group_by(name)
        .order_by(func.count().desc(), name)
    )
    return tuple((row[0], row[1]) for row in rows)


def _joined(chosen: Select[Any]) -> Select[Any]:
    r, v = t.reports.c, t.revisions.c
    return chosen.select_from(t.reports).join(t.revisions, and_(v.report == r.id, v.number == r.revision))


def _order(backend: Backend, sort: str) -> tuple[ColumnElement[Any], bool]:
    v = t.revisions.c
    orders: dict[str, tuple[Any, bool]] = {
        "-published": (func.coalesce(v.published, literal("0000")), True),
        "published": (func.coalesce(v.published, literal("9999")), False),
        "-taken": (v.taken_at, True),
        "title": (func.lower(func.coalesce(v.title, v.report)), False),
    }
    if sort not in orders:
        raise QueryError(f"there is no order {sort!r}", f"one of {', '.join(REPORT_SORTS)}")
    column, falling = orders[sort]
    return backend.in_bytes(column), falling


def _conditions(query: ReportQuery) -> list[ColumnElement[bool]]:
    r, v = t.reports.c, t.revisions.c
    found: list[ColumnElement[bool]] = []
    for word in (query.words or "").lower().split():
        columns = (v.title, v.publisher, r.id)
        found.append(or_(*(func.lower(one).contains(word, autoescape=True) for one in columns)))
    if query.publisher:
        found.append(v.publisher == query.publisher)
    if query.published:
        found.append(within(v.published, query.published))
    if not query.copies:
        found.append(r.id.not_in(select(t.copies.c.report)))
    if query.corrected is not None:
        own = exists().where(t.corrections.c.target.startswith(r.id + ":", autoescape=False))
        found.append(own if query.corrected else not_(own))
    return found


def _listed(connection: Connection, ids: Sequence[str]) -> tuple[ListedReport, ...]:
    v = t.revisions.c
    rows = connection.execute(_joined(select(v.report, v.number, v.taken_at)).where(t.reports.c.id.in_(ids)))
    known = {row[0]: (row[1], row[2]) for row in rows}
    heads = report_heads(connection, set(ids))
    s, p = t.statements.c, t.speakers.c
    people = func.count().filter(s.made_by == "person")
    said = connection.execute(
        select(s.report, func.count(), people).where(s.current, s.report.in_(ids)).group_by(s.report)
    )
    statements = {row[0]: (row[1], row[2]) for row in said}
    spoken = connection.execute(
        select(p.report, func.count()).where(p.current, p.report.in_(ids)).group_by(p.report)
    )
    speakers = {row[0]: row[1] for row in spoken}
    return tuple(
        ListedReport(
            heads[one],
            *known[one],
            statements=statements.get(one, (0, 0))[0],
            speakers=speakers.get(one, 0),
            corrected=statements.get(one, (0, 0))[1],
        )
        for one in ids
    )


def state(connection: Connection, report: str | None = None) -> str:
    """What changes whenever the ledger does; with `report`, whenever what is shown of that report does.

    Of the ledger, what people did stands before a /, what was taken in behind it.
    """
    if report is not None:
        return _told(connection, _last_of(report))
    by_people = [_last_key(one) for one in (t.corrections, t.decisions, t.tombstones)]
    by_machine = [_last_key(one) for one in (t.readings, t.arrivals)]
    waiting = select(func.count()).select_from(t.waiting).scalar_subquery()
    compared = select(func.max(t.turns.c.turn)).scalar_subquery()
    return f"{_told(connection, by_people)}/{_told(connection, [*by_machine, waiting, compared])}"


def _last_key(table: Table) -> ColumnElement[Any]:
    return select(func.max(table.c.key)).scalar_subquery()


def _told(connection: Connection, values: Sequence[ColumnElement[Any]]) -> str:
    row = connection.execute(select(*values)).one()
    return "-".join("" if value is None else str(value) for value in row)


def _last_of(report: str) -> list[ColumnElement[Any]]:
    c, d, g = t.corrections.c, t.readings.c, t.tombstones.c
    return [
        select(func.max(d.key)).where(d.report == report).scalar_subquery(),
        select(func.max(c.key)).where(c.target.startswith(f"{report}:", autoescape=True)).scalar_subquery(),
        select(func.max(g.key)).where(g.report == report).scalar_subquery(),
        select(t.reports.c.revision).where(t.reports.c.id == report).scalar_subquery(),
        select(func.count()).select_from(t.arrivals).where(t.arrivals.c.report == report).scalar_subquery(),
        select(t.copies.c.origin).where(t.copies.c.report == report).scalar_subquery(),
    ]
