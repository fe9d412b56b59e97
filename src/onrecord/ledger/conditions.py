"""A query as conditions on statements: SQLAlchemy expressions with bound values alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, literal, not_, or_, select, union

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.periods import Period
from onrecord.ledger.query import Query
from onrecord.ledger.wanted import Choice, Wanted, wanted
from onrecord.ledger.words import folded
from onrecord.record.errors import QueryError

Condition = ColumnElement[bool]
_EQUAL = ("act", "certainty", "polarity", "mode", "about_status")


def conditions(connection: Connection, backend: Backend, query: Query) -> list[Condition]:
    """What the current statements must meet."""
    c = t.statements.c
    found: list[Condition] = [c.current]
    if query.words is not None and query.words.strip():
        found.append(_matching(backend, wanted(query.words)))
    found += (c[name].in_(getattr(query, name)) for name in _EQUAL if getattr(query, name))
    for name in ("channel", "audience"):
        if texts := getattr(query, name):
            found.append(c[name].in_(_values(connection, c[name], texts, c.current)))
    if query.said:
        found.append(within(c.said_date, query.said))
    if query.about:
        found.append(_about(query.about))
    if query.confidence:
        found.append(c.confidence >= query.confidence)
    if query.corrected is not None:
        corrected = exists().where(t.corrections.c.target == c.id)
        found.append(corrected if query.corrected else not_(corrected))
    return [*found, *_of_parts(query), *_of_speakers(connection, query), *_of_reports(connection, query)]


def within(column: Any, period: Period) -> Condition:
    """Whether a day, month or year lies in a period, or part of it does."""
    parts: list[Condition] = [column.is_not(None)]
    if period.first:
        first = period.first
        parts.append(or_(column >= first, column.in_([first[:4], first[:7]])))
    if period.last:
        parts.append(column <= period.last)
    return and_(*parts)


def _about(period: Period) -> Condition:
    """Whether the main event's time meets a period; where one end is open it goes on without end."""
    c = t.statements.c
    parts: list[Condition] = [or_(c.about_start.is_not(None), c.about_end.is_not(None))]
    if period.last:
        parts.append(or_(c.about_start.is_(None), c.about_start <= period.last))
    if period.first:
        first = period.first
        parts.append(
            or_(c.about_end.is_(None), c.about_end >= first, c.about_end.in_([first[:4], first[:7]]))
        )
    return and_(*parts)


def _matching(backend: Backend, words: Wanted) -> Condition:
    """A choice that only says what must be absent is asked the other way round."""
    usual = tuple(choice for choice in words.choices if choice.present)
    parts = [backend.matching(Wanted(usual))] if usual else []
    for choice in words.choices:
        if not choice.present:
            parts.append(not_(backend.matching(Wanted(tuple(Choice((one,)) for one in choice.absent)))))
    return or_(*parts)


def _of_parts(query: Query) -> Iterator[Condition]:
    """Places, figures and events of the content."""
    key = t.statements.c.key
    p, f, e = t.places.c, t.figures.c, t.events.c
    if query.place:
        exact = [" ".join(folded(one).split()) for one in query.place]
        same = select(p.geonames).where(p.words.in_(exact), p.geonames.is_not(None))
        named = or_(*(named_as(p.words, one) for one in query.place))
        yield key.in_(select(p.statement).where(or_(named, p.geonames.in_(same))))
    if query.country:
        yield key.in_(select(p.statement).where(p.country.in_(query.country)))
    if query.measure:
        yield key.in_(select(f.statement).where(f.measure.in_(query.measure)))
    if query.event or query.event_status:
        asked = [e.type.in_(query.event)] if query.event else []
        asked += [e.status.in_(query.event_status)] if query.event_status else []
        yield key.in_(select(e.statement).where(*asked))


def _of_speakers(connection: Connection, query: Query) -> Iterator[Condition]:
    speaker, c = t.statements.c.speaker, t.speakers.c
    if query.speaker:
        yield speaker.in_(speakers_called(query.speaker))
    asked: list[Condition] = []
    if query.type:
        asked.append(c.type.in_(query.type))
    if query.named is not None:
        asked.append(c.named if query.named else not_(c.named))
    if query.affiliation:
        asked.append(c.affiliation.in_(_values(connection, c.affiliation, query.affiliation, c.current)))
    if asked:
        yield exists().where(c.id == speaker, c.current, *asked)


def speakers_called(names: tuple[str, ...]) -> Any:
    """Ids of speakers that go by a name: as their report has it, as any report has it, or by id."""
    s, a, h, m = t.speakers.c, t.aliases.c, t.people.c, t.memberships.c
    written = or_(s.id.in_(names), *(named_as(s.words, one) for one in names))
    called = or_(h.id.in_(names), *(named_as(h.words, one) for one in names))
    also = or_(*(named_as(a.words, one) for one in names))
    persons = union(select(h.id).where(called), select(a.person).where(also))
    return union(
        select(s.id).where(s.current, written),
        select(m.speaker).where(m.person.in_(persons.scalar_subquery())),
    ).scalar_subquery()


def _of_reports(connection: Connection, query: Query) -> Iterator[Condition]:
    report, v, r = t.statements.c.report, t.revisions.c, t.reports.c
    if query.report:
        yield or_(*(_report(one) for one in query.report))
    if query.published or query.publisher:
        asked: list[Condition] = []
        if query.published:
            asked.append(within(v.published, query.published))
        if query.publisher:
            asked.append(v.publisher.in_(_values(connection, v.publisher, query.publisher)))
        yield report.in_(select(r.id).where(v.report == r.id, v.number == r.revision, *asked))
    if not query.copies:
        yield report.not_in(select(t.copies.c.report))


def _report(asked: str) -> Condition:
    column = t.statements.c.report
    if asked.endswith("*"):
        return column.startswith(asked[:-1], autoescape=True)
    return column == asked


def named_as(words: Any, name: str) -> Condition:
    """Whether folded words hold a name as whole words; with * at its end its beginning is enough."""
    looked_for = folded(name)
    if not looked_for:
        raise QueryError(f"{name!r} holds no word to look for", "a name")
    end = "" if name.rstrip().endswith("*") else " "
    padded: Any = literal(" ") + words + literal(" ")
    return padded.contains(f" {looked_for}{end}", autoescape=True)  # type: ignore[no-any-return]


def _values(connection: Connection, column: Any, texts: tuple[str, ...], *where: Condition) -> list[str]:
    """The values of a column that hold one of some texts as whole words, whatever their letters' size."""
    holds = _holding(texts)
    distinct = select(column).where(column.is_not(None), *where).distinct()
    return sorted(value for value in connection.execute(distinct).scalars() if holds(value))


def _holding(texts: tuple[str, ...]) -> Callable[[str], bool]:
    looked_for = [f" {folded(one)}" + ("" if one.endswith("*") else " ") for one in texts]
    return lambda value: any(one in f" {folded(value)} " for one in looked_for)
