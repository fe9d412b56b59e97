"""Commands on people and bodies across reports: list them, decide who is one."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, Output, app, format_option
from onrecord.cli.correcting import Who, Why
from onrecord.cli.finding import opened
from onrecord.cli.output import form_of_names, write

people_app = typer.Typer(
    help="People and bodies across reports, and who is one with whom.", invoke_without_command=True
)
app.add_typer(people_app, name="people")

FORMATS = ("table", "json", "jsonl", "csv")
Proposal = Annotated[
    str, typer.Argument(metavar="PROPOSAL", help="Its id, from onrecord people --proposals.")
]
Name = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="Those of a name, any that they go by, or of an id."),
]


@people_app.callback()
def people(
    context: typer.Context,
    name: Name = None,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="Merges that a person should decide on, the surest first.")
    ] = False,
    decisions: Annotated[bool, typer.Option("--decisions", help="All that people decided.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="First compare reports that have not been compared yet.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many, those of most reports first.")] = 100,
    ledger: LedgerAddress = LEDGER,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
) -> None:
    """Lists people and bodies with their other names, reports and statements."""
    if context.invoked_subcommand is not None:
        return
    from onrecord.cli.people_shown import decisions_shown, people_shown, proposals_shown

    form_of_names(FORMATS, format)
    with opened(ledger) as there:
        if update:
            there.relate()
        if proposals:
            text = proposals_shown(there.proposals()[:limit], format)
        elif decisions:
            text = decisions_shown(there.decisions(), format)
        else:
            text = people_shown(there.people(name, limit=limit), format, one=name is not None)
    write(text, output)


@people_app.command("merge")
def merge(
    one: Annotated[str, typer.Argument(metavar="A", help="A person or body: id, or a name only it has.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    who: Who,
    why: Why,
    ledger: LedgerAddress = LEDGER,
) -> None:
    """Makes two people or bodies one."""
    with opened(ledger) as there:
        there.merge_people(one, other, who=who, why=why)
    typer.echo(f"{one} and {other} are one now")


@people_app.command("split")
def split(
    person: Annotated[str, typer.Argument(metavar="A", help="A person or body: id, or a name only it has.")],
    speakers: Annotated[list[str], typer.Argument(metavar="SPEAKER…", help="Who is another: REPORT:p2.")],
    who: Who,
    why: Why,
    ledger: LedgerAddress = LEDGER,
) -> None:
    """Takes speakers out of a person or body; they stay out."""
    with opened(ledger) as there:
        there.split_person(person, *speakers, who=who, why=why)
    typer.echo(f"{', '.join(speakers)} left {person}")


@people_app.command("accept")
def accept(proposal: Proposal, who: Who, why: Why, ledger: LedgerAddress = LEDGER) -> None:
    """Makes the two of a proposed merge one."""
    with opened(ledger) as there:
        there.accept(proposal, who=who, why=why)
    typer.echo(f"{proposal} is accepted")


@people_app.command("refuse")
def refuse(proposal: Proposal, who: Who, why: Why, ledger: LedgerAddress = LEDGER) -> None:
    """Keeps the two of a proposed merge apart, for ever."""
    with opened(ledger) as there:
        there.refuse(proposal, who=who, why=why)
    typer.echo(f"{proposal} is refused")


@people_app.command("undo")
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="From onrecord people --decisions.")],
    who: Who,
    why: Why,
    ledger: LedgerAddress = LEDGER,
) -> None:
    """Takes a decision back, as if nobody had decided; both stay on record."""
    with opened(ledger) as there:
        there.undo(decision, who=who, why=why)
    typer.echo(f"{decision} is undone")
