"""When the main event of a statement is: its status, and its days where the content gives them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from onrecord.interpret.because import trace_of
from onrecord.interpret.dated import dating_phrase, days_of
from onrecord.interpret.grammar import TimePhrase
from onrecord.interpret.scene import read_times
from onrecord.interpret.signs import signs_of
from onrecord.interpret.status import status_model
from onrecord.record import About, Draft, Span, Statement, Trace
from onrecord.text.words import Words

BY_DATE = "about/1"


def tell_about(draft: Draft) -> Draft:
    """Gives every statement when its main event is, seen from the utterance."""
    words, phrases = read_times(draft.report.text)
    published = date.fromisoformat(draft.report.published) if draft.report.published else None
    told = [_about(words, s, phrases, published) for s in draft.statements]
    return replace(draft, statements=tuple(told))


def _about(
    words: Words, statement: Statement, phrases: tuple[TimePhrase, ...], published: date | None
) -> Statement:
    spans = statement.content.spans
    if not spans:
        return statement
    mine = tuple(p for p in phrases if any(p.span.within(s) for s in spans))
    anchor = _day(statement) or published
    model = status_model()
    status, confidence, because = model.judge(signs_of(words, statement, mine, anchor, statement.act))
    traces = [Trace("about.status", model.by, spans, because, confidence)]
    about = About(status)
    numbers = [k for s in spans for k in _numbers(words, s)]
    dating = dating_phrase(words, numbers, mine)
    if dating is not None:
        stretch = days_of(dating, status, anchor)
        start, end = stretch.bounds if stretch else (None, None)
        about = About(status, start, end, dating.span)
        traces.append(_dated(words, dating, start, end))
    return replace(statement, about=about, trace=(*statement.trace, *traces))


def _dated(words: Words, phrase: TimePhrase, start: str | None, end: str | None) -> Trace:
    text = " ".join(words.texts[phrase.first : phrase.behind])
    rule = "about.dated" if start or end else "about.unresolved"
    return trace_of(
        "about.start", BY_DATE, (phrase.span,), rule, words=text, start=start or "open", end=end or "open"
    )


def _day(statement: Statement) -> date | None:
    """The day of the utterance, where it is known to the day."""
    told = statement.said.date
    return date.fromisoformat(told) if told and len(told) == 10 else None


def _numbers(words: Words, span: Span) -> range:
    return range(bisect_left(words.starts, span.start), bisect_left(words.starts, span.end))
