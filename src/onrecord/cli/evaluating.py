"""Commands that score the reading against annotated corpora."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.api import pipeline
from onrecord.cli.app import Model, app
from onrecord.cli.output import show
from onrecord.read import read_text

evaluate_app = typer.Typer(help="Scores the reading against annotated corpora.", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate")

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
    show(attribution_report(evaluation))


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
    show(records_report(evaluation))


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

    show(places_report(evaluate_places(path, toponyms, limit=limit, scores=scores, model=MODEL)))


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

    show(events_report(evaluate_events(path, everything=everything, scores=scores)))


@evaluate_app.command("compare")
def evaluate_compare(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A folder of ID.gold.json, ID.txt and links-NAME.json.")
    ],
    scores: Scores = None,
    model: Model = None,
) -> None:
    """Scores accounts and relations across reports, from the texts and from annotated statements."""
    from onrecord.compare import compare
    from onrecord.evaluate.comparisons import evaluate_comparisons
    from onrecord.evaluate.gold_records import gold_record
    from onrecord.evaluate.tables import comparisons_report

    pipe = pipeline(model)
    evaluation = evaluate_comparisons(
        path,
        lambda gold: pipe.read(read_text(gold.text, published=gold.document.get("published"))),
        lambda gold: gold_record(pipe, gold.document, gold.text),
        compare,
        scores=scores,
        model=pipe.tagger.version,
    )
    show(comparisons_report(evaluation))
