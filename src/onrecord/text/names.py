"""Names: capitalised runs of a text, and what their words are.

No parser: the lists in `lexicon/` say which words are titles, roles, bodies and lands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

TOKEN = re.compile(r"[^\W_]+(?:[.'’&\-‑][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name or phrase with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Lower case, without a full stop or a possessive ending."""
        return bare(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter or holds one further on (al-Assad, iPhone)."""
        return self.text[0].isupper() or ("-" in self.text and any(c.isupper() for c in self.text))


@lru_cache(maxsize=16384)
def bare(word: str) -> str:
    """A word for comparison: lower case, no full stop at its end, no possessive."""
    word = word.lower().replace("’", "'").rstrip(".")
    return word.removesuffix("'s").removesuffix("'")


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]`; a full stop stays only on abbreviations and initials."""
    found = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        if word.endswith(".") and not _keeps_stop(word):
            word = word[:-1]
        found.append(Token(word, match.start(), match.start() + len(word)))
    return found


@lru_cache(maxsize=16384)
def _keeps_stop(word: str) -> bool:
    core = word[:-1].lower()
    return (
        len(core) == 1
        or "." in core
        or core in lexicon_words("abbreviations", "before_name")
        or core in {"jr", "sr"}
    )


@cache
def country_words() -> dict[str, str]:
    """Lower-case country names and their country's usual name."""
    return {
        name.lower(): c["names"][0] for c in load("countries").values() for name in (*c["names"], c["name"])
    }


@cache
def capital_words() -> dict[str, str]:
    """Lower-case capitals and their country's usual name."""
    return {name.lower(): c["names"][0] for c in load("countries").values() for name in c["capitals"]}


@cache
def demonym_words() -> dict[str, str]:
    """Lower-case adjectives and names of peoples and their country's usual name."""
    return {
        form: c["names"][0]
        for c in load("countries").values()
        for name in c["demonyms"]
        for form in (name.lower(), name.lower() + "s")
    }


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it."""
    return lexicon_words("people", "titles")


@cache
def roles() -> frozenset[str]:
    """What one person does or is."""
    return lexicon_words("people", "roles")


@cache
def groups() -> frozenset[str]:
    """What people together are called, and the plurals of roles."""
    plurals = {plural_of(role) for role in roles()}
    return frozenset(lexicon_words("people", "groups") | plurals)


def plural_of(word: str) -> str:
    """The plural of an English noun, well enough for roles.

    >>> plural_of("witness"), plural_of("spokesman"), plural_of("ally")
    ('witnesses', 'spokesmen', 'allies')
    """
    if word.endswith(("man", "woman")):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def organisations() -> frozenset[str]:
    """Head words of bodies."""
    return lexicon_words("bodies", "organisations")


def names_body(token: Token) -> bool:
    """Whether a word is one that bodies are called by; acronyms only in capitals ("UN", not "Un")."""
    if token.lower in lexicon_words("bodies", "acronyms"):
        return token.text.isupper()
    return token.lower in organisations()


@cache
def documents() -> frozenset[str]:
    """Things that speak."""
    return lexicon_words("bodies", "documents")


@cache
def media() -> frozenset[str]:
    """Outlets by what they are."""
    return lexicon_words("bodies", "media")


@cache
def outlet_keys() -> dict[str, str]:
    """Every way to write an outlet, in small letters, and the name that stands for all of them."""
    return {form.lower(): key for key, forms in load("outlets")["names"].items() for form in (key, *forms)}


def is_place_word(word: str) -> bool:
    """Whether a lower-case word names a country, a capital or a people."""
    return word in country_words() or word in demonym_words() or word in capital_words()


def strip_title(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Parts the titles, roles and lands before a name from the name.

    `tokens` is a capitalised run; the last token is never stripped. A land is
    stripped only before a name of two words ("Georgia Lind" is a person).
    """
    if tokens and given_name_gender(tokens[0].text):
        return [], tokens
    at = max((k + 1 for k in range(len(tokens) - 1) if _is_title(tokens[k])), default=0)
    while at < len(tokens) - 1:
        word, left = tokens[at].lower, len(tokens) - at
        two = f"{word} {tokens[at + 1].lower}"
        if word in demonym_words() or (left > 2 and is_place_word(word)):
            at += 1
        elif left > 2 and (two in country_words() or two in demonym_words()):
            at += 2
        else:
            break
    at = min(at, len(tokens) - 1)
    return tokens[:at], tokens[at:]


def _is_title(token: Token) -> bool:
    return token.lower in titles() or token.lower in roles()


def is_person_name(tokens: list[Token]) -> bool:
    """Whether a capitalised run, titles stripped, can be a person's name.

    A known given name goes before what the other words could mean elsewhere
    ("Bill", "May", "King").
    """
    if not 1 <= len(tokens) <= 5:
        return False
    last = tokens[-1]
    if len(tokens) > 1 and given_name_gender(tokens[0].text):
        return not names_body(last) and last.lower not in media() and last.lower not in groups()
    if last.lower in roles() or (last.lower in titles() and len(tokens) == 1):
        return False
    if any(means_else(token) for token in tokens) or " ".join(t.lower for t in tokens) in country_words():
        return False
    loud = [t.text.isupper() and len(t.text) > 2 and "." not in t.text for t in tokens]
    return not any(loud) or all(loud)


def means_else(token: Token) -> bool:
    """Whether a word means a body, people, a paper or a place, where no given name goes before it."""
    word = token.lower
    lists = (
        groups(),
        documents(),
        media(),
        lexicon_words("people", "openers"),
        lexicon_words("bodies", "no_person"),
    )
    return names_body(token) or is_place_word(word) or any(word in own for own in lists)


def given_name_gender(name: str) -> str | None:
    """`he` or `she` by a given name, None where it is not known or may be both."""
    first = bare(name.split(maxsplit=1)[0]) if name else ""
    he, she = (
        first in lexicon_words("people", "gender.he_names"),
        first in lexicon_words("people", "gender.she_names"),
    )
    return None if he == she else "he" if he else "she"


def capital_runs(tokens: list[Token], text: str) -> list[list[Token]]:
    """Runs of capitalised words with only a space, or a name's particle, between them."""
    runs: list[list[Token]] = []
    for i, token in enumerate(tokens):
        joined = bool(runs) and text[runs[-1][-1].end : token.start] == " "
        if token.capital or (joined and _joins(tokens, i, text)):
            if joined:
                runs[-1].append(token)
            else:
                runs.append([token])
    return [run for run in (_trimmed(run) for run in runs) if run]


def _joins(tokens: list[Token], i: int, text: str) -> bool:
    """Whether a small word is part of a name: "van der Lind"."""
    k = i
    while k < len(tokens) - 1 and tokens[k].lower in lexicon_words("people", "particles"):
        if text[tokens[k].end : tokens[k + 1].start] not in (" ", "-"):
            return False
        k += 1
    return k > i and tokens[k].capital


def _trimmed(run: list[Token]) -> list[Token]:
    while run and not run[-1].capital:
        run = run[:-1]
    return run


def initials_of(name: str) -> str:
    """The capitals that a name's words begin with ("Northern Grain Union" → NGU)."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


@lru_cache(maxsize=16384)
def surname_of(name: str) -> str:
    """The last word of a name that is no suffix, for comparison."""
    words = [bare(w) for w in name.split()]
    while len(words) > 1 and words[-1] in lexicon_words("people", "suffixes"):
        words.pop()
    return words[-1] if words else ""


def name_text(tokens: list[Token]) -> str:
    """A name as written, without a possessive ending."""
    words = [t.text for t in tokens]
    for ending in ("'s", "’s", "'", "’"):
        words[-1] = words[-1].removesuffix(ending)
    return " ".join(words)


def gender_of_words(lowers: list[str]) -> str | None:
    """`he` or `she` where a title or role says it."""
    for gender in ("he", "she"):
        if any(word in lexicon_words("people", f"gender.{gender}") for word in lowers):
            return gender
    return None
