"""Quotations: which words stand between quotation marks.

News text is untidy: straight and curly marks mixed, two apostrophes for a
mark, a closing mark where an opening one belongs, marks never closed. Marks
are therefore read by their place first and by their shape second, and one
paragraph at a time: a quotation that runs over several paragraphs opens each
of them anew, by the convention of the trade.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from onrecord.text.words import Gap, Words

DOUBLE = frozenset('"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033')
CLOSING_SHAPES = frozenset("\u201d\u00bb\u2033")
OPENING_SHAPES = frozenset("\u201c\u201e\u201f\u00ab")
SINGLE = frozenset("'\u2018\u2019\u201b`")
REACH = 300  # words within which an apostrophe-like mark must find its partner


class Quote(IntEnum):
    """Where a word stands to the quotation marks of its paragraph."""

    OUTSIDE = 0
    INSIDE = 1
    OPENS = 2
    CLOSES = 3
    UNCLOSED = 4


@lru_cache(maxsize=4)
def quote_states(words: Words) -> tuple[int, ...]:
    """Tells for every word whether it is quoted, a mark, or neither.

    A quotation whose mark is never closed in its paragraph marks the rest of
    the paragraph `UNCLOSED`.

    Shape: one `Quote` a word.
    """
    count = len(words)
    states = [int(Quote.OUTSIDE)] * count
    start = 0
    for i in range(1, count + 1):
        if i == count or words.gaps[i] == Gap.PARAGRAPH or _opens_line(words, i):
            _read_paragraph(words, start, i, states)
            start = i
    return tuple(states)


def _opens_line(words: Words, i: int) -> bool:
    """Whether a line begins with an opening mark: a paragraph, where no blank lines part them."""
    if words.gaps[i] != Gap.LINE or words.texts[i] not in DOUBLE:
        return False
    return i + 1 < len(words) and words.gaps[i + 1] == Gap.NONE


def _read_paragraph(words: Words, start: int, end: int, states: list[int]) -> None:
    opened: list[int] = []  # indices of the first word of each open mark
    i = start
    while i < end:
        width = _mark_width(words, i, end)
        if not width:
            i += 1
            continue
        single = words.texts[i] in SINGLE and width == 1
        before = words.gaps[i] != Gap.NONE or i == start
        after = i + width >= end or words.gaps[i + width] != Gap.NONE
        if opened and _closes(words, i, before, after, opened[-1]):
            _fill(states, opened.pop(), i, width)
        elif single:
            if before and not after and _has_closer(words, i, end):
                opened.append(i)
        else:
            opened.append(i)
        i += width
    for first in opened[:1]:
        for k in range(first, end):
            if states[k] == Quote.OUTSIDE:
                states[k] = Quote.UNCLOSED
        states[first] = Quote.OPENS


def _fill(states: list[int], first: int, last: int, width: int) -> None:
    for k in range(first, last + width):
        states[k] = Quote.INSIDE
    states[first] = Quote.OPENS
    states[last + width - 1] = Quote.CLOSES


def _mark_width(words: Words, i: int, end: int) -> int:
    """The number of words a quotation mark at `i` takes; 0 if there is none."""
    text = words.texts[i]
    if text in DOUBLE:
        return 1
    if text in SINGLE:
        doubled = i + 1 < end and words.texts[i + 1] == text and words.gaps[i + 1] == Gap.NONE
        return 2 if doubled else 1
    return 0


def _closes(words: Words, i: int, before: bool, after: bool, opener: int) -> bool:
    """Whether the mark at `i` closes the one at `opener`.

    `before`, `after`: whether there is white space, or an end, on that side.
    """
    single = words.texts[i] in SINGLE and not _is_doubled(words, i)
    if single != (words.texts[opener] in SINGLE and not _is_doubled(words, opener)):
        return False
    leans_left = not before and (after or not words.texts[i + 1][0].isalnum())
    shape = words.texts[i]
    if single or shape in OPENING_SHAPES:
        return leans_left
    return shape in CLOSING_SHAPES or not (before and not after)


def _is_doubled(words: Words, i: int) -> bool:
    return i + 1 < len(words) and words.texts[i + 1] == words.texts[i] and words.gaps[i + 1] == Gap.NONE


def _has_closer(words: Words, i: int, end: int) -> bool:
    """Whether an apostrophe-like mark at `i` finds a partner in its paragraph."""
    return any(
        words.texts[k] in SINGLE and words.gaps[k] == Gap.NONE and _ends_word(words, k, end)
        for k in range(i + 2, min(end, i + REACH))
    )


def _ends_word(words: Words, k: int, end: int) -> bool:
    return k + 1 >= end or words.gaps[k + 1] != Gap.NONE or not words.texts[k + 1][0].isalnum()
