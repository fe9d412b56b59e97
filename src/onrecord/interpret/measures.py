"""Measures: which quantities are figures, and of what where nobody suffered."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.interpret.cardinals import HYPHENS, Form, Token, low_at, spelled
from onrecord.interpret.counted import is_people, is_plural
from onrecord.interpret.quantities import Quantity
from onrecord.interpret.units import Kind
from onrecord.lexicon import words
from onrecord.record import Measure


@dataclass(frozen=True, slots=True)
class Measured:
    """What a quantity measures, in which unit, and the rule that says so."""

    measure: Measure
    unit: str | None
    rule: str


def measure_of(tokens: list[Token], quantity: Quantity) -> Measured | None:
    """What a quantity measures where nobody suffered, None where it is no figure of the content."""
    if _is_poll(tokens, quantity):
        return Measured(Measure.PERCENT, quantity.unit, "percent")
    if quantity.kind in (Kind.MONEY, Kind.PERCENT):
        return Measured(Measure(quantity.kind.value), quantity.unit, quantity.kind.value)
    if _is_amount(tokens, quantity):
        return Measured(Measure.MONEY, None, "money")
    if not is_figure(tokens, quantity):
        return None
    alone = quantity.counted.head is None and quantity.unit is None
    if alone and (quantity.form is Form.VAGUE or _of_people(tokens, quantity)):
        return Measured(Measure.PEOPLE, "people", "people")
    measure = plain_measure(tokens, quantity)
    return Measured(measure, quantity.unit, measure.value)


def plain_measure(tokens: list[Token], quantity: Quantity) -> Measure:
    """Money, a share, people or things, by unit and noun alone."""
    if quantity.kind in (Kind.MONEY, Kind.PERCENT):
        return Measure(quantity.kind.value)
    head = quantity.counted.head
    return Measure.PEOPLE if head is not None and is_people(tokens[head]) else Measure.COUNT


def _is_poll(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether points are those of a poll: up 5 points, a 24-point lead."""
    head = quantity.counted.head
    if head is None or tokens[head].low not in ("point", "points"):
        return False
    low = {t.low for t in tokens}
    return bool(low & words("figures", "polls.words")) and not low & words("figures", "polls.games")


def is_figure(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether a count is told as a number, and not in passing."""
    if quantity.form is Form.SEVERAL:
        return quantity.unit in ("casualties", "times")
    if quantity.kind in (Kind.DURATION, Kind.DISTANCE, Kind.NOBODY) or quantity.counted.compound:
        return False
    before = low_at(tokens, quantity.tokens[0] - 1)
    if quantity.low == quantity.high == 2 and before in words("quantities", "names.takes_up"):
        return False
    if quantity.counted.head is None and quantity.unit is None:
        return quantity.qualified or quantity.form is Form.VAGUE or _is_large(tokens, quantity)
    return True


def _is_large(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether a number without a noun is written like an amount: 10,000; 3 million."""
    written = "".join(t.text for t in tokens if quantity.core.start <= t.start < quantity.core.end)
    return "," in written or (quantity.low or 0) >= 10_000


def _is_amount(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether a large number without a noun is money: "cost millions", "millions in aid"."""
    if quantity.kind is not Kind.COUNT or quantity.counted.head is not None or quantity.unit is not None:
        return False
    if quantity.form is not Form.VAGUE and (quantity.low or quantity.high or 0) < 10_000:
        return False
    if low_at(tokens, quantity.tokens[0] - 1) in words("quantities", "money.verbs"):
        return True
    behind = [t.low for t in tokens[quantity.tokens[1] : quantity.tokens[1] + 4]]
    return behind[:1] == ["in"] and any(low in words("quantities", "money.nouns") for low in behind)


def _of_people(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether a number without a noun is one of people: a crowd of 200; 3 million have fled; 200 more."""
    before = (low_at(tokens, quantity.tokens[0] - 2), low_at(tokens, quantity.tokens[0] - 1))
    if before[1] == "of" and before[0] in words("tolls", "parts.crowds"):
        return True
    after = low_at(tokens, quantity.tokens[1])
    earlier = any(is_people(t) for t in tokens[: quantity.tokens[0]])
    if after == "more" and earlier:
        return True
    return after in words("tolls", "parts.subject") and (
        earlier or after == "who" or (quantity.low or 0) >= 10_000
    )


def scope_of(tokens: list[Token], quantity: Quantity) -> str | None:
    """Who they are, as written behind the number: "mostly women and children"."""
    first = quantity.tokens[1]
    for j in range(first, min(len(tokens), first + 7)):
        opener = _opener(tokens, j)
        if not opener:
            continue
        end = last = j + opener
        while last < min(len(tokens), j + 10) and _goes_on(tokens, last):
            last += 1
            if is_plural(tokens[last - 1]):
                end = last
        return spelled(tokens[j:end]) if end > j + opener else None
    return None


def _opener(tokens: list[Token], j: int) -> int:
    """How many words open a scope at token `j` ("most of them"), 0 for none."""
    scopes = words("tolls", "parts.scopes")
    return next((n for n in (4, 3, 2, 1) if " ".join(t.low for t in tokens[j : j + n]) in scopes), 0)


def _goes_on(tokens: list[Token], k: int) -> bool:
    letters = tokens[k].text[0].isalpha() or tokens[k].text in HYPHENS
    return letters and tokens[k].low not in words("quantities", "names.stops")
