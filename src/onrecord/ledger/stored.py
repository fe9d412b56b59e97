"""Whole reports and records as a ledger holds them."""

from __future__ import annotations

from sqlalchemy import Connection, Select, Table, and_, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import nameless
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.record import Record, Report, Span, Speaker, Statement, Warning
from onrecord.record.errors import NotInLedger


def current_revision(connection: Connection, report: str) -> int:
    """The number of the revision that stands; raises `NotInLedger`."""
    found: int | None = connection.execute(
        select(t.reports.c.revision).where(t.reports.c.id == report)
    ).scalar()
    if found is None:
        names = [report, nameless("removed", report), nameless("redacted", report)]
        gone = connection.execute(select(t.tombstones).where(t.tombstones.c.report.in_(names))).mappings()
        if grave := gone.first():
            now = "" if grave["kind"] == "removed" else f", and is {grave['report']} now"
            raise NotInLedger(f"{report} was {grave['kind']} by {grave['who']} on {grave['at'][:10]}{now}")
        raise NotInLedger(f"there is no report {report}", hint="onrecord find lists those there are")
    return found


def stored_report(connection: Connection, report: str, revision: int) -> Report:
    """A report with the text of one revision; raises `NotInLedger`."""
    c = t.revisions.c
    row = (
        connection.execute(select(t.revisions).where(c.report == report, c.number == revision))
        .mappings()
        .first()
    )
    if row is None:
        raise NotInLedger(f"{report} has no revision {revision}")
    names = (
        select(t.bylines.c.name)
        .where(t.bylines.c.report == report, t.bylines.c.revision == revision)
        .order_by(t.bylines.c.position)
    )
    return Report(
        id=report,
        path=row["path"],
        sha256=row["redacted_sha256"] or row["sha256"],
        original_sha256=row["original_sha256"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        bylines=tuple(connection.execute(names).scalars()),
        published=row["published"],
        language=row["language"],
        text=row["text"],
    )


def standing_record(connection: Connection, report: str) -> Record:
    """The record of a report as it stands: its current text, with people's corrections."""
    revision = current_revision(connection, report)
    statements = select(t.statements.c.key).where(t.statements.c.report == report, t.statements.c.current)
    speakers = select(t.speakers.c.key).where(t.speakers.c.report == report, t.speakers.c.current)
    reading = connection.execute(
        select(t.readings.c.key).where(t.readings.c.report == report, t.readings.c.current)
    ).scalar()
    return _record(connection, stored_report(connection, report, revision), statements, speakers, reading)


def machine_record(connection: Connection, report: str, revision: int | None = None) -> Record:
    """The record as the machine last read it, of one revision (by default the current one)."""
    number = current_revision(connection, report) if revision is None else revision
    reading = last_reading(connection, report, number)
    statements = select(t.statements.c.key).where(t.statements.c.reading == reading)
    speakers = select(t.speakers.c.key).where(t.speakers.c.reading == reading)
    return _record(connection, stored_report(connection, report, number), statements, speakers, reading)


def known_record(connection: Connection, report: str, revision: int) -> Record:
    """All that was ever found in one revision, by machine or person, each as it was last.

    What a new reading finds is matched with it, so that a statement that one
    reading missed has its old number in the next.
    """
    of = stored_report(connection, report, revision)
    return _record(connection, of, _last(t.statements, of, revision), _last(t.speakers, of, revision), None)


def _last(table: Table, of: Report, revision: int) -> Select[tuple[int]]:
    """Keys of the last row that the machine made of each id, or of a person's where it made none."""
    c = table.c
    order = (c.made_by == "machine").desc(), c.key.desc()
    ranked = (
        select(c.key, func.row_number().over(partition_by=c.id, order_by=order).label("rank"))
        .where(c.report == of.id, c.revision == revision)
        .subquery()
    )
    return select(ranked.c.key).where(ranked.c.rank == 1)


def last_reading(connection: Connection, report: str, revision: int) -> int | None:
    """Key of the last reading of one revision."""
    c = t.readings.c
    last = (
        select(c.key).where(and_(c.report == report, c.revision == revision)).order_by(c.key.desc()).limit(1)
    )
    found: int | None = connection.execute(last).scalar()
    return found


def _record(
    connection: Connection,
    report: Report,
    statements: Select[tuple[int]],
    speakers: Select[tuple[int]],
    reading: int | None,
) -> Record:
    found = load_statements(connection, statements)
    cast = load_speakers(connection, speakers)
    order = _positions(connection, t.statements, statements)
    ranks = _positions(connection, t.speakers, speakers)
    return Record(
        report,
        tuple(cast[key] for key in sorted(cast, key=lambda k: (ranks[k], _number(cast[k])))),
        tuple(found[key] for key in sorted(found, key=lambda k: (first_character(found[k]), order[k], k))),
        _warnings(connection, reading),
    )


def _positions(connection: Connection, table: Table, keys: Select[tuple[int]]) -> dict[int, int]:
    rows = connection.execute(select(table.c.key, table.c.position).where(table.c.key.in_(keys)))
    return {row[0]: row[1] for row in rows}


def _number(one: Speaker | Statement) -> int:
    return int(one.id[1:])


def first_character(one: Statement) -> int:
    """Where a statement begins in the text."""
    starts = [s.start for s in (*one.source.spans, *one.cue.spans, *one.content.spans)]
    return min(starts, default=0)


def _warnings(connection: Connection, reading: int | None) -> tuple[Warning, ...]:
    rows = connection.execute(
        select(t.warnings).where(t.warnings.c.reading == reading).order_by(t.warnings.c.position)
    ).mappings()
    return tuple(
        Warning(
            r["code"],
            r["message"],
            None if r["span_start"] is None else Span(r["span_start"], r["span_end"]),
        )
        for r in rows
    )


def highest_numbers(connection: Connection, report: str) -> tuple[int, int]:
    """The highest numbers ever given to statements and speakers of a report, by machine or people."""
    highest = {"s": 0, "p": 0}
    for letter, table in (("s", t.statements), ("p", t.speakers)):
        most = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.report == report)
        highest[letter] = int(connection.execute(most).scalar_one())
    c = t.corrections.c
    added = select(c.target).where(c.kind == "add", c.target.startswith(f"{report}:", autoescape=True))
    for target in connection.execute(added).scalars():
        name = target.rpartition(":")[2]
        highest[name[0]] = max(highest[name[0]], int(name[1:]))
    return highest["s"], highest["p"]
