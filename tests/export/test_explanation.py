"""`onrecord explain`: what decided the fields of a statement."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from onrecord.export import explain
from onrecord.export.explanation import UNDECIDED, UNTRACED
from onrecord.export.explanation import explain as explained
from onrecord.record import (
    Act,
    Due,
    Event,
    EventStatus,
    Place,
    Precision,
    Record,
    Span,
    Statement,
    Trace,
)
from onrecord.record.errors import NoSuchStatement

RecordOf = Callable[..., Record]


def _with(record: Record, name: str, **changes: Any) -> Record:
    """The record with one statement changed."""
    return replace(
        record,
        statements=tuple(replace(one, **changes) if one.id == name else one for one in record.statements),
    )


def _told(record: Record, name: str) -> dict[str, str]:
    """The table's words by field."""
    found: dict[str, str] = {}
    last = ""
    for line in explain.plain_table(record, name).splitlines():
        head = re.match(r"([a-z]+) +(\S.*)", line)
        if head and head[1] in (field.name for field in fields(Statement)):
            last = head[1]
            found[last] = head[2]
        elif last and line.startswith(" "):
            found[last] += " " + line.strip()
    return found


def test_the_words_stand_in_their_sentence_with_their_parts_named(record: Record) -> None:
    """Source, cue and content are in brackets, with the rest of the sentence around them."""
    shown = " ".join(explain.plain_table(record, "s5").split())
    assert (
        "s5 [source A retired engineer, who asked not to be named], [cue denied] "
        "[content that anybody had warned him]."
    ) in shown


def test_every_field_of_a_statement_is_told(record: Record) -> None:
    """No field of the contract is left out, decided or not."""
    told = _told(record, "s4")
    assert set(told) == {field.name for field in fields(Statement)} - {"id", "trace"}


def test_what_decided_a_field_stands_below_it(record: Record) -> None:
    """Rule or model, its reason, the words it stands on and how often it is right."""
    span = record.statements[4].cue.spans
    trace = Trace("act", "act/3", span, "a verb of denial introduces it", 0.91)
    told = _told(_with(record, "s5", trace=(trace,)), "s5")
    assert told["act"] == (
        "denial: rejects what somebody else alleges because a verb of denial introduces it on “denied” "
        "[act/3, right 0.91]"
    )


def test_words_that_the_reason_quotes_are_not_repeated(record: Record) -> None:
    """A reason that has the words in it is enough."""
    span = record.statements[4].cue.spans
    trace = Trace("act", "act/3", span, "“denied” is a verb of denial", 0.91)
    told = _told(_with(record, "s5", trace=(trace,)), "s5")
    assert told["act"].count("“denied”") == 1


def test_one_decision_for_several_fields_is_told_once(record: Record) -> None:
    """The tagger reads source, cue and content together; each of them shows that on its own words."""
    one = record.statements[4]
    trace = Trace("content", "tagger 1", (*one.source.spans, *one.cue.spans), "read together", 0.8)
    traced = _with(record, "s5", trace=(trace,))
    told = _told(traced, "s5")
    assert "because read together on “A retired engineer" in told["source"]
    assert told["cue"].endswith("decided together with source")
    grounds = {field.field: field.grounds for field in explained(traced, "s5").fields}
    assert grounds["cue"][0].text == "denied"
    assert grounds["content"][0].spans == one.content.spans


def test_parts_of_a_field_count_to_it(record: Record) -> None:
    """A trace of `said.date` or `places[0]` is shown with `said` and `places`."""
    traces = (
        Trace("said.date", "time/1", (), "by date", 0.9),
        Trace("places[0]", "place/1", (), "by place", 0.9),
    )
    told = _told(_with(record, "s1", trace=traces), "s1")
    assert "by date" in told["said"]
    assert "by place" in told["places"]


def test_what_is_not_decided_says_so(record: Record) -> None:
    """An empty field is undecided, or says what it means that there is none."""
    told = _told(record, "s7")
    assert told["act"] == told["channel"] == told["said"] == UNDECIDED
    assert told["within"] == "none: the report says it in its own voice"


def test_a_condition_belongs_to_commitments(record: Record) -> None:
    """For other acts there is none; while the act is undecided nobody knows."""
    assert _told(record, "s1")["condition"] == "none: only a commitment has one"
    assert _told(record, "s7")["due"] == UNDECIDED
    assert _told(_with(record, "s1", act=Act.COMMITMENT), "s1")["condition"] == UNDECIDED


