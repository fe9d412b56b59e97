"""Promises for the terminal: whose, what, and who says what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.compare.pledges import Pledge, Verdict
from onrecord.export.comparison_words import day_of, due_of, verdict_phrase, who
from onrecord.export.phrasing import collapsed, counted
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.export.view_table import NOT_JUDGED, Reports
from onrecord.record import Comparison, PromiseState

_STYLES = {
    PromiseState.OPEN: "dim",
    PromiseState.KEPT: "green",
    PromiseState.BROKEN: "red",
    PromiseState.DISPUTED: "yellow",
}


def render(
    comparison: Comparison, pledges: Sequence[Pledge], *, width: int | None = None, colour: bool = True
) -> str:
    """The promises as text, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(comparison, pledges), width=width, colour=colour)


def plain(comparison: Comparison, pledges: Sequence[Pledge]) -> str:
    """The promises as a file keeps them: without colour, of the same width everywhere."""
    return render(comparison, pledges, width=FILE_WIDTH, colour=False)


def _parts(comparison: Comparison, pledges: Sequence[Pledge]) -> Iterator[RenderableType]:
    yield Text(counted(len(pledges), "promise"), style="bold")
    reports = Reports(comparison)
    for pledge in pledges:
        yield Group(*pledge_lines(pledge, reports))
    yield Text("\nA state is what later statements say, never a ruling.", style="dim")
    yield Text(NOT_JUDGED, style="dim")


def pledge_lines(pledge: Pledge, reports: Reports) -> Iterator[RenderableType]:
    """One promise as it is listed."""
    yield Text.assemble(
        "\n",
        (printable(who(pledge.speaker)), "bold cyan"),
        "  ",
        (str(pledge.state), _STYLES[pledge.state]),
        (f"  {printable(day_of(pledge.said))}", "dim"),
    )
    known = [Text(printable(collapsed(pledge.content)))]
    if pledge.condition:
        known.append(Text.assemble(("condition ", "dim"), printable(collapsed(pledge.condition))))
    if pledge.due:
        known.append(Text.assemble(("due ", "dim"), printable(due_of(pledge))))
    known += [_verdict(verdict, reports) for verdict in pledge.by]
    known.append(Text(reports.where(pledge.statements), style="dim"))
    yield Padding(Group(*known), (0, 0, 0, 2))


def _verdict(verdict: Verdict, reports: Reports) -> Text:
    return Text.assemble(
        (printable(verdict_phrase(verdict)), "green" if verdict.kept else "red"),
        (f", {printable(day_of(verdict.said))}: ", ""),
        reports.words(verdict.statement),
        (f"  {reports.where((verdict.statement,))}", "dim"),
    )
