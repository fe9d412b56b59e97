"""Reads a case written as `[source] {cue} <content>` into a draft of one statement."""

from __future__ import annotations

import re

from onrecord.interpret import lemma_of, mode_of
from onrecord.record import Content, Cue, Draft, Report, Source, Span, Spans, Statement, text_of
from onrecord.text.quotes import quote_states
from onrecord.text.words import split_words

_MARKS = {"[": ("source", "]"), "{": ("cue", "}"), "<": ("content", ">")}


def draft_of(marked: str) -> Draft:
    """The draft; the marks are left out of its text, and each may stand several times."""
    text, spans = "", {"source": [], "cue": [], "content": []}
    for piece in re.split(r"(\[[^\]]*\]|\{[^}]*\}|<[^>]*>)", marked):
        role, closing = _MARKS.get(piece[:1], ("", ""))
        inner = piece[1:-1] if closing and piece.endswith(closing) else piece
        if role:
            spans[role].append(Span(len(text), len(text) + len(inner)))
        text += inner
    source, cue, content = (tuple(spans[role]) for role in ("source", "cue", "content"))
    report = Report("a", None, "", "", None, None, None, (), None, "en", text)
    return Draft(report, statements=(_statement(text, source, cue, content),))


def _statement(text: str, source: Spans, cue: Spans, content: Spans) -> Statement:
    words = split_words(text)
    return Statement(
        "s1",
        Source(source, text_of(text, source)),
        Cue(cue, text_of(text, cue), lemma_of(text_of(text, cue))),
        Content(content, text_of(text, content), mode_of(content, words, quote_states(words))),
    )
