"""Kin across reports: who is one, what is a near-copy, and what people say of it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from onrecord.api import open_ledger, take_in
from onrecord.cli import app
from onrecord.ledger import Arrival, Ledger, relating
from onrecord.record import Record
from onrecord.record.errors import CorrectionError, NotInLedger
from tests.ledger import fake
from tests.ledger.runs import FAKE

BY = {"who": "Tamsin Orley", "why": "I know them"}
WIRE = (
    "The ferry port of Sarn was shut at dawn after the storm tore away two of its four landing stages. "
    "Ilsabet Morrow said that nobody was hurt and that 12 boats are still missing at sea. "
    "Divers will look at the piles of the northern stage when the swell has gone down, which the weather "
    "office does not expect before the end of the week. Anders Hulle denied that the stages had been in "
    "bad repair. Goods for the islands go by way of Hask until then, on two barges that the harbour board "
    "has hired, and those who hold tickets may use them on the night boat from Velden without paying again."
)
SHORT = WIRE[: WIRE.index("Goods for")]


def report(said: Sequence[str], name: str, roles: Sequence[str] = (), **head: str) -> Record:
    """A report in which people say something, one sentence each."""
    text = " ".join(f"{who} said that {name} was cold on day {n}." for n, who in enumerate(said))
    record = fake.read(text, name=name)
    cast = tuple(replace(p, roles=tuple(roles), affiliation=None) for p in record.speakers)
    return replace(record, report=replace(record.report, **head), speakers=cast)


def add(ledger: Ledger, *records: Record) -> list[str]:
    """Takes records in and compares them with the others; gives the reports' ids."""
    results = [ledger.add_record(one, Arrival(f"{one.report.id}.txt", name=one.report.id)) for one in records]
    ledger.relate()
    return [result.report or "" for result in results]


def wire(text: str, name: str, publisher: str, published: str = "2031-06-14") -> Record:
    record = fake.read(text, name=name)
    return replace(record, report=replace(record.report, publisher=publisher, published=published))


def names(ledger: Ledger) -> list[tuple[str, int]]:
    return sorted((one.person.name, one.reports) for one in ledger.people())


def spelt() -> list[Record]:
    """Three spellings of one president, and one surname that two share."""
    return [
        report(["Volodymyr Zelensky"], "one", ["president"]),
        report(["Volodymyr Zelenskyy"], "two", ["president"]),
        report(["Volodymyr Zelenskiy"], "three", ["president"]),
        report(["Brigid Tolvane"], "four", ["nurse"]),
        report(["Casper Tolvane"], "five", ["skipper"]),
    ]


# ------------------------------------------------------------------ people
def test_three_spellings_are_one_and_a_shared_surname_is_not(ledger: Ledger) -> None:
    """A name transliterated in three ways is one person, found by any; two of one surname are two."""
    add(ledger, *spelt())
    assert [count for name, count in names(ledger) if name.startswith("Volodymyr")] == [3]
    assert ("Brigid Tolvane", 1) in names(ledger)
    assert ("Casper Tolvane", 1) in names(ledger)
    (one,) = ledger.people("Zelenskyy")
    assert {one.person.name, *one.person.aliases} == {
        f"Volodymyr Zelens{end}" for end in ("ky", "kyy", "kiy")
    }
    assert any(because for _, because in one.person.members)
    assert len(ledger.find(speaker="zelenskiy")) == 3
    assert [voice.reports for voice in ledger.speakers(speaker="zelensky")] == [3]
    assert ledger.check().sound


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1), (3, 1, 4, 2, 0)])
def test_who_is_one_does_not_depend_on_the_order(ledger: Ledger, order: tuple[int, ...]) -> None:
    """One report at a time in any order: the same people with the same members."""
    records = spelt()
    for k in order:
        add(ledger, records[k])
    found = sorted(tuple(s.partition("-")[0] for s, _ in one.person.members) for one in ledger.people())
    assert found == [("five",), ("four",), ("one", "three", "two")]


def test_an_id_stays_when_more_reports_come(ledger: Ledger) -> None:
    """The id that a person was given first is theirs, whatever spelling becomes the usual one."""
    first, *others = spelt()
    add(ledger, first)
    (before,) = ledger.people()
    add(ledger, *others)
    assert [one.person.id for one in ledger.people("zelensky")] == [before.person.id]


