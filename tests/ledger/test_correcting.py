"""Corrections by people, on every backend: they last, and the machine's word stays beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger import Ledger
from onrecord.record import About, Content, Cue, Said, Source, Span
from onrecord.record.errors import CorrectionError, RecordError
from tests.ledger import fake
from tests.ledger.test_contract import STORM, add

BY = {"who": "Tamsin Orley", "why": "heard the tape"}


@pytest.fixture
def storm(ledger: Ledger) -> str:
    """The id of a report in the ledger."""
    return add(ledger, fake.read(STORM, name="storm")).report or ""


def sound(ledger: Ledger) -> bool:
    return ledger.check().sound


def test_a_person_corrects_any_field(ledger: Ledger, storm: str) -> None:
    """Fields, parts of fields and whole lists are set; the machine's value stays visible, search follows."""
    target = f"{storm}:s1"
    values = {
        "act": "accusation",
        "said.date": "2031-06-12",
        "channel": "Harbour Radio",
        "places": [],
        "content": "12 boats sank",
        "due": {"start": "2031-06-20", "end": None},
        "within": "s4",
    }
    now = ledger.correct_all(target, values, **BY)
    one = now.standing
    assert (one.act, one.said.date, one.channel, one.places) == (
        "accusation",
        "2031-06-12",
        "Harbour Radio",
        (),
    )
    assert one.content.text == "12 boats sank"
    assert STORM[slice(*one.content.spans[0])] == "12 boats sank"
    assert (now.machine.act, now.machine.content.text) == ("assertion", "that 12 boats sank off Sarn")
    assert next((c.who, c.why, c.field) for c in now.corrections) == ("Tamsin Orley", "heard the tape", "act")
    assert {d.field for d in now.corrected.differences} == {
        "act",
        "said.date",
        "channel",
        "places",
        "content.spans",
        "due",
        "within",
    }
    assert [hit.id for hit in ledger.find(act="accusation", corrected=True)] == [target]
    assert [hit.made_by for hit in ledger.find("boats")] == ["person"]
    assert len(ledger.find("sarn")) == 0
    assert sound(ledger)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("acct", "denial", "no field acct"),
        ("act", "promise", "one of assertion"),
        ("said.date", "12 June", "ISO day"),
        ("said.date", "2031-02-30", "ISO day"),
        ("source.speaker", "p9", "no speaker p9"),
        ("within", "s1", "stands within it"),
        ("within", "s9", "not there"),
        ("content", "that the moon fell", "does not stand in the report"),
        ("content.spans", [[0, 9999]], "within 0-"),
        ("id", "s3", "no field id"),
    ],
)
def test_what_does_not_fit_is_refused(
    ledger: Ledger, storm: str, field: str, value: object, told: str
) -> None:
    """Types, dates, places in the text and ids are checked; nothing is kept of a refused correction."""
    before = list(ledger.dump())
    with pytest.raises((RecordError, CorrectionError), match=told):
        ledger.correct(f"{storm}:s1", field, value, **BY)
    assert list(ledger.dump()) == before


def test_who_and_why_must_be_said(ledger: Ledger, storm: str) -> None:
    """A correction without a name or a reason is none."""
    with pytest.raises(CorrectionError, match="not said why"):
        ledger.correct(f"{storm}:s1", "act", "denial", who="Orley", why=" ")


def test_reading_again_keeps_a_persons_word_and_shows_where_they_differ(ledger: Ledger, storm: str) -> None:
    """A newer model's value does not overwrite it; where both come to agree nothing differs."""
    target = f"{storm}:s2"
    ledger.correct(target, "act", "assertion", **BY)
    again = fake.read(STORM, name="storm", model="fake/2")
    changed = replace(again.statements[1], act="evaluation", channel="television")
    ledger.read_again(storm, replace(again, statements=(again.statements[0], changed, *again.statements[2:])))
    now = ledger.effective(target)
    assert (now.standing.act, now.standing.channel) == ("assertion", "television")
    assert [(d.field, d.person, d.machine) for d in now.corrected.differences] == [
        ("act", '"assertion"', '"evaluation"')
    ]
    agreed = replace(again.statements[1], act="assertion")
    ledger.read_again(storm, replace(again, statements=(again.statements[0], agreed, *again.statements[2:])))
    assert ledger.effective(target).corrected.differences == ()
    steps = ledger.history(target).steps
    assert [step.what for step in steps] == ["read", "set", "read again", "read again"] or {
        step.what for step in steps
    } == {"read", "set", "read again"}
    assert sound(ledger)


