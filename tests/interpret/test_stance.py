"""What a speaker does with a statement, how firmly, and whether it is negated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret import tell_act, tell_certainty, tell_polarity, tell_stance
from onrecord.interpret.classes import verb_forms
from onrecord.interpret.multinomial import FORMAT, linear_model, shipped
from onrecord.interpret.rules import RULES
from onrecord.lexicon import load
from onrecord.record import Act, Certainty, Draft, Polarity
from tests.interpret.statement_cases import draft_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "stance.yaml").read_text(encoding="utf-8")
)
FIELDS = ("act", "certainty", "polarity")


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_every_statement_gets_its_stance(case: dict[str, Any]) -> None:
    """Act, certainty and polarity are those of the contract's words."""
    statement = tell_stance(draft_of(case["text"])).statements[0]
    wanted = {name: case[name] for name in FIELDS if name in case}
    assert {name: getattr(statement, name) for name in wanted} == wanted


def test_a_decision_names_its_words() -> None:
    """The trace quotes the words that decided, and its spans are those words in the report."""
    draft = tell_stance(draft_of("[The union] {called for} <an inquiry>."))
    trace = next(t for t in draft.statements[0].trace if t.field == "act")
    assert "“called" in trace.because
    assert "asks for something" in trace.because
    assert "called" in {draft.report.text[start:end] for start, end in trace.spans}


def test_every_answer_has_a_trace_and_a_confidence() -> None:
    """Each field has one trace, by the version of the weights, with a confidence between 0 and 1."""
    trace = tell_stance(draft_of("[Berg] {said} <the ferry left>.")).statements[0].trace
    assert [t.field for t in trace] == ["polarity", "act", "certainty"]
    assert {t.by for t in trace} == {f"{shipped()['name']}/{shipped()['version']}"}
    assert all(0 < t.confidence <= 1 and t.because for t in trace)


def test_a_clear_cue_is_surer_than_an_open_one() -> None:
    """What the cue says outright is decided with more confidence than what only the content hints at."""
    clear = tell_act(draft_of("[The council] {promised} <to pay for the roof>.")).statements[0].trace[0]
    open_ = tell_act(draft_of("[Berg] {said} <the mill is a burden for the town>.")).statements[0].trace[0]
    assert clear.confidence > open_.confidence + 0.1


def test_the_stages_one_by_one_say_the_same() -> None:
    """Polarity, act and certainty as stages of their own give what one reading gives."""
    draft = draft_of("[Sarn] {called on} <Hask not to sell the harbour>.")
    assert tell_certainty(tell_act(tell_polarity(draft))) == tell_stance(draft)


def test_certainty_hears_the_act() -> None:
    """A statement that is known to be a demand is put less firmly than the same words asserted."""
    draft = draft_of("[Berg] {said} <the harbour needs new lights>.")
    heard = {}
    for act in (Act.DEMAND, Act.ASSERTION):
        told = replace(draft, statements=(replace(draft.statements[0], act=act),))
        heard[act] = tell_certainty(told).statements[0]
    assert heard[Act.ASSERTION].certainty is Certainty.CERTAIN
    surest = heard[Act.ASSERTION].trace[-1].confidence
    demanded = heard[Act.DEMAND]
    assert demanded.certainty is Certainty.UNKNOWN or demanded.trace[-1].confidence < surest


def test_a_report_without_statements_stays_as_it_is() -> None:
    """Nothing is made up where nothing was said."""
    empty = replace(draft_of("[Berg] {said} <so>."), statements=())
    assert tell_stance(empty) == empty


def test_a_statement_without_content_gets_an_answer() -> None:
    """A cue and a source alone are enough to decide on, and raise nothing."""
    statement = tell_stance(draft_of("[Berg] {agreed}.")).statements[0]
    assert statement.polarity is Polarity.POSITIVE


@pytest.mark.parametrize("text", ["<“We stay.”>", "{alleged} <theft>", "<?>", "<!!!>", "[Berg] {—} <May>"])
def test_odd_statements_are_read(text: str) -> None:
    """Bare quotations, adjective cues and stray marks all get an act."""
    assert isinstance(tell_act(draft_of(text)).statements[0].act, Act)


def test_reading_twice_gives_the_same() -> None:
    """The same statement always gets the same answers, traces included."""
    draft: Draft = draft_of("[Morrow] {vowed} <to fight “every last” fire>.")
    assert tell_stance(draft) == tell_stance(draft)


def test_the_weights_know_the_contract_s_labels() -> None:
    """The shipped weights have this format and no label that the record does not know."""
    assert shipped()["format"] == FORMAT
    assert set(linear_model("act").labels) == set(Act)
    assert set(linear_model("certainty").labels) == set(Certainty)
    assert set(linear_model("polarity").labels) == set(Polarity)
    assert set(shipped()["agreement"]) == set(Act)


def test_every_cue_class_has_an_act_and_a_certainty() -> None:
    """A class of cues without them, or with a label that the contract lacks, is a mistake in the lexicon."""
    for name, table in load("acts").items():
        assert Act(table["act"]), name
        assert Certainty(table["certainty"]), name
        assert table["says"], name


def test_every_rule_can_be_told() -> None:
    """Each rule of acts has its phrase for the trace."""
    assert {name for name, _, _ in RULES} <= set(load("telling")["rules"])


@pytest.mark.parametrize(
    ("base", "form"),
    [
        ("deny", "denied"),
        ("urge", "urging"),
        ("plan", "planned"),
        ("agree", "agreed"),
        ("pass", "passes"),
        ("vow", "vowed"),
    ],
)
def test_verbs_are_inflected(base: str, form: str) -> None:
    """A base form in a lexicon stands for the forms that news uses."""
    assert form in verb_forms(base)
