"""Qualifiers: the words around a number that leave an end open or make it a guess."""

from __future__ import annotations

from functools import cache

from onrecord.interpret.cardinals import HYPHENS, Token, low_at
from onrecord.interpret.numerals import read_numeral
from onrecord.lexicon import load

_SIDES = ("low", "high", "about", "exact")


@cache
def _qualifiers(side: str) -> dict[str, str]:
    """Phrases before (or behind) a number and what they do to it."""
    lists = load("quantities")[side]
    return {phrase: effect for effect in _SIDES for phrase in lists.get(effect, ())}


def words_before(tokens: list[Token], k: int) -> tuple[frozenset[str], int]:
    """What the words before token `k` do to the number, and where they begin."""
    effects: set[str] = set()
    begin, j = k, k
    while j > 0:
        for size in (4, 3, 2, 1):
            phrase = " ".join(t.low for t in tokens[max(0, j - size) : j])
            effect = _qualifiers("before").get(phrase) if j >= size else None
            if effect:
                break
        if not effect:
            break
        j -= size
        if effect == "exact":
            if phrase.endswith("total of"):
                effects.add("total")
                begin = j
            continue
        if not effects & {"low", "high"} or effect == "about":
            effects.add(effect)
        begin = j
    return frozenset(effects), begin


def words_behind(tokens: list[Token], k: int) -> tuple[frozenset[str], int]:
    """What the words from token `k` on do to the number before them, and where they end."""
    for size in (3, 2, 1):
        if k + size > len(tokens):
            continue
        phrase = " ".join(t.low for t in tokens[k : k + size])
        effect = _qualifiers("after").get(phrase)
        if effect and (size > 1 or phrase in ("odd", "plus", "+")):
            if phrase.startswith(("at ", "more or", "on average")) and _numeral_follows(tokens, k + size):
                continue
            return frozenset({effect}), k + size
        if size == 2 and low_at(tokens, k) in HYPHENS and low_at(tokens, k + 1) == "odd":
            return frozenset({"about"}), k + 2
    return frozenset(), k


def _numeral_follows(tokens: list[Token], k: int) -> bool:
    return k < len(tokens) and read_numeral(tokens, k) is not None
