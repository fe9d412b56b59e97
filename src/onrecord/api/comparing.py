"""Comparing reports from Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.api.reading import read
from onrecord.record import Comparison, Record


def compare(reports: Iterable[Record | Path | str], *, model: Path | None = None) -> Comparison:
    """Compares reports: what repeats, agrees, conflicts and changes, and which promises were kept.

    Takes records, or what `read` takes. A report whose id another one has gets
    -2, -3 … behind it, in all of the comparison.
    """
    from onrecord.compare import compare as compare_records  # loaded when it is used

    records = (r if isinstance(r, Record) else read(r, model=model) for r in reports)
    return compare_records(with_own_ids(records))


def with_own_ids(records: Iterable[Record]) -> list[Record]:
    """Records whose reports all have an id of their own: stem, stem-2, stem-3 …"""
    return list(each_with_own_id(records))


def each_with_own_id(records: Iterable[Record]) -> Iterator[Record]:
    """As `with_own_ids`, one by one."""
    taken: set[str] = set()
    for record in records:
        stem, name, number = record.report.id, record.report.id, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        yield replace(record, report=replace(record.report, id=name))
