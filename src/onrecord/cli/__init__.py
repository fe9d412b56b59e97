"""The command line: one module for each group of commands, all on one app."""

from __future__ import annotations

import typer

from onrecord.cli import (  # each puts its commands on the app
    comparing,
    correcting,
    evaluating,
    finding,
    following,
    handing,
    keeping,
    people,
    reading,
    relating,
    serving,
    taking,
)
from onrecord.cli.app import app
from onrecord.record.errors import OnrecordError

__all__ = [
    "app",
    "comparing",
    "correcting",
    "evaluating",
    "finding",
    "following",
    "handing",
    "keeping",
    "main",
    "people",
    "reading",
    "relating",
    "serving",
    "taking",
]


def main() -> None:
    """Runs the command line; errors raised on purpose end in one line and an exit code."""
    try:
        app()
    except OnrecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        raise SystemExit(error.exit_code) from None
