"""Words: the units the tagger labels and the scores are counted in.

A word is a run of letters, digits and underscores, or one other character
that is not white space. This is the token of the published scores on PolNeAR,
so what the tagger decides and what is measured fall on the same borders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

WORD = re.compile(r"\w+|[^\w\s]")


class Case(IntEnum):
    """How a word is written; the encoder's own vocabulary is lower case."""

    LOWER = 0
    CAPITALISED = 1
    UPPER = 2
    MIXED = 3
    NUMBER = 4
    MARK = 5


class Gap(IntEnum):
    """What stands before a word."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, as parallel tuples.

    Shape: every tuple has one entry a word, in reading order; `starts` and
    `ends` are character offsets into the text.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cases: tuple[int, ...]
    gaps: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, numbers: Sequence[int]) -> Words:
        """Some of the words as a text of their own, which begins like a paragraph."""
        own = [
            tuple(values[k] for k in numbers) for values in (self.starts, self.ends, self.cases, self.gaps)
        ]
        starts, ends, cases, gaps = own
        gaps = (int(Gap.PARAGRAPH), *gaps[1:]) if gaps else gaps
        return Words(tuple(self.texts[k] for k in numbers), starts, ends, cases, gaps)


@lru_cache(maxsize=32768)
def case_of(word: str) -> Case:
    """Says how one word is written."""
    if not (word[0].isalnum() or word[0] == "_"):
        return Case.MARK
    if word[0].isdigit():
        return Case.NUMBER
    if word.islower():
        return Case.LOWER
    if word.isupper():
        return Case.UPPER if len(word) > 1 else Case.CAPITALISED
    return Case.CAPITALISED if word[0].isupper() and word[1:].islower() else Case.MIXED


@lru_cache(maxsize=1024)
def gap_between(between: str) -> Gap:
    """Says what the white space between two words amounts to."""
    if not between:
        return Gap.NONE
    lines = between.count("\n") + between.count("\u2029") * 2
    return Gap.SPACE if not lines else Gap.LINE if lines == 1 else Gap.PARAGRAPH


@lru_cache(maxsize=4)
def split_words(text: str) -> Words:
    """Cuts a text into words; the stages that read one report ask for the same ones.

    The first word counts as standing at the start of a paragraph.
    """
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    previous = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        texts.append(match.group())
        starts.append(start)
        ends.append(end)
        gaps.append(gap_between(text[previous:start]) if previous else Gap.PARAGRAPH)
        previous = end
    cases = tuple(map(int, map(case_of, texts)))
    return Words(tuple(texts), tuple(starts), tuple(ends), cases, tuple(map(int, gaps)))