def two_of_one_name(ledger: Ledger) -> tuple[str, str]:
    """A surname beside two who could have it; gives the proposal and who the surname is."""
    add(
        ledger,
        report(["Brigid Tolvane"], "full", ["nurse"], published="2031-06-14"),
        report(["Tolvane"], "bare", ["nurse"], published="2031-06-15"),
    )
    (proposal,) = ledger.proposals()
    return proposal.id, proposal.because


def test_a_doubtful_merge_is_proposed_with_its_reason(ledger: Ledger) -> None:
    """A surname alone is not made the one who has it; the proposal says why it may be."""
    _, because = two_of_one_name(ledger)
    assert "nobody else of that name" in because
    assert len(ledger.people()) == 2


def test_an_accepted_proposal_holds_and_can_be_undone(ledger: Ledger) -> None:
    """One after it is accepted, also when more comes; two again when it is undone; all stays on record."""
    proposal, _ = two_of_one_name(ledger)
    ledger.accept(proposal, **BY)
    assert [one.reports for one in ledger.people("tolvane")] == [2]
    add(ledger, report(["Brigid Tolvane"], "later", ["nurse"], published="2031-06-20"))
    assert [one.reports for one in ledger.people("tolvane")] == [3]
    ledger.undo(proposal, **BY)
    assert sorted(one.reports for one in ledger.people("tolvane")) == [1, 2]
    assert [(d.state, d.who) for d in ledger.decisions()] == [
        ("accepted", "Tamsin Orley"),
        ("undone", "Tamsin Orley"),
    ]
    assert ledger.check().sound


@pytest.mark.parametrize("decided", ["accept", "refuse"])
def test_what_is_undone_is_proposed_again(ledger: Ledger, decided: str) -> None:
    """Undone, it is as if nobody had decided: the proposal can be decided on once more."""
    proposal, because = two_of_one_name(ledger)
    getattr(ledger, decided)(proposal, **BY)
    assert not ledger.proposals()
    ledger.undo(proposal, **BY)
    assert [(one.id, one.because) for one in ledger.proposals()] == [(proposal, because)]
    ledger.accept(proposal, **BY)
    assert [one.reports for one in ledger.people("tolvane")] == [2]


def test_a_refused_proposal_never_comes_back(ledger: Ledger) -> None:
    """Refused, it is neither proposed nor made when more reports come, nor after reading again."""
    proposal, _ = two_of_one_name(ledger)
    ledger.refuse(proposal, **BY)
    full, *_ = add(ledger, report(["Brigid Tolvane"], "later", ["nurse"], published="2031-06-15"))
    ledger.read_again(full, ledger.machine_record(full))
    ledger.relate()
    assert ledger.proposals() == ()
    assert sorted(one.reports for one in ledger.people("tolvane")) == [1, 2]
    with pytest.raises(NotInLedger, match="no proposal"):
        ledger.accept(proposal, **BY)


def test_people_are_merged_and_split_by_hand(ledger: Ledger) -> None:
    """Two names that nothing joins are one when a person says so, and parted at one speaker again."""
    one, other, third = add(
        ledger,
        report(["Brigid Tolvane"], "one"),
        report(["Mother Superior"], "two"),
        report(["Brigid Tolvane"], "three"),
    )
    ledger.merge_people("Brigid Tolvane", "Mother Superior", **BY)
    (joined,) = ledger.people()
    assert joined.reports == 3
    assert "a person has said" in " ".join(because or "" for _, because in joined.person.members)
    assert len(ledger.find(speaker="Mother Superior")) == 3
    ledger.split_person(joined.person.id, f"{other}:p1", **BY)
    assert names(ledger) == [("Brigid Tolvane", 2), ("Mother Superior", 1)]
    ledger.split_person("Brigid Tolvane", f"{third}:p1", **BY)
    add(ledger, report(["Brigid Tolvane"], "four"))
    members = sorted(
        tuple(s.partition("-")[0] for s, _ in p.person.members) for p in ledger.people("Tolvane")
    )
    assert members == [("four", "one"), ("three",)]
    ledger.merge_people(f"{one}:p1", f"{third}:p1", **BY)
    assert [p.reports for p in ledger.people("Tolvane")] == [3]
    with pytest.raises(CorrectionError, match="one already"):
        ledger.merge_people(f"{one}:p1", f"{third}:p1", **BY)


def test_a_decision_outlives_the_report_it_was_made_on(ledger: Ledger) -> None:
    """When the report of one of a pair is removed, what was decided holds for the others of that name."""
    one, _, _ = add(
        ledger,
        report(["Brigid Tolvane"], "a"),
        report(["Brigid Tolvane"], "b"),
        report(["Mother Superior"], "c"),
    )
    ledger.merge_people("Brigid Tolvane", "Mother Superior", **BY)
    ledger.remove(one, **BY)
    assert [p.reports for p in ledger.people()] == [2]
    assert ledger.check().sound


