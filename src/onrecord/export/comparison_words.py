"""How values of a comparison are put into words, the same on every surface."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.compare.courses import Answer, Change, ChangeOf
from onrecord.compare.matters import Clash, Matter
from onrecord.compare.pledges import Pledge, Verdict
from onrecord.compare.series import Entry, Range
from onrecord.export.phrasing import collapsed, counted, date_phrase, period_phrase
from onrecord.record import Comparison, Record

NO_SOURCE = "no source named"
"""Stands where a report gives a statement without a source."""

NAMED = 4
"""Origins that are named where all are counted."""


def who(origin: str | None) -> str:
    """An origin by its name."""
    return collapsed(origin) if origin else NO_SOURCE


def origins_phrase(matter: Matter, named: int = NAMED) -> str:
    """How many reports and how many independent origins.

    Reads "3 reports, 1 origin: the Observatory".
    """
    origins = [collapsed(origin.speaker) for origin in matter.account.origins]
    reports = counted(len(matter.reports), "report")
    if not origins:
        return f"{reports}, {NO_SOURCE}"
    return f"{reports}, {counted(len(origins), 'origin')}: {listed(origins, named)}"


def count_phrase(matter: Matter) -> str:
    """How many reports and origins, without their names."""
    reports = counted(len(matter.reports), "report")
    return f"{reports}, {counted(len(matter.account.origins), 'origin')}"


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """Names in a row, of many only the first ones.

    >>> listed(["A", "B", "C"], 2)
    'A, B and 1 more'
    """
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def heading_of(comparison: Comparison) -> str:
    """What is compared: how many reports, on how many matters."""
    reports = counted(len(comparison.records), "report")
    if not comparison.accounts:
        return f"{reports}, no matter in common"
    return f"{reports} on {counted(len(comparison.accounts), 'matter')}"


def span_of(records: Sequence[Record]) -> str:
    """From the first day to the last on which some reports were published."""
    days = sorted(day for record in records if (day := record.report.published))
    return period_phrase(days[0], days[-1]) if days else "no dates"


def outlet_of(record: Record) -> str:
    """What a report is called beside its statements: its publisher, else its id."""
    return collapsed(record.report.publisher or "") or record.report.id


def day_of(day: str | None, *, stated: bool = True) -> str:
    """A day as it is read; where the text states none, that it is the day of publication."""
    if not day:
        return "no date"
    return date_phrase(day) if stated else f"published {date_phrase(day)}"


def number(value: float) -> str:
    """A number as it is read, with separators."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def range_phrase(span: Range) -> str:
    """A range in words, with its open ends.

    >>> range_phrase(Range(20, 20, False, True)), range_phrase(Range(20, 50, False, True))
    ('at least 20', '20 to 50 or more')
    """
    low, high = number(span.low), number(span.high)
    if low == high:
        if span.open_low and span.open_high:
            return f"about {low}, open both ways"
        return f"at least {low}" if span.open_high else f"up to {low}" if span.open_low else low
    return f"{low}{' or fewer' if span.open_low else ''} to {high}{' or more' if span.open_high else ''}"


def entry_phrase(entry: Entry) -> str:
    """A figure as a range in words; as it is written where it has no number."""
    if entry.low is None and entry.high is None:
        return collapsed(entry.text)
    low, high = ends_of(entry)
    about = "about " if entry.approximate and entry.low is not None and entry.high is not None else ""
    return about + range_phrase(Range(low, high, entry.low is None, entry.high is None))


def ends_of(entry: Entry) -> tuple[float, float]:
    """The lowest and the highest number of a figure that has one; one number twice where an end is open."""
    low, high = entry.low, entry.high
    return (low if low is not None else high or 0.0), (high if high is not None else low or 0.0)


def change_phrase(change: Change) -> str:
    """A change of position in words."""
    if change.of is ChangeOf.WITHDRAWN:
        return f"takes back: “{collapsed(change.after)}”"
    return f"{change.before} → {change.after}"


def answer_phrase(answer: Answer) -> str:
    """Who says otherwise, and in what."""
    verb = "denies it" if answer.denies else "says otherwise"
    aspect = f" ({answer.aspect})" if answer.aspect else ""
    return f"{who(answer.origin)} {verb}{aspect}"


def clash_phrase(clash: Clash) -> str:
    """Why two sides cannot both be right, by the surest pair of their statements."""
    return collapsed(clash.pairs[0].because)


def verdict_phrase(verdict: Verdict) -> str:
    """Who says that a promise was kept or broken."""
    name = f"{who(verdict.speaker)} itself" if verdict.own else who(verdict.speaker)
    return f"{name} reports it {'kept' if verdict.kept else 'broken'}"


def due_of(pledge: Pledge) -> str:
    """When a promise falls due."""
    return period_phrase(pledge.due.start, pledge.due.end) if pledge.due else ""
