"""The record as JSON, both ways, and its schema."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import record as r
from onrecord.record.errors import RecordError

TEXT = "“We stay,” said Ola Berg, as two officials feared she might go."

spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: r.Span(min(p), max(p))), max_size=3
).map(tuple)
words = st.text(max_size=12)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


statements = st.builds(
    r.Statement,
    id=words,
    source=st.builds(r.Source, spans, words, maybe(words)),
    cue=st.builds(r.Cue, spans, words, maybe(words)),
    content=st.builds(r.Content, spans, words, maybe(st.sampled_from(r.Mode))),
    within=maybe(words),
    via=st.lists(st.builds(r.Via, spans, words, maybe(words)), max_size=2).map(tuple),
    act=maybe(st.sampled_from(r.Act)),
    certainty=maybe(st.sampled_from(r.Certainty)),
    said=st.builds(r.Said, maybe(words), maybe(st.sampled_from(r.Basis)), st.none()),
    figures=st.lists(
        st.builds(
            r.Figure,
            st.sampled_from(r.Measure),
            maybe(st.integers(0, 9)),
            maybe(st.floats(0, 9)),
            st.booleans(),
            maybe(words),
            maybe(words),
            st.just(r.Span(0, 1)),
        ),
        max_size=2,
    ).map(tuple),
    due=maybe(st.builds(r.Due, maybe(words), maybe(words))),
    confidence=st.floats(0, 1),
    trace=st.lists(st.builds(r.Trace, words, words, spans, words, st.floats(0, 1)), max_size=2).map(tuple),
)


def report(text: str = TEXT) -> r.Report:
    return r.Report("a", None, "0", "0", None, None, None, ("Ola Berg",), "2031-06-14", "en", text)


@given(st.lists(statements, max_size=3).map(tuple))
def test_a_record_survives_the_way_to_json_and_back(made: tuple[r.Statement, ...]) -> None:
    """What is written can be read again without loss."""
    record = r.Record(report(), statements=made, warnings=(r.Warning("x", "y", r.Span(0, 1)),))
    assert r.from_json(r.to_json(record)) == record


@given(st.lists(statements, max_size=2).map(tuple))
def test_every_record_keeps_the_published_schema(made: tuple[r.Statement, ...]) -> None:
    """The schema describes what is really written."""
    jsonschema.validate(
        json.loads(r.to_json(r.Record(report(), statements=made))),
        r.json_schema(),
        cls=jsonschema.Draft202012Validator,
    )


def test_the_schema_refuses_a_record_with_a_field_missing_or_of_another_type() -> None:
    """A schema that lets everything through would be none."""
    data = r.to_dict(r.Record(report()))
    for broken in (
        {**data, "schema": "onrecord/9"},
        {**data, "statements": [{}]},
        {"schema": data["schema"]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, r.json_schema())


def test_the_top_of_the_record_is_as_the_contract_says() -> None:
    """Programs rely on these names."""
    data = r.to_dict(r.Record(report()))
    assert list(data) == ["schema", "report", "speakers", "statements", "warnings"]
    assert list(data["report"]) == [
        "id",
        "path",
        "sha256",
        "original_sha256",
        "title",
        "publisher",
        "url",
        "bylines",
        "published",
        "language",
        "text",
    ]


def test_every_statement_field_of_the_contract_is_written_even_when_undecided() -> None:
    """Undecided is shown as null or empty, never left out."""
    data = json.loads(
        r.to_json(r.Record(report(), statements=(r.Statement("s1", r.Source(), r.Cue(), r.Content()),)))
    )
    statement = data["statements"][0]
    assert set(statement) == {f.name for f in dataclasses.fields(r.Statement)}
    assert statement["source"] == {"spans": [], "text": "", "speaker": None}
    assert statement["act"] is None
    assert statement["figures"] == []


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        ("{", "JSON"),
        ("[]", "schema"),
        ('{"schema": "onrecord/2"}', "onrecord/1"),
        ('{"schema": "onrecord/1"}', "report"),
    ],
)
def test_json_that_is_no_record_is_refused_in_words(broken: str, word: str) -> None:
    """The message names what is wrong."""
    with pytest.raises(RecordError, match=word):
        r.from_json(broken)


def test_a_span_that_runs_backwards_is_refused() -> None:
    """Spans are half-open and in order."""
    data = r.to_dict(r.Record(report(), warnings=(r.Warning("x", "y", r.Span(1, 2)),)))
    data["warnings"][0]["span"] = [3, 1]
    with pytest.raises(RecordError, match=r"\[3, 1\]"):
        r.from_dict(data)


def test_an_act_that_the_contract_does_not_know_is_refused_with_the_known_ones() -> None:
    """The message lists what would have been right."""
    data = r.to_dict(r.Record(report(), statements=(r.Statement("s1", r.Source(), r.Cue(), r.Content()),)))
    data["statements"][0]["act"] = "boast"
    with pytest.raises(RecordError, match="denial"):
        r.from_dict(data)


def test_a_lone_surrogate_is_written_as_an_escape() -> None:
    """JSON of any text can be stored in UTF-8."""
    text = r.to_json(r.Record(report("half \ud800 a character")))
    assert text.encode("utf-8")
    assert r.from_json(text).report.text == "half \ud800 a character"


def test_acts_are_those_of_the_contract() -> None:
    """Ten acts, in the words of the contract."""
    assert [str(a) for a in r.Act] == [
        "assertion",
        "denial",
        "accusation",
        "commitment",
        "threat",
        "warning",
        "demand",
        "forecast",
        "evaluation",
        "other",
    ]


def test_the_published_schema_is_the_one_derived_from_the_types() -> None:
    """`onrecord schema > docs/onrecord-1.schema.json` after a change of the types."""
    path = Path(__file__).parents[2] / "docs" / "onrecord-1.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == r.json_schema()
