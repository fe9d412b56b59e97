"""The sourcing of a set of reports as a table for the terminal, and its voices as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.export.phrasing import collapsed, counted
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw
from onrecord.record.audit import Audit, Share, Voice


def render(audit: Audit, *, width: int | None = None, colour: bool = True) -> str:
    """The audit, `width` columns wide (None: as wide as the terminal)."""
    return draw(_parts(audit), width=width, colour=colour)


def plain(audit: Audit) -> str:
    """The same as a file keeps it."""
    return render(audit, width=FILE_WIDTH, colour=False)


def voices(those: Sequence[Voice], *, width: int | None = None, colour: bool = True) -> str:
    """Who speaks, the most quoted first."""
    return draw([_voices(those)] if those else [Text("Nobody speaks.")], width=width, colour=colour)


def _parts(audit: Audit) -> Iterator[RenderableType]:
    head = [counted(audit.statements, "statement"), counted(audit.reports, "report")]
    head.append(counted(audit.speakers, "speaker"))
    if audit.copies:
        head.append(f"{counted(audit.copies, 'report')} with a text that another has")
    yield Text(" · ".join(head), style="bold")
    if audit.reports:
        yield Text(f"{audit.alone:,} of {audit.reports:,} reports rest on one speaker alone", style="dim")
    for title, shares in (
        ("sources", audit.sources),
        ("type", audit.types),
        ("given", (*audit.modes, audit.passed_on)),
        ("act", audit.acts),
        ("outlet", audit.outlets),
    ):
        yield _shares(title, shares)
    if audit.voices:
        yield _voices(audit.voices, audit.statements)
    if len(audit.unnamed_by_outlet) > 1:
        yield _shares("unnamed by outlet", audit.unnamed_by_outlet)


def _shares(title: str, shares: Sequence[Share]) -> Table:
    table = _table(title, "statements", "share")
    for one in shares:
        bar = "█" * round(one.share * 30)
        table.add_row(printable(collapsed(one.kind)), f"{one.statements:,}", f"{one.share:6.1%}", bar)
    return table


def _voices(those: Sequence[Voice], total: int | None = None) -> Table:
    table = _table("speaker", "statements", "share" if total else "reports")
    for one in those:
        number = f"{one.statements / total:6.1%}" if total else f"{one.reports:,}"
        kind = [one.type or "?", "" if one.named else "unnamed", one.affiliation or ""]
        others = [name for name in one.names if name != one.name]
        notes = ", ".join(part for part in kind if part) + (
            f"; also {', '.join(others[:4])}" if others else ""
        )
        style = "" if one.named else "italic"
        name = Text(printable(collapsed(one.name)), style=style)
        table.add_row(name, f"{one.statements:,}", number, printable(collapsed(notes)))
    return table


def _table(title: str, *numbers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim")
    table.add_column(title, ratio=2, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", ratio=3, overflow="fold")
    return table
