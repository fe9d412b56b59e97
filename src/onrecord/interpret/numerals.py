"""Numerals: cardinals, vague sizes, shares of a whole, nobody.

Nothing is decided here of what is counted or how firmly.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from math import gcd

from onrecord.interpret.cardinals import (
    HYPHENS,
    Form,
    Numeral,
    Token,
    glued,
    low_at,
    read_cardinal,
    scaled_by,
    whole,
)
from onrecord.lexicon import load, words


def read_numeral(tokens: list[Token], k: int) -> Numeral | None:
    """The longest numeral that begins at token `k`."""
    low = tokens[k].low
    if not (low[0].isdecimal() or low in _openers()) or low.count(".") > 1:
        return None
    return (
        _hundredth(tokens, k)
        or _share(tokens, k)
        or _vague(tokens, k)
        or read_cardinal(tokens, k)
        or _nobody(tokens, k)
    )


@cache
def _openers() -> frozenset[str]:
    lists = load("numbers")
    openers = {*lists["ones"], *lists["tens"], *lists["scales"], *lists["vague"]["plurals"]}
    openers |= {*lists["vague"]["before_scale"], *lists["nobody"]["words"], "a", "an", "half", "no", "one"}
    return frozenset(openers)


def _vague(tokens: list[Token], k: int) -> Numeral | None:
    """Dozens, hundreds of thousands, several hundred: a size and no number."""
    lists = load("numbers")["vague"]
    scales = load("numbers")["scales"]
    low = tokens[k].low
    if low in ("a", "an"):
        k_word, low = k + 1, low_at(tokens, k + 1)
    else:
        k_word = k
    if low in lists["before_scale"] and low != "some":
        j = k_word + 1 + (low_at(tokens, k_word + 1) == "of")
        if low_at(tokens, j) in scales:
            return Numeral(None, Form.VAGUE, k, j + 1)
        few = low == "several" or (low == "few" and k_word > k)
        return Numeral(None, Form.SEVERAL, k, k_word + 1) if few else None
    if low not in lists["plurals"] or k_word != k:
        return None
    last = k + 1
    while low_at(tokens, last) == "of" and low_at(tokens, last + 1) in (*lists["plurals"], *scales):
        last += 2
    alone = last == k + 1
    if alone and low in lists["need_scale"]:
        return None
    if alone and low in lists["need_of"] and low_at(tokens, last) not in ("of", "more", "were"):
        return None
    return Numeral(None, Form.VAGUE, k, last)


def _hundredth(tokens: list[Token], k: int) -> Numeral | None:
    """Half a percent, a percentage point: the number before a per cent sign."""
    low = tokens[k].low
    j = k + 1 + (low == "half" and low_at(tokens, k + 1) in ("a", "of"))
    if low not in ("a", "half") or low_at(tokens, j) not in ("percentage", "percent"):
        return None
    if low_at(tokens, j) == "percentage" and low_at(tokens, j + 1) != "point":
        return None
    return Numeral(0.5 if low == "half" else 1, Form.WORDS, k, j)


def _share(tokens: list[Token], k: int) -> Numeral | None:
    """A third, two-thirds, half of, one in four, nine out of 10: parts of a whole, in percent."""
    return _fraction(tokens, k) or _one_in(tokens, k)


def _fraction(tokens: list[Token], k: int) -> Numeral | None:
    ones, parts = load("numbers")["ones"], load("numbers")["parts"]
    low = tokens[k].low
    if low == "half":
        return Numeral(50, Form.SHARE, k, k + 1) if _half_of(tokens, k) else None
    top = 1 if low in ("a", "an") else ones.get(low, 0)
    j = k + 1
    if low_at(tokens, j) in HYPHENS and glued(tokens, j) and glued(tokens, j + 1):
        j += 1
    part = low_at(tokens, j)
    if not top or part not in parts or top >= parts[part] or gcd(top, parts[part]) > 1:
        return None
    if part.endswith("s") == (top == 1) or low_at(tokens, k - 1) in words("numbers", "shares.not_behind"):
        return None
    if (
        low_at(tokens, j + 1) == "of"
        and low_at(tokens, j + 2) == "a"
        and low_at(tokens, j + 3) in load("numbers")["scales"]
    ):
        scaled = scaled_by(tokens, Decimal(top) / parts[part], Form.WORDS, k, j + 3)
        return replace(scaled, value=whole(round(scaled.value or 0, 2)))
    if top == 1 and not _ends_share(tokens, j + 1):
        return None
    return Numeral(whole(round(100 * top / parts[part], 2)), Form.SHARE, k, j + 1)


def _half_of(tokens: list[Token], k: int) -> bool:
    """Whether "half" is a share: not of an hour, not of a match, not of a million."""
    before, after = low_at(tokens, k - 1), low_at(tokens, k + 1)
    if before in words("numbers", "shares.no_half_behind") or glued(tokens, k):
        return False
    if after in ("a", "an"):
        return low_at(tokens, k + 2) not in {
            *load("numbers")["scales"],
            *load("quantities")["time"]["units"],
        } and (low_at(tokens, k + 2) not in words("numbers", "shares.no_half_of"))
    if glued(tokens, k + 1) and not _is_mark(after):
        return False
    return (
        after not in {*load("numbers")["scales"], *load("quantities")["time"]["units"]}
        and after not in HYPHENS
    )


def _is_mark(low: str) -> bool:
    return bool(low) and not low[0].isalnum()


def _ends_share(tokens: list[Token], k: int) -> bool:
    """Whether nothing counted follows, so that "a third" is no ordinal."""
    after = low_at(tokens, k)
    if not after or (_is_mark(after) and after not in HYPHENS):
        return True
    stops = load("quantities")["names"]["stops"]
    return after in words("numbers", "shares.ends") or after in stops


def _one_in(tokens: list[Token], k: int) -> Numeral | None:
    top = read_cardinal(tokens, k)
    if top is None or top.value is None or top.scale > 1:
        return None
    j = top.last
    words = (low_at(tokens, j), low_at(tokens, j + 1))
    if words == ("out", "of"):
        j += 2
    elif words[0] == "in" and top.value < 10:
        j += 1 + (words[1] == "every")
    elif words[0] in HYPHENS and words[1] == "in" and low_at(tokens, j + 2) in HYPHENS:
        j += 3
    else:
        return None
    under = read_cardinal(tokens, j) if j < len(tokens) and low_at(tokens, j) not in ("a", "half") else None
    if under is None or not under.value or not 0 < top.value < under.value:
        return None
    if words[0] == "in" and (
        1900 <= under.value <= 2100 or (top.value > 1 and under.value not in (3, 4, 5, 10, 20, 100, 1000))
    ):
        return None
    return Numeral(whole(round(100 * top.value / under.value, 2)), Form.SHARE, k, under.last)


def _nobody(tokens: list[Token], k: int) -> Numeral | None:
    """No one, nobody, none, no people."""
    low, after = tokens[k].low, low_at(tokens, k + 1)
    if low in load("numbers")["nobody"]["words"]:
        return Numeral(0, Form.NOBODY, k, k + 1)
    if low == "no" and after == "one":
        return Numeral(0, Form.NOBODY, k, k + 2)
    people = load("tolls")["people"]
    tolls = {word for key in ("killed", "wounded") for word in load("tolls")[key]["nouns"]}
    if low == "no" and after and (after in tolls or after in people["plurals"] or after == "casualties"):
        return Numeral(0, Form.NOBODY, k, k + 1)
    return None
