"""Corrections as training data: what the machine read, and what a person says is right.

Neither people nor times are in it, and the order does not depend on when
something was corrected: two ledgers with the same corrections give the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger import tables as t
from onrecord.ledger.corrected import WHOLE, standing_corrections
from onrecord.ledger.ids import local, report_of
from onrecord.ledger.settling import corrections_in, effective
from onrecord.ledger.stored import standing_record
from onrecord.record import Record, Statement
from onrecord.record.wire import plain


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction that counts, with the words around it.

    `kind` is set, add or reject; `machine` and `person` are plain values, None
    for what the machine missed or should not have read. `start` is the
    character of the report's text at which `context` begins; spans count the
    report's text. `model` is the version that was wrong.
    """

    report: str
    sha256: str
    target: str
    kind: str
    field: str | None
    machine: Any
    person: Any
    why: str
    start: int
    context: str
    model: str | None


def corrected_reports(connection: Connection) -> tuple[str, ...]:
    """The reports in which something was corrected, in order of their ids."""
    targets = connection.execute(select(t.corrections.c.target).distinct()).scalars()
    return tuple(sorted({report_of(target) for target in targets}))


def lessons(connection: Connection, reports: tuple[str, ...] = ()) -> Iterator[Lesson]:
    """All corrections that count, in order of what they correct."""
    for report in reports or corrected_reports(connection):
        record = standing_record(connection, report)
        for target in sorted(corrections_in(connection, report), key=_rank):
            yield from _lessons(connection, target, record)


def _lessons(connection: Connection, target: str, record: Record) -> Iterator[Lesson]:
    now = effective(connection, target)
    rejected, counting = standing_corrections(now.corrections)
    model = _model(connection, target)
    one = now.standing or now.machine
    start, context = _context(record.report.text, one)

    def lesson(kind: str, field: str | None, machine: Any, person: Any, why: str) -> Lesson:
        of = record.report
        return Lesson(of.id, of.sha256, target, kind, field, machine, person, why, start, context, model)

    if rejected:
        if now.machine is not None:
            yield lesson("reject", None, plain(now.machine), None, now.corrections[-1].why)
        return
    for field, one_correction in sorted(counting.items()):
        person = json.loads(one_correction.value or "null")
        if field == WHOLE:
            yield lesson("add", None, None, plain(now.standing), one_correction.why)
        elif WHOLE not in counting and one_correction.machine_value != one_correction.value:
            machine = json.loads(one_correction.machine_value or "null")
            yield lesson("set", field, machine, person, one_correction.why)


def _context(text: str, one: Any) -> tuple[int, str]:
    """The paragraphs of a statement or of a speaker's first mention."""
    if isinstance(one, Statement):
        spans = [*one.source.spans, *one.cue.spans, *one.content.spans]
    else:
        spans = list(one.mentions[:1]) if one is not None else []
    if not spans:
        return 0, ""
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    return start, text[start : len(text) if end < 0 else end]


def _model(connection: Connection, target: str) -> str | None:
    table = t.speakers if (local(target) or "").startswith("p") else t.statements
    c = table.c
    found: str | None = connection.execute(
        select(t.runs.c.model)
        .join(t.readings, t.readings.c.run == t.runs.c.key)
        .join(table, c.reading == t.readings.c.key)
        .where(c.id == target)
        .order_by(c.key.desc())
        .limit(1)
    ).scalar()
    return found


def _rank(target: str) -> tuple[str, int]:
    name = local(target) or "s0"
    return name[0], int(name[1:])
