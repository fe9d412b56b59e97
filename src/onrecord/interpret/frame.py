"""Frames: how a cue takes its content, which tells "asked to" from "asked whether"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.interpret.passage import Passage

_QUESTION_WORDS = frozenset(("whether", "if", "what", "why", "how", "who", "where", "when", "about"))
_PREPOSITIONS = frozenset(("for", "on", "of", "as", "at", "against", "with", "by", "over", "in"))
_PERSONS = frozenset(("him", "her", "them", "us", "me", "you", "it"))
_TO_REACH = 14


def frame_of(passage: Passage) -> str:
    """One of `to`, `not to`, `that`, `question`, `ing`, `as`, `for` …, `clause`, `thing`, `quote`, `nothing`.

    Looks at the last word of the cue and the first of the content; `clause`
    has a finite verb early on, `thing` has none, `to later` asks somebody to.
    """
    words = passage.content.low
    if not words:
        return "nothing"
    last = passage.cue.low[-1] if len(passage.cue) else ""
    first = words[0]
    if first == "to" or (last == "to" and passage.cue.low[-2:-1] != ("according",)):
        return "to"
    if first == "not" and words[1:2] == ("to",):
        return "not to"
    if last in _QUESTION_WORDS or first in _QUESTION_WORDS:
        return "question"
    if first == "that" or last == "that":
        return "that"
    if last in _PREPOSITIONS or first in _PREPOSITIONS:
        return last if last in _PREPOSITIONS else first
    if first.endswith("ing") and len(first) > 5:
        return "ing"
    if passage.statement.content.mode == "direct":
        return "quote"
    if is_clause(words):
        return "clause"
    return "to later" if "to" in words[:_TO_REACH] else "thing"


FINITE = frozenset(
    "is are was were am has have had do does did will would can could may might must should shall".split()
)


def is_clause(words: Sequence[str]) -> bool:
    """Whether a finite verb stands early in the words, as far as auxiliaries and endings tell."""
    early = words[1:_TO_REACH]
    for word in early:
        if word in FINITE:
            return True
        if word in ("to", "of", ",", "which", "who"):
            return False
    return any(word.endswith("ed") and len(word) > 4 for word in early)
