"""Commands by which people have their say: correct, history, corrections, redact, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.app import LEDGER, LedgerAddress, Output, app, format_option
from onrecord.cli.finding import opened
from onrecord.cli.output import form_of_names, write, write_file
from onrecord.record.errors import CorrectionError

correct_app = typer.Typer(
    help="Corrects what the machine read: who, when and why are kept, and so is the machine's word.",
    no_args_is_help=True,
)
app.add_typer(correct_app, name="correct")

Who = Annotated[str, typer.Option("--who", envvar="ONRECORD_WHO", metavar="NAME", help="Who says so.")]
Why = Annotated[str, typer.Option("--why", metavar="REASON", help="Why, in a few words.")]
Target = Annotated[str, typer.Argument(metavar="ID", help="A statement (REPORT:s7) or speaker (REPORT:p2).")]
Values = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE…",
        help="Such as act=denial, said.date=2022-03-26, channel=null, content='its very words', places='[]'.",
    ),
]


@correct_app.command("set")
def correct_set(target: Target, values: Values, who: Who, why: Why, ledger: LedgerAddress = LEDGER) -> None:
    """Sets fields, or parts of fields, of a statement or speaker."""
    with opened(ledger) as there:
        there.correct_all(target, _values(values), who=who, why=why)
        _tell(there, target)


@correct_app.command("add")
def correct_add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report in which it was missed.")],
    content: Annotated[str, typer.Option("--content", help="What was said, in the report's very words.")],
    who: Who,
    why: Why,
    source: Annotated[str | None, typer.Option("--source", help="The words that name the source.")] = None,
    cue: Annotated[str | None, typer.Option("--cue", help="The words that make the attribution.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="p2", help="Who says it.")] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Any other field; may be repeated."),
    ] = None,
    ledger: LedgerAddress = LEDGER,
) -> None:
    """Adds a statement that was missed."""
    with opened(ledger) as there:
        target = there.add_words(
            report,
            content,
            source=source,
            cue=cue,
            speaker=speaker,
            values=_values(values or []),
            who=who,
            why=why,
        )
        _tell(there, target)


@correct_app.command("reject")
def correct_reject(target: Target, who: Who, why: Why, ledger: LedgerAddress = LEDGER) -> None:
    """Takes out a statement that is none, or a speaker of no statement."""
    with opened(ledger) as there:
        there.reject(target, who=who, why=why)
        typer.echo(f"{target} does not stand any more")


@correct_app.command("restore")
def correct_restore(target: Target, who: Who, why: Why, ledger: LedgerAddress = LEDGER) -> None:
    """Puts back what was rejected."""
    with opened(ledger) as there:
        there.restore(target, who=who, why=why)
        typer.echo(f"{target} stands again")


@correct_app.command("merge")
def correct_merge(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="The speaker that the two become, REPORT:p2.")],
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The speaker merged into it.")],
    who: Who,
    why: Why,
    ledger: LedgerAddress = LEDGER,
) -> None:
    """Makes two speakers of one report one."""
    with opened(ledger) as there:
        there.merge_speakers(kept, gone, who=who, why=why)
        typer.echo(f"all that {gone} said is {kept}'s now")


@correct_app.command("split")
def correct_split(
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", help="The speaker that is two, REPORT:p2.")],
    statements: Annotated[list[str], typer.Argument(metavar="ID…", help="The statements of the new one.")],
    name: Annotated[str, typer.Option("--name", help="What the new speaker is called.")],
    who: Who,
    why: Why,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Other fields of it, such as type=group."),
    ] = None,
    ledger: LedgerAddress = LEDGER,
) -> None:
    """Makes another speaker of some statements of one."""
    with opened(ledger) as there:
        made = there.split_speaker(
            speaker, statements, {"name": name, **_values(values or [])}, who=who, why=why
        )
        typer.echo(f"{', '.join(statements)}: said by {made} now")


@app.command()
def history(
    target: Target,
    ledger: LedgerAddress = LEDGER,
    format: Annotated[str, format_option(("table", "json"))] = "table",
    output: Output = None,
) -> None:
    """Tells all that happened to a statement: readings, corrections, where person and machine differ."""
    from onrecord.cli.showing import history_lines
    from onrecord.record.wire import as_json, plain

    form_of_names(("table", "json"), format)
    with opened(ledger) as there:
        told = there.history(target)
    if format == "json":
        write(as_json({"schema": "onrecord-history/1", **plain(told)}, indent=2) + "\n", output)
    else:
        write(history_lines(told), output)


@app.command()
def corrections(
    reports: Annotated[list[str] | None, typer.Argument(metavar="[REPORT…]", help="By default all.")] = None,
    ledger: LedgerAddress = LEDGER,
    format: Annotated[
        str,
        format_option(("table", "jsonl", "gold"), " (a lesson on each line; a folder of whole records)"),
    ] = "table",
    output: Output = None,
) -> None:
    """Lists what people corrected, or writes it as training data: without who and when."""
    from onrecord.cli.showing import lessons_table
    from onrecord.record.wire import as_json, plain

    form_of_names(("table", "jsonl", "gold"), format)
    with opened(ledger) as there:
        if format == "gold":
            _write_gold(there, reports or [], output)
            return
        lessons = list(there.lessons(*(reports or [])))
    if format == "jsonl":
        write(
            "".join(as_json({"schema": "onrecord-lesson/1", **plain(one)}) + "\n" for one in lessons), output
        )
    else:
        write(lessons_table(lessons), output)


@app.command()
def redact(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report.")],
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="A name, and other forms of it.")],
    who: Who,
    why: Why,
    ledger: LedgerAddress = LEDGER,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
) -> None:
    """Takes words out of a report for a person's safety or by law: out of text, bytes, index and files.

    Each letter becomes a block, so that all offsets stay true; a tombstone tells
    who, when and why. Backups and exports made before are not reached.
    """
    _confirm(f"take {', '.join(words)} out of {report} for good?", yes)
    with opened(ledger) as there:
        done = there.redact(report, *words, who=who, why=why)
        typer.echo(
            f"{done.report}: taken out {done.occurrences} times, {done.statements} statements changed, "
            f"{done.originals} originals erased"
        )
        for word, number in done.left:
            typer.echo(
                f"“{word}” still stands there {number} times; redact {done.report} {word} takes it out"
            )
    _remind(ledger)


@app.command()
def remove(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report.")],
    who: Who,
    why: Why,
    ledger: LedgerAddress = LEDGER,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
) -> None:
    """Takes a report out of a ledger, with all that came of it; a tombstone tells who, when and why."""
    _confirm(f"take {report} out for good?", yes)
    with opened(ledger) as there:
        done = there.remove(report, who=who, why=why)
        typer.echo(
            f"{done.report}: {done.revisions} revisions and {done.statements} statements removed, "
            f"{done.originals} originals erased"
        )
    _remind(ledger)


def _values(pairs: list[str]) -> dict[str, Any]:
    from onrecord.ledger.correcting import parse_value

    made = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            raise CorrectionError(f"{pair!r} is no correction", "FIELD=VALUE, such as act=denial")
        made[field.strip()] = parse_value(value)
    return made


def _tell(ledger: Any, target: str) -> None:
    from onrecord.cli.showing import history_lines

    typer.echo(history_lines(ledger.history(target)), nl=False)


def _write_gold(ledger: Any, reports: list[str], output: Path | None) -> None:
    from onrecord.record import to_json

    if output is None:
        raise CorrectionError("gold is a folder of files", "--output FOLDER")
    number = 0
    for record in ledger.corrected_records():
        if not reports or record.report.id in reports:
            stem = output / record.report.id
            write_file([to_json(record, indent=1).encode("utf-8")], stem.with_name(f"{stem.name}.gold.json"))
            text = record.report.text.encode("utf-8", "surrogatepass")
            write_file([text], stem.with_name(f"{stem.name}.txt"))
            number += 1
    typer.echo(f"wrote {number} records to {output}", err=True)


def _confirm(question: str, yes: bool) -> None:
    if not yes:
        typer.confirm(question, abort=True)


def _remind(ledger: str) -> None:
    typer.echo("backups and exports made before still have it: make them anew", err=True)
    if ledger.startswith("postgres"):
        typer.echo(
            "so have the write-ahead log, archives and replicas of the database, until they are gone",
            err=True,
        )