def test_the_last_word_of_a_field_counts_and_all_are_kept(ledger: Ledger, storm: str) -> None:
    """Corrections are only ever added; history tells each with its reason."""
    target = f"{storm}:s1"
    ledger.correct(target, "act", "warning", **BY)
    ledger.correct(target, "act", "threat", who="Bekim Vasht", why="it was aimed at Hask")
    history = ledger.history(target)
    set_ = [step for step in history.steps if step.what == "set"]
    assert [(s.by, s.changes[0].before, s.changes[0].after) for s in set_] == [
        ("Tamsin Orley", '"assertion"', '"warning"'),
        ("Bekim Vasht", '"warning"', '"threat"'),
    ]
    assert history.standing.act == "threat"


def test_a_wrong_statement_is_rejected_and_restored(ledger: Ledger, storm: str) -> None:
    """It is not found while it is rejected, but shown with its history; what stood in it stands alone."""
    ledger.correct(f"{storm}:s2", "within", "s1", **BY)
    ledger.reject(f"{storm}:s1", **BY)
    assert [s.id for s in ledger.record(storm).statements] == ["s2", "s3", "s4"]
    assert ledger.effective(f"{storm}:s2").standing.within is None
    assert ledger.effective(f"{storm}:s1").machine is not None
    ledger.read_again(storm, fake.read(STORM, name="storm"))
    assert ledger.effective(f"{storm}:s1").standing is None
    assert len(ledger.find("boats")) == 0
    assert sound(ledger)
    ledger.restore(f"{storm}:s1", **BY)
    assert [hit.id for hit in ledger.find("boats")] == [f"{storm}:s1"]
    with pytest.raises(CorrectionError, match="stands already"):
        ledger.restore(f"{storm}:s1", **BY)


def test_a_missed_statement_is_added_and_keeps_its_number(ledger: Ledger) -> None:
    """It is found like others, outlives a new reading, and is there once when the machine finds it too."""
    storm = add(ledger, fake.read(STORM, name="storm", skip="radio")).report or ""
    at = STORM.index("that the radio of Hask was off")
    made = replace(
        fake.read(STORM).statements[2],
        source=Source((), "", "p1"),
        cue=Cue(),
        content=Content((Span(at, at + 30),), STORM[at : at + 30]),
        via=(),
        trace=(),
    )
    target = ledger.add_statement(storm, made, **BY)
    assert target == f"{storm}:s4"
    assert [hit.id for hit in ledger.find("radio")] == [target]
    ledger.read_again(storm, fake.read(STORM, name="storm"))
    assert [hit.id for hit in ledger.find("radio")] == [target]
    now = ledger.effective(target)
    assert (now.standing.cue.text, now.machine.cue.text) == ("", "said")
    assert "cue" in {d.field for d in now.corrected.differences}
    with pytest.raises(CorrectionError, match=f"{target} says the same words"):
        ledger.add_statement(storm, made, **BY)
    ledger.reject(target, **BY)
    with pytest.raises(CorrectionError, match="was rejected"):
        ledger.add_statement(storm, made, **BY)
    assert sound(ledger)


def test_a_statement_that_a_reading_lost_comes_back_under_its_number(ledger: Ledger, storm: str) -> None:
    """What an earlier reading found and the last one missed is added under the number it had."""
    lost = ledger.record(storm).statements[2]
    ledger.read_again(storm, fake.read(STORM, name="storm", skip="radio"))
    assert ledger.add_statement(storm, replace(lost, id="s99"), **BY) == f"{storm}:s3"
    assert [hit.id for hit in ledger.find("radio")] == [f"{storm}:s3"]
    assert sound(ledger)


