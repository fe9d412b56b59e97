"""Marks that show what is how real: what is told as fact is solid, what is not (yet) is a ring."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import EventStatus
from onrecord.record.spread import Counts

SOLID = (EventStatus.HAPPENED, EventStatus.HAPPENING)
HOLLOW = 0.58
"""Inner radius of rings, as a share of the outer one."""
NAMES = {
    EventStatus.HAPPENED: "happened",
    EventStatus.HAPPENING: "happening",
    EventStatus.ANNOUNCED: "announced",
    EventStatus.PREDICTED: "predicted",
    EventStatus.HYPOTHETICAL: "hypothetical",
    EventStatus.DENIED: "denied",
    None: "undecided",
}
"""The statuses in the order in which they are drawn; their names are also the classes of their colours."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sector of a mark around 0, 0: the class of its colour, and its path."""

    kind: str
    path: str


def in_words(counts: Counts) -> str:
    """The statuses with how many have them.

    >>> in_words(((EventStatus.DENIED, 2), (None, 1)))
    '2 denied, 1 undecided'
    """
    by_status = dict(counts)
    return ", ".join(f"{by_status[one]:,} {name}" for one, name in NAMES.items() if by_status.get(one))


def pieces(counts: Counts, radius: float) -> tuple[Piece, ...]:
    """The sectors of a mark, clockwise from the top."""
    return tuple(_pieces(dict(counts), radius))


def _pieces(counts: dict[EventStatus | None, int], radius: float) -> Iterator[Piece]:
    total, turn = sum(counts.values()), 0.0
    for status, name in NAMES.items():
        if not (count := counts.get(status)):
            continue
        share = count / total
        inner = 0.0 if status in SOLID else radius * HOLLOW
        yield Piece(name, _whole(radius, inner) if share == 1 else _sector(radius, inner, turn, turn + share))
        turn += share


def _whole(outer: float, inner: float) -> str:
    return _circle(outer) + (_circle(inner) if inner else "")


def _circle(r: float) -> str:
    return f"M0 {-r:.1f}A{r:.1f} {r:.1f} 0 1 1 0 {r:.1f}A{r:.1f} {r:.1f} 0 1 1 0 {-r:.1f}z"


def _sector(outer: float, inner: float, start: float, end: float) -> str:
    far = int(end - start > 0.5)
    (ax, ay), (bx, by) = _point(outer, start), _point(outer, end)
    edge = f"M{ax} {ay}A{outer:.1f} {outer:.1f} 0 {far} 1 {bx} {by}"
    if not inner:
        return f"{edge}L0 0z"
    (cx, cy), (dx, dy) = _point(inner, end), _point(inner, start)
    return f"{edge}L{cx} {cy}A{inner:.1f} {inner:.1f} 0 {far} 0 {dx} {dy}z"


def _point(radius: float, turn: float) -> tuple[str, str]:
    angle = 2 * math.pi * turn
    return f"{radius * math.sin(angle):.1f}", f"{-radius * math.cos(angle):.1f}"
