"""Quantities: how many, at least how many, about how many, of what.

A grammar over numbers and words: a numeral, the words before and behind it that
leave one end open or make it a guess, a second numeral where it is a range, and
a currency, a per cent sign or the thing counted. Dates, times of day, ages and
numbers that name something ("flight 103") are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from onrecord.interpret.counted import Counted, read_counted
from onrecord.interpret.names_of_numbers import is_name
from onrecord.interpret.numerals import (
    HYPHENS,
    Form,
    Numeral,
    Token,
    glued,
    low_at,
    read_numeral,
    tokens_of,
    whole,
)
from onrecord.lexicon import load, words
from onrecord.record import Span

_TRIGGER = re.compile(r"\d|[\u00bd\u00bc\u00be]")
_SIDES = ("low", "high", "about", "exact")


class Kind(StrEnum):
    """What sort of quantity it is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DISTANCE = "distance"
    DURATION = "duration"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written; None is an open end, both ends are None where it is vague.

    `unit` is a currency code, "percent", or the noun as written; `span` runs from
    the first qualifier to the noun, `core` over the numbers alone. `qualified`
    tells that a word made it open, rough or a total; `tokens` are the half-open
    token numbers of the phrase in its sentence, `noun` that of what it counts.
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
    money, begin = _currency_before(tokens, numeral.first)
    range_ = _range(tokens, numeral, begin)
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
    sides, begin, deep = _before(tokens, begin)
    if second is not None and low_at(tokens, begin - 1) in ("between", "from"):
        begin -= 1
    if low_at(tokens, end) == "+" and glued(tokens, end):
        sides, end = sides | {"low"}, end + 1
    kind, unit, end, factor = _unit(tokens, first, end, money)
    more, end = _behind(tokens, end)
    counted = Counted(end, end, None)
    if kind is None:
        single = first.value == 1 and second is None
        counted = read_counted(tokens, end, single, first.form in (Form.VAGUE, Form.SEVERAL))
        kind, unit, end = _kind_of(tokens, first, counted, end)
        late, end = _behind(tokens, end)
        more |= late
    if kind is None:
        return None, end
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
    return _bounded(quantity, sides | more, deep), end


def _bounded(quantity: Quantity, sides: frozenset[str], deep: bool) -> Quantity:
    """Opens the ends that the words around the number leave open."""
    vague = quantity.form is Form.VAGUE
    if "low" in sides:
        quantity = replace(quantity, high=None)
    elif "high" in sides and quantity.form not in (Form.VAGUE, Form.SEVERAL):
        quantity = replace(quantity, low=None)
    return replace(quantity, approximate=vague or "about" in sides)


def _currency_before(tokens: list[Token], k: int) -> tuple[str | None, int]:
    """The currency whose sign or code stands before token `k`, and where it begins."""
    money = load("quantities")["money"]
    sign = low_at(tokens, k - 1)
    if sign in money["signs"]:
        code, begin = money["signs"][sign], k - 1
        letters = low_at(tokens, k - 2)
        if (
            sign == "$"
            and letters in money["dollars"]
            and (glued(tokens, k - 1) or letters.isupper() or len(letters) > 1)
        ):
            return money["dollars"][letters], k - 2
        return code, begin
    if k and tokens[k - 1].text in money["codes"]:
        return tokens[k - 1].text, k - 1
    if k and tokens[k - 1].text in ("Rs", "Rs."):
        return "INR", k - 1
    return None, k


def _range(tokens: list[Token], numeral: Numeral, begin: int) -> tuple[Numeral, Numeral] | None:
    """Both ends of "300 to 400", "300-400", "between two and three"; None where there is no range."""
    if numeral.value is None or numeral.form is Form.NOBODY or low_at(tokens, numeral.first) in ("a", "an"):
        return None
    k = numeral.last
    k = _skip_unit(tokens, k)
    between = low_at(tokens, begin - 1) == "between"
    joint = _joint(tokens, k, between)
    if not joint or (low_at(tokens, begin - 1) == "from" and _is_change(tokens, begin - 1)):
        return None
    k += joint
    if low_at(tokens, k) in load("quantities")["money"]["signs"]:
        k += 1
    other = read_numeral(tokens, k) if k < len(tokens) else None
    if (
        other is None
        or other.value is None
        or other.form in (Form.NOBODY,)
        or (other.form is Form.SHARE) != (numeral.form is Form.SHARE)
    ):
        return None
    if low_at(tokens, k) in ("a", "an", "one") and numeral.form is Form.DIGITS:
        return None
    low = numeral.value
    if numeral.scale == 1 and other.scale > 1 and low < other.value / other.scale:
        low = whole(round(low * other.scale, 6))
    if low >= other.value or _is_score(tokens, numeral, other):
        return None
    return replace(numeral, value=low), other


