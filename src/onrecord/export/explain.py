"""`onrecord explain`: one statement for people and for machines, or the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.explanation import UNTRACED, Explanation, Field, Ground, explain
from onrecord.export.format import Format
from onrecord.export.phrasing import collapsed, shortened
from onrecord.export.printable import printable
from onrecord.export.terminal import FILE_WIDTH, draw, report_header
from onrecord.record import Record
from onrecord.record.wire import as_json, plain

SCHEMA = "onrecord-explain/1"
LONGEST_GROUND = 60
"""Characters of the words a decision stands on; JSON has all of them."""

UNTRACEABLE = ("within", "confidence")
"""Fields that explain themselves."""

STYLES = {"source": "bold", "via": "underline", "cue": "italic green", "content": "cyan"}


def table(record: Record, statement_id: str | None, *, width: int | None = None, colour: bool = True) -> str:
    """The explanation of a statement, without an id the list of all, `width` columns wide."""
    parts = _explanation(record, statement_id) if statement_id else _list(record)
    return draw((report_header(record), Text(), *parts), width=width, colour=colour)


def plain_table(record: Record, statement_id: str | None) -> str:
    """The same as a file keeps it: without colour, of the same width everywhere."""
    return table(record, statement_id, width=FILE_WIDTH, colour=False)


def wire(record: Record, statement_id: str | None) -> str:
    """The explanation as indented JSON; without an id the statements in short."""
    report = {name: value for name, value in plain(record.report).items() if name != "text"}
    told = _as_dict(explain(record, statement_id)) if statement_id else {"statements": list(_shorts(record))}
    return as_json({"schema": SCHEMA, "report": report, **told}, indent=2) + "\n"


def _as_dict(one: Explanation) -> dict[str, Any]:
    known: dict[str, Any] = plain(one)
    return known


def _shorts(record: Record) -> Iterator[dict[str, Any]]:
    for one in record.statements:
        speaker = record.speaker(one.source.speaker)
        yield {
            "id": one.id,
            "speaker": speaker.id if speaker else None,
            "name": speaker.name if speaker else None,
            "cue": one.cue.text,
            "content": one.content.text,
        }


# ------------------------------------------------------------------ for people
def _list(record: Record) -> Iterator[RenderableType]:
    if not record.statements:
        yield Text("No statement was found in this report.", style="italic")
        return
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(max_width=26, no_wrap=True, overflow="ellipsis", style="cyan")
    grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for one in record.statements:
        speaker = record.speaker(one.source.speaker)
        words = Text.assemble((printable(collapsed(one.cue.text)), "italic green"), " ")
        words.append(printable(shortened(one.content.text, 200)))
        grid.add_row(printable(one.id), printable(collapsed(speaker.name)) if speaker else "?", words)
    yield grid
    yield Text(
        f"\nGive an id to see what decided its fields, such as {record.statements[0].id}.", style="dim"
    )


def _explanation(record: Record, statement_id: str) -> Iterator[RenderableType]:
    one = explain(record, statement_id)
    yield Padding(_words(one), (0, 0, 1, 2))
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=10, style="bold", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    told: dict[tuple[str, str], str] = {}
    for field in one.fields:
        grid.add_row(field.field, Group(*_field(field, told)))
    yield grid


def _words(one: Explanation) -> Text:
    """The statement in its sentences, its parts in brackets that name them."""
    text = Text.assemble((f"{printable(one.statement.id)}  ", "dim"))
    for piece in one.context:
        words = printable(" ".join(piece.text.split()))
        before = " " if piece.text[:1].isspace() else ""
        after = " " if piece.text[-1:].isspace() else ""
        if piece.role:
            text.append(before)
            text.append(f"[{piece.role} ", style="dim")
            text.append(words, style=STYLES[piece.role])
            text.append("]", style="dim")
            text.append(after)
        else:
            text.append(f"{before}{words}{after}" if words else " ")
    return text


def _field(field: Field, told: dict[tuple[str, str], str]) -> Iterator[RenderableType]:
    """Value and grounds; one decision that was told with an earlier field (`told`) is not told again."""
    for value in field.values:
        yield Text(printable(collapsed(value)))
    if not field.values:
        yield Text(field.instead, style="dim")
    for ground in field.grounds:
        earlier = told.setdefault((ground.by, ground.because), field.field)
        yield (
            _ground(ground)
            if earlier == field.field
            else Text(f"decided together with {earlier}", style="dim")
        )
    if field.values and not field.grounds and field.field not in UNTRACEABLE:
        yield Text(UNTRACED, style="dim italic")


def _ground(ground: Ground) -> Text:
    words = shortened(ground.text, LONGEST_GROUND)
    on = f" on “{words}”" if words and words not in collapsed(ground.because) else ""
    told = f"because {ground.because}{on} [{ground.by}, right {ground.confidence:.2f}]"
    return Text(printable(collapsed(told)), style="dim")


def formats(statement_id: str | None) -> Mapping[str, Format]:
    """The formats of an explanation, for the command line."""
    both = (
        Format(
            "table",
            ".txt",
            partial(plain_table, statement_id=statement_id),
            "for people",
            on_terminal=partial(table, statement_id=statement_id),
        ),
        Format("json", ".json", partial(wire, statement_id=statement_id), "for programs", "application/json"),
    )
    return {one.name: one for one in both}