def test_a_value_without_a_trace_is_not_passed_off_as_explained(record: Record) -> None:
    """It says that nothing is recorded of what decided it."""
    assert _told(record, "s4")["channel"] == f"radio {UNTRACED}"


def test_values_are_told_in_words(record: Record) -> None:
    """Speakers with what is known of them, places with theirs, events, dates and the outer statement."""
    velmora = Place("Velmora", Span(0, 1), 7, 1.25, 2.5, "XV", Precision.CITY)
    event = Event("ASSAULT", "rebels", "Velmora", None, EventStatus.HAPPENED)
    told = _told(_with(record, "s3", places=(velmora,), events=(event,), due=Due("2031-07", None)), "s3")
    assert told["within"] == "s2, which two senior officials says"
    assert told["certainty"].startswith("probable: put as likely")
    assert told["places"].startswith("Velmora (city in XV; 1.25, 2.50; GeoNames 7)")
    assert told["events"].startswith("assault: rebels → Velmora, happened")
    assert told["due"].startswith("from July 2031")
    assert _told(record, "s1")["source"].startswith("Ines Corvald (person, governor of Tarn Province)")
    assert _told(record, "s1")["said"].startswith("3 May 2031")
    assert _told(record, "s1")["figures"].startswith("count: at least 20 cracks")


def test_an_unknown_id_is_answered_with_those_there_are(record: Record) -> None:
    """The error names them; a number alone is taken for an id."""
    with pytest.raises(
        NoSuchStatement, match=r"no statement s99; expected one of s1, s2, s3, s4, s5, s6, s7"
    ):
        explain.plain_table(record, "s99")
    assert explained(record, "5").statement.id == "s5"


def test_many_ids_are_named_as_a_range(record: Record) -> None:
    """A hundred ids would be no help."""
    many = tuple(replace(record.statements[0], id=f"s{n}") for n in range(1, 101))
    with pytest.raises(NoSuchStatement, match="one of s1 to s100"):
        explained(replace(record, statements=many), "s101")


def test_a_report_without_statements_has_none_to_explain(record_of: RecordOf) -> None:
    """Neither by id nor in the list."""
    bare = record_of("Fog lay over Tarn.")
    with pytest.raises(NoSuchStatement, match="no statement was found"):
        explained(bare, "s1")
    assert "No statement was found" in explain.plain_table(bare, None)


def test_without_an_id_all_statements_are_listed(record: Record) -> None:
    """One line each: id, speaker, how it begins."""
    shown = explain.plain_table(record, None)
    lines = [line for line in shown.splitlines() if re.match(r"s\d ", line)]
    assert [line.split()[0] for line in lines] == [one.id for one in record.statements]
    assert "Ines Corvald" in lines[0]
    assert "The water is rising" in lines[6]


def test_json_has_the_statement_and_its_fields(record: Record) -> None:
    """Values, grounds and context with their characters; the pieces of context are the text in order."""
    data = json.loads(explain.wire(record, "s3"))
    assert data["schema"] == "onrecord-explain/1"
    assert data["report"]["sha256"] == record.report.sha256
    assert data["statement"]["id"] == "s3"
    assert data["speaker"]["id"] == "p3"
    assert [f["field"] for f in data["fields"]][:3] == ["source", "cue", "content"]
    text = record.report.text
    assert all(text[slice(*piece["span"])] == piece["text"] for piece in data["context"])
    assert [piece["role"] for piece in data["context"] if piece["role"]] == ["source", "cue", "content"]
    assert [one["id"] for one in json.loads(explain.wire(record, None))["statements"]][:2] == ["s1", "s2"]


def test_nothing_in_a_report_acts_on_the_terminal(record: Record) -> None:
    """Escape sequences in words, reasons and names are written out."""
    hostile = "\x1b[2J\u202ered"
    one = record.statements[0]
    trace = Trace("act", hostile, one.cue.spans, hostile, 0.5)
    bad = _with(record, "s1", channel=hostile, trace=(trace,), cue=replace(one.cue, text=hostile))
    speakers = tuple(replace(speaker, name=hostile) for speaker in record.speakers)
    bad = replace(bad, speakers=speakers)
    for shown in (explain.plain_table(bad, "s1"), explain.plain_table(bad, None)):
        assert all(character.isprintable() or character == "\n" for character in shown)
