"""The command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.api import pipeline
from onrecord.export import FORMATS, SOURCING_FORMATS, Format
from onrecord.read import LARGEST_FILE, Taken, read_bytes, read_file, read_text
from onrecord.record import Record, Statement
from onrecord.record.errors import OnrecordError

app = typer.Typer(
    help="Reads news reports and puts on record who said what happened.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
evaluate_app = typer.Typer(help="Scores the reading against annotated corpora.", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate")

Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Publication date, such as 2022-03-29; goes before what the report says."
    ),
]
Model = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Weights of the tagger, instead of those that ship.")
]


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


@app.command()
def read(
    file: File,
    published: Published = None,
    format: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.")] = "table",
    output: Output = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out statements less sure than this.")
    ] = 0.0,
    model: Model = None,
) -> None:
    """Reads one report and shows its record."""
    form = _form(FORMATS, format)
    taken = _take(file, published)
    record = keep_confident(pipeline(model).read(taken), min_confidence)
    _write(render(record, form, output), output)


def _form(formats: Mapping[str, Format], name: str) -> Format:
    if name not in formats:
        raise OnrecordError(f"there is no format {name}", f"one of {', '.join(formats)}")
    return formats[name]


def _take(file: str, published: str | None) -> Taken:
    if file == "-":
        return read_bytes(
            sys.stdin.buffer.read(LARGEST_FILE + 1), path=None, published=published, report_id="stdin"
        )
    return read_file(Path(file), published)


def keep_confident(record: Record, least: float) -> Record:
    """Leaves out statements under a confidence, with all within them, and speakers left without any.

    Ids stay as they are, so that s7 is the same statement whatever is left out.
    """
    from dataclasses import replace

    kept: list[Statement] = []
    for statement in record.statements:  # a parent comes before what stands within it
        if statement.confidence >= least and statement.within in {None, *(k.id for k in kept)}:
            kept.append(statement)
    spoken = {s.source.speaker for s in kept} | {v.speaker for s in kept for v in s.via}
    return replace(
        record,
        statements=tuple(kept),
        speakers=tuple(p for p in record.speakers if p.id in spoken) if least else record.speakers,
    )


def render(record: Record, form: Format, output: Path | None) -> str:
    """The record in a format, drawn for the terminal where that is where it goes."""
    if form.on_terminal and output is None and sys.stdout.isatty():
        return form.on_terminal(record)
    return form.render(record)


def _write(text: str, output: Path | None) -> None:
    data = text.encode("utf-8", "backslashreplace")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise OnrecordError(
            f"{output} cannot be written ({error.strerror})",
            "a file in a folder that exists",
            "give another --output",
        ) from None
    typer.echo(f"wrote {output}", err=True)


@app.command()
def explain(
    file: File,
    statement: Annotated[
        str | None, typer.Argument(metavar="ID", help="A statement, such as s12; without one all are listed.")
    ] = None,
    published: Published = None,
    format: Annotated[str, typer.Option("--format", "-f", help="One of table, json.")] = "table",
    output: Output = None,
    model: Model = None,
) -> None:
    """Says of one statement, field by field, what decided it."""
    from onrecord.export.explain import formats

    form = _form(formats(statement), format)
    _write(render(pipeline(model).read(_take(file, published)), form, output), output)


@app.command()
def sourcing(
    file: File,
    published: Published = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help=f"One of {', '.join(SOURCING_FORMATS)}.")
    ] = "table",
    output: Output = None,
    model: Model = None,
) -> None:
    """Lists how a report is sourced: who is unnamed, what rests on one source, who answers whom."""
    form = _form(SOURCING_FORMATS, format)
    _write(render(pipeline(model).read(_take(file, published)), form, output), output)


@app.command()
def schema(
    of: Annotated[str, typer.Argument(metavar="[record|sourcing]", help="Which JSON.")] = "record",
) -> None:
    """Prints the JSON Schema of a record, or of the sourcing of a report."""
    import json

    from onrecord.export.sourcing_wire import sourcing_schema

    known = {"record": onrecord.json_schema, "sourcing": sourcing_schema}
    if of not in known:
        raise OnrecordError(f"there is no schema {of}", f"one of {', '.join(known)}")
    typer.echo(json.dumps(known[of](), indent=2))


Predictions = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Keep what was read, in the shape that outside scorers take."),
]
Scores = Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the scores as JSON.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Take the first reports alone.")]


@evaluate_app.command("polnear")
def evaluate_polnear(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="JSON lines of id, text and attributions.")],
    predictions: Predictions = None,
    scores: Scores = None,
    limit: Limit = None,
    model: Model = None,
) -> None:
    """Scores source, cue and content spans against annotated attributions."""
    from onrecord.evaluate.polnear import evaluate_polnear
    from onrecord.evaluate.tables import attribution_report

    pipe = pipeline(model)
    evaluation = evaluate_polnear(
        path,
        lambda text: pipe.read(read_text(text)),
        limit=limit,
        predictions=predictions,
        scores=scores,
        model=pipe.tagger.version,
    )
    _show(attribution_report(evaluation))


@evaluate_app.command("records")
def evaluate_records(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder of ID.gold.json and ID.txt.")],
    predictions: Predictions = None,
    scores: Scores = None,
    limit: Limit = None,
    model: Model = None,
) -> None:
    """Scores whole records against annotated reports."""
    from onrecord.evaluate.record_files import evaluate_records
    from onrecord.evaluate.tables import records_report

    pipe = pipeline(model)
    evaluation = evaluate_records(
        path,
        lambda text, published: pipe.read(read_text(text, published=published)),
        limit=limit,
        predictions=predictions,
        scores=scores,
        model=pipe.tagger.version,
    )
    _show(records_report(evaluation))


@evaluate_app.command("places")
def evaluate_places(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="GeoVirus, GeoWebNews or LGL as XML, or a folder of them.")
    ],
    scores: Scores = None,
    limit: Limit = None,
) -> None:
    """Scores the names of places found in texts, and where they are put."""
    from onrecord.evaluate.places import evaluate_places
    from onrecord.evaluate.tables import places_report
    from onrecord.interpret.toponyms import MODEL, toponyms

    _show(places_report(evaluate_places(path, toponyms, limit=limit, scores=scores, model=MODEL)))


@evaluate_app.command("events")
def evaluate_events(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="JSON lines of sentence, actor, recipient and root.")
    ],
    everything: Annotated[
        bool,
        typer.Option("--all", help="Score the sentences of training too, for a corpus of another origin."),
    ] = False,
    scores: Scores = None,
) -> None:
    """Scores types and parties of events against annotated sentences."""
    from onrecord.evaluate.events import evaluate_events
    from onrecord.evaluate.tables import events_report

    _show(events_report(evaluate_events(path, everything=everything, scores=scores)))


def _show(report: object) -> None:
    from rich.console import Console

    Console().print(report)


def main() -> None:
    """Runs the command line; errors raised on purpose end in one line and an exit code."""
    try:
        app()
    except OnrecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        raise SystemExit(error.exit_code) from None


if __name__ == "__main__":
    main()
