"""From a record to the terminal or a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from onrecord.export import Format
from onrecord.record import Record, Statement
from onrecord.record.errors import OnrecordError


def form_of(formats: Mapping[str, Format], name: str) -> Format:
    """The format of a name, or an error that lists those there are."""
    if name not in formats:
        raise OnrecordError(f"there is no format {name}", f"one of {', '.join(formats)}")
    return formats[name]


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
    data = made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise OnrecordError(
            f"{output} cannot be written ({error.strerror})",
            "a file in a folder that exists",
            "give another --output",
        ) from None
    typer.echo(f"wrote {output}", err=True)


def keep_confident(record: Record, least: float) -> Record:
    """Leaves out statements under a confidence, with all within them, and speakers left without any.

    Ids stay as they are, so that s7 is the same statement whatever is left out.
    """
    kept: list[Statement] = []
    for statement in record.statements:  # a parent comes before what stands within it
        if statement.confidence >= least and statement.within in {None, *(k.id for k in kept)}:
            kept.append(statement)
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
