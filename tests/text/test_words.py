"""Words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.words import Case, Gap, split_words


def test_words_are_runs_of_letters_or_single_marks() -> None:
    """The same units as the published scores."""
    assert split_words("Don’t go, Ms. O_K!").texts == ("Don", "’", "t", "go", ",", "Ms", ".", "O_K", "!")


def test_every_word_knows_what_stands_before_it() -> None:
    """Nothing, a space, a line or a paragraph."""
    assert split_words("A b\nc\n\nd,").gaps == (Gap.PARAGRAPH, Gap.SPACE, Gap.LINE, Gap.PARAGRAPH, Gap.NONE)


def test_every_word_knows_how_it_is_written() -> None:
    """The encoder's vocabulary is lower case; this keeps what it loses."""
    cases = split_words("the Mayor NATO iPhone 24 — I").cases
    assert cases == (
        Case.LOWER,
        Case.CAPITALISED,
        Case.UPPER,
        Case.MIXED,
        Case.NUMBER,
        Case.MARK,
        Case.CAPITALISED,
    )


@given(st.text())
def test_the_words_of_any_text_lie_in_it_in_order_and_cover_all_but_white_space(text: str) -> None:
    """No character is lost."""
    words = split_words(text)
    rest, last = [], 0
    for word, start, end in zip(words.texts, words.starts, words.ends, strict=True):
        assert text[start:end] == word
        assert start >= last
        rest.append(text[last:start])
        last = end
    assert not "".join([*rest, text[last:]]).strip()
