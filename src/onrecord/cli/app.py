"""The command line's app, and the options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

import onrecord

app = typer.Typer(
    help="Reads news reports and puts on record who said what happened.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Publication date, such as 2022-03-29; goes before what the report says."
    ),
]
Model = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Weights of the tagger, instead of those that ship.")
]


def offered(names: Iterable[str]) -> Callable[[str], list[str]]:
    """What completion in the shell offers for a value: those of `names` that begin as it was begun."""
    known = tuple(names)

    def choose(incomplete: str) -> list[str]:
        return [name for name in known if name.startswith(incomplete)]

    return choose


def format_option(names: Iterable[str], note: str = "") -> OptionInfo:
    """The option --format of a command that has these formats."""
    known = tuple(names)
    told = f"One of {', '.join(known)}{note}."
    option: OptionInfo = typer.Option("--format", "-f", help=told, autocompletion=offered(known))
    return option


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Reads news reports and puts on record who said what happened."""


File = Annotated[
    str, typer.Argument(metavar="FILE", help="A report as text or HTML; - reads standard input.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write to a file.")]
LedgerAddress = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="ONRECORD_LEDGER",
        metavar="PATH|URL",
        help="The ledger: a SQLite file, or postgresql://user@host/database.",
        show_default=True,
    ),
]
LEDGER = "onrecord.db"
"""The ledger where none is named."""
