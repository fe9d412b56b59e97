"""Segments: a report's text cut wherever any part of a statement begins or ends.

Statements overlap: one stands within another's content, several share a
source, a content has gaps. Between two neighbouring borders nothing changes,
so a segment knows all statements it belongs to, and in which role.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from onrecord.export.phrasing import depths
from onrecord.record import Span, Statement


class Role(StrEnum):
    """What a segment is to a statement."""

    SOURCE = "source"
    VIA = "via"
    CUE = "cue"
    CONTENT = "content"


class Part(NamedTuple):
    """One role in one statement."""

    statement: str
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that belongs to the same parts throughout.

    `parts` go from the outermost statement to the innermost; `opens` and
    `closes` are those of them whose span begins or ends with this segment.
    """

    span: Span
    parts: tuple[Part, ...] = ()
    opens: frozenset[Part] = frozenset()
    closes: frozenset[Part] = frozenset()


def segments(text: str, statements: Sequence[Statement], cuts: Iterable[int] = ()) -> tuple[Segment, ...]:
    """Cuts the text at every border of every part, and at `cuts` (character offsets).

    Segments are in reading order, none is empty, and together they are the
    text. What a span has beyond the text is left out.
    """
    opening: dict[int, list[Part]] = defaultdict(list)
    closing: dict[int, list[Part]] = defaultdict(list)
    for statement in statements:
        for part, span in parts_of(statement, len(text)):
            opening[span.start].append(part)
            closing[span.end].append(part)
    inside = (cut for cut in cuts if 0 < cut < len(text))
    borders = sorted({0, len(text), *opening, *closing, *inside})
    return tuple(_sweep(borders, opening, closing, _ranks(statements)))


def _sweep(
    borders: Sequence[int],
    opening: dict[int, list[Part]],
    closing: dict[int, list[Part]],
    ranks: dict[str, tuple[int, int]],
) -> Iterator[Segment]:
    active: Counter[Part] = Counter()
    for start, end in pairwise(borders):
        active.subtract(closing.get(start, ()))
        active.update(opening.get(start, ()))
        active += Counter()  # drops the parts that have ended
        parts = sorted(active, key=lambda part: (ranks[part.statement], part.role))
        opens = frozenset(opening.get(start, ()))
        yield Segment(Span(start, end), tuple(parts), opens, frozenset(closing.get(end, ())))


def _ranks(statements: Sequence[Statement]) -> dict[str, tuple[int, int]]:
    """Where a statement stands among those of one segment: by depth, then in reading order."""
    depth = depths(statements)
    return {statement.id: (depth[statement.id], order) for order, statement in enumerate(statements)}


def parts_of(statement: Statement, length: int) -> Iterator[tuple[Part, Span]]:
    """Every part of a statement with its place in a text of `length` characters."""
    roles = [
        (Role.SOURCE, statement.source.spans),
        (Role.CUE, statement.cue.spans),
        (Role.CONTENT, statement.content.spans),
        *((Role.VIA, link.spans) for link in statement.via),
    ]
    for role, spans in roles:
        for start, end in spans:
            if start < min(end, length):
                yield Part(statement.id, role), Span(start, min(end, length))
