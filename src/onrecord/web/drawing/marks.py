"""The marks of a map: towns as points, near ones together; regions as circles; countries as hatched areas.

What is known as a region or country is never drawn as a point. Where how far
an area reaches is not known, its name stands there alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from onrecord.export.phrasing import shortened
from onrecord.interpret.extents import extents
from onrecord.record import EventStatus, Precision
from onrecord.record.spread import Counts, Spot
from onrecord.web.drawing.lands import HUNDREDTHS, lands
from onrecord.web.drawing.rings import NAMES, Piece, in_words, pieces
from onrecord.web.drawing.view import HEIGHT, WIDTH, View
from onrecord.web.templating import plain

MOST_POINTS, MOST_AREAS, MOST_LANDS = 140, 40, 40
SMALLEST, LARGEST = 5.0, 24.0
"""Radii of marks, in units of the picture."""
LETTER, LINE = 7.0, 17.0
"""About how wide and high a letter of a name is."""
LEVELS = 3
MAIN = 6
"""Names that are shown where there is little room."""
LONGEST = 22
"""Letters of a name that a map shows."""
KEYS = 40
"""Places of which a mark's address tells; more stand in the table."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several towns: a circle at `x`, `y` with its sectors; `label` is empty without room."""

    x: float
    y: float
    radius: float
    spots: tuple[Spot, ...]
    count: int
    told: str
    pieces: tuple[Piece, ...]
    label: str = ""
    main: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of its places."""
        lons, lats = [one.lon or 0.0 for one in self.spots], [one.lat or 0.0 for one in self.spots]
        return min(lons), min(lats), max(lons), max(lats)


@dataclass(frozen=True, slots=True)
class Area:
    """A region: a hatched circle of `radius`, None where it is not known how far it reaches."""

    x: float
    y: float
    radius: float | None
    km: float | None
    spot: Spot
    told: str
    level: int
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A country: its shape, and how dense its hatching is (1 to 3)."""

    spot: Spot
    name: str
    path: str
    x: float
    y: float
    told: str
    level: int
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """All marks within a view; `outside` statements are about places that it does not show."""

    marks: tuple[Mark, ...]
    areas: tuple[Area, ...]
    grounds: tuple[Ground, ...]
    outside: int
    shift: tuple[float, float]
    scale: tuple[float, float]


Placed = TypeVar("Placed", Area, Ground)


def points_of(spots: Iterable[Spot]) -> list[tuple[float, float, int]]:
    """Where places lie, with their weight; of countries where their name stands."""
    found = []
    for one in spots:
        if one.precision is Precision.COUNTRY and one.country in lands():
            found.append((*lands()[one.country].label, one.count))
        elif one.lon is not None and one.lat is not None:
            found.append((one.lon, one.lat, one.count))
    return found


