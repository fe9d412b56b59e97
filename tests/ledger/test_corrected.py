"""A person's word: it stands over the machine's, and outlives every reading."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import insert

from onrecord.ledger import Difference, Ledger
from onrecord.ledger import tables as t
from onrecord.ledger.rereading import reread
from onrecord.ledger.rows import next_key
from onrecord.ledger.settling import settle
from onrecord.record import Act, Content, Record, Report, Said, Speaker, Statement
from onrecord.record.errors import RecordError
from onrecord.record.wire import plain
from tests.ledger import fake
from tests.ledger.test_contract import STORM, add


def correct(ledger: Ledger, target: str, kind: str, field: str | None = None, value: object = None) -> None:
    """Notes a correction and lets it stand."""
    with ledger.writing() as connection:
        connection.execute(
            insert(t.corrections).values(
                key=next_key(connection, t.corrections),
                at="2031-06-20T10:00:00Z",
                who="Tamsin Orley",
                why="I was there",
                target=target,
                kind=kind,
                revision=1,
                field=field,
                value=json.dumps(value, ensure_ascii=False, sort_keys=True) if field else None,
            )
        )
        settle(connection, target)


@pytest.fixture
def storm(ledger: Ledger) -> str:
    return add(ledger, fake.read(STORM, name="storm")).report or ""


def standing(ledger: Ledger, target: str) -> Statement | Speaker | None:
    report, _, own = target.rpartition(":")
    record = ledger.record(report)
    found = record.statement(own) or record.speaker(own)
    assert found == ledger.effective(target).standing
    return found


def test_a_corrected_field_stands_over_the_machines(ledger: Ledger, storm: str) -> None:
    """The record has the person's value, the machine's stays beside it, and the last correction counts."""
    target = f"{storm}:s1"
    correct(ledger, target, "set", "act", "warning")
    correct(ledger, target, "set", "said.date", "2031-06-12")
    correct(ledger, target, "set", "act", "forecast")
    stands = standing(ledger, target)
    assert isinstance(stands, Statement)
    assert (stands.act, stands.said.date) == (Act.FORECAST, "2031-06-12")
    both = ledger.effective(target)
    assert isinstance(both.machine, Statement)
    assert both.machine.act is Act.ASSERTION
    assert both.corrected.differences == (
        Difference("said.date", '"2031-06-12"', '"2031-06-13"'),
        Difference("act", '"forecast"', '"assertion"'),
    )
    assert [c.who for c in both.corrections] == ["Tamsin Orley"] * 3
    assert ledger.check().faults == ()


def test_a_field_set_as_a_whole_goes_over_its_parts(ledger: Ledger, storm: str) -> None:
    """`said` set after `said.date` counts alone."""
    target = f"{storm}:s1"
    correct(ledger, target, "set", "said.date", "2031-06-12")
    correct(ledger, target, "set", "said", {"date": None, "basis": None, "span": None})
    stands = standing(ledger, target)
    assert isinstance(stands, Statement)
    assert stands.said == Said()


def test_corrected_spans_bring_their_words(ledger: Ledger, storm: str) -> None:
    """Where somebody moves the content, its words follow from the text."""
    start = STORM.index("12 boats sank")
    correct(ledger, f"{storm}:s1", "set", "content.spans", [[start, start + 13]])
    stands = standing(ledger, f"{storm}:s1")
    assert isinstance(stands, Statement)
    assert stands.content.text == "12 boats sank"
    assert ledger.check().faults == ()


def test_a_rejected_statement_is_gone_until_it_is_restored(ledger: Ledger, storm: str) -> None:
    """It is in no record any more, but what the machine read is kept."""
    target = f"{storm}:s2"
    correct(ledger, target, "reject")
    assert standing(ledger, target) is None
    assert isinstance(ledger.effective(target).machine, Statement)
    assert len(ledger.machine_record(storm).statements) == 4
    correct(ledger, target, "restore")
    assert standing(ledger, target) == ledger.effective(target).machine
    assert ledger.check().faults == ()


def test_a_speaker_is_corrected_too(ledger: Ledger, storm: str) -> None:
    """A speaker's name and roles are a person's to set."""
    correct(ledger, f"{storm}:p1", "set", "name", "Ilsabet Morrow-Lind")
    correct(ledger, f"{storm}:p1", "set", "roles", ["regional governor"])
    stands = standing(ledger, f"{storm}:p1")
    assert isinstance(stands, Speaker)
    assert (stands.name, stands.roles) == ("Ilsabet Morrow-Lind", ("regional governor",))


def missed(record: Record) -> Statement:
    """A statement that the machine did not find."""
    start = STORM.index("help would come")
    content = Content(((start, start + 15),), "help would come", None)  # type: ignore[arg-type]
    return replace(record.statements[3], id="s9", content=content, trace=())


def test_a_missed_statement_is_added(ledger: Ledger, storm: str) -> None:
    """It stands in the record with its own number, and the next reading gives that number to nobody."""
    record = ledger.machine_record(storm)
    correct(ledger, f"{storm}:s9", "add", "statement", plain(missed(record)))
    stands = standing(ledger, f"{storm}:s9")
    assert isinstance(stands, Statement)
    assert stands.content.text == "help would come"
    assert ledger.effective(f"{storm}:s9").machine is None
    assert ledger.check().faults == ()


def test_what_one_reading_missed_has_its_number_in_the_next(ledger: Ledger, storm: str) -> None:
    """Numbers are never given anew: not to what was missed once, not to what a person added."""
    record = ledger.machine_record(storm)
    correct(ledger, f"{storm}:s9", "add", "statement", plain(missed(record)))
    assert ledger.read_again(storm, fake.read(STORM, name=storm, skip="12 boats")) == {"s1"}
    text = [s.id for s in ledger.record(storm).statements]
    assert text == ["s2", "s3", "s4", "s9"]
    assert ledger.read_again(storm, fake.read(STORM, name=storm)) == frozenset()
    assert [s.id for s in ledger.record(storm).statements] == ["s1", "s2", "s3", "s4", "s9"]
    assert ledger.check().faults == ()


def test_a_newer_model_that_finds_what_was_missed_adds_nothing(ledger: Ledger, storm: str) -> None:
    """It has the number that the person gave; the person's word stands, and the differences are told."""
    record = ledger.machine_record(storm)
    mine = replace(record.statements[1], id="s9", act=Act.WARNING, trace=())
    with ledger.writing() as connection:
        connection.execute(t.statements.delete().where(t.statements.c.id == f"{storm}:s2"))
    correct(ledger, f"{storm}:s9", "add", "statement", plain(mine))
    ledger.read_again(storm, fake.read(STORM, name=storm))
    assert [(s.id, s.act) for s in ledger.record(storm).statements] == [
        ("s1", Act.ASSERTION),
        ("s9", Act.WARNING),
        ("s3", Act.ASSERTION),
        ("s4", Act.ASSERTION),
    ]
    differences = ledger.effective(f"{storm}:s9").corrected.differences
    assert differences == (Difference("act", '"warning"', '"denial"'),)
    assert ledger.check().faults == ()


