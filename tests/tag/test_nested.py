"""Statements within statements: which words they may be read from, and what counts as one."""

from __future__ import annotations

import numpy as np

from onrecord.record import Attribution, Span, Spans
from onrecord.tag.labels import LABELS
from onrecord.tag.nested import is_nested, owners_of
from onrecord.tag.network import _scores_of
from onrecord.tag.tagger import Tagger
from onrecord.text.words import split_words

TEXT = "The council wants a truce, a delegate said. Nobody answered."


def spans(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def attribution(source: str, cue: str, content: str, text: str = TEXT) -> Attribution:
    return Attribution(
        spans(text, source) if source else (), spans(text, cue) if cue else (), spans(text, content), 0.9
    )


OUTER = attribution("a delegate", "said", "The council wants a truce")


def test_only_words_of_contents_are_read_for_what_stands_within() -> None:
    """Each word knows the statement whose content it stands in, all others none."""
    words = split_words(TEXT)
    owners = owners_of(words, [OUTER])
    assert [w for w, owner in zip(words.texts, owners, strict=True) if owner is OUTER] == [
        "The",
        "council",
        "wants",
        "a",
        "truce",
    ]


def test_what_reaches_out_of_the_content_does_not_stand_within() -> None:
    """All spans of a nested statement lie inside its parent's content."""
    assert is_nested(TEXT, attribution("The council", "wants", "a truce"), OUTER)
    assert not is_nested(TEXT, attribution("The council", "wants", "a truce, a delegate"), OUTER)


def test_a_bare_piece_of_a_content_is_no_statement_within() -> None:
    """Without a cue nothing is attributed inside a content."""
    assert not is_nested(TEXT, attribution("The council", "", "a truce"), OUTER)


def test_a_speakers_own_hedge_is_no_statement_within() -> None:
    """ "I think" in a quotation is how he puts it, not somebody's thought that he reports."""
    text = '"I think the bridge holds," the engineer said.'
    outer = attribution("the engineer", "said", '"I think the bridge holds,"', text)
    assert not is_nested(text, attribution("I", "think", "the bridge holds", text), outer)


def test_the_second_level_of_the_networks_scores_is_cut_like_the_first() -> None:
    """Padding is no part of what the network says, on either level."""
    arrays = [
        np.zeros((2, 7, len(LABELS)), np.float32),
        np.zeros((2, 7, 8), np.float32),
        np.zeros((2, 7, 8), np.float32),
    ]
    scores = _scores_of([arrays, arrays], 1, 4)
    assert scores.inner is not None
    assert scores.inner.inner is None
    for level in (scores, scores.inner):
        assert level.labels.shape == (4, len(LABELS))
        assert level.to_cue.shape == level.to_source.shape == (4, 5)


def test_a_plan_inside_what_somebody_said_is_a_statement_of_its_own() -> None:
    """With the weights that ship, both levels are read from one text."""
    text = (
        "The union said on Monday that the government wants to close two of the three shipyards by spring. "
        "Workers marched through the harbour."
    )
    found = Tagger().tag(text)
    inner = [a for a in found if a.within is not None]
    assert [text[a.source[0].start : a.source[0].end] for a in inner] == ["the government"]
    assert inner[0].within in found
