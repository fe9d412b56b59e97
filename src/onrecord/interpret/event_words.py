"""Words of an event: what in a text names what happens.

A text becomes base forms by a few endings, names become one mark, and the
phrases of `lexicon/plover.toml` are looked up in it, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

NAME = "\u2022"
NUMBER = "0"
GAP = "..."
LONGEST_GAP = 4
_WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?(?:-\w+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*\d|\d|[^\w\s]")
_DIGIT = re.compile(r"\d")


class Token(NamedTuple):
    """One word: as written, its base form, and where it stands (half-open, in characters of its text)."""

    text: str
    base: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()


class Phrase(NamedTuple):
    """A phrase of the lexicon as base forms and gaps."""

    bases: tuple[str, ...]
    type: str
    weak: bool


class Hit(NamedTuple):
    """A phrase of the lexicon in a text: its class and the numbers of its first and last token.

    `width` counts its words without gaps; a `weak` one as often tells of no event.
    """

    type: str
    first: int
    last: int
    width: int
    weak: bool = False


def tokens_of(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The words of a text; `offset` is added to where they stand."""
    return tuple(
        Token(m.group(), base_of(m.group()), m.start() + offset, m.end() + offset)
        for m in _WORD.finditer(text)
    )


@lru_cache(maxsize=20_000)
def base_of(word: str) -> str:
    """The base form that all inflections of a word share; no English word necessarily.

    >>> base_of("lifted") == base_of("lifting") == base_of("Lift"), base_of("won't")
    (True, 'not')
    """
    word = word.lower().replace("’", "'")
    if _DIGIT.match(word):
        return NUMBER
    if not word[0].isalpha():
        return word
    if word.endswith("n't") or word in lexicon_words("plover", "negations"):
        return "not"
    word = word.removesuffix("'s").removesuffix("'")
    irregular: dict[str, str] = load("plover")["irregular"]
    return _stem(irregular.get(word, word))


def _stem(word: str) -> str:
    if len(word) <= 3:
        return word
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and not word.endswith(("ss", "us", "is", "eed")):
            rest = word.removesuffix(ending)
            if len(rest) < 3 or not re.search("[aeiouy]", rest):
                break
            word = rest
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    word = word.removesuffix("e") if len(word) > 3 else word
    return word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases of the lexicon under the base of their first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    weak = lexicon_words("plover", "weak")
    for kind, phrases in load("plover")["classes"].items():
        for phrase in phrases:
            bases = tuple(w if w == GAP else base_of(w) for w in phrase.split())
            found.setdefault(bases[0], []).append(Phrase(bases, kind, phrase in weak))
    return {first: tuple(sorted(rest, key=lambda p: -len(p.bases))) for first, rest in found.items()}


def hits_of(bases: Sequence[str]) -> tuple[Hit, ...]:
    """The phrases in a text, in order of their first word; of those that begin together the longest.

    Several of equal length are all there.
    """
    return tuple(hit for i in range(len(bases)) for hit in _hits_at(bases, i))


def _hits_at(bases: Sequence[str], i: int) -> Iterator[Hit]:
    widest = 0
    for phrase in _phrases().get(bases[i], ()):
        if len(phrase.bases) < widest:
            break
        last = _end_of(phrase.bases, bases, i)
        if last >= 0:
            widest = len(phrase.bases)
            yield Hit(phrase.type, i, last, len([p for p in phrase.bases if p != GAP]), phrase.weak)


def _end_of(phrase: tuple[str, ...], bases: Sequence[str], i: int) -> int:
    """The number of the last token of a phrase that begins at `i`; -1 where it does not stand there."""
    at = i
    reach = 1
    for part in phrase[1:]:
        if part == GAP:
            reach = LONGEST_GAP + 1
            continue
        window = bases[at + 1 : at + 1 + reach]
        if part not in window:
            return -1
        at += window.index(part) + 1
        reach = 1
    return at
