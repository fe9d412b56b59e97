"""A large ledger made of few reports: taken in once, then repeated inside the database.

    from generated import grow
    grow(ledger, Path("records"), 1_000_000)

The reports are taken in and related as `onrecord add` does it. Then each round
copies them all, row by row in SQL, under ids of its own: every report's dates
are moved by up to 400 days, half of the people keep their names from round to
round, as presidents and agencies do, and the others are somebody new. Copies
are not related among one another, and their hashes are no hashes of texts, so
`onrecord check` would not pass: the ledger is there to be searched.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, case, cast, func, insert, literal, select, types

from onrecord.ledger import Arrival, Ledger, adding
from onrecord.ledger import tables as t
from onrecord.ledger.words import folded
from onrecord.record import from_json

OF_STATEMENTS = (t.spans, t.via, t.places, t.candidates, t.figures, t.events, t.traces)
MARK = "~"
"""Stands between the id of a report and the number of the round that copied it."""
DAYS = 400


@dataclass(frozen=True, slots=True)
class Base:
    """What is repeated: how far the keys of the reports taken in go, and their speakers and people."""

    last: Mapping[Table, int]
    speakers: tuple[dict[str, Any], ...]
    people: tuple[dict[str, Any], ...]
    aliases: tuple[dict[str, Any], ...]
    traits: tuple[dict[str, Any], ...]
    memberships: tuple[dict[str, Any], ...]
    statements: int


def grow(ledger: Ledger, folder: Path, least: int) -> None:
    """Takes the records of a folder in, where none are there, and repeats them up to `least` statements."""
    begun = time.perf_counter()
    if not ledger.reports():
        with ledger.writing() as connection:
            for path in sorted(folder.glob("*.json")):
                record = from_json(path.read_bytes())
                adding.add(connection, record, Arrival(f"generated/{path.name}", name=record.report.id), None)
        ledger.relate()
        for hit in ledger.find(act="assertion").page(20).hits:
            ledger.correct(hit.id, "act", "evaluation", who="nobody", why="for the benchmark")
    with ledger.reading() as connection:
        base = _base(connection)
        there = connection.execute(select(func.count()).select_from(t.statements)).scalar_one()
    number = there // base.statements
    while there < least:
        with ledger.writing() as connection:
            if ledger.backend.name == "postgresql":  # what points at rows is copied with them
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            Round(ledger.backend.name, base, number).write(connection)
        number += 1
        there += base.statements
    with ledger.writing() as connection:
        connection.exec_driver_sql("ANALYZE")
    took = time.perf_counter() - begun
    print(f"{ledger.address}: {there:,} statements after {took:.0f} s of filling", flush=True)


def _base(connection: Connection) -> Base:
    """The rows of the reports that were taken in, which are those without a mark in their ids."""

    def rows(table: Table, of: Column[Any]) -> tuple[dict[str, Any], ...]:
        found = connection.execute(select(table).where(of.not_like(f"%{MARK}%"))).mappings()
        return tuple(dict(row) for row in found)

    own = {table: table.c.report for table in (t.readings, t.arrivals, t.speakers, t.statements)}
    last = {
        table: connection.execute(select(func.max(table.c.key)).where(of.not_like(f"%{MARK}%"))).scalar_one()
        for table, of in {**own, t.corrections: t.corrections.c.target}.items()
    }
    counted = select(func.count()).where(t.statements.c.key <= last[t.statements])
    return Base(
        last,
        rows(t.speakers, t.speakers.c.report),
        rows(t.people, t.people.c.id),
        rows(t.aliases, t.aliases.c.person),
        rows(t.traits, t.traits.c.person),
        rows(t.memberships, t.memberships.c.speaker),
        connection.execute(counted).scalar_one(),
    )


class Round:
    """One copy of all reports; the first is number 1."""

    def __init__(self, backend: str, base: Base, number: int) -> None:
        self.backend, self.base, self.number = backend, base, number
        self.mark = f"{MARK}{number}"
        chance = random.Random(number)
        stays = {one["id"] for one in base.people if chance.random() < 0.5}
        self.person = {
            one["id"]: one["id"] if one["id"] in stays else one["id"] + self.mark for one in base.people
        }
        own = {one["speaker"]: one["person"] for one in base.memberships}
        self.new_name = {
            one["name"]: _another(one["name"], chance)
            for one in base.speakers
            if one["id"] in own and own[one["id"]] not in stays
        }

    def write(self, connection: Connection) -> None:
        """Inserts all rows, those first that others point at."""
        self._reports(connection)
        self._speakers(connection)
        self._people(connection)
        key = t.statements.c.key
        self._copy(
            connection,
            t.statements,
            key <= self.base.last[t.statements],
            said_date=self._moved(t.statements.c.said_date, t.statements.c.reading),
            about_start=self._moved(t.statements.c.about_start, t.statements.c.reading),
            about_end=self._moved(t.statements.c.about_end, t.statements.c.reading),
        )
        c, k = t.corrections.c, t.copies.c
        self._copy(
            connection, t.corrections, c.key <= self.base.last[t.corrections], target=self._id(c.target)
        )
        self._copy(connection, t.copies, k.report.not_like(f"%{MARK}%"), origin=k.origin + self.mark)
        for table in OF_STATEMENTS:
            more = {"speaker": self._id(table.c.speaker)} if table is t.via else {}
            owner = table.c.statement
            self._copy(
                connection,
                table,
                owner <= self.base.last[t.statements],
                statement=owner + self.number * self.base.last[t.statements],
                **more,
            )

    def _reports(self, connection: Connection) -> None:
        r, v = t.reports.c, t.revisions.c
        self._copy(connection, t.reports, r.id.not_like(f"%{MARK}%"), id=r.id + self.mark)
        reading = select(t.readings.c.key).where(t.readings.c.report == v.report, t.readings.c.current)
        self._copy(
            connection,
            t.revisions,
            v.report.not_like(f"%{MARK}%"),
            sha256=v.sha256 + self.mark,
            published=self._moved(v.published, reading.scalar_subquery()),
        )
        self._copy(connection, t.readings, t.readings.c.key <= self.base.last[t.readings])
        self._copy(connection, t.arrivals, t.arrivals.c.key <= self.base.last[t.arrivals])

    def _copy(self, connection: Connection, table: Table, where: Any, **changed: Any) -> None:
        """Rows of a table once more: keys moved up, ids of reports, statements and speakers marked."""
        made: dict[str, Any] = {}
        for column in table.columns:
            if column.name in changed:
                made[column.name] = changed[column.name]
            elif column.name == "key":
                made["key"] = column + self.number * self.base.last[table]
            elif column.name == "reading":
                made["reading"] = column + self.number * self.base.last[t.readings]
            elif column.name == "report":
                made["report"] = column + self.mark
            elif table is t.statements and column.name in ("id", "speaker", "within"):
                made[column.name] = self._id(column)
            else:
                made[column.name] = column
        names = list(made)
        rows = select(*(made[name].label(name) for name in names)).where(where)
        connection.execute(insert(table).from_select(names, rows, include_defaults=False))

    def _id(self, column: Any) -> Any:
        """REPORT:s7 as REPORT-x3:s7; null stays null."""
        return func.replace(column, ":", f"{self.mark}:")

    def _moved(self, day: Any, reading: Any) -> Any:
        """A day moved by days that hang on the report and the round; months, years and null as they are."""
        days = (reading * 7919 + self.number * 104_729) % (2 * DAYS + 1) - DAYS
        if self.backend == "sqlite":
            moved = func.date(day, cast(days, types.Text) + literal(" days"))
        else:
            moved = func.to_char(cast(day, types.Date) + days, "YYYY-MM-DD")
        return case((func.length(day) == 10, moved), else_=day)

    def _speakers(self, connection: Connection) -> None:
        last = self.base.last
        made = []
        for one in self.base.speakers:
            name = self.new_name.get(one["name"], one["name"])
            made.append(
                {
                    **one,
                    "key": one["key"] + self.number * last[t.speakers],
                    "id": one["id"].replace(":", f"{self.mark}:"),
                    "report": one["report"] + self.mark,
                    "reading": one["reading"] + self.number * last[t.readings],
                    "name": name,
                    "words": folded(name),
                }
            )
        connection.execute(insert(t.speakers), made)
        for table in (t.roles, t.mentions):
            owner = table.c.speaker
            self._copy(
                connection,
                table,
                owner <= last[t.speakers],
                speaker=owner + self.number * last[t.speakers],
            )

    def _people(self, connection: Connection) -> None:
        new = {old: one for old, one in self.person.items() if old != one}
        rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        for table, column, old in self._of_people():
            if old[column] in new:
                named = {}
                if "name" in old:
                    name = self.new_name.get(old["name"], old["name"])
                    named = {"name": name, "words": folded(name)}
                rows[table].append({**old, **named, column: new[old[column]]})
        for one in self.base.memberships:
            speaker = one["speaker"].replace(":", f"{self.mark}:")
            rows[t.memberships].append({**one, "speaker": speaker, "person": self.person[one["person"]]})
        for table, those in rows.items():
            unique = {tuple(row[c.name] for c in table.primary_key): row for row in those}
            connection.execute(insert(table), list(unique.values()))

    def _of_people(self) -> Iterator[tuple[Table, str, dict[str, Any]]]:
        yield from ((t.people, "id", one) for one in self.base.people)
        yield from ((t.aliases, "person", one) for one in self.base.aliases)
        yield from ((t.traits, "person", one) for one in self.base.traits)


def _another(name: str, chance: random.Random) -> str:
    """Another name of as many letters."""
    return "".join(
        chr(chance.randrange(97, 123)) if c.islower() and chance.random() < 0.3 else c for c in name
    )