def _joint(tokens: list[Token], k: int, between: bool) -> int:
    """How many tokens join two numbers here, 0 for none."""
    for size in (2, 1):
        phrase = " ".join(t.low for t in tokens[k : k + size])
        if phrase in words("quantities", "range.joints") or (between and phrase == "and"):
            return size
    return 0


def _skip_unit(tokens: list[Token], k: int) -> int:
    """Behind a unit that is written twice: "10 percent to 15 percent", "€5 to €10"."""
    if low_at(tokens, k) == "per" and low_at(tokens, k + 1) == "cent":
        return k + 2
    if low_at(tokens, k) in (*load("quantities")["percent"]["words"], *load("quantities")["money"]["names"]):
        return k + 1
    return k


def _is_change(tokens: list[Token], k: int) -> bool:
    changes = words("quantities", "range.changes")
    return any(t.low in changes for t in tokens[max(0, k - 6) : k])


def _is_score(tokens: list[Token], one: Numeral, other: Numeral) -> bool:
    """Whether two numbers and a hyphen are a telephone number, a date or years and no range."""
    if low_at(tokens, one.last) not in HYPHENS:
        return False
    years = all(n.value is not None and 1900 <= n.value <= 2100 for n in (one, other))
    chained = low_at(tokens, other.last) in HYPHENS and low_at(tokens, other.last + 1)[:1].isdigit()
    return years or chained or (glued(tokens, one.first) and low_at(tokens, one.first - 1) in HYPHENS)


@cache
def _qualifiers(side: str) -> dict[str, str]:
    """Phrases before (or behind) a number and what they do to it."""
    lists = load("quantities")[side]
    return {phrase: effect for effect in _SIDES for phrase in lists.get(effect, ())}


def _before(tokens: list[Token], k: int) -> tuple[frozenset[str], int, bool]:
    """What the words before token `k` do to the number, and where they begin."""
    effects: set[str] = set()
    begin, j = k, k
    while j > 0:
        for size in (4, 3, 2, 1):
            phrase = " ".join(t.low for t in tokens[max(0, j - size) : j])
            effect = _qualifiers("before").get(phrase) if j >= size else None
            if effect:
                break
        if not effect:
            break
        j -= size
        if effect == "exact":
            if phrase.endswith("total of"):
                effects.add("total")
                begin = j
            continue
        if not effects & {"low", "high"} or effect == "about":
            effects.add(effect)
        begin = j
    return frozenset(effects), begin, j < begin


def _behind(tokens: list[Token], k: int) -> tuple[frozenset[str], int]:
    """What the words from token `k` on do to the number before them, and where they end."""
    for size in (3, 2, 1):
        if k + size > len(tokens):
            continue
        phrase = " ".join(t.low for t in tokens[k : k + size])
        effect = _qualifiers("after").get(phrase)
        if effect and (size > 1 or phrase in ("odd", "plus", "+")):
            if phrase.startswith(("at ", "more or", "on average")) and _numeral_follows(tokens, k + size):
                continue
            return frozenset({effect}), k + size
        if size == 2 and low_at(tokens, k) in HYPHENS and low_at(tokens, k + 1) == "odd":
            return frozenset({"about"}), k + 2
    return frozenset(), k


def _numeral_follows(tokens: list[Token], k: int) -> bool:
    return k < len(tokens) and read_numeral(tokens, k) is not None


def _unit(
    tokens: list[Token], numeral: Numeral, k: int, money: str | None
) -> tuple[Kind | None, str | None, int, float]:
    """Money or percent behind a number: kind, unit, the token behind it, what to multiply with."""
    lists = load("quantities")
    if money:
        named = low_at(tokens, k) in lists["money"]["names"]
        return Kind.MONEY, money, k + named, 1
    if numeral.form is Form.SHARE:
        return Kind.PERCENT, "percent", k, 1
    if numeral.form is Form.NOBODY:
        return None, None, k, 1
    j = k + 1 if low_at(tokens, k) in HYPHENS and glued(tokens, k) else k
    pair = f"{low_at(tokens, j)} {low_at(tokens, j + 1)}"
    if low_at(tokens, j + 1) in HYPHENS:
        pair, extra = f"{low_at(tokens, j)} {low_at(tokens, j + 2)}", 1
    else:
        extra = 0
    if pair in lists["percent"]["two_words"]:
        return (
            Kind.PERCENT,
            "percent" if pair == "per cent" else pair,
            j + 2 + extra,
            lists["percent"]["hundredths"].get(pair, 1),
        )
    if low_at(tokens, j) in lists["percent"]["words"]:
        return Kind.PERCENT, "percent", j + 1, 1
    if numeral.form is Form.VAGUE and low_at(tokens, j) == "of":
        j += 1
    return _currency_behind(tokens, j) or (None, None, k, 1)