def test_words_are_enough_to_add_a_statement(ledger: Ledger, storm: str) -> None:
    """Content, source and cue are looked up in the text; pieces of a content may stand apart."""
    target = ledger.add_words(
        storm,
        "12 boats … off Sarn",
        source="Ilsabet Morrow",
        speaker="p1",
        values={"act": "warning", "said.date": "2031-06"},
        **BY,
    )
    one = ledger.effective(target).standing
    assert [STORM[s.start : s.end] for s in one.content.spans] == ["12 boats", "off Sarn"]
    assert (one.source.text, one.source.speaker, one.act) == ("Ilsabet Morrow", "p1", "warning")
    with pytest.raises(CorrectionError, match="stands in the report 4 times"):
        ledger.add_words(storm, "that", **BY)
    assert sound(ledger)


def test_speakers_are_merged_and_split(ledger: Ledger, storm: str) -> None:
    """All that one says goes to the other; some of it goes to a new one, with the mentions."""
    ledger.merge_speakers(f"{storm}:p1", f"{storm}:p3", **BY)
    record = ledger.record(storm)
    assert [p.id for p in record.speakers] == ["p1", "p2"]
    assert [s.source.speaker for s in record.statements] == ["p1", "p2", "p1", "p1"]
    assert len(record.speakers[0].mentions) == 3
    new = ledger.split_speaker(f"{storm}:p1", [f"{storm}:s4"], {"name": "Ruth Adeyo", "named": True}, **BY)
    record = ledger.record(storm)
    assert new == f"{storm}:p4"
    assert {p.id: p.name for p in record.speakers} == {
        "p1": "Ilsabet Morrow",
        "p2": "Anders Hulle",
        "p4": "Ruth Adeyo",
    }
    assert [s.source.speaker for s in record.statements] == ["p1", "p2", "p1", "p4"]
    ledger.read_again(storm, fake.read(STORM, name="storm"))
    assert [s.source.speaker for s in ledger.record(storm).statements] == ["p1", "p2", "p1", "p4"]
    assert sound(ledger)
    with pytest.raises(CorrectionError, match="speaks in s2"):
        ledger.reject(f"{storm}:p2", **BY)


def test_a_correction_outlives_a_new_revision_where_its_words_do(ledger: Ledger) -> None:
    """Fields stay; an added statement whose words are gone is told as not applied."""
    url = "https://courier.example/storm"
    storm = add(ledger, fake.read(STORM, name="storm", url=url)).report or ""
    ledger.correct(f"{storm}:s1", "act", "warning", **BY)
    at = STORM.index("help would come")
    made = replace(
        fake.read(STORM).statements[3],
        source=Source(),
        cue=Cue(),
        content=Content((Span(at, at + 15),), STORM[at : at + 15]),
        places=(),
        figures=(),
        via=(),
        trace=(),
    )
    target = ledger.add_statement(storm, replace(made, about=About(), said=Said()), **BY)
    add(ledger, fake.read("Update. " + STORM, name="storm", url=url), "later.txt")
    assert ledger.effective(f"{storm}:s1").standing.act == "warning"
    assert ledger.effective(target).standing.content.spans == (Span(at + 8, at + 23),)
    last = STORM.replace("help would come", "aid might come")
    add(ledger, fake.read(last, name="storm", url=url), "last.txt")
    assert ledger.effective(f"{storm}:s1").standing.act == "warning"
    now = ledger.history(target)
    assert (now.standing, [c.kind for c in now.unapplied]) == (None, ["add"])
    assert sound(ledger)


def test_corrections_are_lessons(ledger: Ledger, storm: str) -> None:
    """What counts is given with machine and person, words and version, without who and when."""
    ledger.correct(f"{storm}:s1", "act", "threat", **BY)
    ledger.correct(f"{storm}:s1", "act", "warning", **BY)
    ledger.correct(f"{storm}:s2", "polarity", "negative", **BY)
    ledger.reject(f"{storm}:s4", **BY)
    lessons = list(ledger.lessons())
    assert [(one.target, one.kind, one.field, one.person) for one in lessons] == [
        (f"{storm}:s1", "set", "act", "warning"),
        (f"{storm}:s4", "reject", None, None),
    ]
    assert lessons[0].machine == "assertion"
    assert lessons[1].machine["content"]["text"].startswith("that help")
    assert STORM[lessons[0].start :].startswith(lessons[0].context)
    assert "Orley" not in repr(lessons)
    assert [r.report.id for r in ledger.corrected_records()] == [storm]
