"""Stance: act, certainty and polarity of every statement, read from the same features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.interpret.features import features_of
from onrecord.interpret.linear import linear_model
from onrecord.interpret.passage import passages_of
from onrecord.interpret.telling import trace_of
from onrecord.record import Act, Certainty, Draft, Polarity, Statement

_TYPES = {"polarity": Polarity, "certainty": Certainty, "act": Act}


def tell(draft: Draft, questions: Sequence[str]) -> Draft:
    """Answers some of `polarity`, `certainty` and `act` for every statement of a draft."""
    text = draft.report.text
    statements: list[Statement] = []
    for passage in passages_of(draft):
        features = features_of(passage)
        statement = passage.statement
        for question in questions:
            model = linear_model(question)
            decision = model.decide(features.values)
            trace = trace_of(question, model.version, decision, features, text)
            answer = {question: _TYPES[question](decision.label)}
            statement = replace(statement, trace=(*statement.trace, trace), **answer)
        statements.append(statement)
    return replace(draft, statements=tuple(statements))


def tell_stance(draft: Draft) -> Draft:
    """Polarity, certainty and act in one reading; the same as the three stages one after the other."""
    return tell(draft, ("polarity", "certainty", "act"))
