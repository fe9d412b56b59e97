"""The shapes of maps and timelines in REST."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from onrecord.record import Precision


@dataclass(frozen=True, slots=True)
class Located:
    """A place: how exactly it is known, how many statements name it, and how real what they say of it is."""

    name: str
    geonames: int | None
    country: str | None
    precision: Precision | None
    known: str
    statements: int
    statuses: dict[str, int]


@dataclass(frozen=True, slots=True)
class Feature:
    """A place as GeoJSON; its id is what `on` of the page takes."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: Located


@dataclass(frozen=True, slots=True)
class Features:
    """The places as GeoJSON: `placed` of `total` statements name one of `places`."""

    type: Literal["FeatureCollection"]
    features: tuple[Feature, ...]
    placed: int
    total: int
    places: int
    credit: str


@dataclass(frozen=True, slots=True)
class Time:
    """ISO days, months or years: when it was said, when its event begins and ends; null where not given."""

    said: str | None
    start: str | None
    end: str | None
    status: str
    statements: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All times; `undated` of `total` statements have none."""

    times: tuple[Time, ...]
    undated: int
    total: int
