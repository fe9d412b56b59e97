"""Terms: the words by which two passages are known to speak of one matter, and what each weighs.

A term is a rough stem ("bombing" and "bombs" meet), a name without its vowels
(transliterations meet), a country for its name and demonym, or a group of words
for one thing. It weighs its inverse document frequency (Spärck Jones 1972) in
a background of news reports, so that weights do not depend on what is compared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.folding import fold, skeleton

WORD = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "e")
_SHORTEST = 3
UNSEEN = 2
"""Reports that a term not in the list may stand in: rarer ones are left out of it."""

_KNOWN = 3  # reports of the background from which a small word is a word and no name

Terms = Mapping[str, int]
"""Terms of a passage with their number."""


def terms_of(text: str) -> dict[str, int]:
    """The terms of a text in reading order, with how often each stands in it."""
    found: dict[str, int] = {}
    for match in WORD.finditer(text):
        term = term_of(match[0])
        if term:
            found[term] = found.get(term, 0) + 1
    return found


@lru_cache(maxsize=100_000)
def term_of(word: str) -> str:
    """The term of one word; empty where it tells nothing of a matter."""
    plain = re.sub(r"['\u2019]s?$", "", word)
    land = _lands().get(plain.lower().replace(".", "")) if plain[:1].isupper() else None
    if land:
        return land
    small = plain.lower()
    acronym = plain.isupper() and len(plain) > 1
    if not acronym and (small in _common() or len(small) < _SHORTEST):
        return ""
    if small.isdigit():
        return ""
    stem = stem_of(small)
    group = _groups().get(stem)
    if group:
        return group
    if plain[:1].isupper() and not acronym and _frequencies().get(stem, 0) < _KNOWN:
        return name_of(plain) or stem
    return stem


def name_of(word: str) -> str:
    """The term of a name: its consonants after an equals sign; empty where too few are left."""
    bones = skeleton(word)
    return f"={bones}" if bones else ""


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """A word in small letters without its ending."""
    word = fold(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending) + ("y" if ending == "ies" else "")
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] != "s" else word


STEP = 65_536
"""Steps of a weight to a nat: sums of whole steps are exact, in whatever order they are made."""


@lru_cache(maxsize=100_000)
def weight(term: str) -> float:
    """What a term tells, in nats: rare ones most."""
    return in_steps(math.log((_reports() + 1) / (_frequencies().get(term, UNSEEN) + 1)))


def in_steps(nats: float) -> float:
    """A weight in whole steps."""
    return round(nats * STEP) / STEP


@cache
def _frequencies() -> dict[str, int]:
    path = resources.files("onrecord.compare") / "frequencies.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {term: int(count) for term, count in rows}


@cache
def _reports() -> int:
    return _frequencies().get("", 0)


@cache
def _common() -> frozenset[str]:
    return lexicon_words("english", "function_words") | lexicon_words("compare", "terms.common")


@cache
def _groups() -> dict[str, str]:
    return {stem_of(word): f"~{group[0]}" for group in load("compare")["terms"]["same"] for word in group}


@cache
def _lands() -> dict[str, str]:
    """Small names and demonyms of countries, as one word, to their code."""
    lands: dict[str, str] = {}
    for code, land in sorted(load("countries").items()):
        for name in (*land["names"], *land["demonyms"]):
            small = name.lower().replace(".", "")
            for form in (small, small + "s"):
                lands.setdefault(form, f"@{code}")
    return lands