def test_a_corrected_name_finds_its_person(ledger: Ledger) -> None:
    """A speaker whose name a person corrects is at once the one who goes by it."""
    _, wrong = add(ledger, report(["Brigid Tolvane"], "one"), report(["Bright Tolwayne"], "two"))
    assert len(ledger.people()) == 2
    ledger.correct(f"{wrong}:p1", "name", "Brigid Tolvane", **BY)
    assert names(ledger) == [("Brigid Tolvane", 2)]


# ------------------------------------------------------------------ copies
def outlets() -> list[Record]:
    """A wire's text, four outlets that carry it, one of them shortened, and a report of their own."""
    return [
        wire(f"SARN (Reuters) - {WIRE}", "agency", "Reuters"),
        wire(f"{WIRE}\nSee also our pages on the coast.", "courier", "Ostmark Courier", "2031-06-15"),
        wire(f"Port shut\n{WIRE}", "gazette", "Hask Gazette", "2031-06-15"),
        wire(SHORT, "mirror", "Velden Mirror", "2031-06-16"),
        wire(f"{WIRE.replace('at dawn', 'on Saturday')} (Reuters)", "herald", "Island Herald", "2031-06-16"),
        wire("Ruth Adeyo said that 3 boats left Velden. The fair goes on all week.", "own", "Velden Mirror"),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 3, 4, 2, 1, 0), (2, 3, 0, 5, 1, 4)])
def test_a_wire_and_its_copies_have_one_origin(ledger: Ledger, order: tuple[int, ...]) -> None:
    """Four outlets that carry the wire, one shortened, point at the agency in any order of arrival."""
    records = outlets()
    for k in order:
        add(ledger, records[k])
    found = {c.report.partition("-")[0]: c.origin.partition("-")[0] for c in ledger.copies()}
    assert found == dict.fromkeys(("courier", "gazette", "mirror", "herald"), "agency")
    assert all(c.because and 0.6 <= c.similarity <= 1 for c in ledger.copies())
    assert ledger.check().sound


def test_copies_are_not_counted_as_six(ledger: Ledger) -> None:
    """Without copies two reports are left; speakers and the audit count each text once."""
    add(ledger, *outlets())
    assert len(ledger.find("boats")) == 6
    assert len(ledger.find("boats", copies=False)) == 2
    assert [v.statements for v in ledger.speakers(speaker="Ilsabet Morrow")] == [1]
    assert [v.statements for v in ledger.speakers(speaker="Ilsabet Morrow", every_copy=True)] == [5]
    audit = ledger.audit()
    assert (audit.reports, audit.statements, audit.copies) == (2, 3, 4)
    assert ledger.audit(every_copy=True).reports == 6
    copied = {f.field: dict(f.counts) for f in ledger.find("boats").facets()}["copy"]
    assert copied == {"near-copy": 4, "first": 2}


def test_a_copy_counts_where_its_origin_is_not_asked_for(ledger: Ledger) -> None:
    """Of what one outlet carries nothing is lost because another had it first."""
    add(ledger, *outlets())
    audit = ledger.audit(publisher=["Hask Gazette", "Ostmark Courier"])
    assert (audit.reports, audit.copies) == (1, 1)


def test_a_revised_text_is_no_copy_any_more(ledger: Ledger) -> None:
    """What is marked follows the text that stands; of the removed origin's copies another is the origin."""
    ids = add(ledger, *outlets()[:3])
    own = fake.read("Ruth Adeyo said that 9 boats left Hask. All is well there.", url="https://g.example/1")
    copy = wire(f"{WIRE}\nAnd more.", "late", "Late Post", "2031-06-17")
    copy = replace(copy, report=replace(copy.report, url="https://g.example/1"))
    (late,) = add(ledger, copy)
    assert late in {c.report for c in ledger.copies()}
    add(ledger, own)
    assert late not in {c.report for c in ledger.copies()}
    ledger.remove(ids[0], **BY)
    assert {(c.report, c.origin) for c in ledger.copies()} == {(ids[2], ids[1])}
    assert ledger.check().sound


