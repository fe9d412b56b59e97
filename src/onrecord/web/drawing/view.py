"""The part of the world that a map shows, and where in the picture its places come to lie.

The projection is equirectangular, true to scale at the latitude of the middle:
a degree is a degree everywhere, so that base map and marks need no more than
a shift and a scale.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from onrecord.record.errors import QueryError

WIDTH, HEIGHT = 1000.0, 560.0
KM_A_DEGREE = 111.2
WIDEST, TALLEST, LEAST = 360.0, 145.0, 0.4
"""Degrees from west to east and from south to north that are shown at most, and at least."""
MIDDLE = (-60.0, 85.0)
STEEPEST, USUAL = 70.0, 38.0
HELD = 0.86
"""Share of what is to be seen that the first view holds; the rest may lie far off."""
ROOM = 0.16
"""What is left free around it, as a share."""


@dataclass(frozen=True, slots=True)
class View:
    """Degrees east and north, as they fill the picture."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def filling(cls, west: float, south: float, east: float, north: float) -> Self:
        """The least view that holds a box and has the shape of the picture."""
        lon, lat = (west + east) / 2, (south + north) / 2
        least_wide, least_tall = max(east - west, LEAST), max(north - south, LEAST / 2)
        wide, tall = least_wide, least_tall
        for _ in range(3):  # the latitude of the middle and the size depend on each other near the poles
            tall = min(least_tall, TALLEST)
            lat = min(max(lat, MIDDLE[0] + tall / 2), MIDDLE[1] - tall / 2)
            flat = _flat(lat, least_wide)
            tall = min(max(tall, least_wide * flat * HEIGHT / WIDTH), TALLEST)
            wide = min(tall * WIDTH / HEIGHT / flat, WIDEST)
            lat = min(max(lat, MIDDLE[0] + tall / 2), MIDDLE[1] - tall / 2)
        lon = min(max(lon, wide / 2 - 180), 180 - wide / 2)
        return cls(*(round(x, 3) for x in (lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)))

    @classmethod
    def of(cls, text: str) -> Self:
        """The view of an address, "west,south,east,north"; raises `QueryError`."""
        try:
            west, south, east, north = (float(one) for one in text.split(","))
            if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
                raise ValueError(text)
        except ValueError:
            raise QueryError(
                f"the view is {text!r}", "west, south, east and north in degrees, such as 35,32,43,38"
            ) from None
        return cls.filling(west, south, east, north)

    def __str__(self) -> str:
        return ",".join(f"{x:g}" for x in (self.west, self.south, self.east, self.north))

    @property
    def across(self) -> float:
        """Picture units in a degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def down(self) -> float:
        """Picture units in a degree of latitude."""
        return HEIGHT / (self.north - self.south)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies in the picture, from its top left."""
        return (lon - self.west) * self.across, (self.north - lat) * self.down

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point is shown."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def meets(self, box: tuple[float, float, float, float]) -> bool:
        """Whether part of a box is shown."""
        west, south, east, north = box
        return west <= self.east and east >= self.west and south <= self.north and north >= self.south

    def units(self, km: float) -> float:
        """A length in the picture, in its middle."""
        return km / KM_A_DEGREE * self.down

    def zoomed(self, factor: float) -> View:
        """The same middle, nearer (above 1) or further off."""
        lon, lat = (self.west + self.east) / 2, (self.south + self.north) / 2
        wide, tall = (self.east - self.west) / factor / 2, (self.north - self.south) / factor / 2
        return View.filling(lon - wide, lat - tall, lon + wide, lat + tall)

    def moved(self, right: float, up: float) -> View:
        """Shifted by shares of its width and height."""
        x, y = right * (self.east - self.west), up * (self.north - self.south)
        return View.filling(self.west + x, self.south + y, self.east + x, self.north + y)


def holding(points: Sequence[tuple[float, float, int]]) -> View:
    """The view of most of some points (longitude, latitude, weight); of the world where there are none."""
    if not points:
        return WORLD
    west, east = _middle([(lon, weight) for lon, _, weight in points])
    south, north = _middle([(lat, weight) for _, lat, weight in points])
    more, higher = max((east - west) * ROOM, 1.0), max((north - south) * ROOM, 0.6)
    return View.filling(west - more, south - higher, east + more, north + higher)


def _middle(weighted: list[tuple[float, int]]) -> tuple[float, float]:
    """Where most of the weight lies."""
    weighted.sort()
    total, left = sum(weight for _, weight in weighted), 0
    least, most = weighted[0][0], weighted[-1][0]
    edge = total * (1 - HELD) / 2
    for value, weight in weighted:
        left += weight
        if left > edge:
            least = value
            break
    left = 0
    for value, weight in reversed(weighted):
        left += weight
        if left > edge:
            most = value
            break
    return least, most


def _flat(lat: float, wide: float) -> float:
    """How much shorter a degree of longitude is drawn than one of latitude."""
    true = max(abs(lat), USUAL) if wide > 120 else abs(lat)
    return math.cos(math.radians(min(true, STEEPEST)))


WORLD = View.filling(-170, -56, 180, 80)
"""All lands but Antarctica."""
