"""Commands on several reports side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from onrecord.api import pipeline, with_own_ids
from onrecord.cli.app import LEDGER, LedgerAddress, Model, Output, app, format_option
from onrecord.cli.filters import filtered
from onrecord.cli.finding import opened
from onrecord.cli.handing import Files, PublishedDate, no_filters
from onrecord.cli.output import form_of, keep_confident, write
from onrecord.ledger.query import Query
from onrecord.record import Comparison, Record
from onrecord.record.errors import OnrecordError

FormatName = Annotated[str, format_option(("table", "html", "json"))]
GoldDir = Annotated[
    Path | None,
    typer.Option(
        metavar="GOLD_DIR", help="For files: annotated statements, STEM.gold.json, instead of reading."
    ),
]


@dataclass(frozen=True, slots=True)
class Those:
    """What is compared: files with how to read them or, without any, what meets a query in a ledger."""

    files: Sequence[str]
    ledger: str
    query: Query
    published: str | None = None
    statements_from: Path | None = None
    model: Path | None = None

    def compared(self) -> Comparison:
        """All of it side by side."""
        if self.files:
            return self._of_files()
        if self.statements_from is not None:
            raise OnrecordError(
                "annotated statements stand for the reading of files, and no file is named",
                "FILE… before --statements-from",
            )
        with opened(self.ledger) as there:
            return there.compare(self.query)

    def _of_files(self) -> Comparison:
        from onrecord.compare import compare

        no_filters(self.query, self.published)
        paths = [Path(file) for file in self.files]
        records = records_of(paths, self.published, self.statements_from, self.model)
        return compare(keep_confident(record, self.query.confidence) for record in records)


@app.command("compare")
@filtered
def compare_reports(
    *,
    query: Query,
    files: Files = None,
    ledger: LedgerAddress = LEDGER,
    published: PublishedDate = None,
    format: FormatName = "table",
    output: Output = None,
    statements_from: GoldDir = None,
    model: Model = None,
) -> None:
    """Compares files, or what meets the filters in a ledger: what repeats, agrees, conflicts, changes.

    --published is for files that bear no date of their own; in a ledger it is a filter.
    """
    from onrecord.export.comparisons import COMPARISON_FORMATS

    form = form_of(COMPARISON_FORMATS, format)
    comparison = Those(files or (), ledger, query, published, statements_from, model).compared()
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
