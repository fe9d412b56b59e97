"""The command that reads a great many reports: batch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import Model, Published, app
from onrecord.cli.output import form_of_names

if TYPE_CHECKING:
    from onrecord.batch import Course


def _column(what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        f"--{what}-column", metavar="NAME", help=f"The column or key with the {what} of each report."
    )
    return option


@app.command()
def batch(
    source: Annotated[
        str,
        typer.Argument(
            metavar="INPUT", help="A folder, JSON lines, Parquet or WARC: a path, or an address for fsspec."
        ),
    ],
    output: Annotated[
        str, typer.Argument(metavar="OUTPUT", help="The folder to write: a path, or an address for fsspec.")
    ],
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="local|ray", help="Processes of this machine, or a Ray cluster."),
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="A running Ray cluster, such as auto; else one is started here."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes that read; by default one a core.")
    ] = None,
    shard: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Reports a shard; by default as the input is large."),
    ] = None,
    text: Annotated[str, _column("text")] = "text",
    published_column: Annotated[str, _column("published")] = "published",
    url: Annotated[str, _column("url")] = "url",
    publisher: Annotated[str, _column("publisher")] = "publisher",
    title: Annotated[str, _column("title")] = "title",
    bylines: Annotated[str, _column("bylines")] = "bylines",
    identity: Annotated[str, _column("id")] = "id",
    published: Published = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 2 where any report could not be read.")
    ] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="One of table, json.")] = "table",
    model: Model = None,
) -> None:
    """Reads a great many reports into Parquet: tables of statements, speakers, reports and errors.

    The same command goes on where it was stopped; onrecord add --batch OUTPUT
    takes the result into a ledger.
    """
    from onrecord.batch import Asked, Columns, run_batch
    from onrecord.cli.batch_progress import BatchProgress
    from onrecord.cli.output import show
    from onrecord.read.dates import check_date

    form_of_names(("table", "json"), format)
    check_date(published)
    columns = Columns(text, published_column, url, publisher, title, bylines, identity)
    asked = Asked(
        source, output, engine, address, workers, shard, columns, published, Path(model) if model else None
    )
    with BatchProgress() as progress:
        course = run_batch(asked, progress.watch)
    if format == "json":
        typer.echo(json.dumps(told(course), ensure_ascii=False))
    else:
        for drawn in progress.tables(course, output):
            show(drawn)
    items, refused = course.count("items"), course.count("refused")
    if course.lost or (refused and (strict or refused == items)):
        raise typer.Exit(2)


def told(course: Course) -> dict[str, object]:
    """What a batch came to, for programs."""
    counted = ("reports", "statements", "speakers", "refused", "passed_over", "words", "cpu_seconds", "bytes")
    return {
        "shards": len(course.shards),
        "done": len(course.done),
        **{name: sum(getattr(one, name) for one in course.done.values()) for name in counted},
        "workers_lost": course.deaths,
        "lost": list(course.lost.values()),
    }
