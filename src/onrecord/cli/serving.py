"""Commands that open a ledger in the browser: serve, team."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, Model, app
from onrecord.record.errors import OnrecordError

team_app = typer.Typer(
    help="Looks after the people who may use `onrecord serve --team`.", no_args_is_help=True
)
app.add_typer(team_app, name="team")

TeamFile = Annotated[
    Path | None,
    typer.Option(
        "--team-file",
        envvar="ONRECORD_TEAM",
        metavar="FILE",
        help="Where people and their sessions are kept; by default beside the ledger.",
    ),
]


@app.command()
def serve(
    ledger: LedgerAddress = LEDGER,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than one's own need --team.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8737,
    team: Annotated[
        bool, typer.Option("--team", help="Ask who it is: people log in, and have roles.")
    ] = False,
    team_file: TeamFile = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A further name under which browsers reach it."),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="It is reached by https alone, through a proxy that ends TLS.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Addresses of one's own network may be fetched.")
    ] = False,
    model: Model = None,
) -> None:
    """Opens a ledger in the browser: read, search, correct, add.

    Without --team it is for one person on their own machine, and nobody else
    can reach it.
    """
    from onrecord.web import Settings, run

    run(
        Settings(
            ledger=ledger,
            host=host,
            port=port,
            team=team,
            team_file=team_file,
            names=tuple(name or ()),
            https=https,
            allow_private=allow_private,
            model=model,
        )
    )


@team_app.command("add")
def add_member(
    name: Annotated[str, typer.Argument(help="The name to log in with, and that stands in the history.")],
    role: Annotated[str, typer.Option(help="reader, editor or admin.")] = "reader",
    password: Annotated[
        str | None,
        typer.Option(
            envvar="ONRECORD_PASSWORD", help="Asked for where it is not given; rather ONRECORD_PASSWORD."
        ),
    ] = None,
    ledger: LedgerAddress = LEDGER,
    team_file: TeamFile = None,
) -> None:
    """Lets somebody in, or gives somebody another role or password."""
    from onrecord.web.team import Team, role_of

    kept = role_of(role)
    secret = password or typer.prompt("password", hide_input=True, confirmation_prompt=True)
    with Team.beside(ledger, team_file) as team:
        team.put(name, secret, kept)
    typer.echo(f"{name} may log in as {kept}")


@team_app.command("remove")
def remove_member(
    name: Annotated[str, typer.Argument(help="Who is let in no longer.")],
    ledger: LedgerAddress = LEDGER,
    team_file: TeamFile = None,
) -> None:
    """Lets somebody in no longer; what they did stays in the history under their name."""
    from onrecord.web.team import Team

    with Team.beside(ledger, team_file) as team:
        if not team.remove(name):
            raise OnrecordError(f"nobody is called {name}", "a name that onrecord team list shows")
    typer.echo(f"{name} is let in no longer")


@team_app.command("list")
def list_members(ledger: LedgerAddress = LEDGER, team_file: TeamFile = None) -> None:
    """Lists who may log in."""
    from onrecord.web.team import Team

    with Team.beside(ledger, team_file) as team:
        for one in team.members():
            typer.echo(f"{one.role:8} {one.name}")


@team_app.command("token")
def give_token(
    name: Annotated[str, typer.Argument(help="For whom.")],
    ledger: LedgerAddress = LEDGER,
    team_file: TeamFile = None,
) -> None:
    """Gives a token for programs (Authorization: Bearer …), shown once, in place of the one there was."""
    from onrecord.web.team import Team

    with Team.beside(ledger, team_file) as team:
        typer.echo(team.give_token(name))
