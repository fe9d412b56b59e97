"""How what a ledger has is written by its commands: statements, speakers, audits, histories."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from onrecord.cli.output import write
from onrecord.record import Record, Speaker, Statement
from onrecord.record.wire import as_json, plain

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.ledger.history import History
    from onrecord.ledger.training import Lesson
    from onrecord.record.audit import Audit, Voice

AUDIT_FORMATS: Mapping[str, str] = MappingProxyType(
    {"table": ".txt", "json": ".json", "csv": ".csv", "svg": ".svg", "html": ".html"}
)


# ------------------------------------------------------------------- show
def shown(ledger: Ledger, identity: str, format: str, *, on_terminal: bool) -> str:
    """A report, statement or speaker by its permanent id; raises `NotInLedger`."""
    report, _, name = identity.rpartition(":")
    if not report:
        return _report(ledger.record(identity), format, on_terminal)
    history = ledger.history(identity)
    one = history.standing or ledger.effective(identity).machine
    if format == "html":
        return _report(ledger.record(report), format, on_terminal)
    if format == "json":
        return _whole(ledger, history, one)
    told = history_lines(history)
    if isinstance(one, Speaker):
        return _speaker(ledger, identity, one) + told
    if history.standing is None:
        return f"{identity} does not stand\n{told}"
    from onrecord.export.explain import plain_table, table

    return (table if on_terminal else plain_table)(ledger.record(report), name) + "\n" + told


def _report(record: Record, format: str, on_terminal: bool) -> str:
    from onrecord.export import FORMATS

    form = FORMATS[format]
    return form.on_terminal(record) if form.on_terminal and on_terminal else form.render(record)


def _whole(ledger: Ledger, history: History, one: Statement | Speaker | None) -> str:
    report = history.id.rpartition(":")[0]
    head = {name: value for name, value in plain(ledger.record(report).report).items() if name != "text"}
    standing = history.standing
    data = {
        "schema": "onrecord-statement/1",
        "id": history.id,
        "report": head,
        "stands": standing is not None,
        "statement" if not isinstance(one, Speaker) else "speaker": plain(one),
        "machine": plain(ledger.effective(history.id).machine),
        "history": plain(history.steps),
        "differences": [
            {"field": d.field, "person": json.loads(d.person), "machine": json.loads(d.machine)}
            for d in history.differences
        ],
        "unapplied": plain(history.unapplied),
    }
    if isinstance(one, Statement):
        cast = {p.id: p for p in ledger.record(report).speakers}
        data["speaker"] = plain(cast.get(one.source.speaker or ""))
    return as_json(data, indent=2) + "\n"


def _speaker(ledger: Ledger, identity: str, one: Speaker) -> str:
    from onrecord.export.printable import printable

    kind = [one.type or "?", "named" if one.named else "unnamed", one.affiliation or "", *one.roles]
    said = [hit.id for hit in ledger.find(speaker=identity, sort="report")]
    lines = [f"{identity}  {one.name}", f"  {', '.join(part for part in kind if part)}"]
    lines.append(f"  says {', '.join(said) or 'nothing'}")
    return printable_lines(lines, printable)


def printable_lines(lines: Sequence[str], printable: Any) -> str:
    """Lines in which nothing acts on a terminal."""
    return "".join(printable(" ".join(line.split("\n"))) + "\n" for line in lines)


# ---------------------------------------------------------------- history
def history_lines(history: History) -> str:
    """What happened, step by step, and where person and machine differ now."""
    from onrecord.export.printable import printable

    return printable_lines(list(_history(history)), printable)


def _history(history: History) -> Iterator[str]:
    yield f"history of {history.id}"
    for step in history.steps:
        why = f": {step.why}" if step.why else ""
        yield f"  {step.at[:16].replace('T', ' ')}  {step.what} by {step.by}{why}"
        for change in step.changes:
            yield f"      {change.field}: {_value(change.before)} → {_value(change.after)}"
    for one in history.differences:
        yield f"  {one.field} differs: a person says {_value(one.person)}, the machine {_value(one.machine)}"
    for correction in history.unapplied:
        what = correction.field or correction.kind
        yield f"  not applied: {what} of {correction.at[:10]}; the present text does not have its words"
    if history.standing is None:
        yield "  it does not stand"


def _value(value: str | None) -> str:
    if value is None:
        return "nothing"
    text = value.strip('"') if value.startswith('"') else value
    return text if len(text) <= 100 else text[:99] + "…"


# --------------------------------------------------------- speakers, stats
def speakers_shown(those: Sequence[Voice], format: str) -> str:
    """Who speaks, in a format."""
    if format == "json":
        return as_json({"schema": "onrecord-speakers/1", "speakers": plain(tuple(those))}, indent=2) + "\n"
    if format == "jsonl":
        return "".join(as_json(plain(one)) + "\n" for one in those)
    if format == "csv":
        from onrecord.record.audit import Voice

        names = [f.name for f in fields(Voice)]
        return as_csv(names, [tuple(getattr(one, name) for name in names) for one in those])
    from onrecord.export.audit_table import voices
    from onrecord.export.terminal import FILE_WIDTH

    wide = sys.stdout.isatty()
    return voices(those, width=None if wide else FILE_WIDTH, colour=wide)


def audit_written(audit: Audit, format: str, output: Path | None) -> None:
    """Writes an audit in a format."""
    write(_audit(audit, format, output is None and sys.stdout.isatty()), output)


def _audit(audit: Audit, format: str, on_terminal: bool) -> str:
    from onrecord.export import audit_picture, audit_table

    if format == "json":
        return as_json({"schema": "onrecord-audit/1", **plain(audit)}, indent=2) + "\n"
    if format == "csv":
        return as_csv(("field", "value", "statements", "of"), list(_audit_rows(audit)))
    if format in ("svg", "html"):
        return (audit_picture.svg if format == "svg" else audit_picture.page)(audit)
    return (audit_table.render if on_terminal else audit_table.plain)(audit)


def _audit_rows(audit: Audit) -> Iterator[tuple[Any, ...]]:
    for name in ("sources", "types", "modes", "acts", "outlets", "unnamed_by_outlet"):
        yield from ((name, one.kind, one.statements, one.of) for one in getattr(audit, name))
    yield ("passed_on", audit.passed_on.kind, audit.passed_on.statements, audit.passed_on.of)
    yield from (("voices", one.name, one.statements, audit.statements) for one in audit.voices)


def as_csv(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> str:
    """Rows as CSV that is safe to open in a spreadsheet."""
    from onrecord.export.columns import Column
    from onrecord.export.csv_table import write as pieces
    from onrecord.export.flat import Kind

    def kind(value: Any) -> Kind:
        return (
            Kind.BOOLEAN
            if isinstance(value, bool)
            else Kind.NUMBER
            if isinstance(value, int | float)
            else Kind.TEXT
        )

    columns = []
    for at, name in enumerate(names):
        value = next((row[at] for row in rows if row[at] is not None), None)
        columns.append(Column(name, kind(value), isinstance(value, tuple), ""))
    return b"".join(pieces(columns, rows)).decode("utf-8")


# ------------------------------------------------------------ corrections
def lessons_table(lessons: Sequence[Lesson]) -> str:
    """What people corrected, one line for each field."""
    from onrecord.export.printable import printable

    lines = []
    for one in lessons:
        if one.kind == "set":
            what = f"{one.field}: {_value(_json(one.machine))} → {_value(_json(one.person))}"
        else:
            what = "added" if one.kind == "add" else "rejected"
        lines.append(f"{one.target}  {what}  ({one.why})")
    return printable_lines(lines or ["Nobody corrected anything."], printable)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
