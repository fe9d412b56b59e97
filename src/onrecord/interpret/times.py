"""Times as the words give them, each able to say which days it means.

The kinds follow TIMEX3 (Pustejovsky et al. 2003): calendar dates, times reckoned
from a day of reference, stretches that end or begin there, and what has no place
on the calendar. `on(anchor, direction)` gives the days: `anchor` is the day of
the utterance (None where unknown: only full dates resolve then), `direction`
where an incomplete date is to be sought: -1 at or before the anchor, +1 at or
after it, 0 wherever it is nearest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from onrecord.interpret import days
from onrecord.interpret.days import Grain, Stretch

_LATE = timedelta(days=7)  # a report may come this much after what it still calls to come


class Time(Protocol):
    """A time as the words give it."""

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """The days it means; None where they cannot be told."""


@dataclass(frozen=True, slots=True)
class Vague:
    """A time without a place on the calendar: "in recent years", "a few months ago"."""

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """Nothing."""
        return None


def _sought(candidates: list[Stretch | None], anchor: date, direction: int) -> Stretch | None:
    """The candidate in the direction; the nearest for 0."""
    known = [c for c in candidates if c is not None and c.start is not None and c.end is not None]
    if direction < 0:
        known = [c for c in known if c.start is not None and c.start <= anchor] or known
    elif direction > 0:
        known = [c for c in known if c.end is not None and c.end >= anchor - _LATE] or known

    def distance(c: Stretch) -> int:
        start, end = c.start or anchor, c.end or anchor
        return 0 if start <= anchor <= end else min(abs((start - anchor).days), abs((end - anchor).days))

    return min(known, key=distance, default=None)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with its year or without."""

    month: int
    number: int
    year: int | None = None

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """That day."""
        if self.year is not None:
            return days.day(self.year, self.month, self.number)
        if anchor is None:
            return None
        years = range(anchor.year - 1, anchor.year + 2)
        return _sought([days.day(y, self.month, self.number) for y in years], anchor, direction)


@dataclass(frozen=True, slots=True)
class Months:
    """Months in a row (a month, a quarter, a season), with a year or reckoned from the anchor.

    `shift`: -1 for "last May", +1 for "next May", 0 for "this May" or "May" alone.
    """

    first: int
    count: int = 1
    year: int | None = None
    shift: int = 0
    grain: Grain = Grain.MONTH

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """From the first day of the first month to the last of the last."""
        if self.year is not None:
            return self._of(self.year)
        if anchor is None:
            return None
        around = [self._of(y) for y in range(anchor.year - 2, anchor.year + 3)]
        if not self.shift:
            return _sought([*around], anchor, direction)
        if self.shift < 0:
            return max((s for s in around if s.end and s.end < anchor), key=lambda s: s.end or anchor)
        return min((s for s in around if s.start and s.start > anchor), key=lambda s: s.start or anchor)

    def _of(self, year: int) -> Stretch:
        if self.count == 1:
            return days.month(year, self.first)
        return days.months(year, self.first, self.count, self.grain)


@dataclass(frozen=True, slots=True)
class Years:
    """A year or several in a row ("1987", "the 1990s")."""

    first: int
    count: int = 1

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """From the first year to the last."""
        return replace(days.year(self.first), end=days.year(self.first + self.count - 1).end)


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday.

    `rule`: `fixed` (month, day), `movable` (month, weekday, which, days added) or `easter` (days added).
    """

    rule: str
    numbers: tuple[int, ...]
    year: int | None = None
    weekend: bool = False

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """That day, or the weekend that it makes a long one."""
        if self.year is not None:
            found: Stretch | None = self._of(self.year)
        elif anchor is None:
            return None
        else:
            around = [self._of(y) for y in range(anchor.year - 1, anchor.year + 2)]
            found = _sought([*around], anchor, direction)
        return found

    def _of(self, year: int) -> Stretch:
        if self.rule == "fixed":
            one = date(year, self.numbers[0], self.numbers[1])
        elif self.rule == "easter":
            one = days.easter(year) + timedelta(days=self.numbers[0])
        else:
            in_month, weekday, which, added = self.numbers
            one = days.nth_weekday(year, in_month, weekday, which) + timedelta(days=added)
        if not self.weekend:
            return Stretch(one, one)
        saturday = one - timedelta(days=(one.weekday() - 5) % 7)
        return Stretch(saturday, max(one, saturday + timedelta(days=1)))


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; `shift` -1 "last", +1 "next", 0 "this" or nothing.

    In a report of that same weekday it is today. "next" names the day of the
    week after this one, "last" the one before today.
    """

    number: int
    shift: int = 0

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """That day."""
        if anchor is None:
            return None
        back = (anchor.weekday() - self.number) % 7
        if self.shift < 0:
            one = anchor - timedelta(days=back or 7)
        elif self.shift > 0:
            one = anchor + timedelta(days=7 - anchor.weekday() + self.number)
        elif direction > 0:
            one = anchor + timedelta(days=-back % 7)
        else:
            one = anchor - timedelta(days=back)
        return Stretch(one, one)


@dataclass(frozen=True, slots=True)
class MonthsOf:
    """Months of the anchor's year, moved: "October last year"."""

    first: int
    count: int
    years: int
    grain: Grain

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """From the first day of the first month to the last of the last."""
        if anchor is None:
            return None
        return Months(self.first, self.count, anchor.year + self.years, 0, self.grain).on(anchor, direction)


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of the anchor's year, moved: "October 3 last year"."""

    month: int
    number: int
    years: int

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """That day."""
        return days.day(anchor.year + self.years, self.month, self.number) if anchor else None
