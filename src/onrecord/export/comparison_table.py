"""A comparison for the terminal: matter by matter, what clashes, then who says what; conflicts first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.compare.matters import Clash, Layout, Matter, hubs_of, matters_of
from onrecord.compare.pledges import pledges_of
from onrecord.compare.series import Series, figures_of
from onrecord.export.comparison_words import (
    clash_phrase,
    heading_of,
    origins_phrase,
    range_phrase,
    span_of,
    who,
)
from onrecord.export.phrasing import collapsed, counted
from onrecord.export.printable import printable
from onrecord.export.promises_table import pledge_lines
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.export.view_table import NOT_JUDGED, Reports, day_text, grid
from onrecord.record import Comparison


def render(comparison: Comparison, *, width: int | None = None, colour: bool = True) -> str:
    """The comparison as text, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(comparison), width=width, colour=colour)


def plain(comparison: Comparison) -> str:
    """The comparison as a file keeps it: without colour, of the same width everywhere."""
    return render(comparison, width=FILE_WIDTH, colour=False)


def _parts(comparison: Comparison) -> Iterator[RenderableType]:
    matters, layout, reports = matters_of(comparison), Layout(comparison), Reports(comparison)
    yield Text(heading_of(comparison), style="bold")
    apart = sum(bool(matter.clashes) for matter in matters)
    yield Text(
        f"{printable(span_of(comparison.records))} · {counted(apart, 'matter')} in conflict", style="dim"
    )
    for matter in matters:
        yield Group(Text(), *_matter(matter, layout, reports))
    pledges = pledges_of(comparison)
    if pledges:
        yield Text(f"\n{counted(len(pledges), 'promise')}", style="bold")
        yield from (Group(*pledge_lines(pledge, reports)) for pledge in pledges)
    yield Text(f"\n{NOT_JUDGED}", style="dim")


def _matter(matter: Matter, layout: Layout, reports: Reports) -> Iterator[RenderableType]:
    yield Text.assemble(
        (printable(collapsed(matter.account.matter)), "bold"), (f"  {matter.account.id}", "dim")
    )
    yield Text(printable(origins_phrase(matter)), style="dim")
    for hub, clashes in hubs_of(matter.clashes):
        yield Padding(_conflict(hub, clashes), (0, 0, 0, 2))
    for series in figures_of(layout, matter).series:
        if series.stands is not None:
            yield Padding(_stands(series), (0, 0, 0, 2))
    table = grid(("cyan", 3), ("", 2), ("", 7))
    for side in matter.sides:
        for n, telling in enumerate(side.tellings):
            words = Text.assemble(
                reports.told(telling.statements[0]), ("\n" + reports.where(telling.statements), "dim")
            )
            name = "" if n else printable(who(side.origin))
            table.add_row(name, day_text(telling.day, reports.stated(telling)), words)
    yield Padding(table, (0, 0, 0, 2))


def _conflict(hub: str | None, clashes: tuple[Clash, ...]) -> Text:
    aspect = f" ({clashes[0].aspect})" if clashes[0].aspect else ""
    lines = [Text.assemble((f"conflicts{aspect}: ", "bold red"), printable(who(hub)), " against")]
    reasons: dict[str, list[str]] = {}
    for clash in clashes:
        other = clash.other if clash.one == hub else clash.one
        reasons.setdefault(printable(clash_phrase(clash)), []).append(printable(who(other)))
    lines += [Text.assemble("  ", "; ".join(names), (f"  {why}", "dim")) for why, names in reasons.items()]
    return Text("\n").join(lines)


def _stands(series: Series) -> Text:
    assert series.stands is not None
    unit = f" {printable(series.unit)}" if series.unit else ""
    return Text.assemble(
        (f"{series.measure}{unit}: ", "bold"), range_phrase(series.stands), (" stands", "dim")
    )
