"""Stretches of days: what a time phrase comes to on the calendar.

A stretch has a first and a last day, either of them open, and a grain: how
finely the words give it. Bounds are written as ISO days; a year stays a year.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199


class Grain(IntEnum):
    """How finely words give a time, the finest first."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day, both counted; None where that end is open or unknown.

    `named`: the words name these bounds themselves ("since September 2014"), so
    each is written as coarsely as they do.
    """

    start: date | None
    end: date | None
    grain: Grain = Grain.DAY
    named: bool = False

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """Start and end in ISO form: years as years, all else as days, but an open month as a month."""
        return self._written(self.start), self._written(self.end)

    def _written(self, day: date | None) -> str | None:
        if day is None:
            return None
        if self.grain == Grain.YEAR:
            return f"{day.year:04}"
        if self.grain == Grain.MONTH and self.named and self.start is not None:
            return f"{day.year:04}-{day.month:02}"
        return day.isoformat()

    @property
    def point(self) -> str | None:
        """The ISO day, month or year that the stretch lies in; None where it is open or too long."""
        if self.start is None or self.end is None:
            return None
        if self.start == self.end:
            return self.start.isoformat()
        if self.start.year != self.end.year:
            return None
        if self.start.month == self.end.month and self.grain <= Grain.MONTH:
            return f"{self.start.year:04}-{self.start.month:02}"
        return f"{self.start.year:04}" if self.grain >= Grain.SEASON else None


def day(year: int, month: int, number: int) -> Stretch | None:
    """One day, None where the calendar has no such day."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= number <= monthrange(year, month)[1]:
        return None
    one = date(year, month, number)
    return Stretch(one, one)


def week_of(one: date) -> Stretch:
    """Monday to Sunday around a day."""
    monday = one - timedelta(days=one.weekday())
    return Stretch(monday, monday + timedelta(days=6), Grain.WEEK)


def month(year: int, number: int) -> Stretch:
    """A whole month; `number` may run over the year's end."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Stretch(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Grain.MONTH)


def months(year: int, first: int, count: int, grain: Grain) -> Stretch:
    """Several months in a row from the month `first`."""
    return Stretch(month(year, first).start, month(year, first + count - 1).end, grain)


def year(number: int) -> Stretch:
    """A whole year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), Grain.YEAR)


def shift(one: date, unit: str, count: int) -> date:
    """A day moved by a number of units; the last of the month where the new month is shorter."""
    if unit == "hour":
        return one + timedelta(days=round(count / 24))
    if unit in ("day", "week", "weekend"):
        return one + timedelta(days=count * (1 if unit == "day" else 7))
    whole = one.year * 12 + one.month - 1 + count * (12 if unit == "year" else 1)
    new_year, new_month = divmod(whole, 12)
    new_year = min(max(new_year, EARLIEST_YEAR), LATEST_YEAR)
    return date(new_year, new_month + 1, min(one.day, monthrange(new_year, new_month + 1)[1]))


def easter(number: int) -> date:
    """Easter Sunday of a year (Gregorian; the anonymous computus of 1876)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    number_of_month = (h + weekday - 7 * m + 90) // 25
    return date(number, number_of_month, (h + weekday - 7 * m + 33 * number_of_month + 19) % 32)


def nth_weekday(number: int, in_month: int, weekday: int, which: int) -> date:
    """The `which`-th weekday of a month, -1 for its last."""
    if which < 0:
        last = date(number, in_month, monthrange(number, in_month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(number, in_month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
