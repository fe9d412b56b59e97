"""Commands that take reports into a ledger: add, reread."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, Model, Published, app, format_option
from onrecord.cli.output import form_of_names
from onrecord.record.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.api import Summary
    from onrecord.cli.progress import Told
    from onrecord.ledger import Ledger, Result
    from onrecord.read import Received, Refused

Many = list[str] | None


@app.command()
def add(
    paths: Annotated[
        Many,
        typer.Argument(
            metavar="PATH|URL…", help="Files, folders and addresses; what a file is shows itself."
        ),
    ] = None,
    feed: Annotated[
        Many, typer.Option(metavar="URL", help="A feed (RSS, Atom), whose reports are fetched.")
    ] = None,
    warc: Annotated[Many, typer.Option(metavar="FILE", help="A web archive.")] = None,
    jsonl: Annotated[Many, typer.Option(metavar="FILE", help="A report on each line, as JSON.")] = None,
    newsml: Annotated[Many, typer.Option(metavar="FILE", help="News items in NewsML-G2.")] = None,
    batch: Annotated[
        Many, typer.Option(metavar="OUTPUT", help="What onrecord batch has read; it is not read again.")
    ] = None,
    ledger: LedgerAddress = LEDGER,
    published: Published = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes that read; by default one a core.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from your own network and this machine too.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 2 where anything was refused.")
    ] = False,
    no_compare: Annotated[
        bool, typer.Option("--no-compare", help="Leave what is new to be compared by onrecord relate.")
    ] = False,
    format: Annotated[str, format_option(("table", "json"), " (a line for each item)")] = "table",
    model: Model = None,
) -> None:
    """Takes reports into a ledger: new, known, revised or refused, each with the reason.

    What was taken in is on the disk when it is counted. The same command goes on
    where it was stopped.
    """
    from onrecord.api import PassedOver, Summary, Taking, open_ledger, take_in
    from onrecord.cli.progress import Progress
    from onrecord.intake import gather
    from onrecord.read.dates import check_date
    from onrecord.read.received import is_url

    form_of_names(("table", "json"), format)
    check_date(published)
    if not any((paths, feed, warc, jsonl, newsml, batch)):
        raise OnrecordError("nothing is named to be added", "files, folders or addresses", "onrecord add -h")
    local = not feed and not batch and not any(map(is_url, paths or ()))

    def items() -> Iterator[Received | Refused]:
        return gather(
            paths or (),
            feeds=feed or (),
            warcs=warc or (),
            jsonls=jsonl or (),
            newsmls=newsml or (),
            allow_private=allow_private,
        )

    summary = Summary()
    with open_ledger(ledger) as opened, Progress() as progress:
        if local:
            progress.count(items)
        taking = Taking(published, model, workers, "onrecord add", compare=not no_compare)
        for result in chain(_batches(opened, batch or ()), take_in(opened, items(), taking)):
            progress.one_more()
            if isinstance(result, PassedOver):
                summary.passed_over += 1
                continue
            summary.note(result)
            if format == "json":
                _as_line(result)
        summary.note_copies(opened)
        told = progress.told(opened.address)
    if format == "table":
        _show(summary, told)
    if summary.refused and (strict or len(summary.refused) == summary.items):
        raise typer.Exit(2)


def _batches(ledger: Ledger, outputs: Sequence[str]) -> Iterator[Result]:
    """What became of the items of batches; what is not done yet is told."""
    if not outputs:
        return
    from onrecord.batch.adding import add_batch, missing, opened

    for one in outputs:
        if left := missing(opened(one)):
            typer.echo(f"onrecord: {one} is not finished: {left:,} shards are still to be read", err=True)
        yield from add_batch(ledger, one)


def _as_line(result: Result) -> None:
    sys.stdout.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _show(summary: Summary, told: Told) -> None:
    from onrecord.cli.output import show
    from onrecord.cli.progress import tables

    for drawn in tables(summary, told):
        show(drawn)


@app.command()
def reread(
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT…", help="Ids of reports; without any, all.")
    ] = None,
    ledger: LedgerAddress = LEDGER,
    model: Model = None,
) -> None:
    """Reads reports of a ledger again; ids and people's corrections stay.

    Shows where a person's word and what the machine now reads differ.
    """
    from rich.table import Table

    from onrecord.api import open_ledger
    from onrecord.cli.output import show

    table = Table("report", "kept", "new", "no longer found")
    differing = Table("of", "field", "a person says", "the machine now reads")
    with open_ledger(ledger, create=False) as opened:
        for report in _named(reports, opened.reports()):
            again = opened.reread(report, model=model)
            table.add_row(report, *(str(len(ids)) for ids in (again.kept, again.new, again.gone)))
            for target, one in again.differences:
                differing.add_row(target, one.field, one.person, one.machine)
    show(table)
    if differing.row_count:
        show(differing)


def _named(reports: list[str] | None, all_of_them: tuple[str, ...]) -> Iterator[str]:
    yield from reports or all_of_them
