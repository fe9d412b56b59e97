"""Countries as they are drawn: shapes, names, boxes (Natural Earth; `web-assets/` makes the files)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.lexicon import load

_PATH = re.compile(r'<path id="([A-Z]{2})" d="([^"]*)"')
HUNDREDTHS = 100
"""Units of the shapes in a degree."""


@dataclass(frozen=True, slots=True)
class Land:
    """A country: `box` west, south, east, north, and where its name stands, in degrees east and north.

    The box leaves far and small parts out. `path` is an SVG path in hundredths
    of a degree, east and south growing.
    """

    code: str
    name: str
    box: tuple[float, float, float, float]
    label: tuple[float, float]
    path: str


@cache
def lands() -> dict[str, Land]:
    """All countries by ISO 3166 code."""
    here = resources.files("onrecord.web")
    known = json.loads((here / "drawing" / "countries.json").read_text(encoding="utf-8"))["countries"]
    paths = dict(_PATH.findall((here / "static" / "countries.svg").read_text(encoding="utf-8")))
    named = load("countries")
    return {
        code: Land(
            code, named.get(code, one)["name"], tuple(one["box"]), tuple(one["label"]), paths.get(code, "")
        )
        for code, one in known.items()
    }
