"""A ledger behind a server is used as one that is here: the same calls, values and errors."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.api import OpenLedger, RemoteLedger, Taking
from onrecord.compare.following import NoSuchSpeaker
from onrecord.ledger import Ledger, Outcome
from onrecord.record import Span
from onrecord.record.errors import (
    CorrectionError,
    LedgerError,
    LedgerForbidden,
    LedgerMissing,
    ModelError,
    NotInLedger,
    QueryError,
    RecordError,
)
from onrecord.web.team import Role, Team
from tests.ledger import fake
from tests.remote.conftest import AnyLedger, Serve
from tests.web.conftest import FERRY, STORM
from tests.web.reading import READER

BY_HAND = {"who": "ada", "why": "the report says so"}
MILL = "Ada Merrin said that the mill of Hask stands still."
ONLY_HERE = {
    "backend", "engine", "open", "location", "reading", "writing", "erase",
    "begin_run", "end_run", "recognise", "has_text", "read_again", "relate",
    "check", "repair", "back_up",
}  # fmt: skip
"""What only the machine of a ledger does: its files, and the taking in step by step."""


def test_every_call_is_there_with_the_same_parameters() -> None:
    """Names and parameters of the ledger that is here, but for `who`, which a login may stand for."""
    for name, here in inspect.getmembers(OpenLedger):
        if name.startswith("_") or name in ONLY_HERE:
            continue
        there = getattr(RemoteLedger, name)
        if callable(here) and name != "add_record":
            assert list(inspect.signature(there).parameters) == list(inspect.signature(here).parameters), name


def test_what_is_found_is_the_same(storm: str, ledger: AnyLedger, empty: Path) -> None:
    """Hits, pages, number, counts, records, rows: equal, value by value."""
    asked = {"words": "that", "act": "assertion", "said": "2031-06-13.."}
    with Ledger.open(empty) as plain:
        expected, found = plain.find(**asked), ledger.find(**asked)  # type: ignore[arg-type]
        assert list(found) == list(expected)
        assert len(found) == len(expected) == 5
        assert found.page(2) == expected.page(2)
        assert found.page(2, found.page(2).after) == expected.page(2, expected.page(2).after)
        assert found.facets(3) == expected.facets(3)
        assert list(found.records()) == list(expected.records())
        assert list(found.within_reports()) == list(expected.within_reports())
        assert list(found.rows()) == list(expected.rows())
        assert found.to_pandas().equals(expected.to_pandas())
        assert ledger.compare("that") == plain.compare("that")
        assert list(ledger.find(named=False)) == list(ledger.find(copies=False, report="none*")) == []


def test_what_is_kept_is_the_same(storm: str, ledger: AnyLedger, empty: Path) -> None:
    """Records, speakers, people, the audit, arrivals, bytes, lessons, the whole as lines."""
    with Ledger.open(empty) as plain:
        plain.relate()
        plain.correct(f"{storm}:s2", "act", "assertion", **BY_HAND)
        assert ledger.reports() == plain.reports()
        assert ledger.record(storm) == plain.record(storm)
        assert ledger.machine_record(storm) == plain.machine_record(storm)
        assert ledger.machine_record(storm, 1) == plain.machine_record(storm, 1)
        assert ledger.effective(f"{storm}:s2") == plain.effective(f"{storm}:s2")
        assert ledger.history(f"{storm}:p1") == plain.history(f"{storm}:p1")
        assert ledger.speakers("that", limit=2) == plain.speakers("that", limit=2)
        assert ledger.audit(publisher="Velden Post") == plain.audit(publisher="Velden Post")
        assert ledger.people("hulle") == plain.people("hulle") != ()
        for name in ("people", "proposals", "decisions", "copies", "runs", "tombstones"):
            assert getattr(ledger, name)() == getattr(plain, name)(), name
        assert ledger.arrivals(storm) == plain.arrivals(storm)
        digest = ledger.arrivals(storm)[0].original_sha256 or ""
        assert ledger.original(digest) == STORM.encode()
        assert list(ledger.lessons()) == list(plain.lessons(storm)) != []
        assert list(ledger.corrected_records()) == [plain.record(storm)]
        assert list(ledger.dump()) == list(plain.dump())


def test_what_is_compared_is_the_same(fire: tuple[str, ...], ledger: AnyLedger, empty: Path) -> None:
    """Accounts, relations, promises with their counts, positions: equal, value by value."""
    with Ledger.open(empty) as plain:
        page = ledger.accounts(sort="-reports")
        assert page == plain.accounts(sort="-reports")
        asked: dict[str, Any] = {"measure": "killed", "min_conflicts": 1, "kind": "toll", "limit": 1}
        assert ledger.accounts(**asked) == plain.accounts(**asked)
        one = page.accounts[0].id
        assert ledger.account(one) == plain.account(one)
        assert ledger.account_comparison(one) == plain.account_comparison(one)
        first = ":".join(plain.account_comparison(one).accounts[0].statements[0])
        assert ledger.accounts_of(first) == plain.accounts_of(first) != ()
        assert ledger.relations_of(first) == plain.relations_of(first) != ()
        assert ledger.promises() == plain.promises()
        assert ledger.promises(limit=1).counts == plain.promises().counts != ()
        assert ledger.positions("Orsk Mining") == plain.positions("Orsk Mining")
        one = plain.positions("Orsk Mining").following.courses[0].account or ""
        assert ledger.positions("Orsk Mining", one) == plain.positions("Orsk Mining", one)


def test_what_waits_is_compared_when_that_is_asked_for(
    fire: tuple[str, ...], ledger: AnyLedger, empty: Path
) -> None:
    """The call comes back when it is done, here and behind a server."""
    with Ledger.open(empty) as plain:
        plain.correct(f"{fire[0]}:s1", "act", "denial", **BY_HAND)
        assert ledger.uncompared() == plain.uncompared() == 1
        assert ledger.compare_waiting() == 1
        assert ledger.uncompared() == plain.uncompared() == 0
        assert ledger.is_compared() is plain.is_compared() is True
        one, other, *_ = (listed.person.id for listed in plain.people())
        plain.merge_people(one, other, **BY_HAND)  # accounts wait, no report does
        assert ledger.uncompared() == plain.uncompared() == 0
        assert ledger.is_compared() is plain.is_compared() is False
        ledger.compare_waiting()
        assert ledger.is_compared() is plain.is_compared() is True


def test_people_have_their_say(storm: str, ledger: AnyLedger) -> None:
    """Each change gives what it gives here, and its history names who and why."""
    done = ledger.correct(f"{storm}:s1", "said.date", "2031-06-12", **BY_HAND)
    assert done == ledger.effective(f"{storm}:s1")
    assert done.corrections[0].who == "ada"
    assert ledger.correct_all(f"{storm}:p1", {"name": "Ilsabet Morrow-Tan"}, **BY_HAND).standing
    assert ledger.reject(f"{storm}:s2", **BY_HAND).standing is None
    assert ledger.restore(f"{storm}:s2", **BY_HAND).standing is not None
    added = ledger.add_words(storm, "the radio of Hask", speaker="p2", values={"act": "warning"}, **BY_HAND)
    assert ledger.record(storm).statement(added.rpartition(":")[2]) is not None
    whole = ledger.record(storm).statements[0]
    less = replace(whole.content, spans=(Span(37, 50),), text="that 12 boats")
    again = ledger.add_statement(storm, replace(whole, content=less, places=()), **BY_HAND)
    made = ledger.split_speaker(f"{storm}:p1", [again], {"name": "Her deputy"}, **BY_HAND)
    ledger.merge_speakers(f"{storm}:p1", made, **BY_HAND)
    assert [step.by for step in ledger.history(f"{storm}:s2").steps[1:]] == ["ada", "ada"]


def test_people_across_reports_are_joined_and_parted(storm: str, ledger: AnyLedger) -> None:
    """By name and by id, and taken back."""
    ferry = next(one for one in ledger.reports() if one != storm)
    ledger.merge_people(f"{storm}:p3", f"{ferry}:p1", **BY_HAND)
    assert len(ledger.people("adeyo")[0].person.members) == 2
    ledger.undo(ledger.decisions()[0].id, **BY_HAND)
    ledger.split_person(f"{storm}:p2", f"{storm}:p2", **BY_HAND)
    assert {one.state for one in ledger.decisions()} >= {"undone"}


def test_reports_are_taken_in_and_out(
    ledger: AnyLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts, files, folders and records; what is refused says why; redacted and removed leave a tombstone."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "storm.txt").write_text(STORM)
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    given = {"workers": 0}
    if isinstance(ledger, OpenLedger):
        monkeypatch.setattr("onrecord.api.opened.Taking", partial(Taking, reader=READER))
    done = ledger.add(folder, MILL, published="2031-07-01", **given)
    assert (done.counts[Outcome.NEW], done.passed_over, done.statements) == (3, 1, 7)
    assert ledger.add(MILL, tmp_path / "none.txt", **given).counts == {Outcome.KNOWN: 1, Outcome.REFUSED: 1}
    assert ledger.add(fake.read("Ada Merrin said that it rains.", name="rain")).counts[Outcome.NEW] == 1
    one = next(r for r in ledger.reports() if r.startswith("text-"))
    assert ledger.record(one).report.published == "2031-07-01"
    assert ledger.redact(one, "Merrin", **BY_HAND).statements == 1
    gone = next(r for r in ledger.reports() if r.startswith("rain"))
    assert ledger.remove(gone, **BY_HAND).statements == 1
    assert [stone.kind for stone in ledger.tombstones()] == ["redacted", "removed"]


@pytest.mark.parametrize(
    ("kind", "call"),
    [
        (NotInLedger, lambda ledger, _: ledger.record("none")),
        (NotInLedger, lambda ledger, _: ledger.effective("none")),
        (NotInLedger, lambda ledger, storm: ledger.history(f"{storm}:s99")),
        (QueryError, lambda ledger, _: ledger.find(act="nonsense")),
        (QueryError, lambda ledger, _: ledger.find('"open')),
        (QueryError, lambda ledger, _: ledger.find(sort="nonsense")),
        (QueryError, lambda ledger, _: ledger.find().page(5, "none:s1")),
        (QueryError, lambda ledger, _: ledger.find().page(0)),
        (RecordError, lambda ledger, storm: ledger.correct(f"{storm}:s1", "act", "nonsense", **BY_HAND)),
        (CorrectionError, lambda ledger, storm: ledger.correct_all(f"{storm}:s1", {}, **BY_HAND)),
        (CorrectionError, lambda ledger, storm: ledger.correct(f"{storm}:s1", "content", "xyzzy", **BY_HAND)),
        (CorrectionError, lambda ledger, storm: ledger.restore(f"{storm}:s1", **BY_HAND)),
        (NotInLedger, lambda ledger, _: ledger.account("none:a1")),
        (NotInLedger, lambda ledger, _: ledger.relations_of("none:s1")),
        (NoSuchSpeaker, lambda ledger, _: ledger.positions("Nobody")),
        (QueryError, lambda ledger, _: ledger.accounts(kind="nonsense")),
        (QueryError, lambda ledger, _: ledger.accounts(sort="nonsense")),
        (QueryError, lambda ledger, _: ledger.accounts(limit=0)),
        (QueryError, lambda ledger, _: ledger.promises(after="none:s1")),
        (CorrectionError, lambda ledger, storm: ledger.redact(storm, "xyzzy", **BY_HAND)),
    ],
)  # fmt: skip
def test_errors_are_of_the_same_kind_and_words(
    storm: str, ledger: AnyLedger, empty: Path, kind: type[LedgerError], call: object
) -> None:
    """What a program catches, and what it prints, does not depend on where the ledger is."""
    with pytest.raises(kind) as told:
        call(ledger, storm)  # type: ignore[operator]
    with Ledger.open(empty) as plain, pytest.raises(kind) as expected:
        call(plain, storm)  # type: ignore[operator]
    assert str(told.value) == str(expected.value)


def test_a_ledger_of_a_team_takes_a_token_or_a_login(storm: str, serve: Serve, tmp_path: Path) -> None:
    """What is written stands under the login; readers may not write; a session ends with the block."""
    secret = "salt and rope and tar"
    with Team(tmp_path / "team.db") as team:
        team.put("rea", secret, Role.READER)
        team.put("edda", secret, Role.EDITOR)
        token = team.give_token("edda")
    address = serve(team=True, team_file=tmp_path / "team.db")
    with pytest.raises(LedgerForbidden, match="token"):
        onrecord.open(address)
    with pytest.raises(LedgerForbidden, match="wrong"):
        onrecord.connect(address, user="rea", password="guessed wrongly")
    with onrecord.connect(address, user="rea", password=secret) as ledger:
        assert len(ledger.find()) == 6
        with pytest.raises(LedgerForbidden, match="editor"):
            ledger.reject(f"{storm}:s1", why="no statement")
    with onrecord.connect(address, token=token) as ledger:
        assert ledger.reject(f"{storm}:s1", why="no statement").corrections[0].who == "edda"
        with pytest.raises(LedgerForbidden, match="edda"):
            ledger.restore(f"{storm}:s1", who="rea", why="it is one")
        with pytest.raises(LedgerForbidden, match="admin"):
            ledger.remove(storm, why="too many")


def test_what_cannot_be_reached_or_done_there_says_so(serve: Serve) -> None:
    """No server, no address, weights of one's own, the files of the ledger."""
    with pytest.raises(LedgerMissing, match="does not answer"):
        onrecord.open("http://127.0.0.1:9")
    with pytest.raises(LedgerMissing, match="no address"):
        onrecord.connect("sarn.db")
    with onrecord.connect(serve()) as ledger:
        with pytest.raises(ModelError, match="server"):
            ledger.add("x", model=Path("weights"))
        with pytest.raises(LedgerError, match="where the ledger is"):
            ledger.check()
