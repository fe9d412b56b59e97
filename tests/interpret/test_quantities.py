"""Quantities: how many, at least how many, about how many, of what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.interpret.cardinals import tokens_of
from onrecord.interpret.numerals import read_numeral
from onrecord.interpret.quantities import find_quantities

CASES: list[tuple[str, list[Any] | None]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "quantities.yaml").read_text(encoding="utf-8")
)
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def in_words(number: int) -> str:
    """A number as English writes it out."""
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        ten = TENS[number // 10 - 2]
        return ten if number % 10 == 0 else f"{ten}-{ONES[number % 10 - 1]}"
    scale, name = next((s, n) for s, n in SCALES if number >= s)
    rest = number % scale
    joint = " and " if scale == 100 else " "
    return f"{in_words(number // scale)} {name}" + (joint + in_words(rest) if rest else "")


@pytest.mark.parametrize(("phrase", "expected"), CASES, ids=[phrase for phrase, _ in CASES])
def test_a_phrase_leads_to_its_quantity(phrase: str, expected: list[Any] | None) -> None:
    """Ends that the words leave open stay open, and what only looks like a number is none."""
    found = [
        q for q in find_quantities(phrase) if q.kind != "duration" or (expected or [""])[0] == "duration"
    ]
    if expected is None:
        assert not found
        return
    first = found[0]
    assert [first.kind, first.low, first.high, first.approximate, first.unit] == expected


def test_the_span_of_a_quantity_runs_from_its_qualifier_to_what_it_counts() -> None:
    """And its core holds the numbers alone."""
    text = "He saw at least 300 to 400 white goats there."
    (quantity,) = find_quantities(text)
    assert text[slice(*quantity.span)] == "at least 300 to 400 white goats"
    assert text[slice(*quantity.core)] == "300 to 400"


@given(st.integers(1, 10**12 - 1))
def test_a_number_written_out_in_words_is_read_back(number: int) -> None:
    """Up to the billions, with hyphens and with "and" after the hundreds."""
    tokens = tokens_of(in_words(number))
    numeral = read_numeral(tokens, 0)
    assert numeral is not None
    assert (numeral.value, numeral.last) == (number, len(tokens))


@given(st.integers(1, 10**12 - 1))
def test_a_number_written_in_digits_is_read_back_with_commas_and_without(number: int) -> None:
    """A text whose commas were stripped tells the same numbers."""
    for written in (f"{number:,}", str(number)):
        numeral = read_numeral(tokens_of(written), 0)
        assert numeral is not None
        assert numeral.value == number


@given(
    st.integers(0, 5000), st.integers(0, 5000), st.sampled_from(["between {} and {}", "{} to {}", "{}-{}"])
)
def test_the_low_end_of_a_range_is_never_above_its_high_end(a: int, b: int, form: str) -> None:
    """Numbers in falling order are two quantities or none, and never a range."""
    for quantity in find_quantities(form.format(a, b) + " goats"):
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                *ONES,
                *TENS,
                "half",
                "a",
                "of",
                "-",
                "5",
                "1,000",
                "million",
                "%",
                "$",
                "at least",
                "or more",
                "in",
                "to",
                "dozens",
                "no",
                "people",
                "killed",
                "(",
                ")",
                ".",
            ]
        )
    ).map(" ".join)
)
def test_any_text_is_read_and_every_quantity_lies_in_it(text: str) -> None:
    """Whatever stands there, nothing breaks and the spans hold."""
    for quantity in find_quantities(text):
        assert 0 <= quantity.span.start <= quantity.core.start
        assert quantity.core.end <= len(text)
        assert quantity.span.end <= len(text)
        assert text[slice(*quantity.core)].strip()
