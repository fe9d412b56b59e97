"""Mentions: what the words of one source say of who it is.

"Brig. Gen. Ola Verin, the head of Sarnia's Coast Guard" names a person with a
title, a role and a body; "two senior officials" describes a group; "it" only
points back. `parse.py` reads them; `persons.py` and `bodies.py` know the kinds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.lexicon import words as lexicon_words
from onrecord.record import SpeakerType
from onrecord.text.names import (
    Token,
    capital_runs,
    country_words,
    demonym_words,
    documents,
    groups,
    name_text,
    organisations,
    roles,
    tokens_of,
)

_PRONOUNS = ("he", "she", "it", "they", "we", "i", "you", "relative")
DETERMINER = re.compile(r"^(the|a|an|his|her|their|its|our|my|this|that|these|those)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a source's words say.

    `pronoun` is one of he, she, it, they, we, i, you, relative, or None;
    `name` the name or description without title, role or affiliation; `head`
    the noun of a description; `definite` whether the words point at something
    already named; `one_of` whether it is some of a group already named; `key` what
    all names of one outlet have in common.
    """

    text: str
    start: int
    pronoun: str | None = None
    type: SpeakerType | None = None
    name: str = ""
    named: bool = False
    head: str = ""
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    gender: str | None = None
    definite: bool = False
    one_of: bool = False
    acronym: str | None = None
    key: str = ""
    parts: tuple[Mention, ...] = ()


def pronoun_of(text: str) -> str | None:
    """Which pronoun a text is, None where it is none."""
    word = text.strip().rstrip(",")
    if len(word) > 1 and word.isupper():
        return None  # WHO, US, IT are names
    word = word.lower()
    return next((p for p in _PRONOUNS if word in lexicon_words("people", f"pronouns.{p}")), None)


def segments_of(core: str) -> list[str]:
    """The parts of a source between commas and dashes."""
    return [s.strip() for s in re.split(r",\s+|\s+[-–—]\s+", core) if s.strip()]


def head_of(tokens: list[Token]) -> str:
    """The noun a description is about: the last word before what says more of it.

    Behind a name of several words it is the last of all ("Ministry of Grain officials").
    """
    if len(tokens) > 1 and tokens[-2].capital and not tokens[-1].capital:
        last = tokens[-1].lower
        if last in groups() or last in roles() or last in documents():
            return last
    borders = lexicon_words("people", "borders")
    head = ""
    for i, token in enumerate(tokens):
        doing = token.lower.endswith("ing") and (head in groups() or head in roles() or head in documents())
        if i > 0 and (token.lower in borders or doing):
            break
        head = head if token.lower.isdigit() and head else token.lower
    return head


def affiliation_of(described: str) -> str | None:
    """The land, party or body that a description names."""
    if not described:
        return None
    tokens = tokens_of(described)
    runs = capital_runs(tokens, described)
    for run in runs:
        if any(t.lower in organisations() for t in run):
            return name_text(run)
    for token in tokens:
        for table in (demonym_words(), country_words()):
            if token.lower in table:
                return table[token.lower]
    of = re.search(r"\b(?:of|for|at|with)\s+(?:the\s+)?([A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*)", described)
    return of.group(1) if of else None
