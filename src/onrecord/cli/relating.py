"""The command that brings up to date what a ledger knows across reports."""

from __future__ import annotations

import sys

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, app


@app.command("relate")
def relate_reports(*, ledger: LedgerAddress = LEDGER) -> None:
    """Compares reports that are new or changed with the others: who is one, what is a copy, accounts.

    `onrecord add` does so at its end; this goes on where it was stopped, and
    takes in what people corrected since.
    """
    from onrecord.cli.finding import opened
    from onrecord.export.phrasing import counted

    with opened(ledger) as there:
        kin = there.relate()
        compared = there.compare_waiting(_told if sys.stderr.isatty() else None)
        accounts = there.accounts(limit=1).total
    done, stand = counted(max(kin, compared), "report"), counted(accounts, "account")
    typer.echo(f"{done} compared; {stand} {'stands' if accounts == 1 else 'stand'} in {there.address}")


def _told(done: int, whole: int) -> None:
    end = "\n" if done == whole else "\r"
    sys.stderr.write(f"compared {done} of {whole} reports{end}")
    sys.stderr.flush()
