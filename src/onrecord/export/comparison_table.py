"""A comparison for the terminal: matter by matter, who says what, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.phrasing import collapsed, counted
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.record import Account, Comparison, Origin, Record, Relation, RelationKind, StatementKey

APART = (RelationKind.CONFLICTS, RelationKind.BREAKS, RelationKind.UPDATES)
"""Relations that say that something changed or cannot be right together."""


def render(comparison: Comparison, *, width: int | None = None, colour: bool = True) -> str:
    """The comparison as text, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(comparison), width=width, colour=colour)


def plain(comparison: Comparison) -> str:
    """The comparison as a file keeps it: without colour, of the same width everywhere."""
    return render(comparison, width=FILE_WIDTH, colour=False)


def _parts(comparison: Comparison) -> Iterator[RenderableType]:
    reports = counted(len(comparison.records), "report")
    matters = counted(len(comparison.accounts), "matter")
    yield Text(f"{reports}, {matters}", style="bold")
    records = {record.report.id: record for record in comparison.records}
    for account in sorted(comparison.accounts, key=lambda a: _apart(a, comparison.relations) == []):
        yield Group(Text(), *_account(account, comparison.relations, records))
    for promise in comparison.promises:
        if promise.by:
            yield Text(f"\nPromise {promise.statement[0]} {promise.statement[1]}: {promise.state}")
    yield Text("\nListed, not judged: found by a program, to be checked against the texts.", style="dim")


def _account(
    account: Account, relations: tuple[Relation, ...], records: Mapping[str, Record]
) -> Iterator[RenderableType]:
    yield Text.assemble(
        (printable(collapsed(account.matter)), "bold"), (f"  {_origins(account.origins, account)}", "dim")
    )
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(ratio=1, overflow="fold", style="dim")
    grid.add_column(ratio=1, overflow="fold", style="cyan")
    grid.add_column(ratio=3, overflow="fold")
    for key in account.statements:
        grid.add_row(" ".join(key), *_said(key, records))
    yield Padding(grid, (0, 0, 0, 2))
    for relation in _apart(account, relations):
        aspect = f" ({relation.aspect})" if relation.aspect else ""
        a, b = " ".join(relation.a), " ".join(relation.b)
        line = Text.assemble(
            (f"{relation.relation}{aspect}  ", "red"),
            (f"{printable(a)} / {printable(b)}: {printable(relation.because)}", ""),
        )
        yield Padding(line, (0, 0, 0, 2))


def _said(key: StatementKey, records: Mapping[str, Record]) -> tuple[str, str]:
    record = records[key[0]]
    statement = record.statement(key[1])
    if statement is None:
        return "", ""
    speaker = record.speaker(statement.source.speaker)
    return printable(speaker.name if speaker else "no source"), printable(collapsed(statement.content.text))


def _origins(origins: tuple[Origin, ...], account: Account) -> str:
    reports = len({report for report, _ in account.statements})
    names = ", ".join(printable(origin.speaker) for origin in origins[:3])
    more = f" and {len(origins) - 3} more" if len(origins) > 3 else ""
    said = f"{counted(reports, 'report')}, {counted(len(origins), 'origin')}"
    return f"{said}: {names}{more}" if origins else said


def _apart(account: Account, relations: tuple[Relation, ...]) -> list[Relation]:
    own = set(account.statements)
    return [r for r in relations if r.relation in APART and r.a in own and r.b in own]
