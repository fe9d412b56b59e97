"""Commands on one report: read, explain, sourcing, schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.api import pipeline
from onrecord.cli.app import LEDGER, File, LedgerAddress, Model, Output, Published, app, format_option
from onrecord.cli.output import form_of, keep_confident, render, write
from onrecord.export import FORMATS, SOURCING_FORMATS
from onrecord.read import LARGEST_FILE, Taken, read_bytes, read_file
from onrecord.record.errors import OnrecordError


def take(file: str, published: str | None) -> Taken:
    """The report of a path, - for standard input."""
    if file == "-":
        return read_bytes(
            sys.stdin.buffer.read(LARGEST_FILE + 1), path=None, published=published, report_id="stdin"
        )
    return read_file(Path(file), published)


@app.command()
def read(
    file: File,
    published: Published = None,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out statements less sure than this.")
    ] = 0.0,
    model: Model = None,
) -> None:
    """Reads one report and shows its record."""
    form = form_of(FORMATS, format)
    taken = take(file, published)
    record = keep_confident(pipeline(model).read(taken), min_confidence)
    write(render(record, form, output), output)


@app.command()
def explain(
    file: File,
    statement: Annotated[
        str | None, typer.Argument(metavar="ID", help="A statement, such as s12; without one all are listed.")
    ] = None,
    ledger: LedgerAddress = LEDGER,
    published: Published = None,
    format: Annotated[str, format_option(("table", "json"))] = "table",
    output: Output = None,
    model: Model = None,
) -> None:
    """Says of one statement, field by field, what decided it: of a file, or of a ledger by REPORT:s7."""
    from onrecord.export.explain import formats

    stored = "" if file == "-" or Path(file).exists() else file
    report, _, name = stored.rpartition(":")
    chosen = statement or (name if report else None)
    form = form_of(formats(chosen), format)
    if stored and (report or statement is None) and Path(ledger).exists() | ("://" in ledger):
        from onrecord.cli.finding import opened

        with opened(ledger) as there:
            record = there.record(report or stored)
    else:
        record = pipeline(model).read(take(file, published))
    write(render(record, form, output), output)


@app.command()
def sourcing(
    file: File,
    published: Published = None,
    format: Annotated[str, format_option(SOURCING_FORMATS)] = "table",
    output: Output = None,
    model: Model = None,
) -> None:
    """Lists how a report is sourced: who is unnamed, what rests on one source, who answers whom."""
    form = form_of(SOURCING_FORMATS, format)
    write(render(pipeline(model).read(take(file, published)), form, output), output)


@app.command()
def schema(
    of: Annotated[
        str,
        typer.Argument(
            metavar="[record|sourcing|comparison|follow|figures|promises|columns]", help="Of what."
        ),
    ] = "record",
) -> None:
    """Prints the JSON Schema of a record, of what is made of reports, or the columns of the exports."""
    import json

    from onrecord.export.columns_page import columns_page
    from onrecord.export.sourcing_wire import sourcing_schema
    from onrecord.export.view_wire import view_schemas
    from onrecord.record import comparison_schema

    made = {"record": onrecord.json_schema, "sourcing": sourcing_schema, "comparison": comparison_schema}
    known = {name: schema_of() for name, schema_of in made.items()} | view_schemas()
    if of not in known:
        if of == "columns":
            typer.echo(columns_page(), nl=False)
            return
        raise OnrecordError(f"there is no schema {of}", f"one of {', '.join(known)}, columns")
    typer.echo(json.dumps(known[of], indent=2))
