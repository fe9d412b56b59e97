"""Units: currencies, per cent, lengths, time, and the noun that is counted."""

from __future__ import annotations

from enum import StrEnum

from onrecord.interpret.cardinals import HYPHENS, Form, Numeral, Token, glued, low_at, spelled
from onrecord.interpret.counted import Counted
from onrecord.lexicon import load, words


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
    weight = low_at(tokens, j) in lists["money"]["weights"] and numeral.scale < 1000
    return (not weight and _currency_behind(tokens, j)) or (None, None, k, 1)


def _currency_behind(tokens: list[Token], k: int) -> tuple[Kind, str, int, float] | None:
    lists = load("quantities")["money"]
    low = low_at(tokens, k)
    if k < len(tokens) and tokens[k].text in lists["codes"]:
        return Kind.MONEY, tokens[k].text, k + 1, 1
    for size in (2, 1):
        land = " ".join(t.low for t in tokens[k : k + size])
        if land in lists["lands"] and low_at(tokens, k + size) in lists["names"]:
            return Kind.MONEY, lists["lands"][land], k + size + 1, 1
    if low in lists["names"] and (low not in lists["doubtful"] or _is_sum(tokens, k + 1)):
        return Kind.MONEY, lists["names"][low], k + 1, 1
    if low in lists["hundredths"]:
        return Kind.MONEY, lists["hundredths"][low], k + 1, 0.01
    if low in lists["signs"] and glued(tokens, k) and low != "$":
        return Kind.MONEY, lists["signs"][low], k + 1, 1
    return None


def _is_sum(tokens: list[Token], k: int) -> bool:
    """Whether "won", "rand" before token `k` is a currency and no verb or name."""
    after = low_at(tokens, k)
    return not after or not after[0].isalpha() or after in load("quantities")["money"]["behind_sum"]


def kind_of(tokens: list[Token], numeral: Numeral, counted: Counted, k: int) -> tuple[Kind, str | None, int]:
    """Kind, unit and end of a phrase that counts things, lengths or time."""
    if numeral.form is Form.NOBODY:
        return Kind.NOBODY, "people", max(counted.last, k)
    measured = _length(tokens, counted, k) or _time(tokens, counted, k)
    if measured:
        return measured
    if counted.head is not None or counted.state is not None:
        return Kind.COUNT, _as_written(tokens, counted), counted.last
    return Kind.COUNT, None, k


def _length(tokens: list[Token], counted: Counted, k: int) -> tuple[Kind, str, int] | None:
    """Six miles, a 4,000-square-foot hall."""
    lists = load("quantities")["distance"]
    low = low_at(tokens, k + counted.compound)
    if low in lists["areas"]:
        end = counted.last if counted.compound else k + 2
        length = low_at(tokens, end - 1)
        return Kind.COUNT, f"{low} {'feet' if length == 'foot' else length}", min(end, len(tokens))
    if low in lists["units"]:
        return Kind.DISTANCE, low, counted.last if counted.compound else k + 1
    return None


def _time(tokens: list[Token], counted: Counted, k: int) -> tuple[Kind, str, int] | None:
    """Two weeks, three more days; a rate is a count ("three days per week")."""
    lists = load("quantities")["time"]
    low = low_at(tokens, k + counted.compound)
    behind = low_at(tokens, k + 1)
    if low == "second" and behind in HYPHENS:
        return None
    if low not in lists["units"] and not (low in lists["between"] and behind in lists["units"]):
        return None
    end = k + 1 + (low not in lists["units"])
    if counted.compound:
        return Kind.DURATION, low, counted.last
    rate = low_at(tokens, end) in lists["rates"] and low_at(tokens, end + 1) in lists["units"]
    return Kind.COUNT if rate else Kind.DURATION, low, end


def _as_written(tokens: list[Token], counted: Counted) -> str:
    """What is counted, without the words that only lead to it."""
    first = counted.first
    while first < counted.last and low_at(tokens, first) in words("quantities", "names.leading"):
        first += 1
    return spelled(tokens[first : counted.last]) or "people"
