"""Negation: whether the main predicate of a content is negated, by rules over its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.lexicon import words as lexicon_words

_STOPS = frozenset(".!?…")
_FIRST_WORDS = 3  # "no" stands as subject, or after "there is", within the first words
_REACH = 30


class Negation(NamedTuple):
    """A word that negates: where it stands, and how.

    `kind`: `verb` (not, never), `noun` (no, nobody), `word` (a word that
    denies by itself), `later` (only in a later clause or sentence).
    """

    at: int
    kind: str


def main_clause(words: Sequence[str]) -> int:
    """Where the main clause of a content ends, roughly: the words before belong to it."""
    ends = lexicon_words("negation", "ends")
    start = 1 if words[:1] == ("that",) else 0
    for k in range(start + 2, min(len(words), _REACH)):
        if words[k] in _STOPS or words[k] in ends or words[k] in (";", "—", "–"):
            return k
    return min(len(words), _REACH)


def negations(words: Sequence[str]) -> list[Negation]:
    """All that negates in a content, in reading order."""
    verb, noun = lexicon_words("negation", "verb"), lexicon_words("negation", "noun")
    lexical = lexicon_words("negation", "lexical")
    end = main_clause(words)
    found = []
    for k, word in enumerate(words):
        following = words[k + 1] if k + 1 < len(words) else ""
        if word in verb and following not in lexicon_words("negation", "idle_after_not"):
            found.append(Negation(k, "verb" if k < end else "later"))
        elif word in noun and following not in lexicon_words("negation", "idle_after_no"):
            near = k < _FIRST_WORDS or words[k - 1] in lexicon_words("grammar", "auxiliaries_before_no")
            found.append(Negation(k, "noun" if k < end and near else "object" if k < end else "later"))
        elif word in lexical and k < end:
            found.append(Negation(k, "word"))
    return found


def negated_cue(words: Sequence[str]) -> int | None:
    """Where a cue is negated ("has not said") or denies; None where it does neither."""
    verb, noun, cue = (lexicon_words("negation", key) for key in ("verb", "noun", "cue"))
    pairs = zip(words, (*words, "")[1:], strict=True)
    for k, (word, following) in enumerate(pairs):
        if word in verb or word in noun or word in cue or f"{word} {following}" in cue:
            return k
    return None
