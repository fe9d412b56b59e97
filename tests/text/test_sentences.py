"""Sentences."""

from __future__ import annotations

import pytest

from onrecord.text.sentences import Sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained. It poured.", 2),
        ("Gen. Ola Berg spoke to Mr. Lind. He left.", 2),
        ("The U.S. Senate met at 5 p.m. in Sarn.", 1),
        ("“We stay.” She left.", 2),
        ("They may meet.”We have papers,” he said.", 2),
        ("J. R. Lind paid $3.5 million. Why? Nobody knows!", 3),
        ("A headline\n\nThe story.", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, count: int) -> None:
    """Abbreviations and figures do not end one; a paragraph does."""
    assert len(Sentences(text).starts) == count


def test_a_character_knows_its_sentence_and_paragraph() -> None:
    """Distances between places are counted in both."""
    text = "One. Two.\n\nThree."
    sentences = Sentences(text)
    assert [sentences.number_at(text.index(w)) for w in ("One", "Two", "Three")] == [0, 1, 2]
    assert [sentences.paragraph_at(text.index(w)) for w in ("One", "Two", "Three")] == [0, 0, 1]
