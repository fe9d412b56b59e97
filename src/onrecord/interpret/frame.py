"""Frames: how a cue takes its content, which tells "asked to" from "asked whether"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.interpret.passage import Passage
from onrecord.interpret.stance_signs import grammar

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
    return _joined(last, first) or _unjoined(passage)


def _joined(last: str, first: str) -> str | None:
    """The frame that a joining word at the border of cue and content makes."""
    joints = (last, first)
    if grammar("question_words").intersection(joints):
        return "question"
    if "that" in joints:
        return "that"
    return next((word for word in joints if word in grammar("prepositions")), None)


def _unjoined(passage: Passage) -> str:
    words = passage.content.low
    if words[0].endswith("ing") and len(words[0]) > 5:
        return "ing"
    if passage.statement.content.mode == "direct":
        return "quote"
    if is_clause(words):
        return "clause"
    return "to later" if "to" in words[:_TO_REACH] else "thing"


def is_clause(words: Sequence[str]) -> bool:
    """Whether a finite verb stands early in the words, as far as auxiliaries and endings tell."""
    early = words[1:_TO_REACH]
    for word in early:
        if word in grammar("finite"):
            return True
        if word in grammar("no_clause_behind"):
            return False
    return any(word.endswith("ed") and len(word) > 4 for word in early)
