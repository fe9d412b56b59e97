"""Where words that a person gives stand in a text."""

from __future__ import annotations

import re

from onrecord.record import Span, Spans, Statement
from onrecord.record.errors import CorrectionError


def place_words(text: str, words: str, near: Statement | None = None) -> Spans:
    """The place of words in a text, the nearest to a statement; white space may differ.

    Pieces that stand apart are parted by […] or ... between blanks. Raises
    `CorrectionError` where they do not stand there, or stand there twice and
    nothing tells which is meant.
    """
    spans: list[Span] = []
    after = 0
    for piece in re.split(r"\s(?:\[?…\]?|\[?\.\.\.\]?)\s", words):
        span = _place(text, piece, near, after)
        spans.append(span)
        after = span.end
    return tuple(spans)


def _place(text: str, piece: str, near: Statement | None, after: int) -> Span:
    wanted = r"\s+".join(re.escape(word) for word in piece.split())
    found = [m.span() for m in re.finditer(wanted, text)] if wanted else []
    found = [span for span in found if span[0] >= after]
    if not found:
        raise CorrectionError(
            f"“{piece}” does not stand in the report", "its very words", "onrecord show REPORT shows the text"
        )
    if after == 0 and near is None and len(found) > 1:
        raise CorrectionError(
            f"“{piece}” stands in the report {len(found)} times",
            "words that stand there once",
            f"give offsets as [[start, end]]: {', '.join(str(list(span)) for span in found[:5])}",
        )
    at = after or _start(near)
    return Span(*min(found, key=lambda span: abs(span[0] - at)))


def _start(near: Statement | None) -> int:
    if near is None:
        return 0
    starts = [s.start for s in (*near.source.spans, *near.cue.spans, *near.content.spans)]
    return min(starts, default=0)
