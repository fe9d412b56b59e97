"""Accounts, relations, promises and positions as a ledger keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.api import open_ledger, read
from onrecord.compare.following import NoSuchSpeaker
from onrecord.ledger import Arrival, Ledger
from onrecord.ledger.comparing import compare_found
from onrecord.record import PromiseState, Record, RelationKind
from onrecord.record.errors import NotInLedger, QueryError

STORYLINE = Path(__file__).parents[2] / "examples" / "storyline"


@pytest.fixture(scope="module")
def storyline() -> tuple[Record, ...]:
    """The ten reports of the examples, read once."""
    return tuple(read(path) for path in sorted(STORYLINE.glob("*.txt")))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, storyline: tuple[Record, ...]) -> Iterator[Ledger]:
    """A ledger with the ten reports, compared."""
    with open_ledger(tmp_path_factory.mktemp("accounts") / "storyline.db") as ledger:
        take(ledger, storyline)
        ledger.compare_waiting()
        yield ledger


def take(ledger: Ledger, records: tuple[Record, ...]) -> None:
    for one in records:
        ledger.add_record(one, Arrival(f"{one.report.id}.txt", name=one.report.id))
    ledger.relate()


def test_accounts_are_listed_page_by_page(kept: Ledger) -> None:
    """All of them once, those with the most conflicts first, whatever the length of a page."""
    whole = kept.accounts(limit=1000)
    assert whole.total == len(whole.accounts) > 3
    assert whole.after is None
    listed, after = [], None
    while True:
        page = kept.accounts(limit=3, after=after)
        listed += page.accounts
        after = page.after
        if after is None:
            break
    assert listed == list(whole.accounts)
    assert [a.conflicts for a in listed] == sorted((a.conflicts for a in listed), reverse=True)


def test_an_account_is_found_by_any_of_its_statements(kept: Ledger) -> None:
    """An id leads to its account however the account has grown: by every statement that stands in it."""
    head = kept.accounts(kind="toll").accounts[0]
    comparison = kept.account_comparison(head.id)
    (account,) = comparison.accounts
    assert (account.id, account.matter, len(account.statements)) == (head.id, head.matter, head.statements)
    assert len(account.origins) == head.origins
    assert len(comparison.records) == head.reports
    for report, name in account.statements:
        assert kept.account(f"{report}:t{name[1:]}") == head
        assert head in kept.accounts_of(f"{report}:{name}")
    with pytest.raises(NotInLedger, match="no id of an account"):
        kept.account("a3")


def test_accounts_are_chosen_by_what_was_said_in_them(kept: Ledger) -> None:
    """By filters of statements, by words of their names, by how many conflicts and origins they have."""
    everything = kept.accounts(limit=1000)
    marrek = kept.accounts(speaker="Ilsa Marrek", limit=1000)
    assert 0 < marrek.total < everything.total
    assert all(
        a.conflicts >= 2 and a.origins >= 2 for a in kept.accounts(min_conflicts=2, min_origins=2).accounts
    )
    assert all("grain" in a.matter.lower() for a in kept.accounts(matter="grain").accounts)
    with pytest.raises(QueryError, match="there is no order"):
        kept.accounts(sort="best")


def test_the_relations_of_a_statement_come_with_the_other_statement(kept: Ledger) -> None:
    """Conflicts first, each told from both of its ends."""
    head = kept.accounts().accounts[0]
    told = [
        (f"{report}:{name}", one)
        for report, name in kept.account_comparison(head.id).accounts[0].statements
        for one in kept.relations_of(f"{report}:{name}")
    ]
    assert any(one.relation.relation is RelationKind.CONFLICTS for _, one in told)
    for statement, one in told:
        back = [r for r in kept.relations_of(one.other.id) if r.other.id == statement]
        assert [(r.relation, r.is_first) for r in back] == [(one.relation, not one.is_first)]


def test_promises_are_listed_by_state(kept: Ledger) -> None:
    """One kept and one broken in the storyline, each with who says so; pages hold every promise once."""
    every = kept.promises(limit=1000)
    assert {state: n for state, n in every.counts if n}.keys() == {p.state for p in every.pledges}
    broken = kept.promises(state="reported broken")
    assert [v.speaker for p in broken.pledges for v in p.by if not v.kept] == ["Relief Mission"]
    first = kept.promises(limit=1)
    assert (first.total, first.pledges) == (len(every.pledges), every.pledges[:1])
    assert kept.promises(limit=1, after=first.after).pledges == every.pledges[1:2]
    assert kept.promises(state=PromiseState.OPEN).total == dict(every.counts)[PromiseState.OPEN]


def test_positions_of_a_speaker_are_told_in_order(kept: Ledger) -> None:
    """Under all names, by name or by id; on one account alone where that is asked for."""
    found = kept.positions("Ilsa Marrek")
    assert "Ilsa Marrek" in found.following.names
    steps = [step for course in found.following.courses for step in course.steps]
    assert any(change.of == "figure" for step in steps for change in step.changes)
    if found.person:
        assert kept.positions(found.person) == found
    account = next(c.account for c in found.following.courses if c.account)
    (course,) = kept.positions("Ilsa Marrek", account).following.courses
    assert course.account == account
    with pytest.raises(NoSuchSpeaker, match="no speaker is called"):
        kept.positions("Nobody At All")


def told(ledger: Ledger) -> list[str]:
    """All that comparing keeps, as lines."""
    tables = ("accounts", "relations", "promises", "account_statements", "account_origins", "account_figures")
    return [line for line in ledger.dump() if line.split("\t")[0] in (*tables, "nearby", "pairs")]


@pytest.mark.parametrize("order", [(9, 3, 6, 0, 8, 1, 5, 2, 7, 4), (4, 7, 2, 5, 1, 8, 0, 6, 3, 9)])
def test_the_order_of_arrival_does_not_matter(
    ledger: Ledger, kept: Ledger, storyline: tuple[Record, ...], order: tuple[int, ...]
) -> None:
    """Compared one by one as they come, in any order, reports give the same as compared all at once."""
    for k in order:
        take(ledger, (storyline[k],))
        assert ledger.compare_waiting() >= 1  # more where a copy's original comes after it
    assert told(ledger) == told(kept)
    assert ledger.compare_waiting() == 0
    anew = {
        tuple(a.statements)
        for a in compare_found(ledger.find(), {c.report: c.origin for c in ledger.copies()}).accounts
    }
    found = (ledger.account_comparison(a.id) for a in ledger.accounts(limit=1000).accounts)
    assert {tuple(one.accounts[0].statements) for one in found} == anew


def test_a_report_that_is_removed_leaves_nothing_in_any_account(
    ledger: Ledger, storyline: tuple[Record, ...]
) -> None:
    """The rest stands as if the report had never come, and until it is compared nothing tells of it."""
    take(ledger, storyline[:6])
    ledger.compare_waiting()
    (gone,) = [one for one in ledger.reports() if one.startswith(storyline[0].report.id)]
    ledger.remove(gone, who="Tamsin Orley", why="by law")
    assert not any(gone in line for line in told(ledger))
    ledger.compare_waiting()
    left = told(ledger)
    for one in ledger.reports():
        ledger.remove(one, who="Tamsin Orley", why="to begin anew")
    ledger.compare_waiting()
    assert told(ledger) == []
    assert left


def origins(ledger: Ledger, account: str) -> list[str]:
    (found,) = ledger.account_comparison(account).accounts
    return [origin.speaker for origin in found.origins]


def test_whom_people_make_one_is_one_origin(ledger: Ledger, storyline: tuple[Record, ...]) -> None:
    """Two names that a person merges are one origin, in accounts as kept and compared anew; undone, two."""
    take(ledger, storyline)
    ledger.compare_waiting()
    before = told(ledger)
    (toll,) = ledger.accounts(matter="Belmora grain terminal", kind="toll").accounts
    assert origins(ledger, toll.id) == ["Ilsa Marrek", "Hanne Brook"]
    ledger.merge_people("Ilsa Marrek", "Hanne Brook", who="Tamsin Orley", why="one office")
    assert not ledger.is_compared()
    anew = next(a for a in ledger.compare().accounts if len(a.statements) == toll.statements)
    assert [origin.speaker for origin in anew.origins] == ["Ilsa Marrek"]
    ledger.compare_waiting()
    assert origins(ledger, toll.id) == ["Ilsa Marrek"]
    (decision,) = ledger.decisions()
    ledger.undo(decision.id, who="Tamsin Orley", why="two offices after all")
    ledger.compare_waiting()
    assert told(ledger) == before


def test_whom_people_keep_apart_are_two_origins(ledger: Ledger, storyline: tuple[Record, ...]) -> None:
    """A speaker who is taken out of a person is an origin of its own, though the name is the same."""
    take(ledger, storyline)
    ledger.compare_waiting()
    (toll,) = ledger.accounts(matter="Belmora grain terminal", kind="toll").accounts
    report = next(one for one in ledger.reports() if one.startswith("10-belmora-courier"))
    (speaker,) = [one.id for one in ledger.record(report).speakers if one.name == "Ilsa Marrek"]
    ledger.split_person("Ilsa Marrek", f"{report}:{speaker}", who="Tamsin Orley", why="her namesake")
    ledger.compare_waiting()
    assert sorted(origins(ledger, toll.id)) == ["Hanne Brook", "Ilsa Marrek", "Ilsa Marrek"]


def test_a_decision_counts_for_reports_that_come_later(
    ledger: Ledger, storyline: tuple[Record, ...], tmp_path: Path
) -> None:
    """Decided early or late, the accounts are the same."""
    by = {"who": "Tamsin Orley", "why": "one office"}
    take(ledger, storyline[:4])
    ledger.compare_waiting()
    ledger.merge_people("Ilsa Marrek", "Hanne Brook", **by)
    take(ledger, storyline[4:])
    ledger.compare_waiting()
    with open_ledger(tmp_path / "late.db") as late:
        take(late, storyline)
        late.compare_waiting()
        late.merge_people("Ilsa Marrek", "Hanne Brook", **by)
        late.compare_waiting()
        assert told(late) == told(ledger)


def test_a_correction_is_compared_anew(ledger: Ledger, storyline: tuple[Record, ...]) -> None:
    """What was corrected waits to be compared; rejected, a statement stands in no account any more."""
    take(ledger, storyline[:6])
    ledger.compare_waiting()
    before = told(ledger)
    head = ledger.accounts().accounts[0]
    report, name = ledger.account_comparison(head.id).accounts[0].statements[0]
    ledger.reject(f"{report}:{name}", who="Tamsin Orley", why="nobody said so")
    assert ledger.uncompared() == 1
    ledger.compare_waiting()
    assert ledger.accounts_of(f"{report}:{name}") == ()
    ledger.restore(f"{report}:{name}", who="Tamsin Orley", why="somebody did")
    ledger.compare_waiting()
    assert told(ledger) == before
