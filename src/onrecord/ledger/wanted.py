"""The words one looks for: words, "phrases", beginnings*, -without, OR.

`withdraw* troops -"from Kyiv" OR retreat` is what has a word that begins with
withdraw and the word troops and not that phrase, or what has retreat. Words
beside each other must all be there; OR parts what may be there instead.
Letters count as the full-text index knows them: small, without accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.ledger.words import folded
from onrecord.record.errors import QueryError

_TOKEN = re.compile(r'\s*(?P<minus>-?)(?:"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<word>[^\s"]+))')
_CURLY = str.maketrans({"\u201c": '"', "\u201d": '"', "\u201e": '"'})
EXAMPLE = 'words, "a phrase", a beginning such as withdraw*, -without, OR'


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand one after the other; of the last one the beginning where `beginning`."""

    words: tuple[str, ...]
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What must be there and what must not."""

    present: tuple[Phrase, ...]
    absent: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One or more choices, of which one must be met."""

    choices: tuple[Choice, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All that must be there in one choice or another, to be shown in its context."""
        return tuple(phrase for choice in self.choices for phrase in choice.present)


def wanted(query: str) -> Wanted:
    """What a query asks for; raises `QueryError` that says what is wrong with it."""
    choices: list[Choice] = []
    present: list[Phrase] = []
    absent: list[Phrase] = []
    text = query.translate(_CURLY)
    if text.count('"') % 2:
        raise QueryError(f"a quotation mark of {query!r} has no other", EXAMPLE, "close the phrase")
    for minus, words, is_phrase in _tokens(text):
        if words == "OR" and not minus and not is_phrase:
            choices.append(_choice(present, absent, query, "before"))
            present, absent = [], []
        else:
            (absent if minus else present).append(_phrase(words, is_phrase, query))
    choices.append(_choice(present, absent, query, "after" if choices else ""))
    return Wanted(tuple(choices))


def _tokens(text: str) -> list[tuple[bool, str, bool]]:
    found = []
    for m in _TOKEN.finditer(text):
        phrase = m["phrase"]
        found.append(
            (bool(m["minus"]), m["word"] if phrase is None else phrase + m["star"], phrase is not None)
        )
    return found


def _choice(present: list[Phrase], absent: list[Phrase], query: str, side: str) -> Choice:
    if not present and not absent:
        if side:
            raise QueryError(f"there is nothing {side} an OR in {query!r}", "words on both sides of OR")
        raise QueryError(f"{query!r} holds no word to look for", EXAMPLE)
    return Choice(tuple(present), tuple(absent))


def _phrase(words: str, quoted: bool, query: str) -> Phrase:
    if not quoted and any(c in words for c in "()"):
        raise QueryError(
            f"{query!r} holds a bracket, and there are none in queries",
            EXAMPLE,
            "write each choice in full: a b OR a c",
        )
    body, beginning = words.removesuffix("*"), words.endswith("*")
    if "*" in body:
        raise QueryError(
            f"the * of {words!r} stands within a word", "* at the end of a word, such as withdraw*"
        )
    parts = tuple(folded(body).split())
    if not parts:
        what = f"“{words}”" if words else "an empty phrase" if quoted else "a - alone"
        raise QueryError(f"{what} in {query!r} holds no word to look for", EXAMPLE)
    return Phrase(parts, beginning)