def _currency_behind(tokens: list[Token], k: int) -> tuple[Kind, str, int, float] | None:
    lists = load("quantities")["money"]
    if k < len(tokens) and tokens[k].text in lists["codes"]:
        return Kind.MONEY, tokens[k].text, k + 1, 1
    low = low_at(tokens, k)
    for size in (2, 1):
        land = " ".join(t.low for t in tokens[k : k + size])
        if land in lists["lands"] and low_at(tokens, k + size) in lists["names"]:
            return Kind.MONEY, lists["lands"][land], k + size + 1, 1
    if low in lists["names"] and low not in ("won", "rand", "dong", "rs"):
        return Kind.MONEY, lists["names"][low], k + 1, 1
    if low in ("won", "rand") and low_at(tokens, k + 1) in ("a", "per", "(", ",", ".", "in", "to", "for", ""):
        return Kind.MONEY, lists["names"][low], k + 1, 1
    if low in lists["hundredths"]:
        return Kind.MONEY, lists["hundredths"][low], k + 1, 0.01
    if low in lists["signs"] and glued(tokens, k) and low != "$":
        return Kind.MONEY, lists["signs"][low], k + 1, 1
    return None


def _kind_of(
    tokens: list[Token], numeral: Numeral, counted: Counted, k: int
) -> tuple[Kind | None, str | None, int]:
    """Kind, unit and end of a phrase that counts things, lengths or time."""
    lists = load("quantities")
    low = low_at(tokens, k + 1) if counted.compound else low_at(tokens, k)
    next_low = low_at(tokens, k + 1)
    if numeral.form is Form.NOBODY:
        return Kind.NOBODY, "people", max(counted.last, k)
    if low in lists["distance"]["areas"]:
        end = counted.last if counted.compound else k + 2
        length = low_at(tokens, end - 1)
        return Kind.COUNT, f"{low} {'feet' if length == 'foot' else length}", end
    if low in lists["distance"]["units"] and low not in ("block", "blocks"):
        return Kind.DISTANCE, low, counted.last if counted.compound else k + 1
    second = low == "second" and next_low in HYPHENS
    if (low in lists["time"]["units"] and not second) or (
        low
        in ("more", "other", "long", "full", "straight", "consecutive", "successive", "whole", "additional")
        and next_low in lists["time"]["units"]
    ):
        end = k + 1 if low in lists["time"]["units"] else k + 2
        rate = (
            low_at(tokens, end) in ("per", "a", "each", "every")
            and low_at(tokens, end + 1) in lists["time"]["units"]
        )
        if counted.compound:
            return Kind.DURATION, low, counted.last
        return (Kind.COUNT if rate else Kind.DURATION), low, end
    if counted.head is not None or counted.state is not None:
        unit = _as_written(tokens, counted)
        return Kind.COUNT, unit, counted.last
    return Kind.COUNT, None, k


def _as_written(tokens: list[Token], counted: Counted) -> str:
    part = tokens[counted.first : counted.last]
    while part and part[0].low in ("of", "the", "more", "other", "these", "those", '"', "\u201c", *HYPHENS):
        part = part[1:]
    out = ""
    for number, token in enumerate(part):
        gap = number and token.start > part[number - 1].end
        out += (" " if gap else "") + token.text
    return out or "people"


def _joined(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Makes one of "at least 20 and perhaps as many as 40"."""
    out: list[Quantity] = []
    for quantity in found:
        before = out[-1] if out else None
        if before and before.high is None and before.low is not None and quantity.low is None:
            between = [t.low for t in tokens[before.tokens[1] : quantity.tokens[0]]]
            rising = quantity.high is not None and quantity.high > before.low
            bare = before.counted.head is None or quantity.counted.head is None
            if (
                rising
                and bare
                and between
                and set(between) <= {",", "and", "or", "but", "perhaps", "possibly", "even"}
            ):
                out[-1] = replace(
                    quantity,
                    low=before.low,
                    span=Span(before.span.start, quantity.span.end),
                    core=Span(before.core.start, quantity.core.end),
                    tokens=(before.tokens[0], quantity.tokens[1]),
                )
                continue
        out.append(quantity)
    return out
