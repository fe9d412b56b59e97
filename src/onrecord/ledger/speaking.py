"""What is asked of who speaks in the ledger (`voicing` answers), and all that is known of one voice.

A voice is a person or body where speakers were joined; else the named speakers
of one and the same name; else one speaker of one report, since nobody knows
whether two "senior officials" are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.hits import load_hits
from onrecord.ledger.ordering import joined, order_of, place_of
from onrecord.record.audit import Voice
from onrecord.record.errors import NotInLedger
from onrecord.record.found import Page

VOICE_SORTS = ("-statements", "name")
MOST_MEMBERS = 20_000


@dataclass(frozen=True, slots=True)
class VoiceQuery:
    """Voices whose name holds some words, of a kind, named or not; and their order."""

    words: str | None = None
    type: str | None = None
    named: bool | None = None
    sort: str = "-statements"


@dataclass(frozen=True, slots=True)
class VoicePage:
    """Some voices in order, and how many there are in all."""

    voices: tuple[Voice, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role or affiliation that reports give, with the days of the first and last of them."""

    name: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Member:
    """A speaker of one report that belongs to a voice; `because` says why, where names differ."""

    id: str
    name: str
    report: str
    title: str | None
    published: str | None
    statements: int
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of a voice beside what it says."""

    voice: Voice
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    affiliations: tuple[Role, ...]
    members: tuple[Member, ...]
    acts: tuple[tuple[str | None, int], ...]
    months: tuple[tuple[str, int], ...]


def profile(connection: Connection, voice: str) -> Profile:
    """All of a voice, by the id of a person or of a speaker (REPORT:p2); raises `NotInLedger`."""
    ids = members_of(connection, voice)
    p = t.speakers.c
    row = connection.execute(_grouped(ids)).mappings().first()
    if row is None:
        raise NotInLedger(f"{voice} says nothing in the ledger", "somebody that onrecord find lists")
    made = _voice(row)
    members = _members(connection, ids)
    return Profile(
        voice=made,
        aliases=_aliases(connection, made, members),
        roles=_told(connection, ids, t.roles.c.role, roles=True),
        affiliations=_told(connection, ids, p.affiliation, roles=False),
        members=members,
        acts=_counts(connection, ids, t.statements.c.act),
        months=_months(connection, ids),
    )


def members_of(connection: Connection, voice: str) -> list[str]:
    """The permanent ids of the speakers that are one voice; raises `NotInLedger`."""
    p, m = t.speakers.c, t.memberships.c
    person = voice
    if row := connection.execute(select(p.name, p.words, p.named).where(p.id == voice, p.current)).first():
        found: str | None = connection.execute(select(m.person).where(m.speaker == voice)).scalar()
        if found is None:
            if not row.named:
                return [voice]
            alone = p.id.not_in(select(m.speaker))
            same = select(p.id).where(p.current, p.named, p.words == row.words, alone).order_by(p.id)
            return list(connection.execute(same.limit(MOST_MEMBERS)).scalars())
        person = found
    members = connection.execute(
        select(m.speaker).where(m.person == person).order_by(m.speaker).limit(MOST_MEMBERS)
    )
    ids = list(members.scalars())
    if not ids:
        raise NotInLedger(
            f"there is no speaker {voice}", "the id of a person, or of a speaker such as REPORT:p2"
        )
    return ids


def said_by(
    connection: Connection,
    backend: Backend,
    ids: Sequence[str],
    *,
    sort: str = "said",
    limit: int = 50,
    after: str | None = None,
) -> Page:
    """What some speakers say, in order, a page at a time."""
    c, order = t.statements.c, order_of(backend, sort)
    chosen = select(c.key, c.id).where(c.current, c.speaker.in_(ids))
    if after is not None:
        chosen = chosen.where(order.after(place_of(connection, order, after)))
    rows = connection.execute(joined(chosen, order).order_by(*order.by()).limit(limit + 1)).all()
    hits = load_hits(connection, [row[0] for row in rows[:limit]])
    return Page(tuple(hits), rows[limit - 1][1] if len(rows) > limit else None)


def is_person(voice: str) -> bool:
    """Whether an id is that of a person or body, not of a speaker of one report."""
    return ":" not in voice


def _grouped(ids: Sequence[str]) -> Any:
    c, p, m, h = t.statements.c, t.speakers.c, t.memberships.c, t.people.c
    said = (
        select(c.speaker.label("speaker"), func.count().label("number"))
        .where(c.current, c.speaker.in_(ids))
        .group_by(c.speaker)
        .subquery()
    )
    voice = func.coalesce(m.person, case((p.named, p.words), else_=p.id))
    return (
        select(
            voice.label("voice"),
            func.max(m.person).label("person"),
            func.min(p.id).label("speaker"),
            func.max(func.coalesce(h.name, p.name)).label("name"),
            func.max(func.coalesce(h.type, p.type)).label("type"),
            func.max(case((p.named, 1), else_=0)).label("named"),
            func.max(p.affiliation).label("affiliation"),
            func.sum(said.c.number).label("statements"),
            func.count(p.report.distinct()).label("reports"),
        )
        .select_from(said)
        .join(t.speakers, (p.id == said.c.speaker) & p.current)
        .outerjoin(t.memberships, m.speaker == p.id)
        .outerjoin(t.people, h.id == m.person)
        .group_by(voice)
    )


def _voice(row: Any) -> Voice:
    return Voice(
        id=row["person"] or row["speaker"],
        name=row["name"],
        type=row["type"],
        named=bool(row["named"]),
        affiliation=row["affiliation"],
        statements=int(row["statements"]),
        reports=row["reports"],
    )


def _members(connection: Connection, ids: Sequence[str]) -> tuple[Member, ...]:
    c, p, r, v, m = t.statements.c, t.speakers.c, t.reports.c, t.revisions.c, t.memberships.c
    said = (
        select(c.speaker, func.count().label("number"))
        .where(c.current, c.speaker.in_(ids))
        .group_by(c.speaker)
        .subquery()
    )
    rows = connection.execute(
        select(p.id, p.name, r.id, v.title, v.published, func.coalesce(said.c.number, 0), m.because)
        .join(t.reports, r.id == p.report)
        .join(t.revisions, (v.report == r.id) & (v.number == r.revision))
        .outerjoin(said, said.c.speaker == p.id)
        .outerjoin(t.memberships, m.speaker == p.id)
        .where(p.current, p.id.in_(ids))
        .order_by(func.coalesce(v.published, "9999"), p.id)
    )
    return tuple(Member(*row) for row in rows)


def _aliases(connection: Connection, voice: Voice, members: Sequence[Member]) -> tuple[str, ...]:
    names = {one.name for one in members}
    if is_person(voice.id):
        names |= set(
            connection.execute(select(t.aliases.c.name).where(t.aliases.c.person == voice.id)).scalars()
        )
    return tuple(sorted(names - {voice.name}))


def _told(connection: Connection, ids: Sequence[str], column: Any, *, roles: bool) -> tuple[Role, ...]:
    p, r, v = t.speakers.c, t.reports.c, t.revisions.c
    first = func.min(v.published)
    chosen = (
        select(column, first, func.max(v.published), func.count(r.id.distinct()))
        .select_from(t.speakers)
        .join(t.reports, r.id == p.report)
        .join(t.revisions, (v.report == r.id) & (v.number == r.revision))
        .where(p.current, p.id.in_(ids), column.is_not(None))
        .group_by(column)
        .order_by(func.coalesce(first, "9999"), column)
    )
    if roles:
        chosen = chosen.join(t.roles, t.roles.c.speaker == p.key)
    return tuple(Role(*row) for row in connection.execute(chosen))


def _counts(connection: Connection, ids: Sequence[str], column: Any) -> tuple[tuple[str | None, int], ...]:
    c = t.statements.c
    rows = connection.execute(
        select(column, func.count())
        .where(c.current, c.speaker.in_(ids))
        .group_by(column)
        .order_by(func.count().desc())
    )
    return tuple((row[0], row[1]) for row in rows)


def _months(connection: Connection, ids: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Statements by the month of the day they were said, or else published."""
    c, r, v = t.statements.c, t.reports.c, t.revisions.c
    month = func.substr(func.coalesce(c.said_date, v.published), 1, 7)
    rows = connection.execute(
        select(month, func.count())
        .select_from(t.statements)
        .join(t.reports, r.id == c.report)
        .join(t.revisions, (v.report == r.id) & (v.number == r.revision))
        .where(c.current, c.speaker.in_(ids), func.length(month) == 7)
        .group_by(month)
        .order_by(month)
    )
    return tuple((row[0], row[1]) for row in rows)
