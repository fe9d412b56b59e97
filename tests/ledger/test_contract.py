"""What every ledger does, on every backend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger import Arrival, Ledger, Outcome, Result
from onrecord.record import Record, to_json
from onrecord.record.errors import NotInLedger, RecordError
from tests.ledger import fake

STORM = """Storm over Sarn

Ilsabet Morrow said that 12 boats sank off Sarn. Anders Hulle denied that anybody had been warned.
Ilsabet Morrow said that the radio of Hask was off. Ruth Adeyo said that help would come if the wind fell.
"""


def add(ledger: Ledger, record: Record, source: str = "storm.txt", **more: str) -> Result:
    data = record.report.text.encode()
    return ledger.add_record(record, Arrival(source, data, name=record.report.id, **more))


def test_a_report_is_given_back_as_it_was_read(ledger: Ledger) -> None:
    """Record, text, bytes: all fields of what was added, under a permanent id."""
    record = fake.read(STORM, name="storm")
    result = add(ledger, record)
    assert (result.outcome, result.report, result.statements) == (
        Outcome.NEW,
        f"storm-{record.report.sha256[:8]}",
        4,
    )
    kept = ledger.record(result.report or "")
    assert to_json(replace(kept, report=record.report)) == to_json(record)
    assert replace(kept.report, id="storm") == record.report
    assert ledger.original(record.report.original_sha256) == STORM.encode()


def test_the_same_text_is_known(ledger: Ledger) -> None:
    """Adding it again changes nothing, from wherever it comes; another place is remembered."""
    record = fake.read(STORM, name="storm")
    first = add(ledger, record)
    before = list(ledger.dump())
    again = add(ledger, record)
    assert (again.outcome, again.report) == (Outcome.KNOWN, first.report)
    assert list(ledger.dump()) == before
    assert add(ledger, replace(record, statements=()), "elsewhere.txt").outcome is Outcome.KNOWN
    new = set(ledger.dump()) - set(before)
    assert [line.split("\t")[0] for line in new] == ["arrivals"]


def test_another_text_of_the_same_address_is_a_revision(ledger: Ledger) -> None:
    """The old text is kept; statements in both keep their numbers, new ones get the next."""
    url = "https://courier.example/storm"
    first = add(ledger, fake.read(STORM, name="storm", url=url))
    text = "Update: Peter Anslow said that two had been found. " + STORM.replace("12 boats", "14 boats")
    text = text.replace("Anders Hulle denied that anybody had been warned.", "")
    second = add(ledger, fake.read(text, name="other", url=url), "later.txt")
    assert (second.outcome, second.report, second.revision) == (Outcome.REVISED, first.report, 2)
    assert (second.kept, second.gone) == (3, 1)
    now = ledger.record(first.report or "")
    assert now.report.text == text
    assert [(s.id, s.content.text[:12]) for s in now.statements] == [
        ("s5", "that two had"),
        ("s1", "that 14 boat"),
        ("s3", "that the rad"),
        ("s4", "that help wo"),
    ]
    speakers = {p.id: p.name for p in now.speakers}
    assert speakers == {"p4": "Peter Anslow", "p1": "Ilsabet Morrow", "p3": "Ruth Adeyo"}
    old = ledger.machine_record(first.report or "", revision=1)
    assert old.report.text == STORM
    assert [s.id for s in old.statements] == ["s1", "s2", "s3", "s4"]


def test_what_cannot_be_kept_is_refused_whole(ledger: Ledger) -> None:
    """Half characters and wrong hashes are errors that say so, and nothing is kept of them."""
    record = fake.read(STORM)
    broken = replace(record, report=replace(record.report, title="half \ud800"))
    with pytest.raises(RecordError, match="title holds half a character"):
        add(ledger, broken)
    with pytest.raises(RecordError, match="SHA-256"):
        add(ledger, replace(record, report=replace(record.report, text=STORM + "!")))
    assert ledger.reports() == ()


def test_an_unknown_id_is_an_error(ledger: Ledger) -> None:
    """Reports and statements that are not there are named."""
    with pytest.raises(NotInLedger, match="no report storm-1"):
        ledger.record("storm-1")
    with pytest.raises(NotInLedger):
        ledger.effective("storm-1:s1")
