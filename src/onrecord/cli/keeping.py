"""Commands that look after a ledger: check, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, app

Replace = Annotated[bool, typer.Option("--replace", help="Write over what is there.")]


@app.command()
def check(
    ledger: LedgerAddress = LEDGER,
    repair: Annotated[
        bool, typer.Option("--repair", help="First make anew what follows from the rest, such as the index.")
    ] = False,
) -> None:
    """Checks that a ledger is as it was written; exit code 0 where it is sound, 1 where it is not.

    Hashes of texts and originals, the words under every span, references, the
    full-text index, and that what people corrected stands.
    """
    from rich.table import Table

    from onrecord.cli.output import show
    from onrecord.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        if repair:
            opened.repair()
        checked = opened.check()
    counted = ", ".join(f"{count:,} {name}" for name, count in checked.counts.items())
    if checked.waiting:
        are = "report is" if checked.waiting == 1 else "reports are"
        typer.echo(
            f"{checked.waiting:,} {are} still to be compared with the others: "
            "the next onrecord add does it, or onrecord people --update"
        )
    if checked.sound:
        typer.echo(f"{opened.address} is sound: {counted}")
        return
    table = Table("of", "what is wrong", "what to do", title=f"{opened.address}: {counted}")
    for fault in checked.faults:
        table.add_row(fault.of, fault.what, fault.todo)
    show(table)
    raise typer.Exit(1)


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    ledger: LedgerAddress = LEDGER,
    replace: Replace = False,
) -> None:
    """Writes all of a ledger to one file; others may go on adding meanwhile."""
    from onrecord.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        opened.back_up(out, replace=replace)
        typer.echo(f"wrote {out}, all of {opened.address}")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="What onrecord backup wrote.")],
    ledger: LedgerAddress = LEDGER,
    replace: Replace = False,
) -> None:
    """Makes a ledger what a backup holds, and checks it."""
    from onrecord.ledger import restore as make_anew

    make_anew(source, ledger, replace=replace)
    typer.echo(f"{ledger} holds what {source} held")
    check(ledger)
