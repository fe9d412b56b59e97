"""Telling: the sentence that the trace shows for a decision of the linear model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.interpret.classes import word_classes
from onrecord.interpret.multinomial import Decision
from onrecord.interpret.stance_signs import Features
from onrecord.lexicon import load
from onrecord.record import Spans, Trace

_REASONS = 3
_WORDS = 4  # quoted of one reason at most
_EXTRA_LEXICONS = {"stance": "judging"}


def trace_of(field: str, by: str, decision: Decision, features: Features, text: str) -> Trace:
    """The trace of one decided field: the three strongest features that have a name, with their words."""
    told: dict[str, Spans] = {}
    seen: set[Spans] = set()
    for name in decision.reasons:
        phrase, spans = phrase_of(name), features.spans.get(name, ())
        if not phrase or (spans and spans in seen):
            continue
        if phrase in told:
            told[phrase] = told[phrase] or spans  # a rule and a class may say the same; the class knows where
        elif len(told) < _REASONS:
            told[phrase] = spans
        else:
            continue
        seen.add(spans)
    because = "; ".join(_quoted(phrase, spans, text) for phrase, spans in told.items())
    places = tuple(sorted({span for spans in told.values() for span in spans}))
    because = because or load("telling")["otherwise"][field]
    return Trace(field, by, places, because, round(decision.confidence, 3))


def _quoted(phrase: str, spans: Spans, text: str) -> str:
    words = " ".join(text[start:end] for start, end in spans[:_WORDS])
    return f"{phrase}: “{words}”" if words else phrase


@lru_cache(maxsize=16384)
def phrase_of(name: str) -> str | None:
    """A feature in words; None for one that is none to show."""
    telling = load("telling")
    if name in telling["names"]:
        return str(telling["names"][name])
    if name.startswith("rule "):
        rules: dict[str, str] = telling["rules"]
        return rules.get(name.removeprefix("rule "))
    name = name.split(" + ", maxsplit=1)[0]
    for start, lexicon in telling["classes"].items():
        if name.startswith(start):
            said = _class_phrase(name.removeprefix(start), (lexicon, _EXTRA_LEXICONS.get(lexicon, lexicon)))
            if said:
                return said
    for start, template in telling["starts"].items():
        if name.startswith(start):
            return str(template).replace("{rest}", name.removeprefix(start))
    return None


def _class_phrase(label: str, lexicons: Iterable[str]) -> str | None:
    return next((says[label] for says in (word_classes(x).says for x in lexicons) if label in says), None)
