"""Names: capitalised runs of a text, and the persons and bodies that they name.

No parser: a report writes its sources out once, in full, with title or role,
and the lists in `lexicon/` say which words are titles, roles, bodies and lands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span

TOKEN = re.compile(r"[^\W_]+(?:[.'’&\-‑][^\W_]+)*\.?")


_APPOSED = re.compile(r",\s+(?:the\s+|a\s+|an\s+)?(?P<role>[^,.;:\n\u201c\u201d\"]{3,70})(?=[,.;])")


_AGE = re.compile(r",\s\d{1,3},")
_SAYS = re.compile(r",?\s(?:said|says|told|added)\b")
_SAID = re.compile(r"\bsaid\s\Z")


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
    if any(_means_else(token) for token in tokens) or " ".join(t.lower for t in tokens) in country_words():
        return False
    loud = [t.text.isupper() and len(t.text) > 2 and "." not in t.text for t in tokens]
    return not any(loud) or all(loud)


def _means_else(token: Token) -> bool:
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


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name found in the text, with the words before and behind it.

    `role` is a title or description beside it, as written.
    """

    name: str
    span: Span
    role: str | None
    gender: str | None


class NameIndex:
    """All persons that a text names with at least two words, and where their surnames stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.persons: list[Named] = []
        self._by_surname: dict[str, list[Named]] = {}
        self.places: dict[str, list[Span]] = {}
        self._tokens = tokens_of(text)
        self._number_of = {t.start: k for k, t in enumerate(self._tokens)}
        self._runs = capital_runs(self._tokens, text)
        for run in self._runs:
            self._add_run(run)
        self._find_surnames()

    def _add_run(self, run: list[Token]) -> None:
        before, name = strip_title(_without_opener(run))
        if len(name) >= 2 and (is_person_name(name) or self._speaks(name)):
            title = " ".join(t.text for t in before) or self._role_before(run[0])
            title = title or self._apposed_role(name[-1].end)
            gender = given_name_gender(name[0].text) or gender_of_words([t.lower for t in before])
            person = Named(name_text(name), Span(name[0].start, name[-1].end), title, gender)
            self.persons.append(person)
            self._by_surname.setdefault(surname_of(person.name), []).append(person)

    def _speaks(self, name: list[Token]) -> bool:
        """Whether a name that ends in a place's is used like a person's ("said Tia Jordan")."""
        if len(name) != 2 or _means_else(name[0]) or not is_place_word(name[1].lower):
            return False
        if " ".join(t.lower for t in name) in country_words() or name[0].text.isupper():
            return False
        return bool(_AGE.match(self.text, name[-1].end) or _SAYS.match(self.text, name[-1].end)) or bool(
            _SAID.search(self.text, max(0, name[0].start - 6), name[0].start)
        )

    def _role_before(self, first: Token) -> str | None:
        """The role in small letters right before a name ("frontline commander Ola Lind")."""
        number = self._number_of.get(first.start, 0)
        start = number
        borders = lexicon_words("people", "borders") | lexicon_words("people", "determiners")
        while start > 0 and number - start < 3:
            token, after = self._tokens[start - 1], self._tokens[start]
            if self.text[token.end : after.start] != " " or token.lower in borders | lexicon_words(
                "people", "auxiliaries"
            ):
                break
            start -= 1
        words = self._tokens[start:number]
        if not words or words[-1].lower not in roles():
            return None
        return self.text[words[0].start : words[-1].end]

    def _apposed_role(self, end: int) -> str | None:
        """The description behind a name, between commas (", the mayor of Sarn,")."""
        behind = _APPOSED.match(self.text, end)
        if not behind:
            return None
        words = [t.lower for t in tokens_of(behind["role"])]
        finite = any(w in lexicon_words("people", "auxiliaries") for w in words)
        return behind["role"] if not finite and any(w in roles() for w in words) else None

    def _find_surnames(self) -> None:
        given = {bare(p.name.split()[0]): surname_of(p.name) for p in self.persons}
        titled = lexicon_words("people", "before_given_name")
        for before, token in zip([None, *self._tokens], self._tokens, strict=False):
            if token.capital and token.lower in self._by_surname:
                self.places.setdefault(token.lower, []).append(Span(token.start, token.end))
            elif token.lower in given and before is not None and before.lower in titled:  # "Sir Keir"
                self.places.setdefault(given[token.lower], []).append(Span(token.start, token.end))

    def has(self, name: str) -> bool:
        """Whether the text names a person just so."""
        return any(p.name == name for p in self.of_surname(surname_of(name)))

    def of_surname(self, surname: str) -> list[Named]:
        """Persons with that surname, in reading order; the fullest name of each once."""
        return self._by_surname.get(bare(surname), [])


def _without_opener(run: list[Token]) -> list[Token]:
    """Drops a sentence's first word where it is a common one written large."""
    while len(run) > 1 and run[0].lower in lexicon_words("people", "openers"):
        run = run[1:]
    return run


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
