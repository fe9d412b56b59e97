"""A timeline: above what was said when, below what it is about when, between them which was about which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.export.phrasing import date_phrase, period_phrase
from onrecord.record import EventStatus
from onrecord.record.spread import Counts, Timed
from onrecord.web.drawing.axis import Axis, edges
from onrecord.web.drawing.rings import NAMES, SOLID, in_words

Statuses = Counter[EventStatus | None]
TALL = 120.0
"""Height of the highest column, in units of the picture."""
BAR, MOST_BARS, MOST_ROWS, MOST_FLOWS = 11.0, 24, 5, 160
HELD = 0.96
MONTH = 30


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a column: the class of its colour, whether it is told as fact, and how far it reaches."""

    kind: str
    solid: bool
    start: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """All of one day, month or year."""

    key: str
    name: str
    x: float
    width: float
    count: int
    told: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What is known less exactly than a column, or lasts longer: drawn as long as it is known to be."""

    key: str
    name: str
    x: float
    width: float
    row: int
    open: str
    kind: str
    count: int
    told: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the two sides; what lies before and after the picture, or has no date, is counted."""

    columns: tuple[Column, ...]
    bars: tuple[Bar, ...]
    rows: int
    hidden: int
    most: int
    earlier: int
    later: int
    undated: int
    entries: tuple[tuple[str, str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Statements said at `x` about `to`; `width` grows with how many."""

    x: float
    to: float
    width: float
    kind: str
    count: int


def usual(timed: Iterable[Timed]) -> Axis | None:
    """The stretch in which most times lie; None where there are none."""
    days: Counter[int] = Counter()
    for one in timed:
        for iso in {one.said, one.start, one.end} - {None}:
            if (both := edges(iso or "")) is not None:
                days[both[0]] += one.count
                days[both[1]] += one.count
    if not days:
        return None
    ordered = sorted(days.items())
    edge = sum(days.values()) * (1 - HELD) / 2
    first, last = _beyond(ordered, edge), _beyond(list(reversed(ordered)), edge)
    room = max(1, (last - first) // 25)
    return Axis.over(first - room, last + room)


def _beyond(ordered: Sequence[tuple[int, int]], edge: float) -> int:
    passed = 0
    for day, count in ordered:
        passed += count
        if passed > edge:
            return day
    return ordered[-1][0]


def said_of(one: Timed) -> tuple[str | None, str | None]:
    """When it was said."""
    return one.said, one.said


def about_of(one: Timed) -> tuple[str | None, str | None]:
    """When its event is."""
    return one.start, one.end


Ends = Callable[[Timed], tuple[str | None, str | None]]


def lane(
    name: str, timed: Sequence[Timed], ends: Ends, axis: Axis, *, undated: int = 0, most: int = 0
) -> Lane:
    """One side; with `most` its columns are drawn to the scale of another."""
    columns: dict[str, Statuses] = defaultdict(Counter)
    bars: dict[tuple[str | None, str | None], Statuses] = defaultdict(Counter)
    earlier = later = 0
    for one in timed:
        start, end = ends(one)
        reach = stretch(start, end)
        if reach is None:
            undated += one.count
        elif reach[1] < axis.first:
            earlier += one.count
        elif reach[0] > axis.last:
            later += one.count
        elif start and end and (key := axis.bin_of(*reach)) is not None:
            columns[key][one.status] += one.count
        else:
            bars[start, end][one.status] += one.count
    most = most or max((of.total() for of in columns.values()), default=1)
    drawn, rows, hidden = _bars(name, bars, axis)
    made = tuple(_column(name, key, columns[key], axis, most) for key in axis.bins if key in columns)
    entries = [(one.key, one.name, one.count, one.told) for one in made]
    entries += [
        _entry(name, *pair, counted) for pair, counted in sorted(bars.items(), key=lambda b: _sorting(b[0]))
    ]
    return Lane(made, drawn, rows, hidden, most, earlier, later, undated, tuple(entries))


def stretch(start: str | None, end: str | None) -> tuple[int, int] | None:
    """First and last day of a time; one that is open at an end lies where its other end does."""
    first, last = edges(start or end or ""), edges(end or start or "")
    return (first[0], max(last[1], first[0])) if first and last else None


def _column(name: str, key: str, counted: Statuses, axis: Axis, most: int) -> Column:
    place, parts, at = axis.bins[key], [], 0.0
    for status, kind in NAMES.items():
        if counted[status]:
            height = round(TALL * counted[status] / most, 2)
            parts.append(Part(kind, status in SOLID, round(at, 2), height))
            at += height
    gap = min(place.width * 0.12, 3.0)
    total, told = counted.total(), in_words(_counts(counted))
    width = round(place.width - 2 * gap, 2)
    return Column(
        f"{name}:{key}", date_phrase(key), round(place.x + gap, 2), width, total, told, tuple(parts)
    )


def _entry(name: str, start: str | None, end: str | None, counted: Statuses) -> tuple[str, str, int, str]:
    key = f"{name}:={start or ''}..{end or ''}"
    return key, period_phrase(start, end), counted.total(), in_words(_counts(counted))


def _bars(
    name: str, bars: dict[tuple[str | None, str | None], Statuses], axis: Axis
) -> tuple[tuple[Bar, ...], int, int]:
    """The most frequent ones, in as few rows as hold them."""
    ranked = sorted(bars.items(), key=lambda b: (-b[1].total(), _sorting(b[0])))
    ends: list[float] = []
    made: list[Bar] = []
    for (start, end), counted in sorted(ranked[:MOST_BARS], key=lambda b: _sorting(b[0])):
        reach = stretch(start, end)
        assert reach is not None
        open_end = "" if start and end else "right" if start else "left"
        first, last = (
            axis.x(reach[0] - MONTH * (open_end == "left")),
            axis.x(reach[1] + 1 + MONTH * (open_end == "right")),
        )
        row = next((n for n, taken in enumerate(ends) if taken <= first), len(ends))
        if row >= MOST_ROWS:
            continue
        ends[row : row + 1] = [max(last, first + 6) + 2]
        key, told_name, count, told = _entry(name, start, end, counted)
        kind = NAMES[max(counted, key=lambda one: counted[one])]
        made.append(
            Bar(key, told_name, first, max(round(last - first, 2), 6.0), row, open_end, kind, count, told)
        )
    return tuple(made), len(ends), sum(of.total() for of in bars.values()) - sum(one.count for one in made)


def flows(timed: Iterable[Timed], axis: Axis) -> tuple[Flow, ...]:
    """What was said when, about when: those that have both, the middles of their times joined."""
    joined: dict[tuple[float, float], Statuses] = defaultdict(Counter)
    for one in timed:
        said, about = stretch(one.said, one.said), stretch(one.start, one.end)
        if said and about and _within(said, axis) and _within(about, axis):
            joined[_middle(said, axis), _middle(about, axis)][one.status] += one.count
    ranked = sorted(joined.items(), key=lambda item: (-item[1].total(), item[0]))[:MOST_FLOWS]
    most = max((of.total() for _, of in ranked), default=1)
    return tuple(
        Flow(x, to, round(0.8 + 7 * of.total() / most, 2), NAMES[max(of, key=lambda s: of[s])], of.total())
        for (x, to), of in reversed(ranked)
    )


def _within(reach: tuple[int, int], axis: Axis) -> bool:
    return reach[0] <= axis.last and reach[1] >= axis.first


def _middle(reach: tuple[int, int], axis: Axis) -> float:
    key = axis.bin_of(*reach)
    if key in axis.bins:
        place = axis.bins[key or ""]
        return round(place.x + place.width / 2, 1)
    return round((axis.x(reach[0]) + axis.x(reach[1] + 1)) / 2, 1)


def _counts(counted: Statuses) -> Counts:
    return tuple(counted.items())


def _sorting(pair: tuple[str | None, str | None]) -> tuple[str, str]:
    return pair[0] or pair[1] or "", pair[1] or ""
