"""What a Python user calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from onrecord.compare import compare as compare_records
from onrecord.pipeline import Pipeline
from onrecord.read import read_file, read_text
from onrecord.record import Comparison, Record
from onrecord.record.showing import show_with


@lru_cache(maxsize=2)
def pipeline(model: Path | None = None) -> Pipeline:
    """The loaded pipeline, kept for the next call."""
    return Pipeline(model)


def read(source: str | Path, published: str | None = None, *, model: Path | None = None) -> Record:
    """Reads one report and gives its record.

    A `str` is always the text itself, kept character for character; a `Path`
    names a file of text or HTML. `published` is an ISO day and goes before what
    the report says. Raises an `OnrecordError` that says what to do.
    """
    taken = (
        read_file(source, published) if isinstance(source, Path) else read_text(source, published=published)
    )
    return pipeline(model).read(taken)


def compare(reports: Iterable[Record | Path | str], *, model: Path | None = None) -> Comparison:
    """Compares reports: what repeats, agrees, conflicts and changes, and which promises were kept.

    Takes records, or what `read` takes. A report whose id another one has gets
    -2, -3 … behind it, in all of the comparison.
    """
    records = (r if isinstance(r, Record) else read(r, model=model) for r in reports)
    return compare_records(with_own_ids(records))


def with_own_ids(records: Iterable[Record]) -> list[Record]:
    """Records whose reports all have an id of their own."""
    made: list[Record] = []
    taken: set[str] = set()
    for record in records:
        stem, name, number = record.report.id, record.report.id, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        made.append(replace(record, report=replace(record.report, id=name)))
    return made


def _drawn(record: Record) -> str:
    from onrecord.export.notebook import render  # loaded when a notebook asks

    return render(record)


show_with(_drawn)
