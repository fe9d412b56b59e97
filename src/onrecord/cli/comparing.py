"""Commands on several reports side by side."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from onrecord.api import pipeline, with_own_ids
from onrecord.cli.app import Model, Output, Published, app
from onrecord.cli.output import write
from onrecord.record import Record
from onrecord.record.errors import OnrecordError


@app.command("compare")
def compare_reports(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Reports as text or HTML, two or more.")
    ],
    published: Published = None,
    format: Annotated[str, typer.Option("--format", "-f", help="One of table, html, json.")] = "table",
    output: Output = None,
    statements_from: Annotated[
        Path | None,
        typer.Option(
            metavar="GOLD_DIR", help="Take annotated statements, STEM.gold.json, instead of reading."
        ),
    ] = None,
    model: Model = None,
) -> None:
    """Compares reports: which statements repeat, agree, conflict, and what changed.

    --published is for files that bear no date of their own.
    """
    from onrecord.compare import compare
    from onrecord.export.comparisons import COMPARISON_FORMATS

    if format not in COMPARISON_FORMATS:
        raise OnrecordError(f"there is no format {format}", f"one of {', '.join(COMPARISON_FORMATS)}")
    form = COMPARISON_FORMATS[format]
    comparison = compare(records_of(files, published, statements_from, model))
    on_terminal = form.on_terminal if output is None and sys.stdout.isatty() else None
    write((on_terminal or form.render)(comparison), output)


def records_of(
    files: list[Path], published: str | None, statements_from: Path | None = None, model: Path | None = None
) -> list[Record]:
    """Reads the reports of some files; ids are made unique with -2, -3 …"""
    return with_own_ids(_record(path, published, statements_from, model) for path in files)


def _record(path: Path, published: str | None, statements_from: Path | None, model: Path | None) -> Record:
    from onrecord.read import read_file

    if statements_from is not None:
        return _annotated(path, statements_from, model)
    taken = read_file(path)
    if published and taken.report.published is None:
        taken = read_file(path, published)
    return pipeline(model).read(taken)


def _annotated(path: Path, folder: Path, model: Path | None) -> Record:
    from onrecord.evaluate.gold_records import gold_record

    gold = folder / f"{path.stem}.gold.json"
    try:
        document = json.loads(gold.read_text(encoding="utf-8"))
        text = path.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise OnrecordError(
            f"{gold} cannot be read ({error})", "a folder with STEM.gold.json for every report"
        ) from None
    record = gold_record(pipeline(model), document, text)
    return replace(record, report=replace(record.report, path=str(path)))