# ------------------------------------------------------------- never lost
def test_what_is_not_compared_yet_is_marked_and_finished(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between two transactions, the check tells it; the next taking in ends as an undisturbed one."""
    items = [fake.item(one.report.text, f"{one.report.id}.txt") for one in (*outlets(), *spelt())]
    monkeypatch.setattr(relating, "AT_ONCE", 2)
    steps = itertools.count()

    def stop(*_: object) -> None:
        if next(steps) == 2:
            raise KeyboardInterrupt

    with open_ledger(address) as ledger:
        real = relating.relate

        def relate(connection: object, reports: Sequence[str]) -> None:
            stop()
            real(connection, reports)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(relating, "relate", relate)
            with pytest.raises(KeyboardInterrupt):
                list(take_in(ledger, items, FAKE))
        checked = ledger.check()
        assert checked.sound
        assert checked.waiting == len(items) - 4
        list(take_in(ledger, items, FAKE))
        assert ledger.check().waiting == 0
        assert len(ledger.copies()) == 4
        held = list(ledger.dump())
        for one in ledger.reports():
            with ledger.writing() as connection:
                relating.relate(connection, [one])
        assert list(ledger.dump()) == held


# ---------------------------------------------------------------- commands
def run(*words: str) -> str:
    ran = CliRunner().invoke(app, list(words))
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    assert ran.exit_code == 0
    return " ".join(ran.stdout.split())


def test_people_are_listed_and_decided_on_by_command(
    ledger: Ledger, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists, proposals, decisions: each as a table and for programs; what is decided shows at once."""
    monkeypatch.setenv("ONRECORD_LEDGER", address)
    monkeypatch.setenv("ONRECORD_WHO", "Tamsin Orley")
    add(ledger, *spelt())
    proposal, _ = two_of_one_name_again(ledger)
    assert "Volodymyr Zelensky" in run("people")
    told = run("people", "--name", "zelenskiy")
    assert "speakers of volodymyr" in told
    listed = json.loads(run("people", "--name", "zelenskiy", "--format", "json"))["people"]
    assert [(one["reports"], one["statements"], len(one["members"])) for one in listed] == [(3, 3, 3)]
    assert proposal in run("people", "--proposals")
    assert run("people", "--proposals", "--format", "csv").startswith("id,a,a_name,b,b_name")
    assert "refused" in run("people", "refuse", proposal, "--why", "another one")
    assert run("people", "--proposals") == "Nothing is proposed."
    run("people", "undo", proposal, "--why", "not sure")
    run("people", "merge", "Brigid Tolvane", "Casper Tolvane", "--why", "one person, two names")
    (member,) = [s for one in ledger.people("casper") for s, _ in one.person.members if "five" in s]
    run("people", "split", "Brigid Tolvane", member, "--why", "no, two")
    states = [json.loads(line)["state"] for line in decisions_of(address)]
    assert states == ["refused", "undone", "accepted", "undone", "split"]
    assert ledger.check().sound


def decisions_of(address: str) -> list[str]:
    ran = CliRunner().invoke(app, ["people", "--decisions", "--format", "jsonl", "--ledger", address])
    return ran.stdout.splitlines()


def two_of_one_name_again(ledger: Ledger) -> tuple[str, str]:
    """A surname that only one on record has, as `two_of_one_name`."""
    add(ledger, report(["Ruth Adeyo"], "full", ["baker"]), report(["Adeyo"], "bare", ["baker"]))
    (proposal,) = ledger.proposals()
    return proposal.id, proposal.because


def test_unfinished_reports_are_told_and_finished_by_command(ledger: Ledger, address: str) -> None:
    """`onrecord check` says how many are still to be compared, and `onrecord people --update` does it."""
    ledger.add_record(spelt()[0], Arrival("one.txt", name="one"))
    assert "1 report is still to be compared" in run("check", "--ledger", address)
    run("people", "--update", "--ledger", address)
    assert "still to be compared" not in run("check", "--ledger", address)


def test_the_first_few_people_are_the_first_of_all(ledger: Ledger) -> None:
    """Of those who are in as many reports, those who say most come first, however many are asked for."""
    add(ledger, report(["Brigid Tolvane", "Odo Karsk", "Odo Karsk", "Ilsabet Morrow", "Odo Karsk"], "one"))
    add(ledger, report(["Brigid Tolvane", "Ilsabet Morrow", "Ilsabet Morrow"], "two"))
    listed = [one.person.name for one in ledger.people()]
    assert listed == ["Ilsabet Morrow", "Brigid Tolvane", "Odo Karsk"]
    assert [[one.person.name for one in ledger.people(limit=n)] for n in (1, 2)] == [listed[:1], listed[:2]]
