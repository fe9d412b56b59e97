"""Mode: whether a content is quoted, paraphrased, or both."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.record import Mode, Spans
from onrecord.text.quotes import Quote
from onrecord.text.words import Words


def mode_of(spans: Spans, words: Words, states: tuple[int, ...]) -> Mode:
    """`direct` where every word stands in quotation marks, `indirect` where none does, else `mixed`.

    Punctuation does not count, nor does the "that" before a quotation; `states`
    are the quotation states of `words`.
    """
    quoted = unquoted = 0
    for start, end in spans:
        first = bisect_left(words.starts, start)
        for k in range(first, len(words)):
            if words.starts[k] >= end:
                break
            if words.texts[k][0].isalnum():
                inside = states[k] in (Quote.INSIDE, Quote.UNCLOSED)
                quoted, unquoted = quoted + inside, unquoted + (not inside)
    if not unquoted and quoted:
        return Mode.DIRECT
    return Mode.MIXED if quoted else Mode.INDIRECT
