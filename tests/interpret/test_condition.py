"""The condition of a commitment, as it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.interpret import tell_condition
from onrecord.record import Act, Statement
from tests.interpret.statement_cases import draft_of


def told(text: str, act: Act = Act.COMMITMENT) -> Statement:
    draft = draft_of(text)
    return tell_condition(replace(draft, statements=(replace(draft.statements[0], act=act),))).statements[0]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("[Sarn] {said} <it would withdraw if Hask does the same>.", "if Hask does the same"),
        ("[Sarn] {said} <that if Hask withdraws, it will too>.", "if Hask withdraws"),
        ("<“Unless the rain stops, we will close the road,”> [she] {said}.", "Unless the rain stops"),
        (
            "[Sarn] {pledged} <to pay, provided that the bridge is built by June>.",
            "provided that the bridge is built by June",
        ),
        (
            "[Berg] {said} <“We will come as long as there is work. We like it here.”>",
            "as long as there is work",
        ),
        ("[Sarn] {said} <if Hask attacks we will answer>.", "if Hask attacks"),
        (
            "[Sarn] {agreed} <to talk on condition that the fleet leaves>.",
            "on condition that the fleet leaves",
        ),
        (
            "[Sarn] {said} <it would only open the port once the mines are cleared>.",
            "once the mines are cleared",
        ),
        ("[Sarn] {said} <it would sell only if the price rises>.", "only if the price rises"),
    ],
)
def test_a_condition_is_kept_as_written(text: str, condition: str) -> None:
    """From its opening word to the end of its clause, in front of the promise or behind it."""
    assert told(text).condition == condition


@pytest.mark.parametrize(
    "text",
    [
        "[Sarn] {said} <it will withdraw>.",
        "[Sarn] {said} <it will go on even if Hask objects>.",
        "[Sarn] {said} <it would behave as if nothing had happened>.",
        "[Sarn] {said} <it will ask if the ship is safe>.",
    ],
)
def test_what_is_no_condition_stays_none(text: str) -> None:
    """No condition, a concession, a comparison or a question give none."""
    assert told(text).condition is None


def test_only_commitments_have_conditions() -> None:
    """An assertion keeps its if-clause in its content alone."""
    assert told("[Berg] {said} <the dam breaks if it rains>.", Act.ASSERTION).condition is None


def test_a_condition_is_traced() -> None:
    """The trace points at the words of the condition."""
    statement = told("[Sarn] {said} <it would withdraw if Hask does the same>.")
    trace = statement.trace[-1]
    assert trace.field == "condition"
    assert "if Hask does the same" in trace.because
    assert len(trace.spans) == 1
