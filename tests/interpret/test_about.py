"""When the main event of a statement is, and when a commitment falls due."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret import tell_about, tell_due, tell_said
from onrecord.record import Draft, Due
from tests.interpret.drafts import draft_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "about.yaml").read_text(encoding="utf-8")
)


def one(cue: str, content: str, published: str | None = "2022-03-29", **more: str) -> Draft:
    """A draft of one statement of one speaker."""
    text = f"Tom Berg {cue} {content}."
    return draft_of(
        {
            "text": text,
            "published": published,
            "statements": [{"source": "Tom Berg", "cue": cue, "content": content, **more}],
        }
    )


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_a_content_tells_when_its_event_is(case: dict[str, Any]) -> None:
    """Past, present or future by the verb and the cue, with the days that the content names."""
    (statement,) = tell_about(one(case["cue"], case["content"])).statements
    assert statement.about.status == case["status"]
    assert [statement.about.start, statement.about.end] == case["days"]


def test_a_status_says_why() -> None:
    """The trace names the words it rests on, and a probability."""
    (statement,) = tell_about(one("said", "the bridge was hit on Saturday")).statements
    status, dated = statement.trace
    assert (status.field, dated.field) == ("about.status", "about.start")
    assert "past" in status.because
    assert "“Saturday”" in dated.because
    assert 0.25 <= status.confidence <= 1


def test_days_are_reckoned_from_the_day_of_the_utterance() -> None:
    """Who spoke on 10 January of yesterday means the ninth, whenever the report came."""
    case = {
        "text": "Tom Berg said on January 10, 2022 that the bridge was hit yesterday.",
        "published": "2022-03-29",
        "statements": [{"source": "Tom Berg", "cue": "said", "content": "that the bridge was hit yesterday"}],
    }
    (statement,) = tell_about(tell_said(draft_of(case))).statements
    assert (statement.about.start, statement.about.end) == ("2022-01-09", "2022-01-09")


def test_without_a_day_of_reference_the_words_are_kept() -> None:
    """Nothing is made up; the span still shows the words."""
    (statement,) = tell_about(one("said", "the bridge was hit yesterday", published=None)).statements
    assert (statement.about.start, statement.about.end) == (None, None)
    assert statement.about.span is not None


def test_an_empty_content_is_left_undecided() -> None:
    """Where there is no content there is no status."""
    draft = one("said", "it rained")
    (statement,) = draft.statements
    bare = replace(statement, content=replace(statement.content, spans=(), text=""))
    (told,) = tell_about(replace(draft, statements=(bare,))).statements
    assert told.about.status is None


@pytest.mark.parametrize(
    ("content", "due"),
    [
        ("to leave the town by the end of the year", Due(None, "2022-12-31")),
        ("to open the bridge on Friday", Due("2022-04-01", "2022-04-01")),
        ("to rebuild within two weeks", Due("2022-03-29", "2022-04-12")),
        ("to leave the town", None),
        ("to pay what was lost in 2014", None),
    ],
)
def test_a_commitment_falls_due_where_its_content_says_so(content: str, due: Due | None) -> None:
    """The time in it that lies ahead; none where it names none or one that is over."""
    (statement,) = tell_due(one("promised", content, act="commitment")).statements
    assert statement.due == due


def test_only_commitments_fall_due() -> None:
    """A forecast for Friday is nobody's promise."""
    (statement,) = tell_due(one("said", "it will rain on Friday", act="forecast")).statements
    assert statement.due is None
