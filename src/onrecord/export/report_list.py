"""Lists of reports and of speakers as tables: one row each, without what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.export.columns import Column, documented
from onrecord.export.csv_table import write
from onrecord.export.flat import flat, leaves
from onrecord.record.wire import as_json, plain


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report; `corrected` counts the statements that people changed."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    copy_of: str | None
    revision: int
    taken_at: str
    statements: int
    speakers: int
    corrected: int


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One person, body or speaker, and how much it says."""

    speaker: str
    name: str
    type: str | None
    named: bool
    affiliation: str | None
    statements: int
    reports: int


Line = ReportLine | SpeakerLine


@cache
def report_columns() -> tuple[Column, ...]:
    """The columns of the list of reports."""
    return documented("reports", leaves(ReportLine))


@cache
def speaker_columns() -> tuple[Column, ...]:
    """The columns of the list of speakers."""
    return documented("speakers", leaves(SpeakerLine))


def as_csv(kind: type[Line], lines: Iterable[Line]) -> Iterator[bytes]:
    """A header and a row a line."""
    columns = report_columns() if kind is ReportLine else speaker_columns()
    return write(columns, (flat(one, kind) for one in lines))


def as_json_lines(lines: Iterable[Line]) -> Iterator[bytes]:
    """An object a line, with the names of the columns."""
    for one in lines:
        yield as_json(plain(one)).encode("utf-8") + b"\n"
