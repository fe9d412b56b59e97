"""Denial: whether a statement says that something is not so, and whether a figure in it is denied.

"Eleven people were killed, not 14" denies fourteen and says eleven, though a
word in it negates.
"""

from __future__ import annotations

import re

from onrecord.compare.terms import WORD
from onrecord.lexicon import words
from onrecord.record import Act, Figure, Polarity, Statement

_CLAUSE = re.compile(r"[,.;:!?()]")


def is_denied(statement: Statement) -> bool:
    """Whether a statement says that something is not so."""
    return statement.polarity is Polarity.NEGATIVE or statement.act is Act.DENIAL


def denies_figure(statement: Statement, figure: Figure, text: str) -> bool:
    """Whether a statement denies one of its figures: it is denied whole, or negated before the figure."""
    if statement.act is Act.DENIAL or _words(statement.cue.text) & words("negation", "cue"):
        return True
    start = next((s.start for s in statement.content.spans if s.start <= figure.span.start < s.end), None)
    if start is None or not is_denied(statement):
        return False
    ahead = _CLAUSE.split(text[start : figure.span.start])[-1]
    return bool(_words(ahead) & (words("negation", "verb") | words("negation", "noun")))


def _words(text: str) -> set[str]:
    return {word for match in WORD.finditer(text.lower()) for word in (match[0], *_parts(match[0]))}


def _parts(word: str) -> tuple[str, ...]:
    """The negation in a word that has one: "didn't" has "n't"."""
    return ("n't",) if word.replace("\u2019", "'").endswith("n't") else ()
