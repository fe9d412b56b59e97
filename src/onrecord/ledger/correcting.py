"""Corrections by people: who, when and why, added to those before and never changed.

Each function writes corrections and settles what they are of; nothing of the
machine's is lost. Values are checked before anything is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.ledger import tables as t
from onrecord.ledger.arrival import now
from onrecord.ledger.corrected import WHOLE, field_json, json_of, standing_corrections, with_field
from onrecord.ledger.ids import local, permanent
from onrecord.ledger.placing import place_words
from onrecord.ledger.rows import next_key
from onrecord.ledger.settling import Effective, corrections_of, effective, settle
from onrecord.ledger.stored import (
    current_revision,
    highest_numbers,
    known_record,
    standing_record,
    stored_report,
)
from onrecord.record import Content, Cue, Mode, Source, Speaker, Statement, text_of
from onrecord.record.errors import CorrectionError, RecordError
from onrecord.record.wire import plain

_DATES = ("said.date", "about.start", "about.end", "due.start", "due.end")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
QUOTES = '"\u201c\u201d\u2018\u2019\u00ab\u00bb'
_PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class By:
    """Who corrects something, and why; raises `CorrectionError` where one of them is not said."""

    who: str
    why: str

    def __post_init__(self) -> None:
        for name in ("who", "why"):
            if not getattr(self, name).strip():
                raise CorrectionError(f"it is not said {name}", f"a few words with --{name}")


def correct(connection: Connection, target: str, field: str, value: Any, by: By) -> Effective:
    """Sets a field of a statement or speaker, or a part of one (`said.date`), to a plain JSON value.

    Words for source, cue or content are looked up in the text. Raises
    `RecordError` where the value does not fit.
    """
    stands = effective(connection, target)
    report = target.rpartition(":")[0]
    one: Any = stands.standing
    if one is None:
        raise CorrectionError(
            f"{target} does not stand", hint=f"onrecord correct restore {target} puts it back"
        )
    text = stored_report(connection, report, current_revision(connection, report)).text
    if field in _PARTS and isinstance(value, str) and isinstance(one, Statement):
        field, value = f"{field}.spans", plain(place_words(text, value, one))
    changed = with_field(one, field, value, text)
    _check(connection, report, changed, field)
    machine = field_json(stands.machine, field) if stands.machine is not None else None
    _write(connection, target, "set", by, (field, json_of(_plain_field(changed, field)), machine))
    return _settled(connection, target)


def reject(connection: Connection, target: str, by: By) -> Effective:
    """Takes out a statement or speaker that is wrong; what stands within a statement stands alone then."""
    stands = effective(connection, target)
    if stands.standing is None:
        raise CorrectionError(f"{target} does not stand already")
    report = target.rpartition(":")[0]
    record = standing_record(connection, report)
    inner = [s for s in record.statements if s.within == local(target)]
    said = [s.id for s in record.statements if _speaks(s, local(target))]
    if isinstance(stands.standing, Speaker) and said:
        raise CorrectionError(
            f"{target} speaks in {', '.join(said[:5])}", "a speaker of no statement", "merge it into another"
        )
    for one in inner:
        outer = stands.standing.within if isinstance(stands.standing, Statement) else None
        correct(connection, permanent(report, one.id) or "", "within", outer, by)
    _write(connection, target, "reject", by)
    return _settled(connection, target)


def restore(connection: Connection, target: str, by: By) -> Effective:
    """Puts back what was rejected."""
    if effective(connection, target).standing is not None:
        raise CorrectionError(f"{target} stands already")
    _write(connection, target, "restore", by)
    return _settled(connection, target)


def add_statement(connection: Connection, report: str, statement: Statement, by: By) -> str:
    """Adds a statement that was missed; its id is ignored.

    It gets the number under which an earlier reading found the same words, or
    else the next one.
    """
    known = known_record(connection, report, current_revision(connection, report))
    same = [s.id for s in known.statements if s.content.spans == statement.content.spans]
    standing = _standing_ids(connection, t.statements, report)
    for one in same:
        if one in standing:
            raise CorrectionError(f"{report}:{one} says the same words", "a statement that was missed")
        if standing_corrections(corrections_of(connection, f"{report}:{one}"))[0]:
            raise CorrectionError(
                f"{report}:{one} says the same words and was rejected",
                hint=f"onrecord correct restore {report}:{one} puts it back",
            )
    number, _ = highest_numbers(connection, report)
    return _add(connection, report, replace(statement, id=same[0] if same else f"s{number + 1}"), by)


def add_words(
    connection: Connection,
    report: str,
    words: tuple[str, str | None, str | None],
    values: dict[str, Any],
    by: By,
) -> str:
    """Adds a missed statement by the words of content, source and cue, and by other fields."""
    text = stored_report(connection, report, current_revision(connection, report)).text
    content, source, cue = words
    spans = place_words(text, content)
    quoted = content.strip()[:1] in QUOTES and content.strip()[-1:] in QUOTES
    made = Statement(
        id="s0",
        source=Source(),
        cue=Cue(),
        content=Content(spans, text_of(text, spans), Mode.DIRECT if quoted else Mode.INDIRECT),
        confidence=1.0,
    )
    if source is not None:
        at = place_words(text, source, made)
        made = replace(made, source=Source(at, text_of(text, at)))
    if cue is not None:
        at = place_words(text, cue, made)
        made = replace(made, cue=Cue(at, text_of(text, at)))
    for field, value in values.items():
        made = with_field(made, field, value, text)
    return add_statement(connection, report, made, by)


def merge_speakers(connection: Connection, kept: str, gone: str, by: By) -> None:
    """Makes two speakers of one report one: all that `gone` says or passes on is `kept`'s."""
    report = kept.rpartition(":")[0]
    if report != gone.rpartition(":")[0]:
        raise CorrectionError(
            f"{kept} and {gone} are of two reports",
            "two speakers of one report",
            "speakers of several reports are joined as people",
        )
    into, out = _speaker(connection, kept), _speaker(connection, gone)
    if into.id == out.id:
        raise CorrectionError(f"{kept} is one already", "two speakers")
    record = standing_record(connection, report)
    for one in record.statements:
        name = permanent(report, one.id) or ""
        if one.source.speaker == out.id:
            correct(connection, name, "source.speaker", into.id, by)
        if any(link.speaker == out.id for link in one.via):
            via = [replace(v, speaker=into.id) if v.speaker == out.id else v for v in one.via]
            correct(connection, name, "via", plain(tuple(via)), by)
    mentions = tuple(sorted({*into.mentions, *out.mentions}))
    correct(connection, kept, "mentions", plain(mentions), by)
    reject(connection, gone, by)


