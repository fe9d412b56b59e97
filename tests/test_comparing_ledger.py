"""The comparison of what is found in a ledger, on the storyline of the examples, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.api import OpenLedger, open_ledger, read
from onrecord.cli import app
from onrecord.ledger import Arrival
from onrecord.ledger.comparing import compare_found
from onrecord.record import Comparison, RelationKind
from tests.ledger import fake

STORYLINE = Path(__file__).parents[1] / "examples" / "storyline"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with the ten reports."""
    path = tmp_path_factory.mktemp("ledger") / "storyline.db"
    with open_ledger(path) as ledger:
        ledger.add(*sorted(STORYLINE.glob("*.txt")), workers=1)
    return str(path)


@pytest.fixture
def ledger(address: str) -> Iterator[OpenLedger]:
    with open_ledger(address, create=False) as there:
        yield there


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def shown(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def words_of(comparison: Comparison) -> set[str]:
    """What all statements of its relations and accounts say."""
    said = {(r.report.id, s.id): s.content.text for r in comparison.records for s in r.statements}
    keys = {key for account in comparison.accounts for key in account.statements}
    return {said[key] for key in keys.union(*((r.a, r.b) for r in comparison.relations))}


def stem(report: str) -> str:
    return report.rpartition("-")[0]


def test_a_ledger_is_compared_as_its_files_are(address: str, ledger: OpenLedger) -> None:
    """The same relations between the same statements, under the ids of the ledger."""
    files = json.loads(run("compare", "-f", "json", *map(str, sorted(STORYLINE.glob("*.txt")))).stdout)
    kept = json.loads(run("compare", "-f", "json", "--ledger", address).stdout)

    def told(data: dict[str, list[dict[str, list[str]]]], ids: bool) -> list[tuple[str, ...]]:
        def key(one: list[str]) -> str:
            return f"{stem(one[0]) if ids else one[0]}:{one[1]}"

        return sorted((key(r["a"]), key(r["b"]), str(r["relation"])) for r in data["relations"])

    assert told(kept, ids=True) == told(files, ids=False)
    assert told(kept, ids=True)


def test_a_governor_is_followed_through_a_ledger(address: str) -> None:
    """Her tolls in order of time."""
    told = shown("follow", "Marrek", "--ledger", address)
    assert "changed: at least 9 killed → 14 killed" in told
    assert "changed: 11 killed → 13 killed" in told


@pytest.mark.parametrize("called", ["governor", "Governor Marrek", "Ilsa Marrek"])
def test_a_role_or_words_of_both_will_do(address: str, called: str) -> None:
    """As they do with files."""
    told = shown("follow", called, "--ledger", address)
    assert told.startswith("Ilsa Marrek ")
    assert told == shown("follow", "Marrek", "--ledger", address)


def test_a_name_that_nobody_has_is_answered_with_those_there_are(address: str) -> None:
    """And a word that many are called by with some of them."""
    done = run("follow", "Nobody At All", "--ledger", address)
    assert "no speaker is called 'Nobody At All'; expected one of: Ilsa Marrek, " in str(done.exception)


def test_the_figures_of_a_matter_of_a_ledger_end_in_what_stands(address: str) -> None:
    """As they do with files; with a filter, what stands is taken from what was said by then."""
    assert "stands: 13 to 17" in shown("figures", "Belmora grain terminal", "--ledger", address)
    early = shown("figures", "Belmora grain terminal", "--ledger", address, "--published", "..2031-05-04")
    assert "stands: 14 to 17" in early


def test_promises_of_a_ledger_are_asked_for_by_state(address: str) -> None:
    """And by the filters, which choose promises: what became of them is told by whoever tells it."""
    broken = json.loads(run("promises", "--state", "broken", "-f", "json", "--ledger", address).stdout)
    assert [p["by"][0]["speaker"] for p in broken["promises"]] == ["Relief Mission"]
    done = run("promises", "--act", "commitment", "-f", "json", "--ledger", address)
    assert {p["state"] for p in json.loads(done.stdout)["promises"]} == {
        "open",
        "reported kept",
        "reported broken",
    }


def test_what_is_compared_already_is_read_and_not_compared_again(
    address: str, ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One matter of a large ledger is there at once; the answers are those of comparing anew."""
    anew = compare_found(ledger.find(), {c.report: c.origin for c in ledger.copies()})
    monkeypatch.setattr("onrecord.ledger.comparing.compare_found", None)
    stored = ledger.compare()
    assert stored.relations == anew.relations
    assert stored.promises == anew.promises
    assert [r.report.id for r in stored.records] == [r.report.id for r in anew.records]
    assert {(a.matter, a.statements, a.origins, a.figures) for a in stored.accounts} == {
        (a.matter, a.statements, a.origins, a.figures) for a in anew.accounts
    }
    (toll,) = ledger.accounts(matter="Belmora grain terminal", kind="toll").accounts
    by_id, by_name = (
        run("figures", name, "-f", "json", "--ledger", address) for name in (toll.id, toll.matter)
    )
    assert by_id.stdout == by_name.stdout
    assert "13 to 17" in shown("figures", toll.id, "--ledger", address)
    assert "changed: at least 9 killed → 14 killed" in shown(
        "follow", "Marrek", "--account", toll.id, "--ledger", address
    )


def test_a_report_that_waits_to_be_compared_is_in_the_comparison(tmp_path: Path) -> None:
    """Then what is found is compared anew, and nothing is left out."""
    with open_ledger(tmp_path / "waiting.db") as ledger:
        for path in sorted(STORYLINE.glob("*.txt"))[:2]:
            ledger.add_record(read(path), Arrival(path.name, name=path.stem))
        assert not ledger.is_compared()
        assert len(ledger.compare().records) == 2
        assert ledger.compare().relations
        ledger.compare_waiting()
        assert ledger.is_compared()


@pytest.mark.parametrize(
    ("name", "words"),
    [("zebra crossing", "there is no account called"), ("the", "accounts are called|there is no")],
)
def test_an_account_that_nobody_knows_is_answered_with_those_there_are(
    address: str, name: str, words: str
) -> None:
    """By id and name."""
    done = run("figures", name, "--ledger", address)
    assert done.exit_code == 1
    assert re.search(words, str(done.exception))
    assert "Belmora grain terminal" in str(done.exception)


def test_the_page_of_a_ledger_holds_its_reports(address: str) -> None:
    """Those in which something was found, each with its text."""
    page = shown("compare", "--format", "html", "--ledger", address)
    assert page.count("<article") == 10
    early = shown("compare", "--format", "html", "--ledger", address, "--published", "..2031-05-04")
    assert 0 < early.count("<article") < 10


def test_what_a_filter_leaves_out_is_in_no_relation(ledger: OpenLedger) -> None:
    """Only what meets the query is compared; nothing else comes back through a relation or an account."""
    found = {hit.statement.content.text for hit in ledger.find(speaker="Ilsa Marrek")}
    comparison = ledger.compare(speaker="Ilsa Marrek")
    assert comparison.relations
    assert words_of(comparison) <= found
    assert len(words_of(ledger.compare())) > len(found)


def test_nothing_found_is_an_empty_comparison(address: str, ledger: OpenLedger) -> None:
    """And no error."""
    comparison = ledger.compare("zebra")
    assert (comparison.records, comparison.accounts, comparison.relations) == ((), (), ())
    assert "0 reports" in shown("compare", "--words", "zebra", "--ledger", address)


def test_near_copies_in_a_ledger_are_one_origin(tmp_path: Path) -> None:
    """A wire that one outlet prints under another name of its source is one telling of one origin."""
    wire = (
        "The ferry port of Sarn was shut at dawn after the storm tore away two of its four landing stages. "
        "{} said that 12 sailors of the northern barges were drowned in the storm off the old lighthouse. "
        "Divers will look at the piles of the northern stage when the swell has gone down, which the weather "
        "office does not expect before the end of the week. Goods for the islands go by way of Hask until "
        "then, on two barges that the harbour board has hired, and those who hold tickets may use them on "
        "the night boat from Velden without paying again, which leaves at nine in the evening each day."
    )
    with open_ledger(tmp_path / "wires.db") as ledger:
        for name, who in (("wire", "Ilsabet Morrow"), ("paper", "Anders Hulle")):
            ledger.add_record(fake.read(wire.format(who), name=name), Arrival(f"{name}.txt", name=name))
        ledger.relate()
        assert len(ledger.copies()) == 1
        comparison = ledger.compare()
    assert [r.relation for r in comparison.relations] == [RelationKind.REPEATS]
    assert "two copies of one text" in comparison.relations[0].because
    assert [len(origin.reports) for a in comparison.accounts for origin in a.origins] == [2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", "--speaker", "Marrek"), "filters choose among the statements of a ledger"),
        (("promises", "--act", "denial"), "filters choose among the statements of a ledger"),
    ],
)
def test_filters_are_refused_where_files_are_named(arguments: tuple[str, ...], words: str) -> None:
    """Rather than left unheeded."""
    done = run(*arguments, *map(str, sorted(STORYLINE.glob("*.txt"))[:2]))
    assert done.exit_code != 0
    assert words in str(done.exception)


def test_a_ledger_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    """With what makes one."""
    done = run("compare", "--ledger", str(tmp_path / "none.db"))
    assert done.exit_code != 0
    assert "there is no ledger" in str(done.exception)
