"""Paragraphs: where a report's text is set apart by its writer."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.record import Span, Spans

LONGEST_WRAPPED_LINE = 100
"""Characters: text wrapped by hand or by a mailer has shorter lines."""

LONGEST_HEADING = 20
"""Words."""

_LINE = re.compile(r"[^\r\n\u2029]*(?:\r\n|[\r\n\u2029]|\Z)")


def paragraphs(text: str) -> Spans:
    """The paragraphs of a text, without the white space around them.

    A paragraph ends at a blank line, and with a line that is too long to have
    been wrapped: such a line is a paragraph of its own.
    """
    found: list[Span] = []
    start = end = -1
    for line in _LINE.finditer(text):
        words = line.group().strip()
        long = len(words) > LONGEST_WRAPPED_LINE
        if start >= 0 and (not words or long):
            found.append(Span(start, end))
            start = -1
        if words:
            first = line.start() + line.group().index(words[0])
            start = first if start < 0 else start
            end = first + len(words)
        if long:
            found.append(Span(start, end))
            start = -1
    if start >= 0:
        found.append(Span(start, end))
    return tuple(found)


def headings(text: str) -> Spans:
    """The paragraphs that read like a title or a subheading: short, and without a mark at their end."""
    return tuple(
        one
        for one in paragraphs(text)
        if text[one.end - 1].isalnum() and len(text[one.start : one.end].split()) <= LONGEST_HEADING
    )


def paragraph_at(found: Spans, position: int) -> int:
    """The index of the paragraph that holds a position, or of the next one; -1 where there is none."""
    index = bisect_left(found, position + 1, key=lambda span: span.end)
    return min(index, len(found) - 1)
