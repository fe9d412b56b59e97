"""Audiences: to whom something was said, where the words around the cue name them.

"Told reporters", "urged the council to", "said in a letter to the bank",
"speaking to Norland TV", "in an interview with the Harbour Times".
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span, Statement
from onrecord.resolve.frame import Frame
from onrecord.resolve.phrase import ends_before_content, phrase_at

Found = tuple[str, Span]


def audience_of(text: str, statement: Statement, frame: Frame) -> Found | None:
    """To whom a statement was made and the words that name them; None where none do."""
    for reader in (_object, _behind_to, _addressed, _advised):
        found = reader(statement, frame)
        if found and not _is_occasion(frame.text[found[0] : found[1]]):
            return " ".join(frame.text[found[0] : found[1]].split()), frame.span(*found)
    return _in_content(text, statement)


def _object(statement: Statement, frame: Frame) -> tuple[int, int] | None:
    """ "told reporters": the verb's object, behind the last word of the cue."""
    if not statement.cue.spans:
        return None
    found = phrase_at(frame.text, statement.cue.spans[-1].end - frame.start)
    if found is None:
        return None
    if _is_cue(statement, "told"):
        return found
    return found if _is_cue(statement, "asked") and ends_before_content(frame.text, found[1]) else None


def is_asked(statement: Statement) -> bool:
    """Whether a statement wants something of its hearers."""
    return _is_cue(statement, "asked") and not _is_cue(statement, "told")


def _is_cue(statement: Statement, key: str) -> bool:
    """Whether the cue is one of those verbs, with the small word that goes with it ("call on")."""
    verbs = lexicon_words("channels", f"audience.{key}")
    words = statement.cue.text.lower().split()
    lemma = statement.cue.lemma or ""
    with_small = f"{lemma} {words[-1]}" if len(words) > 1 else lemma
    return lemma in verbs or with_small in verbs or bool(words and words[-1] in _forms(key))


@cache
def _forms(key: str) -> frozenset[str]:
    """All forms of the verbs of a list."""
    forms = {"told"} if key == "told" else set()
    for verb in lexicon_words("channels", f"audience.{key}"):
        stem = verb.removesuffix("e")
        forms |= {verb, verb + "s", stem + "ed", stem + "ing"}
    return frozenset(forms)


def _behind_to(statement: Statement, frame: Frame) -> tuple[int, int] | None:
    """ "said to the crowd", "pleaded with him": behind the cue or its source."""
    if not statement.cue.spans:
        return None
    ends = [s.end - frame.start for s in (*statement.cue.spans[-1:], *statement.source.spans[-1:])]
    for end in ends:
        to = re.compile(r"\s+(?:to|with)\s+").match(frame.text, end)
        found = phrase_at(frame.text, to.end()) if to else None
        if found:
            return found
    return None


@cache
def _address() -> re.Pattern[str]:
    nouns = "|".join(sorted(load("channels")["audience"]["addressed"], key=len, reverse=True))
    return re.compile(rf"\b(?i:{nouns})\s+(?:\w+\s+)?(?:to|with|before)\s+")


def _addressed(statement: Statement, frame: Frame) -> tuple[int, int] | None:
    """ "in a letter to", "speaking to", "an interview with"."""
    for match in _address().finditer(frame.text):
        found = phrase_at(frame.text, match.end())
        if found and frame.belongs(match.start(), found[1]):
            return found
    return None


_PASSIVE = re.compile(r"(?:\b(?:have|has|had|also|will)\s)?\b(?:was|were|been|are|is|being)(?: \w+ly)?\s*\Z")
_SUBJECT = re.compile(r"((?:\b(?:the|The)\s(?:[\w’'-]+\s){0,2}[\w’'-]+|\b[A-Z][\w’'-]*))\s*\Z")


def _advised(statement: Statement, frame: Frame) -> tuple[int, int] | None:
    """ "the parents were advised": the subject of a passive that names nobody who speaks."""
    if statement.source.spans or not statement.cue.spans:
        return None
    if not (_is_cue(statement, "told") or _is_cue(statement, "asked")):
        return None
    last = statement.cue.spans[-1].end - frame.start
    before = _PASSIVE.search(frame.text[:last].rsplit(maxsplit=1)[0] + " ")
    subject = _SUBJECT.search(frame.text[: before.start()]) if before else None
    return (subject.start(1), subject.end(1)) if subject else None


_WANTED = re.compile(r"\s+(?:not\s+)?to\s+[a-z]+\b")


def _in_content(text: str, statement: Statement) -> Found | None:
    """ "called on | the council to hold": whoever is to do what is wanted, right behind the cue."""
    cue, content = statement.cue.spans, statement.content.spans
    if not cue or not content or content[0].start - cue[-1].end > 1 or not _is_cue(statement, "asked"):
        return None
    sentence = text[content[0].start : content[0].end]
    found = phrase_at(sentence, 0)
    if not found or not _WANTED.match(sentence, found[1]):
        return None
    return " ".join(sentence[found[0] : found[1]].split()), Span(
        content[0].start + found[0], content[0].start + found[1]
    )


def _is_occasion(words: str) -> bool:
    """ "told a news conference" names the occasion, nobody who heard it."""
    return words.rsplit(maxsplit=1)[-1] != "court" and any(
        words.endswith(noun) for noun in load("channels")["at_it"]
    )
