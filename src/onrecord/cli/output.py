"""From a record to the terminal or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import typer

from onrecord.export import Format
from onrecord.record import Record, Statement
from onrecord.record.errors import OnrecordError

Form = TypeVar("Form")


def form_of(formats: Mapping[str, Form], name: str) -> Form:
    """The format of a name, or an error that lists those there are."""
    return formats[form_of_names(tuple(formats), name)]


def form_of_names(names: Sequence[str], name: str) -> str:
    """The name of a format, or an error that lists those there are."""
    if name not in names:
        raise OnrecordError(f"there is no format {name}", f"one of {', '.join(names)}")
    return name


def render(record: Record, form: Format, output: Path | None) -> str:
    """The record in a format, drawn for the terminal where that is where it goes."""
    if form.on_terminal and output is None and sys.stdout.isatty():
        return form.on_terminal(record)
    return form.render(record)


def write(made: str | bytes, output: Path | None) -> None:
    """Writes text as UTF-8, or bytes as they are, to a file or to standard output."""
    write_pieces([made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")], output)
    if output:
        typer.echo(f"wrote {output}", err=True)


def write_pieces(pieces: Iterable[bytes], output: Path | None) -> None:
    """Writes pieces to a file, which is there only when it is whole, or to standard output."""
    if output:
        write_file(pieces, output)
        return
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(pieces: Iterable[bytes], output: Path) -> None:
    """Writes pieces to a file in a folder that is made where there is none.

    What is no file (a device, a pipe) is written into, never replaced; of a link what it leads to.
    """
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as there:
                there.writelines(pieces)
            return
        _write_whole(pieces, output.resolve())
    except OSError as error:
        raise OnrecordError(
            f"{output} cannot be written ({error.strerror})", "a place to write to", "give another --output"
        ) from None


def _write_whole(pieces: Iterable[bytes], output: Path) -> None:
    part = output.with_name(f".{output.name}.part")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(output)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def keep_confident(record: Record, least: float) -> Record:
    """Leaves out statements under a confidence, with all within them, and speakers left without any.

    Ids stay as they are, so that s7 is the same statement whatever is left out.
    """
    kept: list[Statement] = []
    within: set[str | None] = {None}
    for statement in record.statements:  # a parent comes before what stands within it
        if statement.confidence >= least and statement.within in within:
            kept.append(statement)
            within.add(statement.id)
    spoken = {s.source.speaker for s in kept} | {v.speaker for s in kept for v in s.via}
    return replace(
        record,
        statements=tuple(kept),
        speakers=tuple(p for p in record.speakers if p.id in spoken) if least else record.speakers,
    )


def show(report: object) -> None:
    """Prints a table or another drawing of rich."""
    from rich.console import Console

    Console().print(report)
