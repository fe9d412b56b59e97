"""Names: when two names mean one speaker, for the purpose of scoring.

Looser than the resolving of speakers, and fixed: another rule gives other scores.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.lexicon import load

_POSSESSIVE = re.compile(r"[’']s?\b")
_WORD = re.compile(r"\w+")


def overlap(a: frozenset[Any], b: frozenset[Any]) -> float:
    """F1 of two sets, 0 … 1; two empty ones agree."""
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))


def name_words(name: str | None) -> frozenset[str]:
    """The words of a name that count: no titles, articles or possessive endings, whatever the case."""
    plain = _POSSESSIVE.sub("", name or "").replace("-", " ")
    return frozenset(_WORD.findall(_ignored().sub(" ", plain).casefold()))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether the words of one name are among those of the other, and make up half of both.

    >>> same_name("Sen. Ann Lee", "Lee"), same_name("Ann Lee", "Ann Ray")
    (True, False)
    """
    x, y = name_words(a), name_words(b)
    return bool(x and y) and (x <= y or y <= x) and overlap(x, y) >= 0.5


def same_speaker(a: Mapping[str, Any] | None, b: Mapping[str, Any] | None) -> bool:
    """Whether two speakers, as {"name", "type"}, are one; none is only the same as none.

    A name of one word is too little to go by where the other has more: then the
    types have to be equal too ("US" is not "US officials").
    """
    if a is None or b is None:
        return a is b
    if not same_name(a["name"], b["name"]):
        return False
    x, y = name_words(a["name"]), name_words(b["name"])
    return x == y or min(len(x), len(y)) > 1 or a.get("type") == b.get("type")


@cache
def _ignored() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("scoring")["ignored_in_names"]))
    return re.compile(rf"\b(?:{words})\b\.?", re.IGNORECASE)