def split_speaker(
    connection: Connection, speaker: str, statements: Sequence[str], changes: dict[str, Any], by: By
) -> str:
    """Makes another speaker of some statements of one; gives its id.

    `changes` are fields of the new speaker that differ from the old one, as
    plain JSON: at least its name.
    """
    report, old = speaker.rpartition(":")[0], _speaker(connection, speaker)
    if not statements or not changes.get("name"):
        raise CorrectionError("a split needs the new name and the statements that are the new speaker's")
    _, number = highest_numbers(connection, report)
    record = standing_record(connection, report)
    said = {permanent(report, s.id): s for s in record.statements}
    for one in statements:
        if one not in said or said[one].source.speaker != old.id:
            raise CorrectionError(
                f"{one} is no statement of {speaker}", "statements of the one that is split"
            )
    spans = tuple(sorted({span for one in statements for span in said[one].source.spans}))
    made = replace(old, id=f"p{number + 1}", mentions=spans)
    for name, value in changes.items():
        made = with_field(made, name, value, record.report.text)
    identity = _add(connection, report, made, by)
    for one in statements:
        correct(connection, one, "source.speaker", made.id, by)
    left = [plain(span) for span in old.mentions if span not in spans]
    correct(connection, speaker, "mentions", left, by)
    return identity


