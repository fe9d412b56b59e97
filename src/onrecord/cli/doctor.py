"""The command that looks at the installation itself: doctor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import Model, app, format_option
from onrecord.cli.health import Finding, State, look
from onrecord.cli.output import form_of_names, show

if TYPE_CHECKING:
    from rich.table import Table

SCHEMA = "onrecord-doctor/1"
FORMATS = ("table", "json")
_STYLES = {State.OK: "green", State.ABSENT: "dim", State.DOUBTFUL: "yellow", State.FAULT: "bold red"}


@app.command()
def doctor(
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            envvar="ONRECORD_LEDGER",
            metavar="PATH|URL",
            help="Look at this ledger too; by default at onrecord.db where it is there.",
        ),
    ] = None,
    format: Annotated[str, format_option(FORMATS)] = "table",
    model: Model = None,
) -> None:
    """Looks at what is installed, what is missing and how to get it; exit code 1 where something is broken.

    Versions, the files of the package, libraries and extras, the model, SQLite,
    the ledger, pictures, the disk. Nothing is changed.
    """
    wanted = form_of_names(FORMATS, format)
    found = tuple(look(ledger, model))
    broken = any(one.state is State.FAULT for one in found)
    if wanted == "json":
        data = {"schema": SCHEMA, "sound": not broken, "findings": [asdict(one) for one in found]}
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        show(_table(found))
        typer.echo(_verdict(found))
    raise typer.Exit(int(broken))


def _table(found: Iterable[Finding]) -> Table:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_header=False)
    for name in ("part", "name", "state", "found"):
        table.add_column(name, overflow="fold")
    for part, group in groupby(found, key=lambda one: one.part):
        for line, one in enumerate(_drawn_together(tuple(group))):
            state = f"[{_STYLES[one.state]}]{one.state}[/]"
            seen = escape(one.found) + (f"\n→ {escape(one.todo)}" if one.todo else "")
            table.add_row("" if line else part, escape(one.name), state, seen)
    return table


def _drawn_together(group: Sequence[Finding]) -> Sequence[Finding]:
    """Of the libraries those that are as they should be in one line, the others each in its own."""
    if group[0].part != "libraries":
        return group
    fit = [one for one in group if one.state is State.OK]
    others = [one for one in group if one.state is not State.OK]
    if not fit:
        return others
    listed = ", ".join(f"{one.name} {one.found}" for one in fit)
    return (*others, Finding("libraries", f"{len(fit)} of {len(group)}", State.OK, listed))


def _verdict(found: Sequence[Finding]) -> str:
    count = sum(one.state is State.FAULT for one in found)
    if not count:
        return "onrecord is sound."
    return f"{count} {'thing is' if count == 1 else 'things are'} broken; see what to do."
