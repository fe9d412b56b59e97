"""The figures of a matter for the terminal: by the day, then by origin, then what stands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.compare.matters import Layout, Matter
from onrecord.compare.series import Entry, Series, figures_of
from onrecord.export.comparison_words import entry_phrase, origins_phrase, range_phrase, who
from onrecord.export.phrasing import collapsed
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.export.view_table import NOT_JUDGED, Reports, day_text, grid
from onrecord.record import Comparison


def render(comparison: Comparison, matter: Matter, *, width: int | None = None, colour: bool = True) -> str:
    """The figures as text, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(comparison, matter), width=width, colour=colour)


def plain(comparison: Comparison, matter: Matter) -> str:
    """The figures as a file keeps them: without colour, of the same width everywhere."""
    return render(comparison, matter, width=FILE_WIDTH, colour=False)


def _parts(comparison: Comparison, matter: Matter) -> Iterator[RenderableType]:
    yield Text.assemble(
        (printable(collapsed(matter.account.matter)), "bold"),
        (f"  {matter.account.id}\n{printable(origins_phrase(matter))}", "dim"),
    )
    found = figures_of(Layout(comparison), matter)
    reports = Reports(comparison)
    for series in found.series:
        yield from _series(series, reports)
    if not found.series:
        yield Text("\nNo statement on this matter gives a figure.", style="italic")
    yield Text(f"\n{NOT_JUDGED}", style="dim")


def _series(series: Series, reports: Reports) -> Iterator[RenderableType]:
    unit = f" ({series.unit})" if series.unit else ""
    yield Text(f"\n{series.measure}{printable(unit)}", style="bold")
    table = grid(("", 3), ("", 3), ("cyan", 4), ("dim", 4))
    for entry in series.entries:
        table.add_row(
            day_text(entry.said, entry.dated),
            _value(entry),
            printable(who(entry.origin)),
            reports.where(entry.statements),
        )
    yield Padding(table, (0, 0, 0, 2))
    if series.stands is None:
        return
    yield Text("  by origin, low to high and last", style="dim")
    origins = grid(("cyan", 6), ("", 4), ("bold", 4))
    for one in series.origins:
        origins.add_row(printable(who(one.origin)), range_phrase(one.range), range_phrase(one.latest))
    yield Padding(origins, (0, 0, 0, 2))
    yield Text.assemble(
        ("  stands: ", ""),
        (range_phrase(series.stands), "bold"),
        ("  (lowest to highest of what each origin said last, no average)", "dim"),
    )


def _value(entry: Entry) -> Text:
    value = printable(entry_phrase(entry))
    if entry.left_out is None:
        return Text(value, style="bold")
    return Text.assemble((value, "dim"), (f"\n{entry.left_out}", "yellow"))
