"""How people and bodies, proposed merges and decisions are written by their command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from onrecord.cli.showing import as_csv
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.ledger.deciding import Decision
from onrecord.ledger.kin import Merge
from onrecord.ledger.persons import Listed
from onrecord.record.wire import as_json

PERSON = ("id", "name", "type", "aliases", "roles", "lands", "reports", "statements")
PROPOSAL = ("id", "a", "a_name", "b", "b_name", "confidence", "because")
DECISION = ("id", "state", "a", "b", "who", "at", "why")


def people_shown(those: Sequence[Listed], format: str, *, one: bool = False) -> str:
    """People and bodies; with their speakers where `one` was asked for by name."""
    rows = [
        (
            x.person.id,
            x.person.name,
            x.person.type,
            x.person.aliases,
            x.person.roles,
            x.person.lands,
            x.reports,
            x.statements,
        )
        for x in those
    ]
    if format != "table":
        members = [tuple(list(pair) for pair in x.person.members) for x in those]
        if format == "csv":
            return as_csv(PERSON, rows)
        return _json(
            (*PERSON, "members"), [(*row, m) for row, m in zip(rows, members, strict=True)], "people", format
        )
    table = _table("name", "also", "", "reports", "statements", "id")
    for x in those:
        p = x.person
        _row(table, p.name, _some(p.aliases), p.type or "?", f"{x.reports:,}", f"{x.statements:,}", p.id)
    parts: list[Any] = [table] if those else [Text("Nobody is known.")]
    if one and len(those) <= 3:
        parts += [_members(x) for x in those]
    return _drawn(parts)


def proposals_shown(those: Sequence[Merge], format: str) -> str:
    """Merges that a person should decide on."""
    rows = [tuple(getattr(x, name) for name in PROPOSAL) for x in those]
    if format != "table":
        return as_csv(PROPOSAL, rows) if format == "csv" else _json(PROPOSAL, rows, "proposals", format)
    table = _table("proposal", "sure", "one", "other", "because")
    for x in those:
        _row(table, x.id, f"{x.confidence:.0%}", f"{x.a_name}\n{x.a}", f"{x.b_name}\n{x.b}", x.because)
    return _drawn([table] if those else [Text("Nothing is proposed.")])


def decisions_shown(those: Sequence[Decision], format: str) -> str:
    """What people decided, the first first."""
    rows = [tuple(getattr(x, name) for name in DECISION) for x in those]
    if format != "table":
        return as_csv(DECISION, rows) if format == "csv" else _json(DECISION, rows, "decisions", format)
    table = _table("decision", "", "one", "other", "who", "when", "why")
    for x in those:
        _row(table, x.id, x.state, x.a, x.b, x.who, x.at[:16].replace("T", " "), x.why)
    return _drawn([table] if those else [Text("Nobody decided anything.")])


def _members(one: Listed) -> Table:
    table = _table(f"speakers of {one.person.id}", "why, where the names differ")
    for speaker, because in one.person.members[:50]:
        _row(table, speaker, because or "")
    if len(one.person.members) > 50:
        table.caption = f"and {len(one.person.members) - 50:,} more; --format json lists them all"
    return table


def _some(names: Sequence[str], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _table(*names: str) -> Table:
    return Table(*names)


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text("\n".join(printable(line) for line in cell.split("\n"))) for cell in cells))


def _drawn(parts: Sequence[Any]) -> str:
    wide = sys.stdout.isatty()
    return draw(parts, width=None if wide else FILE_WIDTH, colour=wide)


def _json(names: Sequence[str], rows: Sequence[tuple[Any, ...]], what: str, format: str) -> str:
    made = [
        dict(zip(names, (list(v) if isinstance(v, tuple) else v for v in row), strict=True)) for row in rows
    ]
    if format == "jsonl":
        return "".join(as_json(one) + "\n" for one in made)
    return as_json({"schema": f"onrecord-{what}/1", what: made}, indent=2) + "\n"
