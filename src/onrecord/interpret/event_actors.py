"""Parties of politics and conflict: states, bodies, offices, armed people, crowds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.interpret.event_words import Token, base_of
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

LONGEST_NAME = 3


def is_political(tokens: Sequence[Token]) -> bool:
    """Whether a noun phrase names a state, its people, a public body or office, or people in arms."""
    if any(token.base in _nouns() or (token.text in _acronyms()) for token in tokens):
        return True
    lowered = [token.text.lower().removesuffix("'s").removesuffix("’s") for token in tokens]
    return any(
        " ".join(lowered[i : i + width]) in _lands()
        for width in range(1, LONGEST_NAME + 1)
        for i in range(len(lowered) - width + 1)
        if tokens[i].capital
    )


def is_named(tokens: Sequence[Token]) -> bool:
    """Whether a noun phrase holds a word in capitals that is none of the small ones."""
    small = lexicon_words("plover", "parties.openers") | lexicon_words("plover", "parties.between")
    return any(
        t.capital and t.text.lower() not in small | lexicon_words("plover", "parties.pronouns")
        for t in tokens
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(base_of(word) for word in lexicon_words("plover", "parties.nouns"))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(word.upper() for word in lexicon_words("bodies", "acronyms")) | {"U.N.", "U.S.", "E.U."}


@cache
def _lands() -> frozenset[str]:
    """Countries, their capitals and peoples, and the seats that stand for governments, in lower case."""
    seats = frozenset(load("bodies")["seats"])
    names = (
        n
        for land in load("countries").values()
        for key in ("names", "capitals", "demonyms")
        for n in land[key]
    )
    return seats | {name.lower() for name in names}
