"""Scopes: of when a statement speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.compare.scopes import When
from onrecord.compare.utterances import utterances_of
from onrecord.record import Record

Make = Callable[..., Record]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("the mill has never sold that flour", When.EVER),
        ("the mill has not and will not sell that flour", When.EVER),
        ("the mill didn't and won't sell that flour", When.EVER),
        ("the mill sold it neither in the past nor today", When.EVER),
        ("no such flour was sold, not in the past and not in the future", When.EVER),
        ("the mill sold no flour, not in the past week", When.NOW),
        ("the mill has not opened and the bakers have not asked", When.NOW),
        ("the mill sold that flour in the past", When.BEFORE),
    ],
)
def test_a_word_on_always_is_told_from_one_on_now_or_before(make: Make, words: str, when: When) -> None:
    """By a time denied whole, or by two tenses denied together."""
    (utterance,) = utterances_of(make("courier", ("Mira Toll", words)))
    assert utterance.scope.when is when
