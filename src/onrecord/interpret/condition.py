"""Condition: under which condition a commitment stands, as written."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from onrecord.lexicon import load
from onrecord.record import Act, Draft, Span, Statement, Trace

_BY = "condition/1"
_RIGHT = 0.9  # of ten conditions found in annotated commitments, nine were right when read over
_END = re.compile(r"[.;!?…](?=[\s\"'”’)]|$)|[\"”»]|\s[-–—]+\s|\n\n|$")
_COMMA = re.compile(r",")
_EDGE = " \t\n,;:.\"'“”‘’«»-–—"


def tell_condition(draft: Draft) -> Draft:
    """Fills `Statement.condition` of every commitment or threat that names one; needs `act`."""
    text = draft.report.text
    return replace(draft, statements=tuple(_with_condition(text, s) for s in draft.statements))


def _with_condition(text: str, statement: Statement) -> Statement:
    if statement.act not in (Act.COMMITMENT, Act.THREAT):
        return statement
    for span in statement.content.spans:
        found = find_condition(text, span)
        if found:
            words = text[found.start : found.end]
            because = f"the commitment stands under a condition: “{words}”"
            trace = Trace("condition", _BY, (found,), because, _RIGHT)
            return replace(statement, condition=words, trace=(*statement.trace, trace))
    return statement


@cache
def _openers() -> re.Pattern[str]:
    openers = sorted(load("conditions")["openers"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(openers)})\b", re.IGNORECASE)


def find_condition(text: str, span: Span) -> Span | None:
    """The first condition in a part of a text, from its opening word to the end of its clause.

    A condition in front ends at its comma, or before the subject of the main
    clause where the text has no commas; one behind ends with the sentence.
    """
    for match in _openers().finditer(text, span.start, span.end):
        before = re.findall(r"\w+", text[span.start : match.start()])
        if before and before[-1].lower() in load("conditions")["not_after"]:
            continue
        sentence_end = _END.search(text, match.end(), span.end)
        end = sentence_end.start() if sentence_end else span.end
        joined = bool(before) and before[-1].lower() in load("conditions")["joints"]
        if joined or _in_front(text, span.start, match.start()):
            end = _end_in_front(text, match.end(), end)
        while end > match.end() and text[end - 1] in _EDGE:
            end -= 1
        if end > match.end():
            return Span(match.start(), end)
    return None


def _in_front(text: str, start: int, at: int) -> bool:
    """Whether nothing of its sentence stands before a condition but "that" and small words."""
    sentence = re.split(r"[.!?…]\s", text[start:at])[-1]
    return len(re.findall(r"\w+", sentence)) <= 1


def _end_in_front(text: str, start: int, end: int) -> int:
    comma = _COMMA.search(text, start, end)
    if comma:
        return comma.start()
    words = list(re.finditer(r"\w+", text[start:end]))
    lists = load("conditions")
    for first, second in pairwise(words[1:]):
        if first.group().lower() in lists["subjects"] and second.group().lower() in lists["verbs"]:
            return start + first.start()
    return end
