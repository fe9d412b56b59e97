"""What one speaker said, for the terminal: matter by matter, in order of time."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.compare.courses import Course, Step
from onrecord.compare.following import Following
from onrecord.export.comparison_words import answer_phrase, change_phrase
from onrecord.export.phrasing import collapsed, counted
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.export.view_table import NOT_JUDGED, Reports, day_text, grid
from onrecord.record import Comparison


def render(
    comparison: Comparison, following: Following, *, width: int | None = None, colour: bool = True
) -> str:
    """The courses as text, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(comparison, following), width=width, colour=colour)


def plain(comparison: Comparison, following: Following) -> str:
    """The courses as a file keeps them: without colour, of the same width everywhere."""
    return render(comparison, following, width=FILE_WIDTH, colour=False)


def _parts(comparison: Comparison, following: Following) -> Iterator[RenderableType]:
    yield Text(printable(collapsed(following.speaker)), style="bold cyan")
    if len(following.names) > 1:
        yield Text(f"also {printable(collapsed(', '.join(following.names[1:])))}", style="dim")
    reports = Reports(comparison)
    for course in following.courses:
        yield from _course(course, reports)
    yield Text(f"\n{NOT_JUDGED}", style="dim")


def _course(course: Course, reports: Reports) -> Iterator[RenderableType]:
    name = printable(collapsed(course.matter or "on no matter in common"))
    told = f"{course.account}, {counted(len(course.changes), 'change')}" if course.account else ""
    yield Text.assemble("\n", (name, "bold"), (f"  {told}", "dim"))
    table = grid(("", 1), ("", 4))
    for step in course.steps:
        table.add_row(day_text(step.telling.day, reports.stated(step.telling)), _step(step, reports))
    yield Padding(table, (0, 0, 0, 2))


def _step(step: Step, reports: Reports) -> Text:
    keys = step.telling.statements
    lines = [reports.told(keys[0])]
    lines += [Text.assemble(("changed: ", "bold yellow"), printable(change_phrase(c))) for c in step.changes]
    answers = dict.fromkeys(printable(answer_phrase(answer)) for answer in step.answers)
    lines += [Text(answer, style="red") for answer in answers]
    lines.append(Text(reports.where(keys), style="dim"))
    return Text("\n").join(lines)
