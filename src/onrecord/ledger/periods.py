"""Stretches of time as people write them: 2022-03-20.., ..2022-04, 2022-03, 2022-03-20..2022-04-02."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from onrecord.record.errors import QueryError

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both of them in it; None is open."""

    first: str | None = None
    last: str | None = None

    def __str__(self) -> str:
        return f"{self.first or ''}..{self.last or ''}"


def period(text: str) -> Period:
    """A period from words; raises `QueryError` that says how one is written.

    >>> period("2022-02"), period("2022-03-20..")
    (Period(first='2022-02-01', last='2022-02-28'), Period(first='2022-03-20', last=None))
    """
    start, dots, end = text.strip().partition("..")
    if not dots:
        end = start
    first = _day(start.strip(), text, last=False) if start.strip() else None
    last = _day(end.strip(), text, last=True) if end.strip() else None
    if first is None and last is None:
        raise QueryError(f"{text!r} is no period", "2022-03-20, 2022-03, 2022-03-20.. or ..2022-04-02")
    if first and last and first > last:
        raise QueryError(f"{text!r} ends before it begins", "the earlier day first")
    return Period(first, last)


def _day(iso: str, text: str, *, last: bool) -> str:
    m = _ISO.fullmatch(iso)
    try:
        if m is None:
            raise ValueError(iso)
        year = int(m[1])
        month = int(m[2] or (12 if last else 1))
        day = int(m[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, day).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        raise QueryError(
            f"{iso!r} in {text!r} is no date", "an ISO day, month or year, such as 2022-03-20 or 2022-03"
        ) from None
