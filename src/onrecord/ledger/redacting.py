"""Taking words, or a whole report, out for a person's safety or by law.

Redacting covers each letter of the words with a block, wherever they stand:
in all revisions of the text, in statements, names, addresses and corrections;
the bytes as received go. All spans stay true, and so do all hashes: what was
there can be recognised by whoever has it, and is not taken in again. A
tombstone says who did it, when and why. That nothing can be read in the files
of the database any more is seen to by `Backend.erase`, afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.arrival import now
from onrecord.ledger.blocking import Blocking
from onrecord.ledger.corrected import WHOLE, json_of
from onrecord.ledger.correcting import By
from onrecord.ledger.ids import address_hash, nameless
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.renaming import rename_report
from onrecord.ledger.rows import Rows, Standing, next_key, put_speaker, put_statement
from onrecord.ledger.stored import current_revision
from onrecord.ledger.words import folded
from onrecord.record import Content, Cue, Place, Source, Span, Speaker, Statement, Via, text_of
from onrecord.record.errors import CorrectionError
from onrecord.record.wire import build, field_types, plain

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken out of a report.

    `report` is its id, another than before where the id held the words.
    `occurrences` counts them in all texts, `statements` those that changed;
    `originals` are the bytes received that went. `left` are single words of
    what was taken out that still stand in the text, with how often.
    """

    report: str
    occurrences: int
    statements: int
    originals: int
    left: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with a report."""

    report: str
    revisions: int
    statements: int
    originals: int


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of what was taken out; `kind` is removed or redacted."""

    at: str
    who: str
    why: str
    kind: str
    report: str
    sha256: str | None
    statements: int


def redact(connection: Connection, report: str, words: Sequence[str], by: By) -> Redacted:
    """Covers words of a report, wherever they stand; raises `CorrectionError` where they stand nowhere."""
    current_revision(connection, report)
    block = Blocking(words)
    before = _texts(connection, report)
    occurrences = sum(block.count(text) for _, text, _, _ in before)
    if not occurrences and not block.count(_heads(connection, report)):
        raise CorrectionError(
            f"“{'”, “'.join(words)}” stands nowhere in {report}",
            "words as the report has them, or a part of them",
        )
    addresses = _addresses(connection, report)
    for number, text, _, _ in before:
        _cover_revision(connection, report, number, block(text), block)
    changed = _cover_statements(connection, report, block)
    _cover_speakers(connection, report, block)
    _cover_rows(connection, report, block)
    _cover_corrections(connection, report, block)
    _cover_people(connection, report, block)
    gone = _drop_originals(connection, report)
    name = _renamed(connection, report, block)
    _bury(connection, ("redacted", name, changed), before, addresses, by)
    left = tuple(
        (word, n) for word in block.parts if (n := sum(_standing(word, block(x[1])) for x in before))
    )
    return Redacted(name, occurrences, changed, gone, left)


def remove(connection: Connection, report: str, by: By) -> Removed:
    """Takes a report out with all that came of it, and leaves a tombstone."""
    current_revision(connection, report)
    before = _texts(connection, report)
    counted = connection.execute(
        select(t.statements.c.id).where(t.statements.c.report == report).distinct()
    ).all()
    addresses = _addresses(connection, report)
    gone = _drop_originals(connection, report)
    _hand_on_copies(connection, report)
    inside = f"{report}:"
    connection.execute(
        delete(t.corrections).where(t.corrections.c.target.startswith(inside, autoescape=True))
    )
    connection.execute(
        delete(t.memberships).where(t.memberships.c.speaker.startswith(inside, autoescape=True))
    )
    connection.execute(delete(t.merges).where(_pairs_of(report)))
    connection.execute(delete(t.arrivals).where(t.arrivals.c.report == report))
    held = select(t.arrivals.c.original_sha256).where(t.arrivals.c.original_sha256.is_not(None))
    connection.execute(delete(t.originals).where(t.originals.c.sha256.not_in(held)))
    connection.execute(delete(t.reports).where(t.reports.c.id == report))
    _drop_nobody(connection)
    _bury(connection, ("removed", nameless("removed", report), len(counted)), before, addresses, by)
    return Removed(report, len(before), len(counted), gone)


def _texts(connection: Connection, report: str) -> list[tuple[int, str, str, str]]:
    c = t.revisions.c
    chosen = (
        select(c.number, c.text, c.sha256, c.original_sha256).where(c.report == report).order_by(c.number)
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(chosen)]


def _heads(connection: Connection, report: str) -> str:
    c = t.revisions.c
    rows = connection.execute(select(c.title, c.url, c.path, c.publisher).where(c.report == report))
    return "\n".join(value for row in rows for value in (*row, report) if value)


def _addresses(connection: Connection, report: str) -> list[str]:
    r, a = t.revisions.c, t.arrivals.c
    urls = [
        *connection.execute(select(r.url).where(r.report == report, r.url.is_not(None))).scalars(),
        *connection.execute(select(a.url).where(a.report == report, a.url.is_not(None))).scalars(),
    ]
    return list(dict.fromkeys(address_hash(url) for url in urls))


