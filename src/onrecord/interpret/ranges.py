"""Ranges: two numbers that are the ends of one quantity."""

from __future__ import annotations

from dataclasses import replace

from onrecord.interpret.cardinals import HYPHENS, Form, Numeral, Token, glued, low_at, whole
from onrecord.interpret.numerals import read_numeral
from onrecord.lexicon import load, words


def read_range(tokens: list[Token], numeral: Numeral, begin: int) -> tuple[Numeral, Numeral] | None:
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
    chained = low_at(tokens, other.last) in HYPHENS and low_at(tokens, other.last + 1)[:1].isdecimal()
    return years or chained or (glued(tokens, one.first) and low_at(tokens, one.first - 1) in HYPHENS)
