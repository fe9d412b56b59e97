"""Keywords: the words by which two passages are known to speak of one matter.

Stems are rough on purpose: they are compared within one report, never shown.
The weight of a stem is its inverse document frequency among the statements of
the report (Spärck Jones 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Record

SHORTEST = 3
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "e")


def keywords(text: str) -> dict[str, str]:
    """The stems of a text that tell its matter, each with the first word it was seen in."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        stem = stem_of(word)
        if stem:
            found.setdefault(_matter_of().get(stem, stem), word)
    return found


@cache
def stem_of(word: str) -> str:
    """A word without its ending; empty where it tells nothing of a matter."""
    plain = re.sub(r"['\u2019]s?$", "", word.lower())
    acronym = word.isupper() and len(word) > 1  # "US" is a name, "us" tells nothing
    if not acronym and (plain in _common() or len(plain) < SHORTEST):
        return ""
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST:
            plain = plain.removesuffix(ending) + ("y" if ending == "ies" else "")
            break
    return plain[:-1] if len(plain) > 4 and plain[-1] == plain[-2] != "s" else plain


@cache
def alleged() -> frozenset[str]:
    """Stems of nouns that stand for what was alleged without saying it."""
    return frozenset(stem_of(word) for word in lexicon_words("sourcing", "cues.alleged"))


@cache
def _common() -> frozenset[str]:
    return lexicon_words("english", "function_words") | lexicon_words("sourcing", "matters.common")


@cache
def _matter_of() -> dict[str, str]:
    groups = load("sourcing")["matters"]["same"]
    return {stem_of(word): group[0] for group in groups for word in group}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each stem tells in one report; what no statement has tells most."""

    by_stem: Mapping[str, float]
    most: float

    def of(self, stems: Iterable[str]) -> float:
        """The sum of the weights of some stems."""
        return sum(self.by_stem.get(stem, self.most) for stem in sorted(stems))

    def likeness(self, one: Mapping[str, str], other: Mapping[str, str]) -> float:
        """Shared weight over the smaller of both, 0 … 1 (the overlap coefficient)."""
        least = min(self.of(one), self.of(other))
        return self.of(one.keys() & other.keys()) / least if least else 0.0


def weights_of(record: Record) -> Weights:
    """The weights in one report."""
    counts: Counter[str] = Counter()
    for statement in record.statements:
        counts.update(keywords(statement.content.text).keys())
    total = len(record.statements) + 1
    return Weights({stem: math.log(total / n) for stem, n in counts.items()}, math.log(total))


def shared_words(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The words two passages have in common, as the first of them writes them."""
    return tuple(word for stem, word in one.items() if stem in other)
