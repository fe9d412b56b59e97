"""Spans: where in a report something was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character offsets (Unicode code points) into `Report.text`.

    `text[span.start:span.end]` is always the text that is shown.
    """

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether all of this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


Spans = tuple[Span, ...]

GAP = " … "


def text_of(text: str, spans: Iterable[Span]) -> str:
    """The words under several spans, with an ellipsis where something was left out.

    >>> text_of("It rained, he said, all day.", [Span(0, 9), Span(20, 28)])
    'It rained … all day.'
    """
    return GAP.join(text[start:end] for start, end in spans)


def all_within(inner: Iterable[Span], outer: Iterable[Span]) -> bool:
    """Whether every inner span lies inside one of the outer ones."""
    shells = tuple(outer)
    return all(any(span.within(shell) for shell in shells) for span in inner)
