"""Quantities: how many, at least how many, about how many, of what.

A grammar over numbers and words: a numeral, the words before and behind it that
leave one end open or make it a guess, a second numeral where it is a range, and
a currency, a per cent sign or the thing counted. Dates, times of day, ages and
numbers that name something ("flight 103") are no quantities.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.interpret.cardinals import Form, Numeral, Token, glued, low_at, tokens_of, whole
from onrecord.interpret.counted import Counted, read_counted
from onrecord.interpret.names_of_numbers import is_name
from onrecord.interpret.numerals import read_numeral
from onrecord.interpret.qualifiers import words_before, words_behind
from onrecord.interpret.ranges import read_range
from onrecord.interpret.units import Kind, currency_before, kind_of, read_unit
from onrecord.lexicon import words
from onrecord.record import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written; None is an open end, both ends are None where it is vague.

    `unit` is a currency code, "percent", or the noun as written; `span` runs from
    the first qualifier to the noun, `core` over the numbers alone. `qualified`
    tells that a word made it open, rough or a total; `tokens` are the half-open
    token numbers of the phrase in its sentence.
    """

    low: float | None
    high: float | None
    approximate: bool
    kind: Kind
    unit: str | None
    span: Span
    core: Span
    qualified: bool
    tokens: tuple[int, int]
    counted: Counted
    form: Form


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order; offsets count in `text`."""
    return read_quantities(tokens_of(text, start, end))


def read_quantities(tokens: list[Token]) -> tuple[Quantity, ...]:
    """The quantities in the tokens of one sentence."""
    found: list[Quantity] = []
    k = 0
    while k < len(tokens):
        numeral = read_numeral(tokens, k)
        if numeral is None:
            k += 1
            continue
        quantity, k = _read_phrase(tokens, numeral)
        if quantity:
            found.append(quantity)
    return tuple(_joined(tokens, found))


def _read_phrase(tokens: list[Token], numeral: Numeral) -> tuple[Quantity | None, int]:
    """The phrase around a numeral and the token behind it; no phrase where the number is a name."""
    first, second = numeral, None
    money, begin = currency_before(tokens, numeral.first)
    range_ = read_range(tokens, numeral, begin)
    if range_ is not None:
        first, second = range_
    last_numeral = second or first
    if is_name(tokens, numeral.first, last_numeral.last, bool(money)):
        return None, last_numeral.last
    return _measured(tokens, first, second, money, begin)


def _measured(
    tokens: list[Token], first: Numeral, second: Numeral | None, money: str | None, begin: int
) -> tuple[Quantity | None, int]:
    end = (second or first).last
    low, high = first.value, (second or first).value
    sides, begin = words_before(tokens, begin)
    if second is not None and low_at(tokens, begin - 1) in ("between", "from"):
        begin -= 1
    if low_at(tokens, end) == "+" and glued(tokens, end):
        sides, end = sides | {"low"}, end + 1
    kind, unit, end, factor = read_unit(tokens, first, end, money)
    more, end = words_behind(tokens, end)
    counted = Counted(end, end, None)
    if kind is None:
        single = first.value == 1 and second is None
        counted = read_counted(tokens, end, single)
        kind, unit, end = kind_of(tokens, first, counted, end)
        late, end = words_behind(tokens, end)
        more |= late
    quantity = Quantity(
        None if low is None else whole(round(low * factor, 6)),
        None if high is None else whole(round(high * factor, 6)),
        False,
        kind,
        unit,
        Span(tokens[begin].start, tokens[end - 1].end),
        Span(tokens[first.first].start, tokens[(second or first).last - 1].end),
        bool((sides | more) & {"low", "high", "about", "total"}),
        (begin, end),
        counted,
        first.form,
    )
    return _bounded(quantity, sides | more), end


def _bounded(quantity: Quantity, sides: frozenset[str]) -> Quantity:
    """Opens the ends that the words around the number leave open."""
    vague = quantity.form is Form.VAGUE
    if "low" in sides:
        quantity = replace(quantity, high=None)
    elif "high" in sides and quantity.form not in (Form.VAGUE, Form.SEVERAL):
        quantity = replace(quantity, low=None)
    return replace(quantity, approximate=vague or "about" in sides)


def _joined(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Makes one of "at least 20 and perhaps as many as 40"."""
    out: list[Quantity] = []
    for quantity in found:
        before = out[-1] if out else None
        if before and before.high is None and before.low is not None and quantity.low is None:
            between = [t.low for t in tokens[before.tokens[1] : quantity.tokens[0]]]
            rising = quantity.high is not None and quantity.high > before.low
            bare = before.counted.head is None or quantity.counted.head is None
            if rising and bare and between and set(between) <= words("tolls", "parts.two_ends"):
                out[-1] = replace(
                    quantity,
                    low=before.low,
                    approximate=before.approximate,
                    span=Span(before.span.start, quantity.span.end),
                    core=Span(before.core.start, quantity.core.end),
                    tokens=(before.tokens[0], quantity.tokens[1]),
                )
                continue
        out.append(quantity)
    return out
