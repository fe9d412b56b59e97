"""Named persons: all that a report names in full, and where their surnames stand.

No parser: a report writes its sources out once, in full, with title or role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span
from onrecord.text.names import (
    Token,
    bare,
    capital_runs,
    country_words,
    gender_of_words,
    given_name_gender,
    is_person_name,
    is_place_word,
    means_else,
    name_text,
    roles,
    strip_title,
    surname_of,
    tokens_of,
)

_APPOSED = re.compile(r",\s+(?:the\s+|a\s+|an\s+)?(?P<role>[^,.;:\n\u201c\u201d\"]{3,70})(?=[,.;])")
_AGE = re.compile(r",\s\d{1,3},")
_SAYS = re.compile(r",?\s(?:said|says|told|added)\b")
_SAID = re.compile(r"\bsaid\s\Z")


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
        if len(name) != 2 or means_else(name[0]) or not is_place_word(name[1].lower):
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
