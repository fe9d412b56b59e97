"""Where and when the events of the statements found are, counted for maps and timelines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, case, func, null, or_, select

from onrecord.ledger import tables as t
from onrecord.ledger.conditions import Condition
from onrecord.ledger.reality import reality
from onrecord.record import EventStatus, Precision
from onrecord.record.errors import QueryError
from onrecord.record.spread import Counts, Spot, Spread, Timed, Times

_ORDER: tuple[EventStatus | None, ...] = (*EventStatus, None)


def spread(connection: Connection, where: Sequence[Condition]) -> Spread:
    """The places that the statements name, each counted once a statement."""
    p, c = t.places.c, t.statements.c
    status = reality().label("status")
    bare = p.geonames.is_(None)
    words = case((bare, p.words), else_=null()).label("words")
    lies = case((bare, p.lat.is_not(None)), else_=null()).label("lies")
    same = (p.geonames, words, lies)
    told = (func.min(one) for one in (p.name, p.lat, p.lon, p.country, p.precision))
    rows = (
        select(*same, *told, status, func.count(c.key.distinct()))
        .select_from(t.places)
        .join(t.statements, c.key == p.statement)
        .where(*where)
        .group_by(*same, status)
    )
    found: dict[tuple[Any, ...], Counter[EventStatus | None]] = defaultdict(Counter)
    known: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for *values, code, number in connection.execute(rows):
        key = tuple(values[:3])
        found[key][_status(code)] += number
        known.setdefault(key, tuple(values[3:]))
    spots = [spot_of(key, known[key], counted) for key, counted in found.items()]
    placed = _count(connection, [c.key.in_(select(p.statement)), *where])
    spots.sort(key=lambda one: (-one.count, one.name, one.key))
    mentions: Counter[EventStatus | None] = Counter()
    for one in spots:
        mentions.update(dict(one.statuses))
    return Spread(tuple(spots), placed, _count(connection, where), ordered_counts(mentions))


def spot_of(of: tuple[Any, ...], known: tuple[Any, ...], counted: Counter[EventStatus | None]) -> Spot:
    """A place by what makes it one, what is known of it, and the statements that name it."""
    geonames, words, lies = of
    name, lat, lon, country, precision = known
    key = f"g{geonames}" if geonames is not None else f"{'a' if lies else 'n'}{words}"
    kind = Precision(precision) if precision else None
    return Spot(key, name, geonames, lat, lon, country, kind, counted.total(), ordered_counts(counted))


def names(connection: Connection) -> dict[int, str]:
    """What each place is called most often in the ledger, by its GeoNames number."""
    p = t.places.c
    rows = (
        select(p.geonames, p.name, func.count()).where(p.geonames.is_not(None)).group_by(p.geonames, p.name)
    )
    most: dict[int, tuple[int, str]] = {}
    for geonames, name, number in connection.execute(rows):
        ranked = (-number, name)
        if geonames not in most or ranked < most[geonames]:
            most[geonames] = ranked
    return {geonames: name for geonames, (_, name) in most.items()}


def naming(keys: Sequence[str]) -> Condition:
    """Statements that name a place of some keys; raises `QueryError`."""
    p = t.places.c
    return t.statements.c.key.in_(select(p.statement).where(or_(*(_place(key) for key in keys))))


def _place(key: str) -> Condition:
    p, rest = t.places.c, key[1:]
    if key.startswith("g") and rest.isascii() and rest.isdigit() and len(rest) < 10:
        return p.geonames == int(rest)
    if key.startswith(("a", "n")) and rest:
        lies = p.lat.is_not(None) if key.startswith("a") else p.lat.is_(None)
        return and_(p.geonames.is_(None), p.words == rest, lies)
    raise QueryError(f"{key!r} is no place of the map", "g and a number of GeoNames, or a or n and a name")


def times(connection: Connection, where: Sequence[Condition]) -> Times:
    """The times of the statements that have any: when they were said, when their main event is."""
    c = t.statements.c
    status = reality().label("status")
    dated = or_(c.said_date.is_not(None), c.about_start.is_not(None), c.about_end.is_not(None))
    columns = (c.said_date, c.about_start, c.about_end, status)
    rows = connection.execute(select(*columns, func.count()).where(dated, *where).group_by(*columns))
    timed = sorted(
        (Timed(said, start, end, _status(told), number) for said, start, end, told, number in rows),
        key=lambda one: (one.said or "", one.start or "", one.end or "", one.status or ""),
    )
    statuses: Counter[EventStatus | None] = Counter()
    for one in timed:
        statuses[one.status] += one.count
    return Times(tuple(timed), _count(connection, where), ordered_counts(statuses))


def _count(connection: Connection, where: Sequence[Condition]) -> int:
    return int(connection.execute(select(func.count()).select_from(t.statements).where(*where)).scalar_one())


def _status(told: str | None) -> EventStatus | None:
    return EventStatus(told) if told else None


def ordered_counts(counted: Counter[EventStatus | None]) -> Counts:
    """Counts by status, in their order."""
    return tuple((one, counted[one]) for one in _ORDER if counted[one])
