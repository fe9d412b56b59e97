"""The page of a report's sourcing: the report as published, and beside it what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.export.cast import Cast
from onrecord.export.frame import fill
from onrecord.export.sourcing import Line, Section, sections
from onrecord.record import Record, Span
from onrecord.sourcing import Sourcing, survey


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the template writes it."""

    head: str
    note: str
    hue: str
    lines: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a finding; the first line of a statement is its `anchor`, `href` leads to its words."""

    label: str
    text: str
    quoted: bool
    mark: str
    key: str
    anchor: str
    href: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One section of the side column."""

    key: str
    title: str
    about: str
    count: int
    rows: tuple[Row, ...]


def render(record: Record) -> str:
    """The sourcing as one self-contained HTML page, see `fill`."""
    cast, found = Cast(record), survey(record)
    listed = sections(record, found)
    anchored: set[str] = set()
    kinds = tuple(
        Kind(one.key, one.title, one.about, one.count, tuple(_rows(one, cast, anchored))) for one in listed
    )
    return fill(
        "sourcing.html.jinja",
        record,
        cast,
        carded=anchored,
        noted=tuple(_noted(found)),
        bare={one.paragraph for one in found.unattributed},
        sections=kinds,
        empty=tuple(one.none for one in listed if not one.entries),
    )


def _rows(section: Section, cast: Cast, anchored: set[str]) -> Iterator[Row]:
    for entry in section.entries:
        lines = tuple(_place(line, cast, anchored) for line in entry.lines)
        yield Row(entry.head, entry.note, cast.hue(entry.speaker), lines)


def _place(line: Line, cast: Cast, anchored: set[str]) -> Place:
    key = cast.key(line.statement or "")
    first = bool(key) and key not in anchored
    if first:
        anchored.add(key)
    href = f"#{key}" if key else f"#paragraph-{line.paragraph}" if line.paragraph else ""
    return Place(line.label, line.text, line.quoted, line.statement or "", key, key if first else "", href)


def _noted(found: Sourcing) -> Iterator[Span]:
    """Words of findings that are no part of a statement, or only some of one."""
    for source in found.unnamed:
        for anonymity in source.anonymity:
            yield from (*anonymity.condition.spans, *anonymity.reason.spans)
    for shared in found.shared_quotations:
        yield from shared.quotation.spans
    for denial in found.denials:
        if denial.answers and denial.answers.statement is None:
            yield from denial.answers.words.spans
    for accusation in found.accusations:
        for answer in accusation.answers:
            if answer.statement is None:
                yield from answer.words.spans
