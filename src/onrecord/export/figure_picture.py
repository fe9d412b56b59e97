"""The picture of figures over time: day by day downwards, from low to high across.

Every figure has a line with who gave it; a bar runs from its low to its high
end, a dot is an exact number, an arrow an open end. What each origin gave last
is filled, what came before is hollow; the band is the range that stands, never
an average. Places across are shares of the width, so that the same drawing
fits a phone and a printed page, and words keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.compare.series import Entry, Range, Series
from onrecord.export.comparison_words import day_of, ends_of, entry_phrase, number, range_phrase, who
from onrecord.export.frame import template_of
from onrecord.export.phrasing import shortened
from onrecord.export.printable import printable

WIDTH = 760
"""Pixels of the picture as a file."""

LEFT, RIGHT = 2.0, 84.0
"""Where zero and the largest number stand, in per cent of the width; room for words is left beyond."""

HEAD, DAY, ROW, FOOT = 58, 26, 38, 30
"""Pixels down: of the head, of a day, of a figure, of the foot."""

LONGEST_NAME = 46
TICKS = 5

HueOf = Callable[[str | None], str]
"""From an origin to the number of its tint, as a class name takes it."""

HrefOf = Callable[[Entry], str]
"""From a figure to the place of its words in the page, empty where there is none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: places in per cent across, pixels down; `value` stands left of `value_x` if `flip`."""

    y: int
    name: str
    value: str
    low: float
    high: float
    open_low: bool
    open_high: bool
    latest: bool
    hue: str
    value_x: float
    flip: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its line."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One number of the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as its template takes it."""

    key: str
    title: str
    about: str
    height: int
    stands: str
    band: tuple[float, float]
    days: tuple[Day, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


def has_number(series: Series) -> bool:
    """Whether any figure of a series counts."""
    return series.stands is not None


def drawable(series: Series) -> bool:
    """Whether there is something to see: two figures that count, or more."""
    return sum(entry.left_out is None for entry in series.entries) > 1


def draw(series: Series, key: str, hue_of: HueOf, href_of: HrefOf) -> Markup:
    """The drawing as an element of a page, whose style colours it."""
    return _drawn(_picture(series, hue_of, key, href_of))


def draw_series(series: Series, key: str, hue_of: HueOf) -> tuple[Markup, int]:
    """The drawing as a part of another one, and its height in pixels."""
    picture = _picture(series, hue_of, key, lambda entry: "")
    return _drawn(picture), picture.height


def _drawn(picture: Picture) -> Markup:
    return Markup(template_of("figures.svg.jinja").render(picture=picture))


def _picture(series: Series, hue_of: HueOf, key: str, href_of: HrefOf) -> Picture:
    assert series.stands is not None
    scale = _Scale(max(one.range.high for one in series.origins))
    days, marks, height = _lay_out(series, scale, hue_of, href_of)
    unit = f" {series.unit}" if series.unit else ""
    return Picture(
        key,
        printable(f"Figures over time: {series.measure}{unit}"),
        printable(_about(series)),
        height,
        range_phrase(series.stands),
        _band(series.stands, scale),
        tuple(days),
        tuple(marks),
        scale.ticks(),
    )


def _lay_out(
    series: Series, scale: _Scale, hue_of: HueOf, href_of: HrefOf
) -> tuple[list[Day], list[Mark], int]:
    latest = {id(entry) for one in series.origins for entry in one.entries}
    days: list[Day] = []
    marks: list[Mark] = []
    y, last = HEAD, ""
    for entry in series.entries:
        if entry.left_out is not None:
            continue
        label = printable(day_of(entry.said))
        if label != last:
            days.append(Day(y + DAY - 8, label))
            y, last = y + DAY, label
        mark = _mark(entry, y, scale, latest=id(entry) in latest, hue=hue_of(entry.origin))
        marks.append(replace(mark, href=href_of(entry)))
        y += ROW
    return days, marks, y + FOOT


def _mark(entry: Entry, y: int, scale: _Scale, *, latest: bool, hue: str) -> Mark:
    low, high = ends_of(entry)
    flip = scale.place(high) > 62
    at = scale.place(low if flip else high)
    return Mark(
        y,
        printable(shortened(who(entry.origin), LONGEST_NAME)),
        printable(entry_phrase(entry)),
        scale.place(low),
        scale.place(high),
        entry.low is None,
        entry.high is None,
        latest,
        hue,
        at,
        flip,
    )


def _band(stands: Range, scale: _Scale) -> tuple[float, float]:
    start = 0.0 if stands.open_low else scale.place(stands.low)
    end = 100.0 if stands.open_high else scale.place(stands.high)
    return start, round(max(end - start, 0.0), 2)


def _about(series: Series) -> str:
    """What the drawing shows, for those who do not see it."""
    assert series.stands is not None
    parts = [f"Range that stands, from the latest figure of each origin: {range_phrase(series.stands)}."]
    parts += [
        f"{who(one.origin)}: {range_phrase(one.range)}, last {range_phrase(one.latest)}."
        for one in series.origins
    ]
    return " ".join(parts)


class _Scale:
    """From numbers to places across, from zero to a round number at or above the largest."""

    def __init__(self, largest: float) -> None:
        raw = max(largest, 1.0) / TICKS
        power: float = 10.0 ** math.floor(math.log10(raw))
        self._step = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw)
        self._top = self._step * math.ceil(max(largest, 1.0) / self._step)

    def place(self, value: float) -> float:
        """Per cent of the width."""
        return round(LEFT + (RIGHT - LEFT) * value / self._top, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Round numbers of the scale."""
        return tuple(self._ticks())

    def _ticks(self) -> Iterator[Tick]:
        for n in range(round(self._top / self._step) + 1):
            yield Tick(self.place(n * self._step), number(n * self._step))
