"""Statements that were found, for the terminal: readable rows with the words in context, and counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.export.phrasing import collapsed, counted, date_phrase, shortened
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.record.found import Facet, Hit, Page

LONGEST = 320
"""Characters of a content that are shown; around the words that were looked for, where there are any."""


def render(
    page: Page, facets: Sequence[Facet], total: int | None, *, width: int | None = None, colour: bool = True
) -> str:
    """A page of what was found, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(page, facets, total), width=width, colour=colour)


def plain(page: Page, facets: Sequence[Facet], total: int | None) -> str:
    """The same as a file keeps it: without colour, of the same width everywhere."""
    return render(page, facets, total, width=FILE_WIDTH, colour=False)


def _parts(page: Page, facets: Sequence[Facet], total: int | None) -> Iterator[RenderableType]:
    for hit in page.hits:
        yield _head(hit)
        yield Padding(_content(hit), (0, 0, 0, 2))
        yield Padding(_foot(hit), (0, 0, 1, 2))
    if not page.hits:
        yield Text("No statement was found.", style="italic")
    if facets and page.hits:
        yield Rule(style="dim", characters="─")
        yield _counts(facets)
    yield Rule(style="dim", characters="─")
    shown = counted(len(page.hits), "statement")
    yield Text(shown if total is None or total == len(page.hits) else f"{shown} of {total:,}")
    if page.after:
        yield Text(f"more with --after {page.after}", style="dim")


def _head(hit: Hit) -> Text:
    one = hit.statement
    name = hit.speaker.name if hit.speaker else "nobody named"
    text = Text(printable(collapsed(name)), style="bold" if hit.speaker and hit.speaker.named else "italic")
    if hit.person and hit.person.name != name:
        text.append(f" = {printable(collapsed(hit.person.name))}", style="dim")
    if hit.speaker and hit.speaker.affiliation:
        text.append(f" ({printable(collapsed(hit.speaker.affiliation))})")
    traits = [str(one.act or "act ?"), str(one.certainty or "certainty ?")]
    traits += ["negated"] if one.polarity == "negative" else []
    traits += [f"said {date_phrase(one.said.date)}"] if one.said.date else []
    traits += [printable(collapsed(one.channel))] if one.channel else []
    text.append(f"  {' · '.join(traits)}", style="cyan")
    if hit.made_by == "person":
        text.append("  corrected", style="yellow")
    return text


def _foot(hit: Hit) -> Text:
    report = hit.report
    known = [hit.id, report.publisher, date_phrase(report.published) if report.published else None]
    known += [
        f"copy of {report.copy_of}" if report.copy_of else None,
        shortened(report.title or "", 60) or None,
    ]
    return Text(printable(" · ".join(collapsed(part) for part in known if part)), style="dim")


def _content(hit: Hit) -> Text:
    """The content on one line, the words that were looked for lit."""
    content = hit.statement.content.text
    start, end = _window(content, hit.matched)
    text = Text("… " if start else "")
    at = start
    for first, last in hit.matched:
        if start <= first < end:
            text.append(_line(content[at:first]))
            text.append(_line(content[first:last]), style="bold reverse")
            at = last
    text.append(_line(content[at : max(at, end)]))
    return text.append(" …") if end < len(content) else text


def _line(text: str) -> str:
    """White space as single blanks, also at the ends."""
    made = printable(" ".join(text.split()))
    return (
        (" " if text[:1].isspace() and made else "")
        + (made or " " * bool(text))
        + (" " if made and text[-1:].isspace() else "")
    )


def _window(content: str, matched: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Which characters are shown: all, or some between blanks around the first words that were looked for."""
    if len(content) <= LONGEST:
        return 0, len(content)
    first = matched[0][0] if matched else 0
    start = max(0, min(first - LONGEST // 3, len(content) - LONGEST))
    if start:
        blank = content.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(content), start + LONGEST)
    blank = content.rfind(" ", start, end)
    if end < len(content) and blank > (matched[0][1] if matched else start):
        end = blank
    return start, end


def _counts(facets: Sequence[Facet]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True, pad_edge=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for facet in facets:
        shown = [f"{printable(shortened(value or 'none', 40))} {number:,}" for value, number in facet.counts]
        shown += [f"others {facet.others:,}"] if facet.others else []
        if shown:
            grid.add_row(facet.field.replace("_", "."), Text(" · ".join(shown)))
    return grid
