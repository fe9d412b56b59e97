"""A stretch of time as a timeline shows it, cut into days, months or years."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from onrecord.export.phrasing import date_phrase
from onrecord.ledger.periods import period
from onrecord.record.errors import QueryError

WIDTH = 1000.0
MOST_DAYS, MOST_MONTHS, MOST_YEARS = 95, 110, 220
"""Bins that are shown at most, of each kind."""
LABELS = 9
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_FIRST, _LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


@lru_cache(maxsize=20_000)
def edges(iso: str) -> tuple[int, int] | None:
    """First and last day of an ISO day, month or year, as ordinals; None for what is none.

    >>> edges("2022-02"), edges("soon")
    ((738187, 738214), None)
    """
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        first = date(year, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = date(year, last_month, int(day or calendar.monthrange(year, last_month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return first.toordinal(), last.toordinal()


@dataclass(frozen=True, slots=True)
class Bin:
    """A day, month or year of an axis, from its left edge on."""

    key: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line with a name; `minor` ones have no room on a phone."""

    x: float
    label: str
    minor: bool


@dataclass(frozen=True)
class Axis:
    """From the first to the last day, both shown whole; `letters` of an ISO day name a bin."""

    first: int
    last: int
    letters: int

    @classmethod
    def over(cls, first: int, last: int) -> Axis:
        """An axis with bins as fine as the stretch allows, whole ones at both ends."""
        first, last = max(min(first, last), _FIRST), min(max(first, last), _LAST)
        days = last - first + 1
        if days <= MOST_DAYS:
            return cls(first, last, 10)
        if days <= MOST_MONTHS * 30:
            start, end = date.fromordinal(first), date.fromordinal(last)
            full = calendar.monthrange(end.year, end.month)[1]
            return cls(start.replace(day=1).toordinal(), end.replace(day=full).toordinal(), 7)
        start, end = date.fromordinal(first), date.fromordinal(last)
        least = max(start.year, end.year - MOST_YEARS + 1)
        return cls(date(least, 1, 1).toordinal(), date(end.year, 12, 31).toordinal(), 4)

    @classmethod
    def of(cls, text: str) -> Axis:
        """The axis of an address, "2013-08..2013-10"; raises `QueryError`."""
        told = period(text)
        if told.first is None or told.last is None:
            raise QueryError(
                f"the span {text!r} has no end", "two days, months or years, such as 2013-08..2014"
            )
        return cls.over(date.fromisoformat(told.first).toordinal(), date.fromisoformat(told.last).toordinal())

    def __str__(self) -> str:
        return f"{date.fromordinal(self.first)}..{date.fromordinal(self.last)}"

    @property
    def unit(self) -> str:
        """What a bin is, in words."""
        return {10: "day", 7: "month", 4: "year"}[self.letters]

    def x(self, day: int) -> float:
        """Where a day begins, from the left; held within the picture."""
        share = (day - self.first) / (self.last - self.first + 1)
        return round(WIDTH * min(max(share, 0.0), 1.0), 2)

    def bin_of(self, first: int, last: int) -> str | None:
        """The key of the bin that holds a stretch, None where it is longer than any."""
        a = date.fromordinal(first).isoformat()[: self.letters]
        return a if date.fromordinal(last).isoformat()[: self.letters] == a else None

    @cached_property
    def bins(self) -> dict[str, Bin]:
        """All bins by key, in order."""
        starts = list(self._starts())
        ends = [*starts[1:], self.last + 1]
        made = {}
        for start, end in zip(starts, ends, strict=True):
            key = date.fromordinal(start).isoformat()[: self.letters]
            made[key] = Bin(key, self.x(start), round(self.x(end) - self.x(start), 2))
        return made

    def _starts(self) -> Iterator[int]:
        day = self.first
        while day <= self.last:
            yield day
            day = self._next(day)

    def _next(self, day: int) -> int:
        if self.letters == 10:
            return day + 1
        of = date.fromordinal(day)
        days = (
            365 + calendar.isleap(of.year) if self.letters == 4 else calendar.monthrange(of.year, of.month)[1]
        )
        return day + days

    def ticks(self) -> tuple[Tick, ...]:
        """Lines with names, evenly spread."""
        bins: Sequence[Bin] = list(self.bins.values())
        step = max(1, -(-len(bins) // LABELS))
        if self.letters == 7 and step > 2:
            step = -(-step // 3) * 3 if step < 12 else -(-step // 12) * 12
        return tuple(
            Tick(one.x, _tick(one.key), n % 2 == 1)
            for n, one in enumerate(bins[::step])
            if one.x < WIDTH - 60
        )

    def zoomed(self, factor: float) -> Axis:
        """The same middle, nearer (above 1) or further off."""
        middle, half = (self.first + self.last) // 2, (self.last - self.first + 1) / factor / 2
        return Axis.over(int(middle - max(half, 3)), int(middle + max(half, 3)))

    def moved(self, share: float) -> Axis:
        """Earlier or later by a share of its length."""
        days = int((self.last - self.first + 1) * share)
        return Axis.over(self.first + days, self.last + days)


def _tick(key: str) -> str:
    """A bin's name, short.

    >>> _tick("2013-08"), _tick("2013-08-21")
    ('Aug 2013', '21 Aug 2013')
    """
    words = date_phrase(key).split()
    return " ".join(word[:3] if word.isalpha() else word for word in words)
