"""The gazetteer: which places a name may mean, from GeoNames (CC BY 4.0).

One compressed file of sorted names, searched by halves. It is read at the first
look-up, which takes about 0.2 seconds. `models/places/` builds it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.text.folding import fold, skeleton

EARTH_KM = 6371.0


class Kind(IntEnum):
    """What a place is: an area is no first-level region of one country, a site a building or the like."""

    COUNTRY = 0
    REGION = 1
    DISTRICT = 2
    CITY = 3
    AREA = 4
    SITE = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name may mean.

    `geonames` is None for areas that are no entry of GeoNames; `lat` and `lon`
    in degrees; `country` ISO 3166, empty where a place lies in several; `region`
    the GeoNames id of the first-level region; `alternate` where the name is one
    in another language or spelling.
    """

    geonames: int | None
    name: str
    kind: Kind
    country: str
    lat: float
    lon: float
    population: int
    region: int | None
    alternate: bool = False

    def distance(self, lat: float, lon: float) -> float:
        """Kilometres to a point, over the sphere."""
        return distance(self.lat, self.lon, lat, lon)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points, over the sphere.

    >>> round(distance(48.85, 2.35, 51.51, -0.13))
    344
    """
    a, b = radians(lat), radians(other_lat)
    c, d = b - a, radians(other_lon - lon)
    h = sin(c / 2) ** 2 + cos(a) * cos(b) * sin(d / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


class Gazetteer:
    """The places of the file, by name."""

    def __init__(self) -> None:
        path = resources.files("onrecord.interpret") / "gazetteer.npz"
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            self._arrays = {name: held[name] for name in held.files}
        self._keys = self._arrays["keys"].tobytes()
        self._names = self._arrays["names"].tobytes()
        self._key_ends = _ends(self._arrays["key_lengths"])
        self._name_ends = _ends(self._arrays["name_lengths"])
        self._link_ends = _ends(self._arrays["link_counts"])
        self._codes = [c if c != "-" else "" for c in self._arrays["codes"].tobytes().decode().split(" ")]

    def columns(self, *names: str) -> dict[str, NDArray[Any]]:
        """Columns of all places, in thousandths of a degree, and `region` as the row where it stands."""
        return {name: self._arrays[name] for name in names}

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The GeoNames number of each place, 0 where it has none."""
        return np.cumsum(self._arrays["ids"], dtype=np.int64)

    @property
    def credit(self) -> str:
        """Whose data it is, under which licence, and what was changed."""
        return str(self._arrays["credit"].tobytes().decode())

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, the likeliest first: own names before alternates, the populous first."""
        return self._found(fold(name))

    def find_alike(self, name: str) -> tuple[Entry, ...]:
        """Places whose name may be another transliteration of this one."""
        bones = skeleton(name)
        return self._found("~" + bones) if bones else ()

    @lru_cache(maxsize=4096)  # noqa: B019  there is one gazetteer, for the whole process
    def _found(self, key: str) -> tuple[Entry, ...]:
        if len(key) < 2:
            return ()
        raw, ends = key.encode(), self._key_ends
        number = bisect_left(range(len(ends)), raw, key=self._key)
        if number == len(ends) or self._key(number) != raw:
            return ()
        first = self._link_ends[number - 1] if number else 0
        return tuple(
            self._entry(int(link)) for link in self._arrays["links"][first : self._link_ends[number]]
        )

    def _key(self, number: int) -> bytes:
        key: bytes = self._keys[self._key_ends[number - 1] if number else 0 : self._key_ends[number]]
        return key

    def _entry(self, link: int) -> Entry:
        number, alternate = divmod(link, 2)
        held = self._arrays
        start = self._name_ends[number - 1] if number else 0
        region = int(held["region"][number])
        return Entry(
            int(self.ids[number]) or None,
            self._names[start : self._name_ends[number]].decode(),
            Kind(int(held["kind"][number])),
            self._codes[held["country"][number]],
            int(held["lat"][number]) / 1000,
            int(held["lon"][number]) / 1000,
            int(held["population"][number]),
            int(self.ids[region]) if region else None,
            bool(alternate),
        )


def _ends(lengths: NDArray[np.uint8]) -> Sequence[int]:
    """Where each part ends, as a sequence that gives plain numbers."""
    return array("I", np.cumsum(lengths, dtype=np.uint32).tobytes())


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of the process, read at the first call."""
    return Gazetteer()
