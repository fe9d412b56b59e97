"""Parties: which side a phrase or a speaker stands for.

A party is written as a small text: "@SY" for a state and all that acts for it
(its government, army, capital), "rebels@SY" for those who fight it, else the
bare name of a body. A government without a country is that of the country the
report is about, its setting; "@" alone where that has no known country.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from onrecord.compare.terms import WORD, name_of
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.folding import fold

_WHERE = re.compile(
    r"\b(?:in|at|near|around|across|of|from|into|on|over|to|inside|outside)\s+(?:the\s+)?\Z", re.I
)

_CAPITALISED = re.compile(r"(?<![^\W_])(?<![^\W_][-'\u2019.])[^\W\d_a-z][^\W_]*(?:[-'\u2019.][^\W_]+)*")
"""Of what `WORD` finds, what may begin with a capital."""
LONGEST_KEPT = 20_000
"""Characters of a text whose setting is kept for the next time it is asked for."""


def setting_of(text: str) -> str:
    """The country that a report names most, as its code; empty where it names none."""
    return _kept_setting(text) if len(text) <= LONGEST_KEPT else _setting(text)


@lru_cache(maxsize=1000)
def _kept_setting(text: str) -> str:
    return _setting(text)


def _setting(text: str) -> str:
    lands = _lands()
    counts: Counter[str] = Counter()
    for word in _CAPITALISED.findall(text):
        if (land := lands.get(word.lower())) and word[0].isupper():
            counts[land] += 1
    return min(counts, key=lambda land: (-counts[land], land)) if counts else ""


@lru_cache(maxsize=20_000)
def party_of(phrase: str, setting: str) -> str | None:
    """The first party that a phrase names, None where it names none.

    >>> party_of("the Syrian government troops", "SY"), party_of("the rebels", "SY")
    ('@SY', 'rebels@SY')
    """
    found = parties_in(phrase, setting)
    return found[0] if found else None


def parties_in(text: str, setting: str) -> list[str]:
    """The parties that a text names, in order."""
    found: list[str] = []
    words = list(WORD.finditer(text))
    lands = _lands()
    skip = -1
    for i, match in enumerate(words):
        if i <= skip:
            continue
        small = fold(match[0]).removesuffix("'s")
        behind = [fold(w[0]) for w in words[i + 1 : i + 5]]
        party: str | None = None
        if match[0][:1].isupper() and small in lands:
            arms = _run_of_arms(behind)
            if arms is not None or not _WHERE.search(text, 0, match.start()):
                rebel = any(word in _rebels() for word in behind[: (arms or 0) + 1])
                party = f"rebels@{lands[small]}" if rebel else f"@{lands[small]}"
                skip = i + (arms or 0)
        elif small in _powers():
            party = f"@{setting}"
        elif small in _rebels():
            party = f"rebels@{setting}"
        elif match[0].isupper() and len(match[0]) > 2 and small in _movements():
            party = small
        if party and party not in found:
            found.append(party)
    return found


def _run_of_arms(behind: list[str]) -> int | None:
    """How many words behind a country make it a power ("Syrian government troops"); None where none."""
    count = 0
    for word in behind:
        if word not in _arms() and word not in _powers() and word not in _rebels():
            break
        count += 1
    return count or None


@cache
def _lands() -> dict[str, str]:
    """Names, demonyms and capitals of countries, as one small word, to their code."""
    lands: dict[str, str] = {}
    for code, land in sorted(load("countries").items()):
        for name in (*land["names"], *land["demonyms"], *land["capitals"]):
            small = fold(name)
            for form in (small, small + "s"):
                if " " not in form:
                    lands.setdefault(form, code)
    return lands


@cache
def _arms() -> frozenset[str]:
    return lexicon_words("sourcing", "parties.arms") | lexicon_words("compare", "parties.arms")


@cache
def _powers() -> frozenset[str]:
    return lexicon_words("compare", "parties.powers")


@cache
def _rebels() -> frozenset[str]:
    return lexicon_words("compare", "parties.rebels")


@cache
def _movements() -> frozenset[str]:
    return lexicon_words("bodies", "acronyms")


def bones_of(name: str) -> str:
    """A word of a name by which transliterations meet."""
    return name_of(name).removeprefix("=") or fold(name)
