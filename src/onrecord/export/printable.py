"""What a terminal may be sent: text in which nothing acts, everything shows.

A report may hold escape sequences that recolour, move or rename a terminal,
and marks that turn the direction of writing. They are written out as Python
writes them, so that the reader sees that they are there.
"""

from __future__ import annotations

import unicodedata

ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that have no shape of their own."""

JOINERS = frozenset("\u00ad\u200c\u200d")
"""Soft hyphen and joiners, which belong to the spelling of words and signs."""


def printable(text: str) -> str:
    r"""The text with every acting character written out.

    >>> print(printable("red \x1b[31m"))
    red \x1b[31m
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if unicodedata.category(character) not in ACTING or character in JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")
