"""Where in a content the words stand that a search asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ledger.wanted import Phrase
from onrecord.ledger.words import folded

_WORD = re.compile(r"[^\W_]+")


def spots(text: str, phrases: Sequence[Phrase]) -> tuple[tuple[int, int], ...]:
    """Half-open stretches of a text that meet a phrase, in order, none within another.

    >>> spots("They will withdraw, he said", (Phrase(("with",), True),))
    ((10, 18),)
    """
    if not phrases:
        return ()
    words = [(word, m.start(), m.end()) for m in _WORD.finditer(text) for word in folded(m[0]).split()]
    found = sorted(
        (words[at][1], words[at + len(one.words) - 1][2])
        for one in phrases
        for at in range(len(words) - len(one.words) + 1)
        if _meets(words, at, one)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _meets(words: Sequence[tuple[str, int, int]], at: int, one: Phrase) -> bool:
    *fixed, last = one.words
    end = words[at + len(fixed)][0]
    return all(words[at + n][0] == word for n, word in enumerate(fixed)) and (
        end.startswith(last) if one.beginning else end == last
    )
