"""Commands that follow one thing through several reports: a speaker, a figure, a promise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from onrecord.cli import matters
from onrecord.cli.app import LEDGER, LedgerAddress, Model, Output, app, format_option
from onrecord.cli.comparing import FormatName, GoldDir, Those
from onrecord.cli.filters import filtered
from onrecord.cli.handing import Files, PublishedDate
from onrecord.cli.output import form_of, write
from onrecord.ledger.query import Query
from onrecord.record import Comparison, PromiseState
from onrecord.record.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.export.view_format import ViewFormat

Shown = TypeVar("Shown")


@app.command("follow")
@filtered
def follow_speaker(
    *,
    query: Query,
    followed: Annotated[str, typer.Argument(metavar="SPEAKER", help="A name, or words of it.")],
    files: Files = None,
    ledger: LedgerAddress = LEDGER,
    account: Annotated[
        str | None, typer.Option("--account", "-a", help="One matter alone: its id, or words of its name.")
    ] = None,
    published: PublishedDate = None,
    format: FormatName = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Follows one speaker: what it said on each matter in order, what changed, who says otherwise."""
    from onrecord.export.views import FOLLOW_FORMATS

    form = form_of(FOLLOW_FORMATS, format)
    those = Those(files or (), ledger, query, published, statements_from, model)
    _put(form, *matters.followed(those, followed, account), output)


@app.command("figures")
@filtered
def figures_of_account(
    *,
    query: Query,
    account: Annotated[
        str, typer.Argument(metavar="ACCOUNT", help="The id of a matter (a3), or words of its name.")
    ],
    files: Files = None,
    ledger: LedgerAddress = LEDGER,
    published: PublishedDate = None,
    format: Annotated[str, format_option(("table", "html", "json", "svg", "png"))] = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Lists every figure of a matter with who said it and when, and the range that stands."""
    from onrecord.export.views import FIGURE_FORMATS

    form = form_of(FIGURE_FORMATS, format)
    those = Those(files or (), ledger, query, published, statements_from, model)
    _put(form, *matters.counted(those, account), output)


@app.command("promises")
@filtered
def promises_in(
    *,
    query: Query,
    files: Files = None,
    ledger: LedgerAddress = LEDGER,
    state: Annotated[
        str | None,
        typer.Option("--state", help=f"One of {', '.join(PromiseState)}; kept and broken will do."),
    ] = None,
    published: PublishedDate = None,
    format: FormatName = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Lists what was promised, on what condition and by when, and who says what became of it."""
    from onrecord.export.views import PROMISE_FORMATS

    form = form_of(PROMISE_FORMATS, format)
    wanted = _state(state)
    those = Those(files or (), ledger, query, published, statements_from, model)
    _put(form, *matters.promised(those, wanted), output)


def _state(name: str | None) -> PromiseState | None:
    if name is None:
        return None
    found = [state for state in PromiseState if name in (str(state), str(state).split()[-1])]
    if not found:
        raise OnrecordError(f"there is no state {name}", f"one of {', '.join(PromiseState)}")
    return found[0]


def _put(form: ViewFormat[Shown], comparison: Comparison, shown: Shown, output: Path | None) -> None:
    """Writes it, drawn for the terminal where that is where it goes."""
    on_screen = output is None and sys.stdout.isatty()
    if form.on_terminal and on_screen:
        write(form.on_terminal(comparison, shown), output)
        return
    made = form.render(comparison, shown)
    if isinstance(made, bytes) and on_screen:
        raise OnrecordError("a picture in pixels is not for the terminal", "--output FILE.png")
    write(made, output)
