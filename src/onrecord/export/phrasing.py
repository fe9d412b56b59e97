"""How values of a record are put into words, the same on every surface."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from onrecord.record import Figure, Record, Report, Statement

LOW_CONFIDENCE = 0.5
TITLE_LENGTH = 80
ELLIPSIS = "…"
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def is_unsure(statement: Statement) -> bool:
    """Whether a statement is more likely wrong than right."""
    return statement.confidence < LOW_CONFIDENCE


def collapsed(text: str) -> str:
    """The text on one line, with one space for any white space."""
    return " ".join(text.split())


def shortened(text: str, length: int) -> str:
    """The text on one line and of at most `length` characters, cut between words where it can be."""
    line = collapsed(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    between_words = cut.rfind(" ")
    if between_words > length // 2:
        cut = cut[:between_words]
    return cut.rstrip(" ,;:") + ELLIPSIS


def title_of(record: Record) -> str:
    """The title, or where there is none the first words of the first paragraph that says something.

    That is the one with the first statement: date lines and bylines have none.
    """
    report = record.report
    title = collapsed(report.title or "")
    first = min((s.content.spans[0].start for s in record.statements if s.content.spans), default=0)
    start = report.text.rfind("\n", 0, first) + 1
    return title or shortened(report.text[start : start + TITLE_LENGTH * 20], TITLE_LENGTH) or report.id


def word_count(report: Report) -> int:
    """The number of words between white space."""
    return len(report.text.split())


def date_phrase(iso: str) -> str:
    """An ISO day, month or year as it is read; anything else as it is.

    >>> date_phrase("2022-03-26"), date_phrase("2022-03"), date_phrase("2022")
    ('26 March 2022', 'March 2022', '2022')
    """
    match = _ISO.fullmatch(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    if not month:
        return year
    if not 1 <= int(month) <= 12:
        return iso
    named = f"{calendar.month_name[int(month)]} {year}"
    return f"{int(day)} {named}" if day else named


def period_phrase(start: str | None, end: str | None) -> str:
    """A stretch of time with one or both ends, empty where there is neither."""
    if start and end:
        return date_phrase(start) if start == end else f"{date_phrase(start)} – {date_phrase(end)}"
    if start:
        return f"from {date_phrase(start)}"
    return f"until {date_phrase(end)}" if end else ""


def figure_phrase(figure: Figure) -> str:
    """A figure in words: its measure, its range, what it counts.

    An open lower end reads "up to", an open upper one "at least", two open
    ends "an unstated number".
    """
    unit = f" {collapsed(figure.unit)}" if figure.unit else ""
    scope = f" ({collapsed(figure.scope)})" if figure.scope else ""
    about = "about " if figure.approximate and figure.low is not None else ""
    return f"{figure.measure}: {about}{_range(figure.low, figure.high)}{unit}{scope}"


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    if low is not None:
        return f"at least {_number(low)}"
    return "an unstated number" if high is None else f"up to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "speaker"), counted(2, "speaker"), counted(0, "reply", "replies")
    ('1 speaker', '2 speakers', '0 replies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tally(record: Record) -> tuple[str, ...]:
    """How many statements there are, by how many speakers, named and unnamed."""
    named = sum(1 for speaker in record.speakers if speaker.named)
    undecided = sum(1 for statement in record.statements if statement.source.speaker is None)
    phrases = (
        counted(len(record.statements), "statement"),
        counted(len(record.speakers), "speaker"),
        f"{named:,} named",
        f"{len(record.speakers) - named:,} unnamed",
    )
    return (*phrases, f"{counted(undecided, 'statement')} without a speaker") if undecided else phrases


def depths(statements: Iterable[Statement]) -> dict[str, int]:
    """How many statements each one stands within; 0 for those in the report's own voice."""
    parents = {statement.id: statement.within for statement in statements}
    return {name: _depth(name, parents) for name in parents}


def _depth(name: str, parents: dict[str, str | None]) -> int:
    seen = {name}
    parent = parents[name]
    while parent in parents and parent is not None and parent not in seen:
        seen.add(parent)
        parent = parents[parent]
    return len(seen) - 1
