"""Whether a ledger still holds what was written: hashes, words under spans, references, index.

Every fault says what to do. Nothing is changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from onrecord.ledger import references
from onrecord.ledger import tables as t
from onrecord.ledger.arrival import unpacked
from onrecord.ledger.backend import Backend
from onrecord.ledger.fault import READ_AGAIN, REPAIR, RESTORE, Fault
from onrecord.ledger.ids import permanent
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.marking import waiting
from onrecord.ledger.settling import corrections_in, effective
from onrecord.ledger.words import folded
from onrecord.record import Span, Statement, text_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, how many of each, and all faults.

    `waiting` counts reports whose kin is not worked out yet, which is no fault.
    """

    counts: dict[str, int]
    faults: tuple[Fault, ...]
    waiting: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check(connection: Connection, backend: Backend) -> Checked:
    """Checks everything. A ledger too damaged to be read is a fault, not an error."""
    counts: dict[str, int] = {}
    faults: list[Fault] = []
    steps: tuple[Callable[[], Iterator[Fault]], ...] = (
        lambda: _index(connection, backend),
        lambda: references.faults(connection),
        lambda: _originals(connection, counts),
        lambda: _reports(connection, counts),
    )
    for step in steps:
        try:
            faults += step()
        except SQLAlchemyError as error:
            explained = backend.explained(error)
            faults.append(Fault(backend.address, str(explained or error).splitlines()[0], RESTORE))
            break
    return Checked(counts, tuple(faults), 0 if faults else waiting(connection))


def _index(connection: Connection, backend: Backend) -> Iterator[Fault]:
    for what in backend.index_faults(connection):
        yield Fault(backend.address, what, REPAIR if "index" in what else RESTORE)


def _originals(connection: Connection, counts: dict[str, int]) -> Iterator[Fault]:
    c = t.originals.c
    counts["originals"] = 0
    for digest in connection.execute(select(c.sha256).order_by(c.sha256)).scalars().all():
        row = connection.execute(select(c.size, c.compression, c.bytes).where(c.sha256 == digest)).one()
        counts["originals"] += 1
        if row[1] == "none" and not row[2]:
            continue  # taken out; hash and size stay
        try:
            data = unpacked(row[1], row[2])
        except zlib.error:
            yield Fault(f"original {digest[:12]}", "its bytes cannot be unpacked", RESTORE)
            continue
        if sha256(data).hexdigest() != digest or len(data) != row[0]:
            yield Fault(f"original {digest[:12]}", "its bytes are not those received", RESTORE)


def _reports(connection: Connection, counts: dict[str, int]) -> Iterator[Fault]:
    counts |= {"reports": 0, "revisions": 0, "statements": 0, "spans": 0}
    c = t.revisions.c
    for report in connection.execute(select(t.reports.c.id).order_by(t.reports.c.id)).scalars().all():
        counts["reports"] += 1
        revisions = (
            select(c.number, func.coalesce(c.redacted_sha256, c.sha256), c.text)
            .where(c.report == report)
            .order_by(c.number)
        )
        texts: dict[int, str] = {}
        for number, digest, text in connection.execute(revisions):
            counts["revisions"] += 1
            texts[number] = text
            if sha256(text.encode("utf-8")).hexdigest() != digest:
                yield Fault(f"{report}, revision {number}", "its text is not the one taken in", RESTORE)
        yield from _spans(connection, report, texts, counts)
        yield from _corrections(connection, report)


def _spans(
    connection: Connection, report: str, texts: dict[int, str], counts: dict[str, int]
) -> Iterator[Fault]:
    c = t.statements.c
    rows = connection.execute(select(c.key, c.revision, c.words).where(c.report == report)).all()
    found = load_statements(connection, [row[0] for row in rows])
    for key, revision, words in rows:
        one, text = found[key], texts.get(revision)
        counts["statements"] += 1
        name = permanent(report, one.id) or ""
        if text is None:
            yield Fault(name, f"there is no revision {revision} of its report", RESTORE)
            continue
        counts["spans"] += sum(1 for _ in _all_spans(one))
        yield from (Fault(name, what, READ_AGAIN) for what in _displaced(one, text))
        if words != folded(one.content.text):
            yield Fault(name, "the index has other words than its content", REPAIR)
    of = t.speakers.c
    cast = connection.execute(select(of.key, of.revision).where(of.report == report)).all()
    speakers = load_speakers(connection, [row[0] for row in cast])
    for key, revision in cast:
        text = texts.get(revision, "")
        if any(span.end > len(text) for span in speakers[key].mentions):
            name = permanent(report, speakers[key].id) or ""
            yield Fault(name, "a mention stands outside the text", READ_AGAIN)


def _displaced(one: Statement, text: str) -> Iterator[str]:
    """Parts whose spans no longer yield their words."""
    for part in ("source", "cue", "content"):
        value = getattr(one, part)
        if text_of(text, value.spans) != value.text:
            yield f"the words of its {part} do not stand where it says"
    if any(text_of(text, link.spans) != link.text for link in one.via):
        yield "the words of its via do not stand where it says"
    if any(place.name != text[place.span.start : place.span.end] for place in one.places):
        yield "a place does not stand where it says"
    if any(not 0 <= span.start <= span.end <= len(text) for span in _all_spans(one)):
        yield "a span stands outside the text"


def _all_spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _all_spans(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from _all_spans(getattr(value, f.name))


def _corrections(connection: Connection, report: str) -> Iterator[Fault]:
    """What people corrected stands as they said."""
    for target in corrections_in(connection, report):
        try:
            wanted = effective(connection, target).standing
        except Exception as error:  # whatever is wrong with it is the finding
            yield Fault(target, f"its corrections cannot be applied ({error})", RESTORE)
            continue
        if wanted != _standing(connection, target):
            yield Fault(target, "it does not stand as it was corrected", REPAIR)


def _standing(connection: Connection, target: str) -> Any:
    for table, load in ((t.statements, load_statements), (t.speakers, load_speakers)):
        keys: Iterable[int] = connection.execute(
            select(table.c.key).where(table.c.id == target, table.c.current)
        ).scalars()
        for one in load(connection, list(keys)).values():
            return one
    return None
