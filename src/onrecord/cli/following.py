"""Commands that follow one thing through several reports: a speaker, a figure, a promise."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from onrecord.cli.app import Model, Output, Published, app
from onrecord.cli.comparing import records_of
from onrecord.cli.output import write
from onrecord.record import Comparison, PromiseState
from onrecord.record.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.export.view_format import ViewFormat

Shown = TypeVar("Shown")
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Reports as text or HTML.")]
FormatName = Annotated[str, typer.Option("--format", "-f", help="One of table, html, json.")]
GoldDir = Annotated[
    Path | None,
    typer.Option(metavar="GOLD_DIR", help="Take annotated statements, STEM.gold.json, instead of reading."),
]


@app.command("follow")
def follow_speaker(
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", help="A name, or words of it.")],
    files: Files,
    account: Annotated[
        str | None, typer.Option("--account", "-a", help="One matter alone: its id, or words of its name.")
    ] = None,
    published: Published = None,
    format: FormatName = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Follows one speaker: what it said on each matter in order, what changed, who says otherwise."""
    from onrecord.compare.following import follow
    from onrecord.export.views import FOLLOW_FORMATS

    form = _form(FOLLOW_FORMATS, format)
    comparison = _compared(files, published, statements_from, model)
    _put(form, comparison, follow(comparison, speaker, account), output)


@app.command("figures")
def figures_of_account(
    account: Annotated[
        str, typer.Argument(metavar="ACCOUNT", help="The id of a matter (a3), or words of its name.")
    ],
    files: Files,
    published: Published = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="One of table, html, json, svg, png.")
    ] = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Lists every figure of a matter with who said it and when, and the range that stands."""
    from onrecord.compare.following import find_account
    from onrecord.compare.matters import Layout
    from onrecord.export.views import FIGURE_FORMATS

    form = _form(FIGURE_FORMATS, format)
    comparison = _compared(files, published, statements_from, model)
    matter = Layout(comparison).matter(find_account(comparison, account))
    _put(form, comparison, matter, output)


@app.command("promises")
def promises_in(
    files: Files,
    state: Annotated[
        str | None,
        typer.Option("--state", help=f"One of {', '.join(PromiseState)}; kept and broken will do."),
    ] = None,
    published: Published = None,
    format: FormatName = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Lists what was promised, on what condition and by when, and who says what became of it."""
    from onrecord.compare.pledges import pledges_of
    from onrecord.export.views import PROMISE_FORMATS

    form = _form(PROMISE_FORMATS, format)
    wanted = _state(state)
    comparison = _compared(files, published, statements_from, model)
    _put(form, comparison, pledges_of(comparison, wanted), output)


def _compared(
    files: list[Path], published: str | None, statements_from: Path | None, model: Path | None
) -> Comparison:
    from onrecord.compare import compare

    return compare(records_of(files, published, statements_from, model))


def _form(formats: Mapping[str, ViewFormat[Shown]], name: str) -> ViewFormat[Shown]:
    if name not in formats:
        raise OnrecordError(f"there is no format {name}", f"one of {', '.join(formats)}")
    return formats[name]


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
