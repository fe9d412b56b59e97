"""Figures: how many killed, wounded, missing; how much money; what share; how many of what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.interpret.cardinals import Token, tokens_of
from onrecord.interpret.measures import Measured, measure_of, scope_of
from onrecord.interpret.quantities import Quantity, read_quantities
from onrecord.interpret.toll_words import SUFFERED, Toll
from onrecord.interpret.tolls import read_tolls, taken_up
from onrecord.interpret.units import Kind
from onrecord.lexicon import load
from onrecord.record import Draft, Figure, Measure, Span, Spans, Statement, Trace
from onrecord.text.sentences import Sentences

BY = "figures/1"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, the characters of its number, and the rule and words that gave its measure."""

    figure: Figure
    core: Span
    rule: str
    told_by: Span


def tell_figures(draft: Draft) -> Draft:
    """Fills the figures of every statement: the quantities whose number stands in its content."""
    text = draft.report.text
    sentences = Sentences(text)
    read: dict[int, tuple[Told, ...]] = {}
    statements = []
    for statement in draft.statements:
        told = []
        for number in _sentences_of(sentences, statement.content.spans):
            if number not in read:
                earlier = _earlier(text, sentences, number)
                read[number] = read_sentence(text, *sentences.bounds(number), earlier)
            told += [t for t in read[number] if _inside(t.core, statement.content.spans)]
        statements.append(_with_figures(text, statement, told))
    return replace(draft, statements=tuple(statements))


def _earlier(text: str, sentences: Sentences, number: int) -> Measure | None:
    """The last toll of the sentence before."""
    told = read_sentence(text, *sentences.bounds(number - 1)) if number else ()
    tolls = [t.figure.measure for t in told if t.figure.measure in SUFFERED]
    return tolls[-1] if tolls else None


def _sentences_of(sentences: Sentences, spans: Spans) -> list[int]:
    numbers = {
        number
        for start, end in spans
        for number in range(sentences.number_at(start), sentences.number_at(max(start, end - 1)) + 1)
    }
    return sorted(numbers)


def _inside(core: Span, spans: Spans) -> bool:
    return any(core.within(span) for span in spans)


def _with_figures(text: str, statement: Statement, told: list[Told]) -> Statement:
    traces = tuple(_trace(text, t) for t in told)
    figures = tuple(replace(t.figure, span=_cut(t, statement.content.spans)) for t in told)
    return replace(statement, figures=figures, trace=statement.trace + traces)


def _cut(told: Told, spans: Spans) -> Span:
    """The phrase as far as it lies in the content that holds its number."""
    shell = next(span for span in spans if told.core.within(span))
    return Span(max(shell.start, told.figure.span.start), min(shell.end, told.figure.span.end))


def _trace(text: str, told: Told) -> Trace:
    rules = load("figures")["rules"][told.rule]
    phrase = " ".join(text[told.figure.span.start : told.figure.span.end].split())
    by = " ".join(text[told.told_by.start : told.told_by.end].split())
    because = rules["because"].format(phrase=phrase, words=by, measure=told.figure.measure.value)
    return Trace("figures", BY, (told.figure.span,), because, rules["confidence"])


def read_sentence(text: str, start: int, end: int, earlier: Measure | None = None) -> tuple[Told, ...]:
    """The figures of one sentence; `earlier` is the last toll of the sentence before."""
    tokens = tokens_of(text, start, end)
    quantities = read_quantities(tokens)
    if not quantities:
        return ()
    tolls = read_tolls(tokens, quantities)
    told = []
    for number, (quantity, toll) in enumerate(zip(quantities, tolls, strict=True)):
        shared = _shared_floor(tokens, quantities, number)
        carried = taken_up(tokens, quantity, earlier) if toll is None and earlier else None
        made = _tell(tokens, shared, toll or carried)
        if made:
            told.append(made)
    return tuple(told)


def _shared_floor(tokens: list[Token], quantities: tuple[Quantity, ...], number: int) -> Quantity:
    """Carries "at least" over: "at least 17 porters and nine cooks"."""
    own = quantities[number]
    before = quantities[number - 1] if number else None
    if before is None or before.high is not None or before.low is None or own.qualified or own.low is None:
        return own
    gap = [t.low for t in tokens[before.tokens[1] : own.tokens[0]]]
    least = any(t.low == "least" for t in tokens[before.tokens[0] : before.tokens[1]])
    alike = before.kind is own.kind is Kind.COUNT and before.counted.head and own.counted.head
    return replace(own, high=None) if least and alike and gap == ["and"] else own


def _tell(tokens: list[Token], quantity: Quantity, toll: Toll | None) -> Told | None:
    """A quantity as a figure, None where it is none of the content's matter."""
    told_by = quantity.span
    if toll is not None:
        told_by = Span(tokens[toll.first].start, tokens[toll.last - 1].end)
        measured: Measured | None = Measured(toll.measure, quantity.unit or "people", toll.rule)
    else:
        measured = measure_of(tokens, quantity)
    if measured is None:
        return None
    figure = Figure(
        measured.measure,
        quantity.low,
        quantity.high,
        quantity.approximate,
        measured.unit,
        scope_of(tokens, quantity),
        quantity.span,
    )
    return Told(figure, quantity.core, measured.rule, told_by)
