"""Tokens: words in small letters with contractions taken apart ("don't" → do, not).

Also those of texts that lost their apostrophes; every word keeps its place in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load
from onrecord.record import Span

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|['’](?:s|re|ve|ll|d|m)\b|[^\w\s]")
MONTH = "(may)"  # the month, so that it is not taken for the modal verb
_QUOTES = frozenset("\"“”„«»'‘’`\ufffd")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words in small letters, as they are written, and where in the report each stands."""

    low: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    def __len__(self) -> int:
        return len(self.low)


def tokens_of(text: str, spans: Iterable[Span]) -> Tokens:
    """The words and marks under spans, without quotation marks."""
    low: list[str] = []
    shown: list[str] = []
    places: list[Span] = []
    for start, end in spans:
        for match in _TOKEN.finditer(text, start, end):
            word = match.group()
            if word in _QUOTES:
                continue
            for part in (MONTH,) if word == "May" else parts_of(word):
                low.append(part)
                shown.append(word)
                places.append(Span(*match.span()))
    return Tokens(tuple(low), tuple(shown), tuple(places))


@cache
def parts_of(word: str) -> tuple[str, ...]:
    """A word as written, in small letters and in the words it was drawn together from.

    >>> parts_of("Don’t"), parts_of("Hask's"), parts_of("wont")
    (('do', 'not'), ('hask', "'s"), ('will', 'not'))
    """
    word = word.lower().replace("’", "'")
    whole: dict[str, list[str]] = load("contractions")["parts"]
    if word in whole:
        return tuple(whole[word])
    for ending, part in load("contractions")["endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), part)
    return (word,)
