"""How many of the statements found have which value, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.conditions import Condition
from onrecord.record.found import Facet

OWN = ("act", "certainty", "polarity", "mode", "about_status", "channel")
"""The fields that statements have themselves."""
FIELDS = (*OWN, "speaker", "type", "named", "country", "place", "publisher", "report", "copy")
"""The fields that are counted. `speaker` counts persons and bodies where they are known,
`copy` statements of reports that are near-copies of others."""
MOST = 10
"""Values listed of each field; the rest is counted together."""


def facets(
    connection: Connection, where: Sequence[Condition], most: int = MOST
) -> tuple[int, tuple[Facet, ...]]:
    """How many statements there are, and the counts of all fields."""
    counted = {name: Counter[str | None]() for name in FIELDS}
    c = t.statements.c
    total = 0
    own = [c[name] for name in OWN]
    for *values, number in connection.execute(select(*own, func.count()).where(*where).group_by(*own)):
        total += number
        for name, value in zip(OWN, values, strict=True):
            counted[name][value] += number
    _speakers(connection, where, counted)
    _reports(connection, where, counted)
    for name, column in (("country", t.places.c.country), ("place", t.places.c.name)):
        rows = select(column, func.count(c.key.distinct())).where(t.places.c.statement == c.key, *where)
        for value, number in connection.execute(rows.group_by(column)):
            counted[name][value] += number
    return total, tuple(_facet(name, counter, most) for name, counter in counted.items())


def _speakers(
    connection: Connection, where: Sequence[Condition], counted: dict[str, Counter[str | None]]
) -> None:
    c, p, m, h = t.statements.c, t.speakers.c, t.memberships.c, t.people.c
    said = _by(c.speaker, where).subquery()
    rows = (
        select(func.coalesce(h.name, p.name), p.type, p.named, said.c.number)
        .select_from(said)
        .outerjoin(t.speakers, (p.id == said.c.value) & p.current)
        .outerjoin(t.memberships, m.speaker == said.c.value)
        .outerjoin(t.people, h.id == m.person)
    )
    for name, kind, named, number in connection.execute(rows):
        counted["speaker"][name] += number
        counted["type"][kind] += number
        counted["named"][None if named is None else "named" if named else "unnamed"] += number


def _reports(
    connection: Connection, where: Sequence[Condition], counted: dict[str, Counter[str | None]]
) -> None:
    said = _by(t.statements.c.report, where).subquery()
    r, v, k = t.reports.c, t.revisions.c, t.copies.c
    rows = (
        select(r.id, v.publisher, said.c.number, k.origin)
        .select_from(said)
        .join(t.reports, r.id == said.c.value)
        .join(t.revisions, (v.report == r.id) & (v.number == r.revision))
        .outerjoin(t.copies, k.report == r.id)
    )
    for report, publisher, number, origin in connection.execute(rows):
        counted["report"][report] += number
        counted["publisher"][publisher] += number
        counted["copy"]["first" if origin is None else "near-copy"] += number


def _by(column: Any, where: Sequence[Condition]) -> Select[Any]:
    return select(column.label("value"), func.count().label("number")).where(*where).group_by(column)


def _facet(name: str, counter: Counter[str | None], most: int) -> Facet:
    ranked = sorted(counter.items(), key=lambda i: (-i[1], i[0] is None, i[0] or ""))
    return Facet(name, tuple(ranked[:most]), sum(number for _, number in ranked[most:]))