def drawn(spots: Sequence[Spot], view: View) -> Drawn:
    """The marks of some places, those that are named most first."""
    known = [one for one in spots if one.lat is not None and one.lon is not None]
    towns = [one for one in known if one.precision is Precision.CITY]
    shown = [one for one in towns if view.holds(one.lon or 0.0, one.lat or 0.0)]
    grounds, unseen = _grounds([s for s in spots if s.precision is Precision.COUNTRY], view)
    areas, beyond = _areas([s for s in known if s.precision is Precision.REGION], view)
    outside = sum(s.count for s in towns) - sum(s.count for s in shown) + unseen + beyond
    marks = _together(shown, view)
    room = _Room([(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks])
    return Drawn(
        tuple(_named_mark(one, room, main=n < MAIN) for n, one in enumerate(marks)),
        tuple(_named(one, one.spot.name, room) for one in areas),
        tuple(_named(one, one.name, room) for one in grounds),
        outside,
        (round(-view.west * view.across, 3), round(view.north * view.down, 3)),
        (round(view.across / HUNDREDTHS, 6), round(view.down / HUNDREDTHS, 6)),
    )


# ---------------------------------------------------------------- towns
def _together(towns: Sequence[Spot], view: View) -> list[Mark]:
    """Towns whose marks would cover each other, as one mark where the one named most lies."""
    groups: list[list[Spot]] = []
    places: list[tuple[float, float, float]] = []
    most = max((one.count for one in towns), default=1)
    for one in towns:
        x, y = view.at(one.lon or 0.0, one.lat or 0.0)
        radius = _radius(one.count, most)
        near = min(
            ((math.hypot(x - a, y - b) - r, n) for n, (a, b, r) in enumerate(places)), default=(math.inf, -1)
        )
        if near[0] < radius * 0.6 or len(groups) >= MOST_POINTS:
            groups[near[1]].append(one)
        else:
            groups.append([one])
            places.append((x, y, radius))
    counted = [(_summed(group), group) for group in groups]
    most = max((sum(n for _, n in counts) for counts, _ in counted), default=1)
    return [
        _mark(x, y, counts, tuple(group), most)
        for (x, y, _), (counts, group) in zip(places, counted, strict=True)
    ]


def _mark(x: float, y: float, counts: Counts, group: tuple[Spot, ...], most: int) -> Mark:
    count = sum(number for _, number in counts)
    radius = _radius(count, most)
    return Mark(round(x, 1), round(y, 1), radius, group, count, in_words(counts), pieces(counts, radius))


def _summed(group: Iterable[Spot]) -> Counts:
    total: Counter[EventStatus | None] = Counter()
    for one in group:
        total.update(dict(one.statuses))
    return tuple(total.items())


def _radius(count: int, most: int) -> float:
    return round(max(SMALLEST, LARGEST * math.sqrt(count / most)), 1)


# ------------------------------------------------- regions and countries
def _areas(regions: Sequence[Spot], view: View) -> tuple[list[Area], int]:
    made: list[Area] = []
    beyond = 0
    most = max((one.count for one in regions), default=1)
    for one in regions:
        lon, lat = one.lon or 0.0, one.lat or 0.0
        if not view.holds(lon, lat) or len(made) >= MOST_AREAS:
            beyond += one.count
            continue
        x, y = view.at(lon, lat)
        km = extents().get(one.geonames or 0)
        radius = round(view.units(km), 1) if km else None
        told, level = in_words(one.statuses), _level(one.count, most)
        made.append(Area(round(x, 1), round(y, 1), radius, km, one, told, level, _most(one.statuses)))
    return made, beyond


def _grounds(countries: Sequence[Spot], view: View) -> tuple[list[Ground], int]:
    made: list[Ground] = []
    unseen = 0
    most = max((one.count for one in countries), default=1)
    for one in countries:
        land = lands().get(one.country or "")
        if land is None or not view.meets(land.box) or len(made) >= MOST_LANDS:
            unseen += one.count
            continue
        x, y = view.at(*land.label)
        told, level = in_words(one.statuses), _level(one.count, most)
        kind = _most(one.statuses)
        made.append(Ground(one, land.name, land.path, round(x, 1), round(y, 1), told, level, kind))
    return made, unseen


def _level(count: int, most: int) -> int:
    return max(1, math.ceil(LEVELS * math.sqrt(count / most)))


def _most(counts: Counts) -> str:
    """The class of the status that most have."""
    return NAMES[max(counts, key=lambda one: one[1])[0]] if counts else NAMES[None]


# ---------------------------------------------------------------- names
class _Room:
    """What of the picture is taken, so that no name covers another or a mark."""

    def __init__(self, taken: list[tuple[float, float, float, float]]) -> None:
        self._taken = taken

    def takes(self, x: float, y: float, letters: int) -> bool:
        """Whether a name fits that begins at a point, which is taken then."""
        box = (x, y - LINE / 2, x + letters * LETTER, y + LINE / 2)
        if box[0] < 0 or box[1] < 0 or box[2] > WIDTH or box[3] > HEIGHT:
            return False
        for west, north, east, south in self._taken:
            if box[0] < east and box[2] > west and box[1] < south and box[3] > north:
                return False
        self._taken.append(box)
        return True


def _named_mark(mark: Mark, room: _Room, *, main: bool) -> Mark:
    more = f" +{len(mark.spots) - 1}" if len(mark.spots) > 1 else ""
    label = f"{shown(mark.spots[0].name)}{more}"
    fits = room.takes(mark.x + mark.radius + 3, mark.y, len(label))
    return replace(mark, label=label, main=main) if fits else mark


def _named(one: Placed, name: str, room: _Room) -> Placed:
    label = shown(name)
    letters = len(f"{label} {one.spot.count}")
    return replace(one, label=label) if room.takes(one.x - letters * LETTER / 2, one.y, letters) else one


def shown(name: str) -> str:
    """A name on a map: short, on one line, nothing in it acting."""
    return plain(shortened(name, LONGEST))
