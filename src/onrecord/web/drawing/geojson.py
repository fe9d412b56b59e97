"""Places as GeoJSON (RFC 7946): a point only where a point is known."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise
from typing import Any

from onrecord.interpret.extents import extents
from onrecord.record import Precision
from onrecord.record.spread import Spot
from onrecord.web.drawing.lands import HUNDREDTHS, lands
from onrecord.web.drawing.view import KM_A_DEGREE

CORNERS = 48
"""Of the polygon that stands for a circle."""
_RING = re.compile(r"M([^l]+)l([^z]+)z")
_NUMBER = re.compile(r"-?\d+")
Geometry = dict[str, Any]
Ring = list[list[float]]


def geometry_of(one: Spot) -> Geometry | None:
    """A town as a point, a region as the circle of its towns, a country as its shape; None without one."""
    if one.precision is Precision.COUNTRY:
        return shape_of(one.country or "")
    if one.lat is None or one.lon is None:
        return None
    if one.precision is Precision.CITY:
        return {"type": "Point", "coordinates": [one.lon, one.lat]}
    km = extents().get(one.geonames or 0)
    return {"type": "Polygon", "coordinates": [_circle(one.lon, one.lat, km)]} if km else None


def _circle(lon: float, lat: float, km: float) -> Ring:
    high = km / KM_A_DEGREE
    wide = high / max(math.cos(math.radians(lat)), 0.05)
    turns = [2 * math.pi * (n % CORNERS) / CORNERS for n in range(CORNERS + 1)]
    return [[round(lon + wide * math.cos(t), 3), round(lat + high * math.sin(t), 3)] for t in turns]


@cache
def shape_of(code: str) -> Geometry | None:
    """A country, None for one that is not drawn."""
    land = lands().get(code)
    if land is None:
        return None
    rings = [_ring(start, steps) for start, steps in _RING.findall(land.path)]
    outwards = _area(rings[0]) > 0
    polygons: list[list[Ring]] = []
    for ring in rings:
        if (_area(ring) > 0) == outwards:
            polygons.append([ring if outwards else ring[::-1]])
        else:
            polygons[-1].append(ring if outwards else ring[::-1])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(start: str, steps: str) -> Ring:
    numbers = [int(one) for one in _NUMBER.findall(steps)]
    x, y = (int(one) for one in _NUMBER.findall(start))
    ring = [[x / HUNDREDTHS, -y / HUNDREDTHS]]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append([x / HUNDREDTHS, -y / HUNDREDTHS])
    return [*ring, ring[0]]


def _area(ring: Ring) -> float:
    """Above 0 where it runs against the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
