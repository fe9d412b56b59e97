"""Small pictures of counts, drawn as SVG by the templates: what they show is in a table beside them too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_COLUMNS = 60
WIDTH, HEIGHT = 600.0, 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a picture, in its units from the top left."""

    name: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar that is a whole: its kind, how many, and where it lies from 0 to 100."""

    kind: str
    count: int
    start: float
    width: float


def columns(bars: Sequence[Bar]) -> tuple[Column, ...]:
    """Months as columns, those without anything between them left free; nothing where there are too many."""
    filled = _filled(bars)
    if not filled or len(filled) > MOST_COLUMNS:
        filled = list(bars)[-MOST_COLUMNS:]
    if len(filled) < 2:
        return ()
    most, step = max(bar.count for bar in filled), WIDTH / len(filled)
    width = min(step * 0.8, 40.0)
    made = []
    for n, bar in enumerate(filled):
        height = round(HEIGHT * bar.count / most, 2)
        made.append(
            Column(
                bar.name, bar.count, round(n * step, 2), round(HEIGHT - height, 2), round(width, 2), height
            )
        )
    return tuple(made)


def parts(*counts: tuple[str, int]) -> tuple[Part, ...]:
    """The parts of a whole side by side."""
    total = sum(count for _, count in counts)
    made, at = [], 0.0
    for kind, count in counts:
        width = round(100 * count / total, 3) if total else 0.0
        if count:
            made.append(Part(kind, count, round(at, 3), width))
        at += width
    return tuple(made)


def _filled(bars: Sequence[Bar]) -> list[Bar]:
    """Months with those between them that have nothing."""
    made: list[Bar] = []
    for before, after in pairwise([*bars, None]):
        assert before is not None
        made.append(before)
        if after is None:
            break
        month = _next(before.name)
        while month < after.name and len(made) <= MOST_COLUMNS:
            made.append(Bar(month, 0))
            month = _next(month)
    return made


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"
