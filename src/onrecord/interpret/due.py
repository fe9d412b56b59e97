"""When a commitment falls due: the time in its content that lies ahead of the utterance."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from onrecord.interpret.because import trace_of
from onrecord.interpret.dated import dating_phrase, days_of
from onrecord.interpret.days import Stretch
from onrecord.interpret.grammar import TimePhrase
from onrecord.interpret.scene import read_times
from onrecord.record import Act, Draft, Due, Statement, Status
from onrecord.text.words import Words

BY = "due/1"


def tell_due(draft: Draft) -> Draft:
    """Gives every commitment the first and last day by which it is to be kept, where its content says so."""
    if not any(s.act == Act.COMMITMENT for s in draft.statements):
        return draft
    words, phrases = read_times(draft.report.text)
    published = date.fromisoformat(draft.report.published) if draft.report.published else None
    told = [_due(words, s, phrases, published) for s in draft.statements]
    return replace(draft, statements=tuple(told))


def _due(
    words: Words, statement: Statement, phrases: tuple[TimePhrase, ...], published: date | None
) -> Statement:
    if statement.act != Act.COMMITMENT:
        return statement
    spans = statement.content.spans
    numbers = [k for s in spans for k in range(*(bisect_left(words.starts, x) for x in s))]
    mine = tuple(p for p in phrases if any(p.span.within(s) for s in spans))
    told = statement.said.date
    anchor = date.fromisoformat(told) if told and len(told) == 10 else published
    for phrase in mine:
        if dating_phrase(words, numbers, (phrase,)) is None:
            continue
        stretch = days_of(phrase, Status.FUTURE, anchor)
        if stretch is None or not _lies_ahead(stretch, anchor):
            continue
        start, end = stretch.bounds
        text = " ".join(words.texts[phrase.first : phrase.behind])
        trace = trace_of(
            "due", BY, (phrase.span,), "due.dated", words=text, start=start or "open", end=end or "open"
        )
        return replace(statement, due=Due(start, end), trace=(*statement.trace, trace))
    return statement


def _lies_ahead(stretch: Stretch, anchor: date | None) -> bool:
    """Whether a stretch is not over at the anchor; without one any full date counts."""
    last = stretch.end or stretch.start
    return anchor is None or (last is not None and last >= anchor)
