"""How real what statements are about is: the legend of map and timeline, which narrows down too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger.reality import STATUSES
from onrecord.record.errors import QueryError
from onrecord.record.spread import Counts
from onrecord.web.drawing.rings import NAMES, Piece, pieces
from onrecord.web.templating import query


@dataclass(frozen=True, slots=True)
class Entry:
    """A status: how many have it, and the page with it alone, or without that narrowing."""

    kind: str
    count: int
    href: str
    chosen: bool
    pieces: tuple[Piece, ...]


def check_statuses(statuses: Sequence[str]) -> None:
    """Raises `QueryError` for a status that there is none."""
    for one in statuses:
        if one not in STATUSES:
            raise QueryError(f"status is {one!r}", f"one of {', '.join(STATUSES)}")


def legend(
    counts: Counts, statuses: Sequence[str], kept: Sequence[tuple[str, str]], path: str
) -> tuple[Entry, ...]:
    """What the colours mean."""
    counted = dict(counts)
    made = []
    for status, name in NAMES.items():
        chosen = name in statuses
        rest = [("status", one) for one in statuses if one != name]
        href = query(path, *kept, *(rest if chosen else [*rest, ("status", name)]))
        made.append(Entry(name, counted.get(status, 0), href, chosen, pieces(((status, 1),), 6.0)))
    return tuple(made)