def _add(connection: Connection, report: str, one: Statement | Speaker, by: By) -> str:
    text = stored_report(connection, report, current_revision(connection, report)).text
    for name in (
        ("source", "cue", "content", "via", "places", "figures") if isinstance(one, Statement) else ()
    ):
        made: Any = one
        with_field(made, name, plain(getattr(one, name)), text)
    if isinstance(one, Statement) and not one.content.spans:
        raise CorrectionError("the statement has no content", "words of the report")
    _check(connection, report, one, "")
    target = permanent(report, one.id) or ""
    _write(connection, target, "add", by, (WHOLE, json_of(plain(one)), None))
    settle(connection, target)
    return target


def _settled(connection: Connection, target: str) -> Effective:
    settle(connection, target)
    return effective(connection, target)


def _write(
    connection: Connection,
    target: str,
    kind: str,
    by: By,
    values: tuple[str | None, str | None, str | None] = (None, None, None),
) -> None:
    """One correction more; `values` are field, value and what the machine had."""
    field, value, machine = values
    connection.execute(
        insert(t.corrections).values(
            key=next_key(connection, t.corrections),
            at=now(),
            who=by.who.strip(),
            why=by.why.strip(),
            target=target,
            kind=kind,
            revision=current_revision(connection, target.rpartition(":")[0]),
            field=field,
            value=value,
            machine_value=machine,
        )
    )


def _speaker(connection: Connection, target: str) -> Speaker:
    one = effective(connection, target).standing
    if not isinstance(one, Speaker):
        raise CorrectionError(f"{target} is no speaker that stands", "the id of a speaker, such as REPORT:p2")
    return one


def _speaks(one: Statement, speaker: str | None) -> bool:
    return speaker in (one.source.speaker, *(link.speaker for link in one.via))


def _plain_field(one: Any, field: str) -> Any:
    for name in field.split("."):
        one = getattr(one, name)
    return plain(one)


def _check(connection: Connection, report: str, one: Statement | Speaker, field: str) -> None:
    """What types cannot say: dates are dates, and ids are of something that stands in the report."""
    if isinstance(one, Speaker):
        if not one.name.strip():
            raise CorrectionError("the speaker has no name", "a name, or a description of the unnamed")
        return
    due = one.due
    for name in _DATES:
        holder: Any = due if name.startswith("due") else getattr(one, name.split(".")[0])
        _check_date(name, None if holder is None else getattr(holder, name.split(".")[1]))
    _check_ids(connection, report, one)


def _check_ids(connection: Connection, report: str, one: Statement) -> None:
    speakers = {one.source.speaker, *(link.speaker for link in one.via)} - {None}
    there = _standing_ids(connection, t.speakers, report)
    for speaker in sorted(speakers - there, key=str):
        raise CorrectionError(f"{report} has no speaker {speaker}", f"one of {', '.join(_sorted(there))}")
    outer, passed = one.within, {one.id}
    if outer is not None:
        parents = {s.id: s.within for s in standing_record(connection, report).statements}
        while outer is not None:
            if outer not in parents or outer in passed:
                what = "which stands within it" if outer in passed else "which is not there"
                raise CorrectionError(
                    f"{one.id} would stand within {outer}, {what}", "another statement or null"
                )
            passed.add(outer)
            outer = parents[outer]


def _standing_ids(connection: Connection, table: Any, report: str) -> set[str | None]:
    c = table.c
    ids = connection.execute(select(c.id).where(c.report == report, c.current)).scalars()
    return {local(one) for one in ids}


def _sorted(ids: set[str | None]) -> list[str]:
    return sorted((one for one in ids if one), key=lambda i: int(i[1:]))


def _check_date(name: str, value: str | None) -> None:
    if value is None:
        return
    try:
        if not _ISO.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])
    except ValueError:
        raise RecordError(f"{name} is {value!r}", "an ISO day, month or year, such as 2022-03-26") from None


def parse_value(text: str) -> Any:
    """A value as people write it: JSON where it is JSON, else the text itself.

    >>> parse_value("null"), parse_value("denial"), parse_value("[[3, 9]]"), parse_value("2022")
    (None, 'denial', [[3, 9]], '2022')
    """
    if re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", text):
        return text.strip()
    try:
        return json.loads(text)
    except ValueError:
        return text
