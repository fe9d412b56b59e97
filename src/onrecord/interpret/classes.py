"""Word classes: which classes of a lexicon the words of a passage belong to.

A lexicon file has one table a class; base forms of verbs and nouns are
inflected here by the spelling rules of English, so that the file stays short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from onrecord.interpret.tokens import parts_of
from onrecord.lexicon import load

_GAP = "*"  # in a phrase: up to three words
_LONGEST_GAP = 3
_VOWELS = "aeiou"


class Hit(NamedTuple):
    """A class found, and the half-open range of words that it was found on."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The classes of one lexicon, ready to be looked up.

    `forms`: the classes of every single word; `phrases`: by first word, the
    rest of the phrase and its class; `says`: how a class is named to a reader;
    `first_words`: all that a class may begin with.
    """

    forms: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    says: Mapping[str, str]
    first_words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first_words", frozenset((*self.forms, *self.phrases)))

    def find(self, words: Sequence[str]) -> list[Hit]:
        """All classes of the words, in reading order; `words` are in small letters."""
        hits: list[Hit] = []
        for i, word in enumerate(words):
            if word not in self.first_words:
                continue
            hits += [Hit(name, i, i + 1) for name in self.forms.get(word, ())]
            for rest, name in self.phrases.get(word, ()):
                end = _match(words, i + 1, rest)
                if end:
                    hits.append(Hit(name, i, end))
        return hits


def _match(words: Sequence[str], at: int, rest: tuple[str, ...]) -> int:
    """Where a phrase ends whose first word stands before `at`; 0 where it does not go on so."""
    for k, part in enumerate(rest):
        if part == _GAP:
            ends = (_match(words, at + gap, rest[k + 1 :]) for gap in range(_LONGEST_GAP + 1))
            return next((end for end in ends if end), 0)
        if at >= len(words) or words[at] != part:
            return 0
        at += 1
    return at


@cache
def word_classes(name: str) -> WordClasses:
    """Reads the classes of a lexicon file, once."""
    forms: dict[str, dict[str, None]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    says = {}
    for label, table in load(name).items():
        says[label] = table["says"]
        for word in _words_of(table):
            forms.setdefault(word, {})[label] = None
        for phrase in table.get("phrases", ()):
            first, *rest = (part for word in phrase.split() for part in parts_of(word))
            phrases.setdefault(first, []).append((tuple(rest), label))
    return WordClasses(
        {word: tuple(labels) for word, labels in forms.items()},
        {word: tuple(rests) for word, rests in phrases.items()},
        says,
    )


def _words_of(table: Mapping[str, Sequence[str]]) -> set[str]:
    found = set(table.get("words", ()))
    for verb in table.get("verbs", ()):
        found |= verb_forms(verb)
    for noun in table.get("nouns", ()):
        found |= {noun, _with_s(noun)}
    return found


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for form, base in load("cues")["irregular"].items():
        forms[base] = (*forms.get(base, ()), form)
    for base, more in load("english")["irregular"].items():
        forms[base] = (*forms.get(base, ()), *more)
    return forms


def verb_forms(base: str) -> set[str]:
    """The forms of a verb; regular ones are made even where irregular ones are known."""
    stem = base
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        stem = base[:-1]
    elif _doubles(base):
        stem = base + base[-1]
    past = base[:-1] + "ied" if base.endswith("y") and base[-2] not in _VOWELS else stem + "ed"
    if base.endswith(("ee", "ye", "oe")):
        past = base + "d"
    return {base, _with_s(base), past, stem + "ing", base + "ed", base + "ing", *_irregular().get(base, ())}


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled: one vowel before it, in a short word."""
    if len(base) < 3 or base[-1] in _VOWELS + "wxyh" or base[-2] not in _VOWELS:
        return False
    return base[-3] not in _VOWELS and (len(base) <= 4 or base.endswith(("mit", "fer", "pel", "cur")))


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in tuple(_VOWELS):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