def test_reading_again_keeps_numbers_and_a_persons_word(ledger: Ledger, storm: str) -> None:
    """A newer model finds one statement less; numbers stay, the correction stays, the difference is told."""
    correct(ledger, f"{storm}:s3", "set", "act", "warning")

    def read(report: Report) -> tuple[Record, str]:
        return fake.read(report.text, name=report.id, model="fake/2", skip="anybody"), "fake/2"

    again = reread(ledger, storm, read)
    assert again.kept == (f"{storm}:s1", f"{storm}:s3", f"{storm}:s4")
    assert again.gone == (f"{storm}:s2",)
    assert again.differences == ((f"{storm}:s3", Difference("act", '"warning"', '"assertion"')),)
    record = ledger.record(storm)
    assert [(s.id, s.act) for s in record.statements] == [
        ("s1", Act.ASSERTION),
        ("s3", Act.WARNING),
        ("s4", Act.ASSERTION),
    ]
    machine = ledger.effective(f"{storm}:s1").machine
    assert isinstance(machine, Statement)
    assert machine.trace[0].by == "fake/2"
    assert ledger.check().faults == ()


def test_reading_another_text_is_an_error(ledger: Ledger, storm: str) -> None:
    """A new reading is one of the text that the ledger has."""
    with pytest.raises(RecordError, match="another text"):
        reread(ledger, storm, lambda _: (fake.read("Something else.", name=storm), "fake/1"))


def test_a_correction_outlives_a_revision_where_its_words_do(ledger: Ledger) -> None:
    """In a revised text a corrected field still stands; corrected spans that no longer fit are told of."""
    url = "https://courier.example/storm"
    report = add(ledger, fake.read(STORM, name="storm", url=url)).report or ""
    start = STORM.index("radio of Hask")
    correct(ledger, f"{report}:s3", "set", "certainty", "possible")
    correct(ledger, f"{report}:s3", "set", "content", plain(Content(((start, start + 13),), "radio of Hask")))  # type: ignore[arg-type]
    add(ledger, fake.read("Later.\n" + STORM, name="storm", url=url), "later.txt")
    both = ledger.effective(f"{report}:s3")
    assert isinstance(both.standing, Statement)
    assert str(both.standing.certainty) == "possible"
    assert both.standing.content.text == "that the radio of Hask was off"
    assert [c.field for c in both.corrected.unapplied] == ["content"]
    assert ledger.check().faults == ()


def test_an_added_statement_moves_with_its_words(ledger: Ledger) -> None:
    """In a revised text it stands where its words now stand, and is no more where they are gone."""
    url = "https://courier.example/storm"
    report = add(ledger, fake.read(STORM, name="storm", url=url)).report or ""
    correct(ledger, f"{report}:s9", "add", "statement", plain(missed(ledger.machine_record(report))))
    add(ledger, fake.read("Later.\n" + STORM, name="storm", url=url), "later.txt")
    stands = standing(ledger, f"{report}:s9")
    assert isinstance(stands, Statement)
    assert stands.content.spans[0].start == STORM.index("help would come") + len("Later.\n")
    add(ledger, fake.read("Ruth Adeyo said that all is over.", name="storm", url=url), "last.txt")
    assert standing(ledger, f"{report}:s9") is None
    assert ledger.check().faults == ()
