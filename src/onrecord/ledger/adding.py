"""Taking reports in: new, known, revised or refused, each in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import urlsplit

from sqlalchemy import Connection, exists, false, func, insert, or_, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.arrival import Arrival, Outcome, Result, now, packed
from onrecord.ledger.ids import address_hash, report_id
from onrecord.ledger.marking import mark
from onrecord.ledger.renumber import renumber
from onrecord.ledger.rows import Rows, Standing, next_key, put_speaker, put_statement
from onrecord.ledger.settling import settle_report
from onrecord.ledger.storable import check_storable
from onrecord.ledger.stored import current_revision, highest_numbers, known_record
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class _Spot:
    """Which revision of which report, and the run that takes it in."""

    report: str
    revision: int
    run: int | None


def add(connection: Connection, record: Record, arrival: Arrival, run: int | None) -> Result:
    """Takes in one report that has been read.

    Its text decides: a known text is known, another text of a known address is
    a revision, all else is new.
    """
    check_storable(record, arrival)
    record = _completed(record, arrival)
    addresses = _addresses(record, arrival)
    if why := buried(connection, record.report.sha256, record.report.original_sha256, addresses):
        return refused(arrival, why)
    if there := knows_text(connection, record.report.sha256):
        return note_known(connection, *there, arrival, run)
    if report := _at_address(connection, addresses):
        return _revise(connection, report, record, arrival, run)
    return _add_new(connection, record, arrival, run)


def _completed(record: Record, arrival: Arrival) -> Record:
    """The record with what the place it came from knows of it and it does not."""
    of = record.report
    url = arrival.url if of.url is None else of.url
    publisher = arrival.publisher if of.publisher is None else of.publisher
    return replace(record, report=replace(of, url=url, publisher=publisher))


def buried(
    connection: Connection,
    sha256: str | None,
    original_sha256: str | None,
    addresses: Collection[str] = (),
) -> str | None:
    """Why a text, its bytes or what is at an address may not come in again, None where they may."""
    c = t.tombstones.c
    hashes = [
        column == digest
        for column, digest in ((c.sha256, sha256), (c.original_sha256, original_sha256))
        if digest
    ]
    hashes.append(c.url.in_([address_hash(url) for url in addresses]))
    row = connection.execute(select(t.tombstones).where(or_(false(), *hashes))).mappings().first()
    if row is None:
        return None
    return f"it was {row['kind']} as {row['report']} by {row['who']} on {row['at'][:10]}: {row['why']}"


def knows_text(connection: Connection, sha256: str) -> tuple[str, int] | None:
    """Report and revision that have a text of that hash."""
    c = t.revisions.c
    row = connection.execute(select(c.report, c.number).where(c.sha256 == sha256)).first()
    return None if row is None else (row[0], row[1])


def knows_bytes(connection: Connection, original_sha256: str) -> tuple[str, int] | None:
    """Report and revision that were read from bytes of that hash."""
    c = t.revisions.c
    row = connection.execute(
        select(c.report, c.number).where(c.original_sha256 == original_sha256).order_by(c.report)
    ).first()
    return None if row is None else (row[0], row[1])


def has_arrived(connection: Connection, report: str, revision: int, source: str) -> bool:
    """Whether a revision has been taken in from that very place."""
    c = t.arrivals.c
    known = exists().where(c.report == report, c.revision == revision, c.source == source)
    return bool(connection.execute(select(known)).scalar())


def note_known(
    connection: Connection, report: str, revision: int, arrival: Arrival, run: int | None
) -> Result:
    """Remembers that a known text came from another place, if it did."""
    if not has_arrived(connection, report, revision, arrival.source):
        rows = Rows()
        _put_arrival(connection, rows, _Spot(report, revision, run), arrival)
        rows.write(connection)
    return known(arrival, report, revision)


def known(arrival: Arrival, report: str, revision: int) -> Result:
    """The result for an item whose text is there."""
    why = f"the same text is {report}, revision {revision}"
    return Result(Outcome.KNOWN, arrival.source, report, revision, why)


def refused(arrival: Arrival, why: str) -> Result:
    """The result for an item that is not taken in."""
    return Result(Outcome.REFUSED, arrival.source, why=why)


def _add_new(connection: Connection, record: Record, arrival: Arrival, run: int | None) -> Result:
    path = record.report.path
    name = arrival.name or record.report.title or (PurePath(path).stem if path else "report")
    made = report_id(name, record.report.sha256, lambda i: _is_report(connection, i))
    connection.execute(insert(t.reports).values(id=made, revision=1))
    rows, spot = Rows(), _Spot(made, 1, run)
    _put_revision(connection, rows, spot, record, arrival)
    _put_reading(connection, rows, spot, record)
    rows.write(connection)
    return Result(Outcome.NEW, arrival.source, made, 1, statements=len(record.statements))


def _revise(connection: Connection, report: str, record: Record, arrival: Arrival, run: int | None) -> Result:
    current = current_revision(connection, report)
    before = known_record(connection, report, current)
    number = 1 + int(
        connection.execute(
            select(func.max(t.revisions.c.number)).where(t.revisions.c.report == report)
        ).scalar_one()
    )
    last_found = last_ids(connection, report)
    again = renumber(before, record, same_text=False, used=highest_numbers(connection, report))
    retire(connection, report)
    connection.execute(update(t.reports).where(t.reports.c.id == report).values(revision=number))
    rows, spot = Rows(), _Spot(report, number, run)
    _put_revision(connection, rows, spot, record, arrival)
    _put_reading(connection, rows, spot, again.record)
    rows.write(connection)
    settle_report(connection, report)
    return Result(
        Outcome.REVISED,
        arrival.source,
        report,
        number,
        f"another text of the same address; revision {number - 1} is kept",
        statements=len(record.statements),
        kept=len(last_found & again.kept),
        gone=len(last_found - again.kept),
    )


def read_again(connection: Connection, report: str, record: Record, run: int | None) -> frozenset[str]:
    """Stores a new reading of the current text; gives the ids of statements that are no longer found."""
    revision = current_revision(connection, report)
    before = known_record(connection, report, revision)
    last_found = last_ids(connection, report)
    again = renumber(before, record, same_text=True, used=highest_numbers(connection, report))
    retire(connection, report)
    rows = Rows()
    _put_reading(connection, rows, _Spot(report, revision, run), again.record)
    rows.write(connection)
    settle_report(connection, report)
    return last_found - again.kept


def last_ids(connection: Connection, report: str) -> frozenset[str]:
    """Ids within the report of the statements that the machine found when it last read it."""
    c, of = t.statements.c, t.readings.c
    rows = select(c.number).join(t.readings, of.key == c.reading).where(of.report == report, of.current)
    return frozenset(f"s{number}" for number in connection.execute(rows).scalars())


def retire(connection: Connection, report: str) -> None:
    """Nothing of the report is current any more; a new reading comes."""
    for table in (t.readings, t.statements, t.speakers):
        c = table.c
        connection.execute(update(table).where(c.report == report, c.current).values(current=False))


def _put_reading(connection: Connection, rows: Rows, spot: _Spot, record: Record) -> None:
    """The rows of one reading; ids of statements and speakers are permanent already."""
    reading = next_key(connection, t.readings)
    rows.add(
        t.readings,
        key=reading,
        report=spot.report,
        revision=spot.revision,
        run=spot.run,
        current=True,
    )
    mark(connection, spot.report)
    for at, warning in enumerate(record.warnings):
        start, end = warning.span if warning.span else (None, None)
        rows.add(
            t.warnings,
            reading=reading,
            position=at,
            code=warning.code,
            message=warning.message,
            span_start=start,
            span_end=end,
        )
    standing = Standing(spot.report, spot.revision, reading)
    for at, (key, speaker) in enumerate(enumerate(record.speakers, next_key(connection, t.speakers))):
        put_speaker(rows, key, at, speaker, standing)
    for at, (key, one) in enumerate(enumerate(record.statements, next_key(connection, t.statements))):
        put_statement(rows, key, at, one, standing)


def _put_revision(connection: Connection, rows: Rows, spot: _Spot, record: Record, arrival: Arrival) -> None:
    of = record.report
    rows.add(
        t.revisions,
        report=spot.report,
        number=spot.revision,
        sha256=of.sha256,
        original_sha256=of.original_sha256,
        title=of.title,
        publisher=of.publisher,
        url=of.url,
        path=of.path,
        published=of.published,
        language=of.language,
        text=of.text,
        taken_at=now(),
    )
    for at, name in enumerate(of.bylines):
        rows.add(t.bylines, report=spot.report, revision=spot.revision, position=at, name=name)
    _put_arrival(connection, rows, spot, arrival)


def _put_arrival(connection: Connection, rows: Rows, spot: _Spot, arrival: Arrival) -> None:
    digest = arrival.sha256
    if arrival.data is not None and digest is not None:
        there = select(exists().where(t.originals.c.sha256 == digest))
        if not connection.execute(there).scalar():
            compression, kept = packed(arrival.data)
            rows.add(t.originals, sha256=digest, size=len(arrival.data), compression=compression, bytes=kept)
    rows.add(
        t.arrivals,
        key=next_key(connection, t.arrivals),
        report=spot.report,
        revision=spot.revision,
        source=arrival.source,
        url=arrival.url,
        publisher=arrival.publisher,
        original_sha256=digest,
        media_type=arrival.media_type,
        request=arrival.request,
        response=arrival.response,
        captured_at=arrival.captured_at,
        taken_at=now(),
        run=spot.run,
    )


def _is_report(connection: Connection, identity: str) -> bool:
    return bool(connection.execute(select(exists().where(t.reports.c.id == identity))).scalar())


def _addresses(record: Record, arrival: Arrival) -> set[str]:
    """The addresses of a report: the one it was fetched from, and the one it gives for itself.

    A page that gives the front page of its outlet for itself gives none.
    """
    given = record.report.url.partition("#")[0] if record.report.url else None
    own = {given} if given and (urlsplit(given).path.strip("/") or urlsplit(given).query) else set()
    return own | ({arrival.url.partition("#")[0]} if arrival.url else set())


def _at_address(connection: Connection, addresses: set[str]) -> str | None:
    if not addresses:
        return None
    known = (
        select(t.revisions.c.report).where(t.revisions.c.url.in_(addresses)).order_by(t.revisions.c.report)
    )
    if found := connection.execute(known).scalar():
        return str(found)
    arrived = select(t.arrivals.c.report).where(t.arrivals.c.url.in_(addresses)).order_by(t.arrivals.c.key)
    found = connection.execute(arrived).scalar()
    return None if found is None else str(found)
