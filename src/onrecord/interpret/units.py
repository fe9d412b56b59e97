"""Units: currencies, per cent, lengths, time, and the noun that is counted."""

from __future__ import annotations

from enum import StrEnum

from onrecord.interpret.cardinals import HYPHENS, Form, Numeral, Token, glued, low_at
from onrecord.interpret.counted import Counted
from onrecord.lexicon import load


class Kind(StrEnum):
    """What sort of quantity it is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DISTANCE = "distance"
    DURATION = "duration"
    NOBODY = "nobody"


def currency_before(tokens: list[Token], k: int) -> tuple[str | None, int]:
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


def read_unit(
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


def kind_of(
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
