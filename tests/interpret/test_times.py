"""Time phrases: what names a time, and which days it means."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret.days import Grain, Stretch
from onrecord.interpret.grammar import time_phrases
from onrecord.text.words import split_words

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_a_time_phrase_means_its_days(case: dict[str, Any]) -> None:
    """The phrase is found as a whole, and gives first and last day as finely as the words do."""
    found = time_phrases(split_words(case["text"]))
    if case["phrase"] is None:
        assert not found
        return
    start, end = found[0].span
    assert case["text"][start:end] == case["phrase"]
    on = case.get("against", "2022-03-29")
    stretch = found[0].time.on(date.fromisoformat(on) if on else None, case.get("way", -1))
    assert (stretch.bounds if stretch else (None, None)) == tuple(case["days"])


def test_phrases_stand_in_reading_order_and_never_overlap() -> None:
    """Two times of one sentence are two phrases."""
    text = "On Monday they met, and by the end of the year they will meet again."
    first, second = time_phrases(split_words(text))
    assert first.span.end <= second.span.start


@pytest.mark.parametrize(
    ("stretch", "point"),
    [
        (Stretch(date(2022, 3, 26), date(2022, 3, 26)), "2022-03-26"),
        (Stretch(date(2022, 3, 1), date(2022, 3, 31), Grain.MONTH), "2022-03"),
        (Stretch(date(2022, 3, 21), date(2022, 3, 27), Grain.WEEK), "2022-03"),
        (Stretch(date(2022, 1, 1), date(2022, 12, 31), Grain.YEAR), "2022"),
        (Stretch(date(2021, 1, 1), date(2022, 12, 31), Grain.YEAR), None),
        (Stretch(date(2022, 3, 1), None), None),
    ],
)
def test_a_stretch_is_one_day_month_or_year_or_none(stretch: Stretch, point: str | None) -> None:
    """The date of an utterance is no finer than its words, and open stretches give none."""
    assert stretch.point == point


@pytest.mark.parametrize("text", ["", "…", "2022", "On", "the", "between", "in the last", "9999 99 99", "a"])
def test_odd_texts_are_read_without_complaint(text: str) -> None:
    """Fragments are no error."""
    for phrase in time_phrases(split_words(text)):
        phrase.time.on(date(2022, 3, 29), -1)
