"""What a search gives: statements with what a reader needs beside them, and counts by field."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.speaker import Speaker
from onrecord.record.statement import Statement


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text; `copy_of` is the report whose text it nearly repeats."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body across reports."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, under its permanent id.

    `made_by` is machine, or person where somebody corrected it. `matched` are
    half-open stretches of `statement.content.text` that met the search.
    """

    id: str
    statement: Statement
    speaker: Speaker | None
    person: Person | None
    report: ReportHead
    made_by: str
    matched: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the statements found have which value of a field, the most frequent first.

    The value is None where the field is undecided; `others` counts values
    that are not listed.
    """

    field: str
    counts: tuple[tuple[str | None, int], ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the statements found, in order; `after` is where the next page begins, None on the last."""

    hits: tuple[Hit, ...]
    after: str | None = None
