"""Folding: one key for all the ways in which the name of a place is written.

The gazetteer is built and searched with the same functions, so that "Kraków"
and "KRAKOW" meet, and "Deir el-Zour" and "Dayr az-Zawr" do too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

_MARKS = re.compile(r"[^\w\s-]|_")
_GAPS = re.compile(r"[\s-]+")
_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ə": "a", "Ə": "a", "ħ": "h", "Ħ": "h"}
)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name in plain small letters, without accents, apostrophes and hyphens.

    >>> fold("Deir ez-Zor"), fold("São Paulo"), fold("Xi'an"), fold("St. Louis"), fold("U.S.")
    ('deir ez zor', 'sao paulo', 'xian', 'saint louis', 'us')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_SPECIAL)).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    tokens = _GAPS.sub(" ", _MARKS.sub("", plain)).split()
    spelled: dict[str, str] = load("toponyms")["spelled_out"]
    if len(tokens) > 1:
        tokens = [spelled.get(token, token) for token in tokens]
    return " ".join(tokens)


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """What all transliterations of a name have in common: its consonants, without articles.

    Empty where too little is left to tell names apart.

    >>> skeleton("Khan Sheikhoun") == skeleton("Khan Shaykhun")
    True
    >>> skeleton("Maaret al-Numan") == skeleton("Ma'arrat an-Nu'man")
    True
    """
    articles = lexicon_words("toponyms", "transliteration.articles")
    tokens = [t for t in fold(name).split() if t not in articles]
    text = "".join(tokens)
    for rule in load("toponyms")["transliteration"]["rules"]:
        text = text.replace(rule[0], rule[1])
    text = text[:1] + re.sub(r"[aeiouy]", "", text[1:])
    text = re.sub(r"(.)\1+", r"\1", text)
    text = text.rstrip("h") if len(text) > 1 else text
    return text if len(text) >= load("toponyms")["transliteration"]["shortest"] else ""
