"""How a content is given, and the base form of its cue."""

from __future__ import annotations

import pytest

from onrecord.interpret import lemma_of, mode_of
from onrecord.record import Mode, Span
from onrecord.text.quotes import quote_states
from onrecord.text.words import split_words


@pytest.mark.parametrize(
    ("text", "content", "mode"),
    [
        ("“We stay,” she said.", "“We stay,”", Mode.DIRECT),
        ("She said that “we stay”.", "that “we stay”", Mode.MIXED),
        ("She said they would stay.", "they would stay", Mode.INDIRECT),
        ("'We stay,' she said.", "'We stay,'", Mode.DIRECT),
    ],
)
def test_mode_tells_quoted_from_paraphrased(text: str, content: str, mode: Mode) -> None:
    """Only quoted words are direct, none are indirect."""
    words = split_words(text)
    start = text.index(content)
    assert mode_of((Span(start, start + len(content)),), words, quote_states(words)) is mode


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("said", "say"),
        ("had earlier told", "tell"),
        ("adding", "add"),
        ("denied", "deny"),
        ("According to", "accord"),
        ("planned", "plan"),
        ("has not said", "say"),
        ("in the view of", "view"),
        ("as per", "as per"),
        ("", None),
    ],
)
def test_a_cue_leads_to_its_base_form(cue: str, lemma: str | None) -> None:
    """Auxiliaries and adverbs do not count; an unknown cue stays as it is."""
    assert lemma_of(cue) == lemma
