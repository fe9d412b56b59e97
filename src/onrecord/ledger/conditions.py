"""A query as conditions on statements: SQLAlchemy expressions with bound values alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal, not_, or_, select, union

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.periods import Period
from onrecord.ledger.query import Query
from onrecord.ledger.wanted import Choice, Phrase, Wanted, wanted
from onrecord.ledger.words import folded
from onrecord.record.errors import QueryError

Condition = ColumnElement[bool]
_EQUAL = ("act", "certainty", "polarity", "mode", "about_status")


def conditions(
    connection: Connection, backend: Backend, query: Query, *, few: ColumnElement[int] | None = None
) -> list[Condition]:
    """What the current statements must meet.

    With `few`, a column that holds the keys of some statements, they are
    written so that these are looked at one by one, without all that meet a
    condition being gathered first.
    """
    c, each = t.statements.c, few is not None
    found: list[Condition] = [c.current]
    if query.words is not None and query.words.strip():
        found.append(_matching(backend, wanted(query.words), c.key if few is None else few))
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
        touched = select(t.corrections.c.target)
        corrected = exists().where(t.corrections.c.target == c.id)
        found.append(c.id.in_(touched) if query.corrected else not_(corrected))
    return [
        *found,
        *_of_parts(connection, query, each),
        *_of_speakers(connection, backend, query, each),
        *_of_reports(connection, query, each),
    ]


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


def _matching(backend: Backend, words: Wanted, key: ColumnElement[int]) -> Condition:
    """A choice that only says what must be absent is asked the other way round."""
    usual = tuple(choice for choice in words.choices if choice.present)
    parts = [backend.matching(Wanted(usual), key)] if usual else []
    for choice in words.choices:
        if not choice.present:
            absent = Wanted(tuple(Choice((one,)) for one in choice.absent))
            parts.append(not_(backend.matching(absent, key)))
    return or_(*parts)


def _of_parts(connection: Connection, query: Query, each: bool) -> Iterator[Condition]:
    """Places, figures and events of the content."""
    p, f, e = t.places.c, t.figures.c, t.events.c
    if query.place:
        yield _in(p.statement, each, _places(connection, query.place))
    if query.country:
        yield _in(p.statement, each, p.country.in_(query.country))
    if query.measure:
        yield _in(f.statement, each, f.measure.in_(query.measure))
    if query.event or query.event_status:
        asked = [e.type.in_(query.event)] if query.event else []
        asked += [e.status.in_(query.event_status)] if query.event_status else []
        yield _in(e.statement, each, *asked)


def _in(statement: Any, each: bool, *asked: Condition) -> Condition:
    """Statements of which a row of a part meets something."""
    key = t.statements.c.key
    return exists().where(statement == key, *asked) if each else key.in_(select(statement).where(*asked))


def _places(connection: Connection, names: tuple[str, ...]) -> Condition:
    """Places that are called so, and those that are the same in GeoNames as one of exactly that name."""
    p = t.places.c
    exact = [" ".join(folded(one).split()) for one in names]
    numbers = [n for one in exact for n in _distinct(connection, p.geonames, p.words == one)]
    return or_(p.words.in_(_values(connection, p.words, names)), p.geonames.in_(sorted(set(numbers))))


def _of_speakers(connection: Connection, backend: Backend, query: Query, each: bool) -> Iterator[Condition]:
    speaker, c = t.statements.c.speaker, t.speakers.c
    if query.speaker:
        yield _said_by(query.speaker) if each else speaker.in_(speakers_called(backend, query.speaker))
    asked: list[Condition] = []
    if query.type:
        asked.append(c.type.in_(query.type))
    if query.named is not None:
        asked.append(c.named if query.named else not_(c.named))
    if query.affiliation:
        asked.append(c.affiliation.in_(_values(connection, c.affiliation, query.affiliation, c.current)))
    if asked:
        yield exists().where(c.id == speaker, c.current, *asked)


def speakers_called(backend: Backend, names: tuple[str, ...]) -> Any:
    """Ids of speakers that go by a name: as their report has it, as any report has it, or by id."""
    s, m = t.speakers.c, t.memberships.c
    return union(
        select(s.id).where(s.current, s.id.in_(names)),
        *(select(s.id).where(s.current, backend.called(_name(one))) for one in names),
        select(m.speaker).where(m.person.in_(_persons_called(names))),
    ).scalar_subquery()


def _said_by(names: tuple[str, ...]) -> Condition:
    """As `speakers_called`, asked of each statement."""
    speaker, s, m = t.statements.c.speaker, t.speakers.c, t.memberships.c
    written = or_(s.id.in_(names), *(named_as(s.words, one) for one in names))
    return or_(
        exists().where(s.id == speaker, s.current, written),
        exists().where(m.speaker == speaker, m.person.in_(_persons_called(names))),
    )


def _persons_called(names: tuple[str, ...]) -> Any:
    a, h = t.aliases.c, t.people.c
    called = or_(h.id.in_(names), *(named_as(h.words, one) for one in names))
    also = or_(*(named_as(a.words, one) for one in names))
    return union(select(h.id).where(called), select(a.person).where(also)).scalar_subquery()


def _of_reports(connection: Connection, query: Query, each: bool) -> Iterator[Condition]:
    report, v, r = t.statements.c.report, t.revisions.c, t.reports.c
    if query.report:
        yield or_(*(_report(one) for one in query.report))
    if query.published or query.publisher:
        asked: list[Condition] = [v.report == r.id, v.number == r.revision]
        if query.published:
            asked.append(within(v.published, query.published))
        if query.publisher:
            asked.append(v.publisher.in_(_values(connection, v.publisher, query.publisher)))
        yield exists().where(r.id == report, *asked) if each else report.in_(select(r.id).where(*asked))
    if not query.copies:
        yield report.not_in(select(t.copies.c.report))


def _report(asked: str) -> Condition:
    column = t.statements.c.report
    if asked.endswith("*"):
        return column.startswith(asked[:-1], autoescape=True)
    return column == asked


def named_as(words: Any, name: str) -> Condition:
    """Whether folded words hold a name as whole words; with * at its end its beginning is enough."""
    looked_for = _name(name)
    padded: Any = literal(" ") + words + literal(" ")
    end = "" if looked_for.beginning else " "
    return padded.contains(f" {' '.join(looked_for.words)}{end}", autoescape=True)  # type: ignore[no-any-return]


def _name(name: str) -> Phrase:
    """The words of a name; raises `QueryError` where there are none."""
    words = tuple(folded(name).split())
    if not words:
        raise QueryError(f"{name!r} holds no word to look for", "a name")
    return Phrase(words, name.rstrip().endswith("*"))


def _values(connection: Connection, column: Any, texts: tuple[str, ...], *where: Condition) -> list[str]:
    """The values of a column that hold one of some texts as whole words, whatever their letters' size."""
    holds = _holding(texts)
    return [value for value in _distinct(connection, column, *where) if holds(value)]


def _distinct(connection: Connection, column: Any, *where: Condition) -> list[Any]:
    """The values of an indexed column: a step in the index for each value, not for each row."""
    least = select(func.min(column).label("value")).where(*where).cte("steps", recursive=True)
    after = select(func.min(column)).where(column > least.c.value, *where).scalar_subquery()
    steps = least.union_all(select(after).where(least.c.value.is_not(None)))
    return list(connection.execute(select(steps.c.value).where(steps.c.value.is_not(None))).scalars())


def _holding(texts: tuple[str, ...]) -> Callable[[str], bool]:
    looked_for = [f" {folded(one)}" + ("" if one.endswith("*") else " ") for one in texts]
    return lambda value: any(one in f" {folded(value)} " for one in looked_for)