def _cover_revision(connection: Connection, report: str, number: int, text: str, block: Blocking) -> None:
    c = t.revisions.c
    row = (
        connection.execute(select(t.revisions).where(c.report == report, c.number == number)).mappings().one()
    )
    covered = {name: block(row[name]) for name in ("title", "publisher", "url", "path") if row[name]}
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    connection.execute(
        update(t.revisions)
        .where(c.report == report, c.number == number)
        .values(**covered, text=text, redacted_sha256=digest)
    )


def _cover_statements(connection: Connection, report: str, block: Blocking) -> int:
    """Writes every statement that changes anew, in its own row."""
    c = t.statements.c
    texts = {number: text for number, text, _, _ in _texts(connection, report)}
    rows = connection.execute(
        select(c.key, c.revision, c.reading, c.made_by, c.current, c.position).where(c.report == report)
    ).all()
    loaded = load_statements(connection, [row[0] for row in rows])
    changed = set()
    for key, revision, reading, made_by, current, position in rows:
        made = covered(loaded[key], texts.get(revision, ""), block)
        if made != loaded[key]:
            changed.add(made.id)
            connection.execute(delete(t.statements).where(c.key == key))
            new = Rows()
            put_statement(new, key, position, made, Standing(report, revision, reading, made_by, current))
            new.write(connection)
    return len(changed)


def _cover_speakers(connection: Connection, report: str, block: Blocking) -> None:
    c = t.speakers.c
    rows = connection.execute(
        select(c.key, c.revision, c.reading, c.made_by, c.current, c.position).where(c.report == report)
    ).all()
    loaded = load_speakers(connection, [row[0] for row in rows])
    for key, revision, reading, made_by, current, position in rows:
        made = covered(loaded[key], "", block)
        if made != loaded[key]:
            connection.execute(delete(t.speakers).where(c.key == key))
            new = Rows()
            put_speaker(new, key, position, made, Standing(report, revision, reading, made_by, current))
            new.write(connection)


def covered(value: Kept, text: str, block: Blocking) -> Kept:
    """Any value of the record's types with the words covered; what has spans is read from the text anew."""
    made: Any = value
    if isinstance(value, str) and not isinstance(value, StrEnum):
        made = block(value)
    elif isinstance(value, tuple) and not isinstance(value, Span):
        made = tuple(covered(item, text, block) for item in value)
    elif is_dataclass(value):
        made = _covered_fields(value, text, block)
    return made  # type: ignore[no-any-return]


def _covered_fields(value: Any, text: str, block: Blocking) -> Any:
    names = (f.name for f in fields(value) if f.name != "id")
    made = replace(value, **{name: covered(getattr(value, name), text, block) for name in names})
    if isinstance(made, Source | Cue | Content | Via) and made.spans:
        return replace(made, text=text_of(text, made.spans))
    if isinstance(made, Place):
        return replace(made, name=text[made.span.start : made.span.end])
    return made


def _cover_rows(connection: Connection, report: str, block: Blocking) -> None:
    """Bylines, arrivals, warnings, corrections and what else is told of the report in words."""
    inside = f"{report}:"
    readings = select(t.readings.c.key).where(t.readings.c.report == report)
    for table, which in (
        (t.bylines, t.bylines.c.report == report),
        (t.arrivals, t.arrivals.c.report == report),
        (t.warnings, t.warnings.c.reading.in_(readings)),
        (t.memberships, t.memberships.c.speaker.startswith(inside, autoescape=True)),
        (t.merges, _pairs_of(report)),
        (t.decisions, _pairs_of(report, t.decisions)),
        (t.copies, (t.copies.c.report == report) | (t.copies.c.origin == report)),
    ):
        _cover_table(connection, table, which, block)


def _pairs_of(report: str, table: Table = t.merges) -> Any:
    c, inside = table.c, f"{report}:"
    return c.a.startswith(inside, autoescape=True) | c.b.startswith(inside, autoescape=True)


def _cover_corrections(connection: Connection, report: str, block: Blocking) -> None:
    """Values are built, covered and written again, so that what has spans still fits the text."""
    c = t.corrections.c
    texts = {number: text for number, text, _, _ in _texts(connection, report)}
    which = c.target.startswith(f"{report}:", autoescape=True)
    for row in connection.execute(select(t.corrections).where(which)).mappings().all():
        kind: Any = Speaker if row["target"].rpartition(":")[2].startswith("p") else Statement
        text = texts.get(row["revision"], "")
        new = {
            name: row[name] and _covered_json(kind, row["field"], row[name], text, block)
            for name in ("value", "machine_value")
        }
        connection.execute(
            update(t.corrections)
            .where(c.key == row["key"])
            .values(who=block(row["who"]), why=block(row["why"]), **new)
        )


def _covered_json(kind: Any, field: str | None, value: str, text: str, block: Blocking) -> str:
    plain_value = json.loads(value)
    for name in () if field in (None, WHOLE) else str(field).split("."):
        kind = field_types(kind)[name] if isinstance(kind, type) and is_dataclass(kind) else Any
    if kind is Any:
        return block(value)
    return json_of(plain(covered(build(kind, plain_value, field or ""), text, block)))


