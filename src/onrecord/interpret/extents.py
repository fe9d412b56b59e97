"""How far regions reach: the gazetteer has no borders, but the towns that lie in each."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.interpret.gazetteer import EARTH_KM, Kind, gazetteer

HELD = 0.9
"""Share of a region's towns that its circle holds."""
LEAST_TOWNS = 3


@cache
def extents() -> dict[int, float]:
    """Kilometres that hold nine in ten towns, around the middle of each first-level region.

    By GeoNames number. Regions of fewer than three towns are left out: nothing can be told of them.
    Made at the first call, which takes about 0.1 seconds.
    """
    held, ids = gazetteer().columns("kind", "region", "lat", "lon"), gazetteer().ids
    towns = np.flatnonzero((held["kind"] == Kind.CITY) & (held["region"] > 0))
    region = held["region"][towns].astype(np.int64)
    km = _km(held, towns, region)
    order = np.lexsort((km, region))
    which, first, count = np.unique(region[order], return_index=True, return_counts=True)
    edge = km[order][first + np.minimum(np.ceil(count * HELD).astype(np.int64), count) - 1]
    return {
        int(ids[row]): float(reach)
        for row, reach, number in zip(which, edge, count, strict=True)
        if number >= LEAST_TOWNS and reach > 0
    }


def _km(held: dict[str, NDArray[Any]], rows: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Distances over the sphere. Shape: (rows,)."""
    lat, lon = np.radians(held["lat"] / 1000), np.radians(held["lon"] / 1000)
    a, b = lat[rows], lat[other]
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin((lon[other] - lon[rows]) / 2) ** 2
    reach: NDArray[Any] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return reach
