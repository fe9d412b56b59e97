"""Statements that were found, with speaker, person and report."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import permanent
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.spotting import spots
from onrecord.ledger.wanted import Phrase
from onrecord.record import Speaker
from onrecord.record.found import Hit, Person, ReportHead


def load_hits(connection: Connection, keys: Sequence[int], phrases: Sequence[Phrase] = ()) -> list[Hit]:
    """The statements of some keys, in their order; words that meet a phrase are marked."""
    c = t.statements.c
    rows = connection.execute(
        select(c.key, c.id, c.report, c.speaker, c.made_by).where(c.key.in_(keys))
    ).all()
    at = {row[0]: row for row in rows}
    found = load_statements(connection, keys, traced=False)
    cast = _cast(connection, {row[3] for row in rows if row[3]})
    persons = _persons(connection, set(cast))
    heads = report_heads(connection, {row[2] for row in rows})
    return [
        Hit(
            id=at[key].id,
            statement=found[key],
            speaker=cast.get(at[key].speaker),
            person=persons.get(at[key].speaker),
            report=heads[at[key].report],
            made_by=at[key].made_by,
            matched=spots(found[key].content.text, phrases),
        )
        for key in keys
    ]


def _cast(connection: Connection, ids: set[str]) -> dict[str, Speaker]:
    c = t.speakers.c
    rows = connection.execute(select(c.key, c.report).where(c.current, c.id.in_(sorted(ids)))).all()
    loaded = load_speakers(connection, [row[0] for row in rows])
    return {permanent(report, loaded[key].id) or "": loaded[key] for key, report in rows}


def _persons(connection: Connection, speakers: set[str]) -> dict[str, Person]:
    m, p = t.memberships.c, t.people.c
    rows = connection.execute(
        select(m.speaker, p.id, p.name).where(m.person == p.id, m.speaker.in_(sorted(speakers)))
    )
    return {row[0]: Person(row[1], row[2]) for row in rows}


def report_heads(connection: Connection, reports: set[str]) -> dict[str, ReportHead]:
    """Reports without their texts, by id."""
    r, v, k = t.reports.c, t.revisions.c, t.copies.c
    chosen = (
        select(r.id, v.title, v.publisher, v.published, v.url, k.origin)
        .join(t.revisions, (v.report == r.id) & (v.number == r.revision))
        .outerjoin(t.copies, k.report == r.id)
        .where(r.id.in_(sorted(reports)))
    )
    return {row[0]: ReportHead(*row) for row in connection.execute(chosen)}