_NOT_WORDS = {
    "report",
    "origin",
    "target",
    "speaker",
    "person",
    "kind",
    "field",
    "at",
    "id",
    "a",
    "b",
    "state",
}
_NOT_WORDS |= {"compression", "sha256", "original_sha256", "code", "taken_at", "captured_at"}
_NOT_WORDS |= {"proposed_at", "decided_at"}
"""Columns that hold ids, times and words of our own."""


def _cover_table(connection: Connection, table: Table, which: Any, block: Blocking) -> None:
    keys = list(table.primary_key.columns)
    for row in connection.execute(select(table).where(which)).mappings().all():
        new = {
            name: block(value)
            for name, value in row.items()
            if isinstance(value, str) and name not in _NOT_WORDS and block(value) != value
        }
        if new:
            same = [key == row[key.name] for key in keys]
            connection.execute(update(table).where(*same).values(**new))


def _cover_people(connection: Connection, report: str, block: Blocking) -> None:
    """People who are in this report alone lose their names; of others the names that only this report has."""
    m = t.memberships.c
    here = m.speaker.startswith(f"{report}:", autoescape=True)
    for person in connection.execute(select(m.person).where(here).distinct()).scalars().all():
        elsewhere = set(
            connection.execute(
                select(t.speakers.c.name)
                .join(t.memberships, m.speaker == t.speakers.c.id)
                .where(m.person == person, ~here, t.speakers.c.current)
            ).scalars()
        )
        a, p = t.aliases.c, t.people.c
        for name in connection.execute(select(a.name).where(a.person == person)).scalars().all():
            if block(name) != name and name not in elsewhere:
                connection.execute(delete(t.aliases).where(a.person == person, a.name == name))
        shown = connection.execute(select(p.name).where(p.id == person)).scalar_one()
        if block(shown) != shown and shown not in elsewhere:
            other = min((n for n in elsewhere if block(n) == n), default=block(shown))
            connection.execute(update(t.people).where(p.id == person).values(name=other, words=folded(other)))
        if not elsewhere:
            _cover_table(connection, t.traits, t.traits.c.person == person, block)
        if block.count(person) and not any(block.count(name) for name in elsewhere):
            _rename_person(connection, person, nameless("redacted", person))


def _rename_person(connection: Connection, old: str, new: str) -> None:
    row = connection.execute(select(t.people).where(t.people.c.id == old)).mappings().one()
    connection.execute(insert(t.people).values({**row, "id": new}))
    for table in (t.aliases, t.traits, t.memberships):
        connection.execute(update(table).where(table.c.person == old).values(person=new))
    connection.execute(delete(t.people).where(t.people.c.id == old))


def _drop_originals(connection: Connection, report: str) -> int:
    """Empties the bytes as received; their row stays, with hash and size, and says that they are gone."""
    a, o = t.arrivals.c, t.originals.c
    those = select(a.original_sha256).where(a.report == report, a.original_sha256.is_not(None))
    hashes = connection.execute(those.distinct()).scalars().all()
    for digest in hashes:
        connection.execute(
            update(t.originals).where(o.sha256 == digest).values(compression="none", bytes=b"")
        )
    return len(hashes)


def _renamed(connection: Connection, report: str, block: Blocking) -> str:
    """Gives the report another id where its id holds the words."""
    if not block.count(report):
        return report
    made = nameless("redacted", report)
    rename_report(connection, report, made)
    return made


def _hand_on_copies(connection: Connection, report: str) -> None:
    """Where others copied the report, the first of them is the origin of the rest."""
    c = t.copies.c
    others = connection.execute(select(c.report).where(c.origin == report).order_by(c.report)).scalars().all()
    if others:
        connection.execute(delete(t.copies).where(c.report == others[0]))
        connection.execute(update(t.copies).where(c.origin == report).values(origin=others[0]))


def _drop_nobody(connection: Connection) -> None:
    """People of whom no speaker is left go, with their names."""
    members = select(t.memberships.c.person)
    connection.execute(delete(t.people).where(t.people.c.id.not_in(members)))


def _bury(
    connection: Connection,
    what: tuple[str, str, int],
    texts: Sequence[tuple[int, str, str, str]],
    addresses: Sequence[str],
    by: By,
) -> None:
    """One tombstone for each text, and for each address that is left over; `what` is kind, id, statements."""
    kind, report, statements = what
    for text, url in zip_longest(texts, addresses):
        connection.execute(
            insert(t.tombstones).values(
                key=next_key(connection, t.tombstones),
                at=now(),
                who=by.who.strip(),
                why=by.why.strip(),
                kind=kind,
                report=report,
                title=None,
                sha256=text[2] if text else None,
                original_sha256=text[3] if text else None,
                url=url,
                statements=statements,
            )
        )


def _standing(word: str, text: str) -> int:
    return len(re.findall(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text, re.IGNORECASE))
