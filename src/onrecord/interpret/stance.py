"""Stance: act, certainty and polarity of every statement, read from the same features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.interpret.features import features_of
from onrecord.interpret.multinomial import Decision, linear_model, shipped
from onrecord.interpret.passage import Passage, passages_of
from onrecord.interpret.telling import trace_of
from onrecord.record import Act, Certainty, Draft, Polarity, Statement, Trace


def tell(draft: Draft, questions: Sequence[str]) -> Draft:
    """Answers some of `polarity`, `act` and `certainty` for every statement of a draft, in that order."""
    text = draft.report.text
    return replace(
        draft, statements=tuple(_answered(passage, questions, text) for passage in passages_of(draft))
    )


def _answered(passage: Passage, questions: Sequence[str], text: str) -> Statement:
    features = features_of(passage)
    statement = passage.statement
    act, certainty, polarity = statement.act, statement.certainty, statement.polarity
    traces: list[Trace] = []
    for question in questions:
        decision = decide(question, features.values, act)
        traces.append(trace_of(question, linear_model(question).version, decision, features, text))
        match question:
            case "act":
                act = Act(decision.label)
            case "certainty":
                certainty = Certainty(decision.label)
            case _:
                polarity = Polarity(decision.label)
    told = (*statement.trace, *traces)
    return replace(statement, act=act, certainty=certainty, polarity=polarity, trace=told)


def decide(question: str, values: Mapping[str, float], act: Act | None) -> Decision:
    """Decides one question by features; certainty also hears the act, where one is known.

    A demand is never certain and a denial hardly ever unknown: how often acts
    and certainties went together in training is weighed in.
    """
    model = linear_model(question)
    usual = shipped()["agreement"][act] if question == "certainty" and act else None
    shares, heard = model.weigh(values, usual)
    return model.decide(shares, heard)


def tell_stance(draft: Draft) -> Draft:
    """Polarity, act and certainty in one reading; the same as the three stages one after the other."""
    return tell(draft, ("polarity", "act", "certainty"))
