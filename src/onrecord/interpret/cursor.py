"""A cursor over the words of a text, and the word lists of time phrases."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.interpret.times import Time
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.words import Gap, Words

Read = tuple[Time, int] | None  # what a construction means, and the number of the word behind it


@cache
def listed(key: str) -> frozenset[str]:
    """One list of `lexicon/time.toml`."""
    return lexicon_words("time", f"words.{key}")


@cache
def table(key: str) -> dict[str, Any]:
    """One table of `lexicon/time.toml`."""
    rows: dict[str, Any] = load("time")[key]
    return rows


@cache
def month_names() -> dict[str, int]:
    """The numbers of the months by their names."""
    return dict(load("calendar")["months"])


@cache
def feasts() -> dict[tuple[str, ...], tuple[str, tuple[int, ...]]]:
    """Holidays by their words, apostrophes as words of their own."""
    found = {}
    for rule, rows in (("fixed", "holidays"), ("movable", "movable"), ("easter", "easter")):
        for name, numbers in table(rows).items():
            key = tuple(name.replace("’", " ’ ").replace(".", " .").split())
            found[key] = (rule, tuple(numbers) if isinstance(numbers, list) else (numbers,))
    return found


@cache
def starters() -> frozenset[str]:
    """Words that a time phrase may begin with, digits apart."""
    found = set(listed("others_first"))
    for key in ("weekdays", "numbers", "ordinals", "days", "seasons"):
        found |= set(table(key))
    for key in (
        *("last", "next", "this", "vague", "early", "late", "mid", "rest", "from", "until", "by"),
        *("before", "after", "clock_words", "parts", "span_last", "span_next"),
    ):
        found |= listed(key)
    return frozenset(found | set(month_names()) | {key[0] for key in feasts()})


class Cursor:
    """The words of one text, seen paragraph by paragraph: no phrase runs over a paragraph's end."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.low = tuple(text.lower().replace("'", "’") for text in words.texts)
        self.first, self.stop = 0, 0

    def enter(self, i: int) -> None:
        """Makes the paragraph of the word at `i`, which is not behind the current one, the current one."""
        while self.stop <= i:
            self.first = self.stop
            self.stop += 1
            while self.stop < len(self.low) and self.words.gaps[self.stop] != Gap.PARAGRAPH:
                self.stop += 1

    def at(self, i: int) -> str:
        """The word at `i` in small letters, empty outside the paragraph."""
        return self.low[i] if self.first <= i < self.stop else ""

    def is_capital(self, i: int) -> bool:
        """Whether the word at `i` begins with a capital."""
        return self.first <= i < self.stop and self.words.texts[i][0].isupper()

    def number(self, i: int) -> int | None:
        """The number that a word of digits or letters writes, None for another."""
        word = self.at(i)
        if word.isascii() and word.isdigit() and len(word) < 5:
            return int(word)
        found: int | None = table("numbers").get(word)
        return found

    def skip(self, i: int, skipped: frozenset[str]) -> int:
        """The first word from `i` on that is none of these."""
        while self.at(i) in skipped:
            i += 1
        return i

    def owner(self, i: int) -> int:
        """The word behind a possessive ending at `i`, `i` where there is none."""
        return i + 2 if self.at(i) == "’" and self.at(i + 1) == "s" else i

    def clock(self, i: int) -> int:
        """The word behind a time of day ("at 6:30 a.m.", "noon", "1830 GMT"); 0 where there is none."""
        j = self.skip(i, listed("clock_leads"))
        if self.at(j) in listed("clock_words"):
            return j + 1
        if not self.at(j)[:1].isdigit():
            return 0
        digits, k = self.at(j), j + 1
        whole = not (self.at(k) in (":", ".") and self.at(k + 1)[:1].isdigit())
        if not whole:
            digits, k = self.at(k + 1), k + 2
        if digits[-2:] in ("am", "pm") and digits[:-2].isdigit():
            return k
        if half := self._half(k):
            return half
        zoned = whole and self.at(k) in listed("zones") and len(digits) in (1, 2, 4)
        return k if zoned or (not whole and digits.isdigit() and len(digits) == 2) else 0

    def _half(self, k: int) -> int:
        """The word behind "a.m." or "pm" at `k`; 0 where there is none."""
        if self.at(k) in ("am", "pm"):
            return k + 1
        if self.at(k) in ("a", "p") and self.at(k + 1) == "." and self.at(k + 2) == "m":
            return k + 4 if self.at(k + 3) == "." else k + 3
        return 0
