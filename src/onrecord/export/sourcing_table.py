"""The sourcing of a report for the terminal: section by section, one finding a block."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.printable import printable
from onrecord.export.sourcing import Entry, Line, Section, sections
from onrecord.export.terminal import FILE_WIDTH, draw, report_header
from onrecord.record import Record
from onrecord.sourcing import survey


def render(record: Record, *, width: int | None = None, colour: bool = True) -> str:
    """The sourcing as text, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(record), width=width, colour=colour)


def plain(record: Record) -> str:
    """The sourcing as a file keeps it: without colour, of the same width everywhere."""
    return render(record, width=FILE_WIDTH, colour=False)


def _parts(record: Record) -> Iterator[RenderableType]:
    yield report_header(record)
    listed = sections(record, survey(record))
    for section in listed:
        if section.entries:
            yield Group(Text(), *_section(section))
    empty = " ".join(section.none for section in listed if not section.entries)
    if empty:
        yield Text(f"\n{empty}", style="dim")
    yield Text("\nListed, not judged: found by a program, to be checked against the text.", style="dim")


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text.assemble((section.title, "bold"), (f"  {section.count}", "bold"))
    if section.about:
        yield Text(section.about, style="dim")
    for entry in section.entries:
        yield Padding(_head(entry), (0, 0, 0, 2))
        yield Padding(_lines(entry), (0, 0, 0, 4))


def _head(entry: Entry) -> Text:
    head = Text(printable(entry.head), style="cyan")
    return Text.assemble(head, (f"  {printable(entry.note)}", "dim")) if entry.note else head


def _lines(entry: Entry) -> Table:
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=4, no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for line in entry.lines:
        grid.add_row(printable(line.statement or ""), _line(line))
    return grid


def _line(line: Line) -> Text:
    label = (f"{printable(line.label)}: ", "italic green") if line.label else ""
    return Text.assemble(label, (printable(line.text), "" if line.quoted else "dim"))
