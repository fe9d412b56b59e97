"""Tense: the verb groups of a clause and when they put what happens.

A verb group is found by its first auxiliary or, without one, by the form of a
verb: no parser stands behind it. Its kind is one of `will`, `would`, `modal`,
`is`, `was`, `has`, `had`, `do`, `did`, `past`, `present`, `infinitive`, `going`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.words import Words

FUTURE = frozenset({"will", "would", "going"})
PAST = frozenset({"was", "had", "did", "past", "has"})


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """One verb group: the number of its first word, its kind, and whether a subordinate clause holds it."""

    at: int
    kind: str
    subordinate: bool


@cache
def _kinds() -> dict[str, str]:
    kinds = {word: "past" for word in lexicon_words("tense", "words.past")}
    kinds |= {word: "present" for word in lexicon_words("tense", "words.present")}
    for kind, forms in load("tense")["auxiliaries"].items():
        kinds |= dict.fromkeys(forms, kind)
    return kinds


def verb_groups(words: Words, numbers: range) -> tuple[VerbGroup, ...]:
    """The verb groups among some words, in reading order."""
    groups: list[VerbGroup] = []
    subordinate = False
    i = numbers.start
    while i < numbers.stop:
        word = words.texts[i].lower()
        if word in lexicon_words("tense", "words.subordinators"):
            subordinate = True
        elif word in (".", ";", "?", "!", ":"):
            subordinate = False
        kind = _kind(words, i, numbers)
        if kind:
            groups.append(VerbGroup(i, kind, subordinate))
            subordinate = False
            i = _behind(words, i, numbers.stop)
            continue
        i += 1
    return tuple(groups)


def main_group(groups: tuple[VerbGroup, ...]) -> VerbGroup | None:
    """The group of the main clause: the first one that is not subordinate, else the first."""
    return next((g for g in groups if not g.subordinate), groups[0] if groups else None)


def _kind(words: Words, i: int, numbers: range) -> str:
    word = words.texts[i].lower()
    if i > numbers.start and words.texts[i - 1] in "'’":
        word = "’" + word
    if word == "to" and i + 1 < numbers.stop and words.texts[i + 1].islower():
        before = words.texts[i - 1].lower() if i > numbers.start else ""
        return (
            "going"
            if before in lexicon_words("tense", "words.future_leads")
            else "infinitive"
            if i == numbers.start
            else ""
        )
    if word in ("will", "may") and words.texts[i][0].isupper() and i > numbers.start:
        return ""
    kind = _kinds().get(word)
    if kind in ("past", "present") and _is_noun_place(words, i, numbers):
        return ""
    if kind:
        return kind
    if (
        word.endswith("ed")
        and len(word) > 3
        and words.texts[i].islower()
        and word not in lexicon_words("tense", "words.not_past")
    ):
        return "past" if not _is_noun_place(words, i, numbers) else ""
    return "present" if _is_present(words, i, numbers) else ""


def _is_present(words: Words, i: int, numbers: range) -> bool:
    """Whether a word without a sign of its own is a verb by its neighbours: "we debate", "costs the city"."""
    word = words.texts[i]
    if not word.islower() or not word.isalpha() or i == numbers.start:
        return False
    before = words.texts[i - 1].lower()
    if word in lexicon_words("tense", "words.not_verbs"):
        return False
    if before in lexicon_words("tense", "words.plural_subjects"):
        return not word.endswith(("ly", "ing", "ed"))
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or i + 1 >= numbers.stop:
        return False
    if before in lexicon_words("tense", "words.noun_leads") or not words.texts[i - 1][0].isalnum():
        return False
    return words.texts[i + 1].lower() in lexicon_words("tense", "words.object_leads")


def _is_noun_place(words: Words, i: int, numbers: range) -> bool:
    """Whether an article, possessive or preposition before it makes a form no finite verb."""
    before = words.texts[i - 1].lower() if i > numbers.start else ""
    return before in lexicon_words("tense", "words.noun_leads")


def _behind(words: Words, i: int, stop: int) -> int:
    """The word behind a verb group: its negations, adverbs and participles belong to it."""
    i += 1
    while i < stop:
        word = words.texts[i].lower()
        if word in lexicon_words("tense", "words.not_aux"):
            i += 1
        elif word.endswith(("ed", "en", "ing")) or word in lexicon_words("tense", "words.past"):
            return i + 1
        else:
            return i
    return i
