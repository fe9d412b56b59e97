"""Bare quotations: quoted sentences that no words attribute.

The corpus that the tagger learns from marks none, yet somebody is quoted. A
passage between quotation marks that reads like speech and that no attribution
holds is a statement without source and cue; who said it, the resolver asks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from onrecord.record import Attribution, Span
from onrecord.text.quotes import DOUBLE, Quote, quote_states
from onrecord.text.words import Words

SHORTEST = 5  # words; shorter ones are titles, nicknames, scare quotes
ENDS = frozenset(".?!,")
CONFIDENCE = 0.6
"""Of 17 found in annotated news all were quoted speech, 8 of 8 where such are annotated; 17 are few."""


def bare_quotations(words: Words, found: Sequence[Attribution]) -> list[Attribution]:
    """Quoted passages of `words` that none of the attributions `found` holds a word of."""
    held = sorted(span for attribution in found for span in attribution.spans)
    reach = list(accumulate((span.end for span in held), max))  # how far the first spans reach together
    bare = []
    for first, last in _passages(words, quote_states(words)):
        span = Span(words.starts[first], words.ends[last - 1])
        before = bisect_left(held, (span.end, 0))
        free = before == 0 or reach[before - 1] <= span.start
        if free and _is_speech(words, first, last):
            bare.append(Attribution((), (), (span,), CONFIDENCE))
    return bare


def _passages(words: Words, states: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of words from an opening double mark to its end, both marks included."""
    passages, i = [], 0
    while i < len(words):
        end = i + 1
        if states[i] == Quote.OPENS and words.texts[i] in DOUBLE:
            while end < len(words) and states[end] in (Quote.INSIDE, Quote.UNCLOSED):
                end += 1
            end += end < len(words) and states[end] == Quote.CLOSES
            passages.append((i, end))
        i = end
    return passages


def _is_speech(words: Words, first: int, last: int) -> bool:
    """Whether a passage is long enough and ends like a sentence or a clause."""
    spoken = [k for k in range(first, last) if words.texts[k] not in DOUBLE]
    letters = [k for k in spoken if words.texts[k][0].isalnum()]
    return len(letters) >= SHORTEST and words.texts[spoken[-1]] in ENDS
