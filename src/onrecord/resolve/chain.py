"""The way of a statement to the report: through which medium and to whom it was made.

Who passed it on is resolved with the speakers (`links.py`).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import load
from onrecord.record import Draft, Span, Statement, Trace
from onrecord.resolve.audience import audience_of
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
    return replace(draft, statements=tuple(told))


def _with(statement: Statement, field: str, found: tuple[str, Span] | None) -> Statement:
    if found is None:
        return statement
    value, span = found
    reason = load("reasons")[field]
    trace = Trace(field, RULES, (span,), reason["text"].format(words=value), reason["right"])
    trace_all = (*statement.trace, trace)
    if field == "channel":
        return replace(statement, channel=value, trace=trace_all)
    return replace(statement, audience=value, trace=trace_all)
