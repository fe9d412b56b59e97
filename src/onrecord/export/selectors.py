"""Selectors: where some words stand, so that they can be found again in another copy of the text.

After the W3C Web Annotation Data Model (Recommendation of 23 February 2017),
4.2.4 Text Quote Selector and 4.2.5 Text Position Selector.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Span

AROUND = 32
"""Characters before and after the words, at first."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with as much before and after them as tells them from the same words elsewhere."""

    exact: str
    prefix: str
    suffix: str


def quote_of(text: str, span: Span) -> Quote:
    """The quote of a span, with as much around it as makes it the only such place.

    The surroundings are doubled until they are; at last they are all of the text.
    """
    around = AROUND
    while True:
        start, end = max(0, span.start - around), min(len(text), span.end + around)
        whole = text[start:end]
        alone = text.find(whole) == start and text.find(whole, start + 1) < 0
        if alone or (start == 0 and end == len(text)):
            return Quote(text[span.start : span.end], text[start : span.start], text[span.end : end])
        around *= 2


def span_of(text: str, quote: Quote) -> Span | None:
    """The place that a quote selects, None where there is none or more than one."""
    whole = quote.prefix + quote.exact + quote.suffix
    found = text.find(whole)
    if found < 0 or text.find(whole, found + 1) >= 0:
        return None
    start = found + len(quote.prefix)
    return Span(start, start + len(quote.exact))
