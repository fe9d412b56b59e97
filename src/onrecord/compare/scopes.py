"""Scopes: of when a statement speaks, the event of the day or one long past.

A report of an attack recalls earlier ones; what is said of those is another
matter. A scope is told by years and words of the past in the sentence, by a
name that the report ties to a year, or taken over from the sentence before
where the statement only points at something ("that attack").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.compare.terms import WORD, term_of, terms_of
from onrecord.lexicon import load
from onrecord.record import Record, Statement
from onrecord.text.sentences import Sentences

_YEARS = re.compile(r"\b(?P<from>(?:19|20)\d\d)(?:\s?[-\u2013]\s?(?P<to>(?:19|20)?\d\d))?\b")

_MONTH = re.compile(r"\b(?:in|since|from|until|of|last)\s+(?:early |late |mid-)?(?P<month>[A-Z][a-z]{2,8})\b")


class When(StrEnum):
    """Of when: the news itself, certain years, some time before, or always."""

    NOW = "now"
    YEARS = "years"
    BEFORE = "before"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Scope:
    """Of when a statement speaks; `years` where they are known."""

    when: When = When.NOW
    years: frozenset[int] = frozenset()


NOW = Scope()


def one_event(one: Scope, other: Scope) -> bool:
    """Whether both may speak of one event."""
    if one.when is When.YEARS or other.when is When.YEARS:
        return bool(one.years & other.years)
    return one.when is other.when


def may_meet(one: Scope, other: Scope) -> bool:
    """Whether what one says bears on what the other says: a word on always bears on all."""
    if When.EVER in (one.when, other.when) or one_event(one, other):
        return True
    return {one.when, other.when} == {When.YEARS, When.BEFORE}


class Scopes:
    """The scopes of one report's statements."""

    def __init__(self, record: Record, sentences: Sentences) -> None:
        self._text = record.report.text
        self._sentences = sentences
        published = (record.report.published or "")[:4]
        self._year = int(published) if published.isdigit() else None
        month = (record.report.published or "")[5:7]
        self._month = int(month) if month.isdigit() else None
        self._names = self._names_of_years()
        self._by_sentence: dict[int, Scope] = {}

    def of(self, statement: Statement) -> Scope:
        """Of when a statement speaks."""
        content = statement.content.text
        own = self._told(content) or self._named(content)
        if own:
            return own
        start = min((s.start for s in (*statement.cue.spans, *statement.content.spans)), default=0)
        number = self._sentences.number_at(start)
        if _points_back(content):
            return self._of_sentence(number)
        first, last = self._reach(statement)
        return self._told(self._text[first:last]) or NOW

    def _reach(self, statement: Statement) -> tuple[int, int]:
        """From source or cue to the end of the content, within one sentence."""
        spans = sorted((*statement.source.spans, *statement.cue.spans, *statement.content.spans))
        end = self._sentences.bounds(self._sentences.number_at(spans[0].start))[1] if spans else 0
        return (spans[0].start, min(end, spans[-1].end)) if spans else (0, 0)

    def _of_sentence(self, number: int) -> Scope:
        if number < 0:
            return NOW
        if number not in self._by_sentence:
            text = self._text[slice(*self._sentences.bounds(number))]
            told = self._told(text) or self._named(text)
            if not told and _points_back(text):
                told = self._of_sentence(number - 1)
            self._by_sentence[number] = told or NOW
        return self._by_sentence[number]

    def _told(self, text: str) -> Scope | None:
        """The scope that the words of a passage give."""
        low = " ".join(text.lower().split())
        if _words_of("ever").search(low):
            return Scope(When.EVER)
        years = {y for m in _YEARS.finditer(text) for y in _years_in(m)}
        past = frozenset(y for y in years if self._year is not None and y < self._year)
        if past:
            return Scope(When.YEARS, past)
        return Scope(When.BEFORE) if _words_of("before").search(low) else None

    def months_ago(self, text: str) -> bool:
        """Whether a passage dates it by a month that is neither that of the report nor the one before."""
        months: dict[str, int] = load("calendar")["months"]
        named = {months[m["month"].lower()] for m in _MONTH.finditer(text) if m["month"].lower() in months}
        recent = {self._month, (self._month or 1) - 1 or 12}
        return bool(named) and self._month is not None and not named & recent

    def _named(self, text: str) -> Scope | None:
        years = frozenset(y for term in terms_of(text) for y in self._names.get(term, ()))
        return Scope(When.YEARS, years) if years else None

    def _names_of_years(self) -> Mapping[str, frozenset[int]]:
        """Names that stand in sentences of past years alone, with those years."""
        found: dict[str, set[int]] = {}
        elsewhere: set[str] = set()
        last: frozenset[int] = frozenset()
        small = {w[0] for w in WORD.finditer(self._text) if w[0].islower()}
        for number in range(len(self._sentences.starts)):
            text = self._text[slice(*self._sentences.bounds(number))]
            years = self._told(text)
            last = (
                years.years
                if years and years.when is When.YEARS
                else last
                if _points_back(text)
                else frozenset()
            )
            names = {term_of(w[0]) for w in WORD.finditer(text) if w.start() and _is_name(w[0], small)} - {""}
            for name in names:
                if last:
                    found.setdefault(name, set()).update(last)
                elif number < 3:
                    elsewhere.add(name)
        return {
            name: frozenset(years)
            for name, years in found.items()
            if name not in elsewhere and len(years) == 1
        }


def _is_name(word: str, small: Collection[str]) -> bool:
    """Whether a capitalised word is a name by what the report writes in small letters, and no country's."""
    return word[:1].isupper() and word.lower() not in small and not term_of(word).startswith(("@", "~"))


def _years_in(match: re.Match[str]) -> set[int]:
    first = int(match["from"])
    last = match["to"]
    if not last:
        return {first}
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return set(range(first, end + 1)) if first <= end <= first + 30 else {first}


def _points_back(text: str) -> bool:
    """Whether words only point at what was told before ("that attack", "it", "the allegations")."""
    return bool(_pointer().search(text))


@cache
def _pointer() -> re.Pattern[str]:
    nouns = "|".join(sorted(load("compare")["scopes"]["events"], key=len, reverse=True))
    return re.compile(
        rf"\b(?:that|those)\s+(?:(?!the\b|a\b|an\b|this\b)\w+\s+)?(?:{nouns})\b|\bit\s+on\b", re.IGNORECASE
    )


@cache
def _words_of(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("compare")["scopes"][key]))
