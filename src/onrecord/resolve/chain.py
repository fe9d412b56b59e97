"""The way of a statement to the report: through which medium and to whom it was made.

Who passed it on is resolved with the speakers (`links.py`).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import load
from onrecord.record import Draft, Span, Statement, Trace
from onrecord.resolve.audience import audience_of, is_asked
from onrecord.resolve.channel import channel_of
from onrecord.resolve.frame import frame_of
from onrecord.text.sentences import Sentences

RULES = "chain/1"


def tell_chain(draft: Draft) -> Draft:
    """Gives every statement its channel and audience, where words that stand with the cue name them."""
    sentences = Sentences(draft.report.text)
    told = []
    for number, statement in enumerate(draft.statements):
        frame = frame_of(draft.report.text, sentences, draft.statements, number)
        if frame is None:
            told.append(statement)
            continue
        channel, audience = channel_of(statement, frame), audience_of(draft.report.text, statement, frame)
        told.append(_with(_with(statement, "channel", channel), "audience", audience))
    return replace(draft, statements=_carried(tuple(told), sentences))


def _carried(statements: tuple[Statement, ...], sentences: Sentences) -> tuple[Statement, ...]:
    """Hands on channel and audience to what the same speaker says next on the same occasion.

    The occasion lasts from one sentence to the next of a paragraph, while nobody else
    speaks and nothing new is told of it. Whom something is asked of hears only that.
    """
    made: list[Statement] = []
    last: Statement | None = None
    for statement in statements:
        outer = statement.within is None
        goes_on = outer and last is not None and _goes_on(last, statement, sentences)
        made.append(_hand_on(last, statement) if goes_on and last else statement)
        last = made[-1] if outer else last
    return tuple(made)


def _goes_on(last: Statement, statement: Statement, sentences: Sentences) -> bool:
    told = statement.channel or statement.audience or not statement.source.spans or is_asked(last)
    same = statement.source.speaker is not None and statement.source.speaker == last.source.speaker
    if told or not same or not (last.channel or last.audience):
        return False
    before, after = last.content.spans[-1].end - 1, statement.content.spans[0].start
    near = sentences.number_at(after) - sentences.number_at(before) <= 1
    return near and sentences.paragraph_at(before) == sentences.paragraph_at(after)


def _hand_on(last: Statement, statement: Statement) -> Statement:
    for trace in last.trace:
        if trace.field in ("channel", "audience"):
            value = last.channel if trace.field == "channel" else last.audience
            assert value is not None
            statement = _with(statement, trace.field, (value, trace.spans[0]), "carried")
    return statement


def _with(
    statement: Statement, field: str, found: tuple[str, Span] | None, why: str | None = None
) -> Statement:
    if found is None:
        return statement
    value, span = found
    reason = load("reasons")[why or field]
    trace = Trace(field, RULES, (span,), reason["text"].format(words=value), reason["right"])
    trace_all = (*statement.trace, trace)
    if field == "channel":
        return replace(statement, channel=value, trace=trace_all)
    return replace(statement, audience=value, trace=trace_all)
