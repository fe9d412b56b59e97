"""Cardinals: the number that digits and words of counting stand for.

The tokens of a sentence are read from one place on. Values are whole numbers
where they can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from onrecord.lexicon import load

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\d{1,4}\.\d{1,2}\.\d{2,4}(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\S"
)


LONGEST = 15  # digits; more name something
HYPHENS = frozenset("-\u2010\u2011")


class Token(NamedTuple):
    """A word, number or mark; `low` is its text in small letters, the offsets count in the report."""

    text: str
    low: str
    start: int
    end: int


class Form(StrEnum):
    """What a numeral is made of."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    SEVERAL = "several"
    SHARE = "share"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written; `value` is None where it is vague, of a share it is in percent.

    `first` and `last` are token numbers, half-open; `bare` is the number without
    its scale and `scale` what it was multiplied by ("2 to 3 million").
    """

    value: float | None
    form: Form
    first: int
    last: int
    scale: int = 1


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens between two offsets of a text."""
    return [
        Token(m.group(), m.group().lower(), m.start(), m.end())
        for m in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


def glued(tokens: list[Token], k: int) -> bool:
    """Whether nothing stands between token `k` and the one before it."""
    return 0 < k < len(tokens) and tokens[k].start == tokens[k - 1].end


def low_at(tokens: list[Token], k: int) -> str:
    """Token `k` in small letters, empty beyond either end."""
    return tokens[k].low if 0 <= k < len(tokens) else ""


def spelled(tokens: list[Token]) -> str:
    """Tokens as text, white space as single spaces."""
    out = ""
    for number, token in enumerate(tokens):
        out += (" " if number and token.start > tokens[number - 1].end else "") + token.text
    return out


def whole(value: Decimal | float) -> float:
    """A value as a whole number where it is one."""
    number = float(value)
    return int(number) if number.is_integer() else number


def read_cardinal(tokens: list[Token], k: int) -> Numeral | None:
    """Digits or words, and the scales behind them: 1,200; 3.8 million; two hundred and five; a dozen."""
    if tokens[k].low[0].isdecimal():
        return _digits(tokens, k)
    ones, tens, scales = (load("numbers")[key] for key in ("ones", "tens", "scales"))
    if tokens[k].low in ("a", "an", "half"):
        return _article(tokens, k)
    total = 0
    current: int | None = None
    j, last, smallest = k, k, 10**15
    while j < len(tokens):
        low = tokens[j].low
        if low in ones and (current is None or _fits(current, ones[low])):
            current = (current or 0) + ones[low]
        elif low in tens and (current is None or (current % 100 == 0 and current)):
            current = (current or 0) + tens[low]
        elif low == "hundred" and current is not None and 0 < current < 100:
            current *= 100
        elif low in scales and low != "hundred" and current and scales[low] < smallest:
            total += current * scales[low]
            current, smallest = None, scales[low]
        else:
            break
        last = j + 1
        j = _after(tokens, last, ones, tens)
    if last == k:
        return None
    value = Decimal(total + (current or 0))
    if load("numbers")["scales"].get(low_at(tokens, last - 1)) is None:
        half = _and_a_half(tokens, last)
        if half != last:
            return scaled_by(tokens, value + Decimal("0.5"), Form.WORDS, k, half)
    scale = scales.get(low_at(tokens, last - 1), 1)
    return Numeral(whole(value), Form.WORDS, k, last, scale)


def _fits(current: int, one: int) -> bool:
    """Whether "five" may follow "twenty", "a hundred" …"""
    below = current % 100
    return bool(current) and (below == 0 or (below >= 20 and below % 10 == 0 and 0 < one < 10))


def _after(tokens: list[Token], k: int, ones: dict[str, int], tens: dict[str, int]) -> int:
    """Where the next word of a numeral may stand: behind a hyphen, or "and" after a scale."""
    if low_at(tokens, k) in HYPHENS and glued(tokens, k) and glued(tokens, k + 1):
        return k + 1 if low_at(tokens, k + 1) in {*ones, *load("numbers")["scales"]} else len(tokens)
    scaled = low_at(tokens, k - 1) in ("hundred", "thousand", "million")
    if scaled and low_at(tokens, k) == "and" and low_at(tokens, k + 1) in {*ones, *tens}:
        noun = low_at(tokens, k + 2)
        return k + 1 if noun not in ("to", "or") else k
    return k


def _and_a_half(tokens: list[Token], k: int) -> int:
    """Behind "and a half", or `k` where there is none."""
    words = [t.low for t in tokens[k : k + 6] if t.text not in HYPHENS][:3]
    if words != ["and", "a", "half"]:
        return k
    while low_at(tokens, k) != "half":
        k += 1
    return k + 1


def _digits(tokens: list[Token], k: int) -> Numeral | None:
    text = re.sub(r"[,\u00a0\u202f\u2009]", "", tokens[k].text)
    if len(text) > LONGEST:
        return None
    value, last = Decimal(text), k + 1
    scales = load("numbers")["scales"]
    if _stripped_decimal(tokens, k):
        value, last = Decimal(f"{text}.{tokens[k + 1].text}"), k + 2
    elif _spaced_thousands(tokens, k):
        value, last = Decimal(text + tokens[k + 1].text), k + 2
    half = _and_a_half(tokens, last)
    if half != last:
        value, last = value + Decimal("0.5"), half
    elif low_at(tokens, last) in ("\u00bd", "\u00bc", "\u00be") and glued(tokens, last):
        value += {"\u00bd": Decimal("0.5"), "\u00bc": Decimal("0.25")}.get(tokens[last].low, Decimal("0.75"))
        last += 1
    suffix = load("numbers")["suffixes"].get(low_at(tokens, last)) if glued(tokens, last) else None
    if suffix and not low_at(tokens, last + 1).startswith(("'", "\u2019")):
        return Numeral(whole(value * suffix), Form.DIGITS, k, last + 1, suffix)
    if low_at(tokens, last) in HYPHENS and glued(tokens, last) and low_at(tokens, last + 1) in scales:
        last += 1
    return scaled_by(tokens, value, Form.DIGITS, k, last)


def _stripped_decimal(tokens: list[Token], k: int) -> bool:
    """Whether "3 8 million" has lost its point."""
    if not (low_at(tokens, k + 1).isdecimal() and tokens[k].text.isdecimal() and not glued(tokens, k + 1)):
        return False
    return (
        len(tokens[k].text) <= 2 and len(tokens[k + 1].text) == 1 and low_at(tokens, k + 2).endswith("illion")
    )


def _spaced_thousands(tokens: list[Token], k: int) -> bool:
    """Whether "20 000" is one number."""
    after = low_at(tokens, k + 1)
    gap = k + 1 < len(tokens) and tokens[k + 1].start - tokens[k].end == 1
    return gap and tokens[k].text.isdecimal() and len(tokens[k].text) <= 3 and after in ("000", "500")


def scaled_by(tokens: list[Token], value: Decimal, form: Form, first: int, last: int) -> Numeral:
    """A value times the scales that begin at token `last` ("million", "hundred thousand")."""
    scales = load("numbers")["scales"]
    product = 1
    while low_at(tokens, last) in scales:
        product *= scales[low_at(tokens, last)]
        last += 1
    return Numeral(whole(value * product), form, first, last, product)


def _article(tokens: list[Token], k: int) -> Numeral | None:
    """A dozen, a hundred, half a million, half-dozen."""
    scales = load("numbers")["scales"]
    halved = tokens[k].low == "half"
    j = k + 1
    if halved and (low_at(tokens, j) in ("a", "an") or (low_at(tokens, j) in HYPHENS and glued(tokens, j))):
        j += 1
    elif low_at(tokens, j) == "half" and low_at(tokens, j + 1) in (*HYPHENS, *scales):
        halved = True  # a half-dozen, a half million
        j += 2 if low_at(tokens, j + 1) in HYPHENS else 1
    scale = scales.get(low_at(tokens, j))
    if scale is None:
        return None
    if low_at(tokens, j) == "hundred" and not halved:
        inner = read_cardinal([Token("one", "one", 0, 0), *tokens[j : j + 8]], 0)
        if inner and inner.value:
            return Numeral(inner.value, Form.WORDS, k, j + inner.last - 1, inner.scale)
    value = Decimal("0.5") if halved else Decimal(1)
    return scaled_by(tokens, value, Form.WORDS, k, j)
