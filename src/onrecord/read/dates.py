"""Date stamps: full dates as they stand on published reports, and the ISO days they mean.

A stamp is a day with its year, and whatever belongs to it: "Published",
"Last updated at", the weekday, a time of day and its zone. Dates without a
year are no stamps: nothing here guesses one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.lexicon import load
from onrecord.record import Span
from onrecord.record.errors import DateError

EARLIEST_YEAR, LATEST_YEAR = 1700, 2199


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date stamp in a text.

    `day` is ISO, None where day and month cannot be told apart. `updated`: it
    is the day of a later version. `ambiguous`: day and month could be the
    other way round. `revised`: it goes on with the time of a later version in
    brackets, as only a page's own stamp does.
    """

    span: Span
    day: str | None
    updated: bool = False
    ambiguous: bool = False
    revised: bool = False


def check_date(published: str | None) -> str | None:
    """Returns an ISO day as it is, None as None; raises `DateError` for anything else."""
    if published is None:
        return None
    try:
        day = date.fromisoformat(published).isoformat()
    except (ValueError, TypeError):
        day = None
    if day is None or day != published:
        raise DateError(
            f"the publication date is {published!r}", "a day such as 2022-03-29", "write year-month-day"
        )
    return day


def stamps_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Stamp]:
    """All date stamps of a stretch of text, in reading order."""
    for found in _pattern().finditer(text, start, len(text) if end is None else end):
        stamp = _stamp(found)
        if stamp is not None:
            yield stamp


def stamp_at(text: str, start: int, end: int | None = None) -> Stamp | None:
    """The date stamp that begins at `start`, None if none does."""
    found = _pattern().match(text, start, len(text) if end is None else end)
    return _stamp(found) if found else None


def _stamp(found: re.Match[str]) -> Stamp | None:
    read = _day_of(found)
    if read is None:
        return None
    day, ambiguous = read
    lead = (found["lead"] or "").lower()
    updated = lead.startswith(tuple(load("furniture")["stamps"]["updated"]))
    return Stamp(Span(*found.span()), day, updated, ambiguous, found["revised"] is not None)


def _day_of(found: re.Match[str]) -> tuple[str | None, bool] | None:
    """The ISO day of a matched date and whether it is ambiguous; None where there is no such day."""
    months = load("calendar")["months"]
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return _known(year, month, day)
    if found["m1"]:
        return _known(int(found["y1"]), months[found["m1"].lower()], int(found["d1"]))
    if found["m2"]:
        return _known(int(found["y2"]), months[found["m2"].lower()], int(found["d2"]))
    return _numeric(int(found["a"]), found["separator"], int(found["b"]), int(found["y3"]))


def _known(year: int, month: int, day: int) -> tuple[str, bool] | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat(), False
    except ValueError:
        return None


def _numeric(a: int, separator: str, b: int, year: int) -> tuple[str | None, bool] | None:
    """Reads 13.2.2021 and the like.

    Full stops are put between day, month and year in this order; hyphens mostly
    are; slashes are used both ways, so 3/4/2021 stays undecided.
    """
    if a > 12 or a == b or separator == ".":
        return _known(year, b, a)
    if b > 12:
        return _known(year, a, b)
    if separator == "-":
        read = _known(year, b, a)
        return (read[0], True) if read else None
    return None, True


@cache
def _pattern() -> re.Pattern[str]:
    calendar, stamps = load("calendar"), load("furniture")["stamps"]
    month, weekday, zone = map(_any_of, (calendar["months"], calendar["weekdays"], calendar["zones"]))
    link, updated = _any_of(stamps["links"]), _any_of(stamps["updated"])
    lead = _any_of([*stamps["published"], *stamps["updated"]])
    half = r"~?[ap]\.?m\b\.?"
    clock = rf"\d{{1,2}}(?:[:.]\d{{2}}){{1,2}}(?:{half})?|\d{{1,2}}{half}|\d{{4}}(?=~?(?:{zone})\b)"
    time = rf"(?:{clock})(?:~?\(?(?:{zone})\b\)?)?"
    pattern = rf"""(?<!\w)
        (?P<lead>(?:{lead})\b(?:~(?:{link})\b)?(?::|~)~*)?
        (?:(?:{time}|\d{{4}}(?=~\d{{1,2}}\.))(?:,|~on\b)?~)?
        (?:\(?(?:{weekday})\b\.?\)?,?~)?
        (?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:T\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?
          |(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?~(?:of~)?(?P<m1>{month})\b\.?,?~(?P<y1>\d{{4}})
          |(?P<m2>{month})\b\.?~(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?~?(?P<y2>\d{{4}})
          |(?P<a>\d{{1,2}})(?P<separator>[./-])(?P<b>\d{{1,2}})(?P=separator)(?P<y3>\d{{4}}))
        (?![\w/]|[.-]\d)
        (?:,?~?(?:[|·•-]~?)?(?:{link}\b~)?{time}|~at~\d{{4}}\b)?
        (?P<revised>~?\((?:{updated})\b[^()\n]{{0,40}}\)(?:~(?:{_any_of(stamps["leftovers"])})(?:~\d+)*)?)?"""
    # "~" stands for white space within one line
    return re.compile(pattern.replace("~", r"[ \t\u00a0]"), re.VERBOSE | re.IGNORECASE)


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})"
