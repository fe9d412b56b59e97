"""Pages of what is shown out of a comparison: the same frame, with the reports below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.compare.following import Following
from onrecord.compare.matters import Layout, Matter
from onrecord.compare.pledges import Pledge
from onrecord.compare.series import figures_of
from onrecord.export.comparison_page import write_page
from onrecord.export.comparison_words import origins_phrase, span_of
from onrecord.export.phrasing import collapsed, counted, shortened
from onrecord.export.pledge_rows import pledge_rows
from onrecord.export.printable import printable
from onrecord.export.side_by_side import LONGEST_MATTER, Cell, Writer
from onrecord.record import Comparison, StatementKey


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course as the template writes it."""

    key: str
    name: str
    changes: str
    hue: str
    cells: tuple[Cell, ...]


def follow(comparison: Comparison, following: Following) -> str:
    """What one speaker said, matter by matter in order."""
    steps = [step for course in following.courses for step in course.steps]
    keys = [key for step in steps for key in step.telling.statements]
    answers = [answer.statement for step in steps for answer in step.answers]
    layout = Layout(comparison)
    matters = [layout.matter(account) for account in comparison.accounts]
    writer = Writer(_only(comparison, [*keys, *answers]), matters, answering=True)
    rows = tuple(
        CourseRow(
            course.account or "alone",
            printable(shortened(course.matter or "Statements on no matter in common", LONGEST_MATTER)),
            counted(len(course.changes), "change"),
            writer.shelf.hue(course.origin or following.speaker),
            writer.cells(course.steps),
        )
        for course in following.courses
    )
    others = [printable(collapsed(name)) for name in following.names[1:]]
    return write_page(
        "follow.html.jinja",
        writer,
        title=printable(collapsed(following.speaker)),
        facts=(
            f"also {', '.join(others)}" if others else "",
            counted(len(steps), "utterance"),
            counted(len({report for report, _ in keys}), "report"),
            counted(sum(len(course.changes) for course in following.courses), "change"),
        ),
        courses=rows,
    )


def figures(comparison: Comparison, matter: Matter) -> str:
    """The figures of one matter as picture and tables."""
    shown = figures_of(Layout(comparison), matter)
    writer = Writer(_only(comparison, matter.account.statements), [matter])
    return write_page(
        "figures.html.jinja",
        writer,
        title=printable(shortened(matter.account.matter, LONGEST_MATTER)),
        facts=(matter.account.id, printable(origins_phrase(matter)), span_of(writer.comparison.records)),
        figures=writer.figures(shown),
    )


def promises(comparison: Comparison, pledges: Sequence[Pledge]) -> str:
    """Promises with who says what became of them."""
    keys = [k for p in pledges for k in (*p.statements, *(v.statement for v in p.by))]
    layout = Layout(comparison)
    writer = Writer(_only(comparison, keys), [layout.matter(account) for account in comparison.accounts])
    states = [str(pledge.state) for pledge in pledges]
    return write_page(
        "promises.html.jinja",
        writer,
        title=counted(len(pledges), "promise"),
        facts=tuple(f"{states.count(state)} {state}" for state in dict.fromkeys(states)),
        pledges=pledge_rows(pledges, writer),
    )


def _only(comparison: Comparison, keys: Sequence[StatementKey]) -> Comparison:
    """The comparison with the reports alone that some statements stand in."""
    reports = {report for report, _ in keys}
    return replace(comparison, records=tuple(r for r in comparison.records if r.report.id in reports))
