"""Quotation marks in untidy text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotes import Quote, quote_states
from onrecord.text.words import split_words


def quoted(text: str) -> str:
    """The words that stand inside quotation marks."""
    words = split_words(text)
    states = quote_states(words)
    return " ".join(
        w
        for w, s in zip(words.texts, states, strict=True)
        if s in (Quote.INSIDE, Quote.UNCLOSED) and w[0].isalnum()
    )


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We stay,” she said.", "We stay"),
        ('"We stay," she said.', "We stay"),
        ("''We stay,'' she said.", "We stay"),
        ("‘We stay,’ she said.", "We stay"),
        ("'We don't stay,' she said.", "We don t stay"),
        ("He called it “a ‘so-called’ truce” again.", "a so called truce"),
        ("They may meet.”We have papers,” he said.", "We have papers"),
        ("“One.” “Two.” Three.", "One Two"),
        ('"One," he said. "Two."', "One Two"),
        ("It's the mayors' dogs' day, isn’t it", ""),
        ("The '90s were over.", ""),
        ("«We stay», she said.", "We stay"),
        ("„We stay“, she said.", "We stay"),
    ],
)
def test_what_stands_in_marks_is_quoted(text: str, inside: str) -> None:
    """Straight, curly, doubled, single and wrong-way marks, and apostrophes that are none."""
    assert quoted(text) == inside


def test_a_quotation_over_two_paragraphs_opens_each_of_them() -> None:
    """The convention of the trade: no closing mark until the end."""
    assert quoted("“First part.\n\n“Second part,” he said. Rest.") == "First part Second part"


def test_an_unclosed_mark_does_not_swallow_the_next_paragraph() -> None:
    """One lost mark costs one paragraph at most."""
    assert quoted("He said “we go.\n\nThe bridge is shut.") == "we go"


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=60))
def test_any_mix_of_marks_gives_one_state_a_word(text: str) -> None:
    """No mix of marks breaks the reading."""
    words = split_words(text)
    assert len(quote_states(words)) == len(words)
