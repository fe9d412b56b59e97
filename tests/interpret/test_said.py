"""When a statement was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret import tell_said
from tests.interpret.drafts import draft_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "said.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_words_with_the_cue_date_the_utterance(case: dict[str, Any]) -> None:
    """The day, month or year that stands with the cue, and none where none does."""
    told = tell_said(draft_of({"published": "2022-03-29", **case})).statements
    assert [s.said.date for s in told] == [row["said"] for row in case["statements"]]
    for statement, row in zip(told, case["statements"], strict=True):
        if "basis" in row:
            assert statement.said.basis == row["basis"]
        if "words" in row:
            assert statement.said.span is not None
            start, end = statement.said.span
            assert case["text"][start:end] == row["words"]


def test_a_dated_statement_says_why() -> None:
    """The trace has the words that date it, a sentence, and how often such words are right."""
    case = {
        "text": "Tom Berg said on Saturday that it rained.",
        "published": "2022-03-29",
        "statements": [{"source": "Tom Berg", "cue": "said", "content": "that it rained"}],
    }
    (statement,) = tell_said(draft_of(case)).statements
    (trace,) = statement.trace
    assert trace.field == "said"
    assert [case["text"][a:b] for a, b in trace.spans] == ["Saturday"]
    assert "“Saturday”" in trace.because
    assert 0.5 < trace.confidence <= 1
