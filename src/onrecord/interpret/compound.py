"""Times reckoned from the anchor or made of other times: stretches, edges, ranges, open ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.interpret import days
from onrecord.interpret.days import Grain, Stretch
from onrecord.interpret.times import Time, Weekday

_LONGEST_COUNT = 3000  # units; what is further off is no time of the news


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
    """A part of a time: `early`, `late`, `mid`, `rest`, `end`, `start`."""

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
    """Open at one end.

    `kind`: `from`, `as of`, `soonest`, `after` leave the end open, `until` and `before` the start.
    """

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


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A number of days from today, yesterday or tomorrow: "a week ago today"."""

    day: int
    count: int

    def on(self, anchor: date | None, direction: int) -> Stretch | None:
        """That day."""
        return Shifted("day", self.day + self.count).on(anchor, direction)
