"""Spellings: whether two words are one name, written otherwise in our letters.

Names from Arabic, Russian or Ukrainian reach reports in many spellings.
`lexicon/spellings.toml` lists those in use; for names that it lacks, words that
sound alike and are written much alike can be one.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words


class Sameness(IntEnum):
    """How far two words are one name, from not at all to letter by letter.

    `MISSPELT`: one letter or two off. `SHORT`: a short form or an initial.
    `SOUND`: heard alike and written alike. `SPELLING`: listed spellings of one
    name. `LETTERS`: the same letters.
    """

    NONE = 0
    MISSPELT = 1
    SHORT = 2
    SOUND = 3
    SPELLING = 4
    LETTERS = 5


_DROPPED = re.compile(r"['’‘`´ʿʾ.]")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in plain small letters and digits.

    >>> fold("Šefčovič"), fold("Da'esh"), fold("U.N.")
    ('sefcovic', 'daesh', 'un')
    """
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", word).replace("ß", "ss").replace("ø", "o"))
    return _NO_LETTER.sub("", plain.lower())


@cache
def _names() -> dict[str, str]:
    return {form: forms[0] for forms in load("spellings")["same"] for form in forms}


@lru_cache(maxsize=65536)
def listed(word: str) -> str | None:
    """The first of the listed spellings of a folded name, None where it is not listed."""
    found = _names().get(word)
    return found if found or len(word) < 6 else _names().get(without_article(word))


def without_article(word: str) -> str:
    """A folded word without an article that is written as one with it ("alabdah")."""
    return word[2:] if len(word) > 6 and word[:2] in lexicon_words("spellings", "articles") else word


_SOUNDS = (
    (re.compile(r"t?sch"), "sh"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ck|q|c(?!h)"), "k"),
    (re.compile(r"ou|oo|uu|au|aw|ow|o"), "u"),
    (re.compile(r"[ei]?[iy]+e?|ee|ei|ai|ay|ae"), "i"),
    (re.compile(r"e"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.)a?h$"), ""),
    (re.compile(r"(?<=..)a$"), ""),
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What a folded word sounds like, roughly: one string for most spellings of a name.

    >>> sound("rudskoy") == sound("rudskoi"), sound("nyrabia") == sound("nyrabiya")
    (True, True)
    """
    word = listed(word) or word
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded word's sound, sorted: what candidates have in common."""
    heard = sound(listed(word) or without_article(word))
    bones = "".join(sorted(set(heard) - set("aeiouhwy")))
    return bones if len(bones) > 1 else heard


@lru_cache(maxsize=262144)
def sameness(one: str, other: str) -> Sameness:
    """How far two folded words are one name.

    >>> sameness("zelensky", "zelenskyy").name, sameness("hassan", "hussein").name
    ('SPELLING', 'NONE')
    >>> sameness("malahifji", "malahjifi").name, sameness("chris", "christopher").name
    ('MISSPELT', 'SHORT')
    """
    if one == other:
        return Sameness.LETTERS
    a, b = listed(one), listed(other)
    if a and b:
        return Sameness.SPELLING if a == b else _short(one, other)
    x, y = without_article(one), without_article(other)
    if x == y:
        return Sameness.SPELLING
    if sound(x) == sound(y) and ratio(x, y) >= 70 and min(len(x), len(y)) > 2:
        return Sameness.SOUND
    return _short(one, other) or _misspelt(x, y)


def _short(one: str, other: str) -> Sameness:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and long.startswith(short):
        return Sameness.SHORT
    forms = load("spellings")["short"]
    return Sameness.SHORT if long in forms.get(short, ()) or short in forms.get(long, ()) else Sameness.NONE


def _misspelt(one: str, other: str) -> Sameness:
    """A letter left out, doubled or changed, two letters in a long word; also an "s" of the genitive."""
    short, long = sorted((one, other), key=len)
    if long == short + "s" and len(short) > 3:
        return Sameness.MISSPELT
    if len(short) < 5 or one[0] != other[0]:
        return Sameness.NONE
    allowed = 1 if len(short) < 8 else 2
    near = OSA.distance(one, other, score_cutoff=allowed) <= allowed
    return Sameness.MISSPELT if near and skeleton(one) == skeleton(other) else Sameness.NONE
