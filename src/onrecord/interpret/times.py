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
_LONGEST_COUNT = 3000  # units; what is further off is no time of the news


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
        assert c.start is not None and c.end is not None
        if c.start <= anchor <= c.end:
            return 0
        return min(abs((c.start - anchor).days), abs((c.end - anchor).days))

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
    """A holiday; `rule` is `fixed` (month, day), `movable` (month, weekday, which, days added) or `easter`."""

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
class Shifted:
    """The calendar unit that the anchor lies in, moved: "today", "last week", "next year"."""

    unit: str
    count: int

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """The whole unit."""
        if anchor is None or abs(self.count) > _LONGEST_COUNT:
            return None
        moved = days.shift(anchor, self.unit, self.count)
        return _unit_around(moved, self.unit)


def _unit_around(one: date, unit: str) -> Stretch:
    if unit in ("hour", "day"):
        return Stretch(one, one)
    if unit == "week":
        return days.week_of(one)
    if unit == "weekend":
        monday = days.week_of(one).start or one
        return Stretch(monday + timedelta(days=5), monday + timedelta(days=6), Grain.WEEK)
    return days.month(one.year, one.month) if unit == "month" else days.year(one.year)


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter of the anchor, moved: "last quarter"."""

    count: int

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """Its three months."""
        if anchor is None:
            return None
        first = (anchor.month - 1) // 3 * 3 + 1 + 3 * self.count
        return days.months(anchor.year, first, 3, Grain.SEASON)


@dataclass(frozen=True, slots=True)
class Nightly:
    """A night between two days: "overnight", from the day before to the day itself."""

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """Both days."""
        return Stretch(anchor - timedelta(days=1), anchor) if anchor else None


@dataclass(frozen=True, slots=True)
class Lasting:
    """Up to the anchor or on from it: "in the last three weeks", "over the next two days".

    `count` is negative for what lies behind.
    """

    unit: str
    count: int

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """From the anchor that far, both days counted."""
        if anchor is None or abs(self.count) > _LONGEST_COUNT:
            return None
        far = days.shift(anchor, self.unit, self.count)
        return Stretch(min(far, anchor), max(far, anchor))


@dataclass(frozen=True, slots=True)
class Edge:
    """A part of a time: `early`, `late`, `mid`, `rest`, `end`, `start`; "today" bounds what is reckoned from it."""

    part: str
    of: Time

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """The part's days; of a single day the day itself."""
        whole = self.of.on(anchor, direction)
        if whole is None or whole.start is None or whole.end is None or whole.grain == Grain.DAY:
            return whole
        runs = anchor is not None and whole.start <= anchor <= whole.end
        if self.part == "end":
            return replace(whole, start=whole.end, grain=Grain.DAY)
        if self.part == "start":
            return replace(whole, end=whole.start, grain=Grain.DAY)
        if runs and self.part in ("late", "rest"):
            return Stretch(anchor, whole.end)
        if runs and self.part == "early":
            return Stretch(whole.start, anchor)
        return whole


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another, both counted; each completes the other's year."""

    first: Time
    last: Time

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """From the first day of the first to the last day of the last."""
        last = self.last.on(anchor, direction)
        first = self.first.on(anchor, direction)
        if last is None or last.end is None or first is None or first.start is None:
            return None
        if first.start > last.end or (anchor is not None and not _has_year(self.first)):
            near = self.first.on(last.end, -1) or first
            if near.start is not None and near.start <= last.end:
                first = near
        if first.start is None or first.start > last.end:
            return None
        same_year = first.grain == last.grain == Grain.YEAR
        return Stretch(first.start, last.end, Grain.YEAR if same_year else Grain.DAY)


def _has_year(time: Time) -> bool:
    return getattr(time, "year", 0) is not None and not isinstance(time, Weekday)


@dataclass(frozen=True, slots=True)
class Open:
    """Open at one end: `from` it on, `as of` it, `soonest` it, `until` it or `by` it, `before` it or `after` it."""

    kind: str
    of: Time

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """The days with one end None."""
        whole = self.of.on(anchor, 1 if self.kind == "soonest" else direction)
        if whole is None:
            return None
        if self.kind in ("from", "as of", "soonest"):
            return Stretch(whole.start, None, whole.grain, named=True)
        if self.kind == "after":
            return Stretch(whole.end, None, whole.grain, named=True)
        return Stretch(None, whole.start if self.kind == "before" else whole.end, whole.grain)
