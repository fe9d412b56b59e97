"""Names of persons: the words that a written name consists of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon import words as lexicon_words
from onrecord.people.spelling import fold, listed
from onrecord.text.names import given_name_gender, strip_title, tokens_of

_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*|[()\[\]\"“”]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: folded words in order without articles; "Abdel Rahman" and "Abu Ali" are one."""

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def bare(self) -> bool:
        """Whether it is one word alone: a surname, a given name or a nickname."""
        return len(self.words) < 2

    @property
    def common(self) -> bool:
        """Whether many may be called so: given names alone ("Ahmed Mustafa", "Abu Omar")."""
        compound = self.words[-1].startswith(("abd", "abu")) and listed(self.words[-1]) is None
        return self.bare or (not compound and all(is_given_name(word) for word in self.words))


@lru_cache(maxsize=65536)
def is_given_name(word: str) -> bool:
    """Whether a folded word is known as a given name, or is "father of" one."""
    known = given_name_gender(word) is not None or (
        listed(word) is not None and word not in lexicon_words("spellings", "surnames")
    )
    return known or word.startswith("abu") or word.startswith("abd")


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Reads a person's name; titles and articles are left out.

    >>> person_name("Dr. Abdel-Rahman al-Ghamdi").words
    ('abdrahman', 'ghamdi')
    """
    plain = _BRACKETS.sub(" ", name).replace("’s ", " ").replace("'s ", " ")
    tokens = tokens_of(plain)
    kept = strip_title(tokens)[1] if len(tokens) > 1 else tokens
    parts: list[str] = []
    for token in kept:
        parts += _parted(token.text, first=not parts)
    words = _joined(parts)
    suffix = words.pop() if len(words) > 1 and words[-1] in lexicon_words("people", "suffixes") else ""
    return PersonName(tuple(words), suffix)


def _parted(word: str, first: bool) -> list[str]:
    """The parts of a word between hyphens, without articles."""
    pieces = [fold(p) for p in re.split(r"[-‐‑–]", word) if fold(p)]
    if len(pieces) > 1 and pieces[0] in lexicon_words("spellings", "joined_articles"):
        return pieces[1:]
    joined = lexicon_words("spellings", "joined_articles")
    pieces = [p for k, p in enumerate(pieces) if k == 0 or p not in joined]
    article = len(pieces) == 1 and pieces[0] in lexicon_words("spellings", "articles")
    if article and not (first and word[0].isupper()):
        return []
    return pieces


def _joined(parts: list[str]) -> list[str]:
    """Joins "abu" and "abd" with what follows; small words between names are left out."""
    words: list[str] = []
    k = 0
    while k < len(parts):
        word, rest = parts[k], parts[k + 1] if k + 1 < len(parts) else ""
        if word in lexicon_words("spellings", "with_next") and rest:
            prefix = "umm" if word.startswith(("u", "o")) else "abu"
            words.append(prefix + (listed(rest) or rest))
            k += 2
        elif word in lexicon_words("spellings", "servant") and rest:
            words.append("abd" + (listed(rest) or rest))
            k += 2
        else:
            small = "between" if words else "leading"
            if not (rest and word in lexicon_words("spellings", small)):
                words.append(_servant(word))
            k += 1
    return words


_ABD = re.compile(r"abd(?:el|ul|al|ol|ur|er|oul|il|ir|u|e|o|a)?(?P<of>[a-z]{4,})$")


def _servant(word: str) -> str:
    """ "abdulrahman", "abdurrahman" → "abdrahman"; "abdullah" stays a name of its own."""
    found = _ABD.match(word)
    of = listed(found["of"]) if found else None
    if found and of is None and found["of"][0] == "r":  # abdur-rahman
        of = listed(found["of"].lstrip("r"))
    return "abd" + of if of else word
