"""The table for the terminal: one row a statement, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.export.fields import ALWAYS, decided_anywhere, details, traits, undecided_fields
from onrecord.export.phrasing import collapsed, depths, is_unsure, tally
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, columns_of, draw, report_header
from onrecord.record import Record, Speaker, Statement, Warning

NARROW = 84
"""Columns below which a statement is set in lines of its own, not in a row."""

UNDECIDED = "?"


def render(record: Record, *, width: int | None = None, colour: bool = True) -> str:
    """The record as a table, `width` columns wide (None: as wide as the terminal).

    Nothing in the report can act on the terminal: control characters and marks
    that turn the direction of writing are written out.
    """
    columns = columns_of(width)
    return draw(_parts(record, columns), width=columns, colour=colour)


def plain(record: Record) -> str:
    """The table as a file keeps it: without colour, of the same width everywhere."""
    return render(record, width=FILE_WIDTH, colour=False)


def _parts(record: Record, columns: int) -> Iterator[RenderableType]:
    yield report_header(record)
    if record.statements:
        yield _list(record) if columns < NARROW else _table(record, columns)
    else:
        yield Text("\nNo statement was found in this report.\n", style="italic")
    yield from (_warning(warning) for warning in record.warnings)
    yield Rule(style="dim", characters="─")
    yield Text(" · ".join(tally(record)))
    decided = decided_anywhere(record.statements)
    if record.statements and len(decided) < len(ALWAYS):
        yield Text(
            f"undecided in every statement: {', '.join(n for n in ALWAYS if n not in decided)}", style="dim"
        )


def _table(record: Record, columns: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, leading=1, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    table.add_column("speaker", width=columns // 6, overflow="fold")
    table.add_column("cue", width=max(columns // 9, 10), overflow="fold")
    table.add_column("said", ratio=1, overflow="fold")
    table.add_column("confidence", justify="right", width=10)
    told = _Told(record)
    for statement, speaker, depth in _rows(record):
        table.add_row(
            _id(statement),
            _speaker(speaker),
            _cue(statement),
            Padding(Group(_said(statement), *told.of(statement)), (0, 0, 0, 2 * depth)),
            _confidence(statement),
        )
    return table


def _list(record: Record) -> Group:
    """The statements for a narrow terminal: who and how above, what was said below."""
    blocks: list[RenderableType] = [Text()]
    told = _Told(record)
    for statement, speaker, depth in _rows(record):
        head = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
        head.add_column(width=4, no_wrap=True)
        head.add_column(ratio=1)
        head.add_column(justify="right", no_wrap=True)
        cue = Text(" ").join([_speaker(speaker), _cue(statement)])
        head.add_row(_id(statement), cue, _confidence(statement))
        below = Group(_said(statement), *told.of(statement))
        blocks += [Padding(Group(head, Padding(below, (0, 0, 0, 6))), (0, 0, 1, 2 * depth))]
    return Group(*blocks)


def _rows(record: Record) -> Iterator[tuple[Statement, Speaker | None, int]]:
    speakers = {speaker.id: speaker for speaker in record.speakers}
    depth = depths(record.statements)
    for statement in record.statements:
        yield statement, speakers.get(statement.source.speaker or ""), min(depth[statement.id], 4)


def _id(statement: Statement) -> Text:
    return Text(printable(statement.id), style="dim")


def _speaker(speaker: Speaker | None) -> Text:
    if speaker is None:
        return Text(UNDECIDED, style="dim")
    name = Text(printable(collapsed(speaker.name)), style="bold cyan" if speaker.named else "cyan")
    return name if speaker.named else Text.assemble(name, (" (unnamed)", "dim"))


def _cue(statement: Statement) -> Text:
    return Text(printable(collapsed(statement.cue.text)), style="italic green")


def _said(statement: Statement) -> Text:
    within = f"within {printable(statement.within)}: " if statement.within else ""
    return Text.assemble((within, "dim"), printable(collapsed(statement.content.text)))


class _Told:
    """What is told of a statement beside its words: a line of single words, a line of details."""

    def __init__(self, record: Record) -> None:
        self._names = {speaker.id: speaker.name for speaker in record.speakers}
        self._expected = decided_anywhere(record.statements)

    def of(self, statement: Statement) -> Iterator[Text]:
        """The lines; what is undecided here but decided for others is named last."""
        short = " · ".join(traits(statement))
        empty = undecided_fields(statement, self._expected)
        if empty:
            short = " · ".join(filter(None, (short, f"undecided: {', '.join(empty)}")))
        if short and self._expected:
            yield Text(short, style="dim")
        known = [
            Text.assemble((f"{label} ", "dim italic"), (printable(collapsed(value)), "dim"))
            for label, value in details(statement, lambda speaker: self._names.get(speaker or ""))
        ]
        if known:
            yield Text("   ", style="dim").join(known)


def _confidence(statement: Statement) -> Text:
    value = f"{statement.confidence:.2f}"
    return Text(f"low {value}", style="bold yellow") if is_unsure(statement) else Text(value)


def _warning(warning: Warning) -> Text:
    return Text.assemble(("! ", "bold yellow"), printable(collapsed(warning.message)))
