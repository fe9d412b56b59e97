"""Commands that look into a ledger: find, show, speakers, stats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, Output, app, format_option, offered
from onrecord.cli.filters import filtered
from onrecord.cli.output import form_of_names, write
from onrecord.ledger.query import SORTS, Query

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.record.found import Facet, Page

COUNTED = 100_000
"""As many statements at most are counted by field where nobody asks for it; that takes about a second."""
FOUND_FORMATS = ("table", "json", "jsonl", "csv")
Sort = Annotated[
    str,
    typer.Option(metavar="ORDER", help=f"One of {', '.join(SORTS)}.", autocompletion=offered(SORTS)),
]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help="Statements on a page.")]
EveryCopy = Annotated[
    bool, typer.Option("--every-copy", help="Count every report, also those with one and the same text.")
]
After = Annotated[
    str | None, typer.Option(metavar="ID", help="Go on after this statement; a page names the next.")
]


@app.command()
@filtered
def find(
    *,
    query: Query,
    ledger: LedgerAddress = LEDGER,
    sort: Sort = "said",
    limit: Limit = 50,
    after: After = None,
    counts: Annotated[
        bool | None,
        typer.Option(
            "--counts/--no-counts",
            show_default=f"counted up to {COUNTED:,} statements",
            help="Count what was found by field.",
        ),
    ] = None,
    format: Annotated[str, format_option(FOUND_FORMATS)] = "table",
    output: Output = None,
) -> None:
    """Finds statements of a ledger by their words and by any field.

    Filters of one kind are alternatives, those of several kinds must all be met:
    --speaker Budanov --act threat --act warning --said 2022-03-20..
    """
    form_of_names(FOUND_FORMATS, format)
    with opened(ledger) as there:
        found = there.find(query, sort=sort)
        page = found.page(limit, after)
        if format in ("jsonl", "csv"):
            write(_flat(page, format), output)
            return
        if counts is None and found.is_more_than(COUNTED):
            counts = False
            typer.echo(f"more than {COUNTED:,} statements: --counts counts them by field", err=True)
        counted = counts is not False
        facets, total = found.facets() if counted else (), len(found) if counted else None
        write(_shown(page, facets, total, format, output), output)


def opened(ledger: str) -> Ledger:
    """The ledger of an address that must be there."""
    from onrecord.ledger import Ledger

    return Ledger.open(ledger, create=False)


def _flat(page: Page, format: str) -> str:
    from onrecord.cli.showing import as_csv
    from onrecord.ledger.found_row import FoundRow, found_row
    from onrecord.record.wire import as_json, plain

    rows = [found_row(hit) for hit in page.hits]
    if format == "jsonl":
        return "".join(as_json(plain(row)) + "\n" for row in rows)
    return as_csv(FoundRow.columns(), [row.values() for row in rows])


def _shown(page: Page, facets: tuple[Facet, ...], total: int | None, format: str, output: Path | None) -> str:
    from onrecord.export import found_table
    from onrecord.record.wire import as_json, plain

    if format == "json":
        counted = {
            one.field: {"counts": [list(pair) for pair in one.counts], "others": one.others} for one in facets
        }
        data = {"schema": "onrecord-found/1", "total": total, **plain(page), "counts": counted}
        return as_json(data, indent=2) + "\n"
    on_terminal = output is None and sys.stdout.isatty()
    return (found_table.render if on_terminal else found_table.plain)(page, facets, total)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="A statement (REPORT:s7), a report or a speaker.")],
    ledger: LedgerAddress = LEDGER,
    format: Annotated[str, format_option(("table", "json", "html"))] = "table",
    output: Output = None,
) -> None:
    """Shows a statement with all its fields, what decided them and its history; or a whole report."""
    from onrecord.cli.showing import shown

    form_of_names(("table", "json", "html"), format)
    with opened(ledger) as there:
        write(shown(there, id, format, on_terminal=output is None and sys.stdout.isatty()), output)


@app.command()
@filtered
def speakers(
    *,
    query: Query,
    ledger: LedgerAddress = LEDGER,
    limit: Annotated[int, typer.Option(min=1, help="How many speakers, the most quoted first.")] = 100,
    every_copy: EveryCopy = False,
    format: Annotated[str, format_option(("table", "json", "jsonl", "csv"))] = "table",
    output: Output = None,
) -> None:
    """Lists who speaks in a ledger, or in the statements that meet the filters.

    Of reports that carry one text (near-copies) one is counted.
    """
    from onrecord.cli.showing import speakers_shown

    form_of_names(FOUND_FORMATS, format)
    with opened(ledger) as there:
        write(speakers_shown(there.speakers(query, limit=limit, every_copy=every_copy), format), output)


@app.command()
@filtered
def stats(
    *,
    query: Query,
    ledger: LedgerAddress = LEDGER,
    every_copy: EveryCopy = False,
    format: Annotated[str, format_option(("table", "json", "csv", "svg", "html"))] = "table",
    output: Output = None,
) -> None:
    """Audits the sourcing of a set of reports: who is named, who speaks how much, how it is given.

    Of reports that carry one text (near-copies) one is counted.
    """
    from onrecord.cli.showing import AUDIT_FORMATS, audit_written

    form_of_names(AUDIT_FORMATS, format)
    with opened(ledger) as there:
        audit_written(there.audit(query, every_copy=every_copy), format, output)
