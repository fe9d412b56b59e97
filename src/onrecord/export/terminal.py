"""What everything drawn for a terminal shares: its width, its colours, its head."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.export.phrasing import collapsed, counted, date_phrase, title_of, word_count
from onrecord.export.printable import printable
from onrecord.record import Record

NARROWEST = 24
WIDEST = 140
FILE_WIDTH = 100


def columns_of(width: int | None) -> int:
    """The columns to draw in: those asked for, else those of the terminal."""
    if width is None:
        width = min(shutil.get_terminal_size((FILE_WIDTH, 24)).columns, WIDEST)
    return max(width, NARROWEST)


def draw(parts: Iterable[RenderableType], *, width: int | None, colour: bool) -> str:
    """Draws parts one below the other; no line ends in blanks."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=columns_of(width),
        height=100,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(Group(*parts))
    return "".join(line.rstrip(" ") + "\n" for line in out.getvalue().splitlines())


def report_header(record: Record) -> Text:
    """Title, publisher, date and length of a report."""
    report = record.report
    known = [
        printable(collapsed(report.publisher)) if report.publisher else "publisher unknown",
        printable(date_phrase(report.published)) if report.published else "date unknown",
        counted(word_count(report), "word"),
    ]
    title = Text(printable(title_of(record)), style="bold")
    return Text("\n").join([title, Text(" · ".join(known), style="dim")])
