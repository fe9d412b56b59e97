"""People, merges and near-copies, as a ledger keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from onrecord.ledger import Ledger, kin
from onrecord.ledger.kin import Merge, NearCopy, Person
from onrecord.record.errors import LedgerError, NotInLedger
from tests.ledger import fake
from tests.ledger.test_contract import STORM, add


@pytest.fixture
def two(ledger: Ledger) -> tuple[str, str]:
    one = add(ledger, fake.read(STORM, name="storm")).report
    other = add(ledger, fake.read(STORM + "More follows.", name="more"), "more.txt").report
    return one or "", other or ""


def proposal(two: tuple[str, str]) -> Merge:
    return Merge(f"{two[0]}:p1", f"{two[1]}:p1", "Morrow", "I. Morrow", 0.8, "one surname", "people/1")


def test_people_are_kept_with_their_members(ledger: Ledger, two: tuple[str, str]) -> None:
    """A person stands beside what was said; one that went into another leaves its members to it."""
    one, other = (f"{report}:p1" for report in two)
    alone = Person("a", "Ilsabet Morrow", "person", members=((one, None),))
    both = (*alone.members, (other, "one name"))
    joined = replace(alone, aliases=("Morrow",), roles=("mayor",), lands=("OM",), members=both)
    with ledger.writing() as connection:
        kin.keep_people(connection, [alone, Person("b", "Morrow", members=((other, None),))])
        kin.keep_people(connection, [joined], gone=["b"])
    with ledger.reading() as connection:
        rows = connection.execute(
            text("SELECT DISTINCT person, person_name FROM statement_view WHERE speaker = 'Ilsabet Morrow'")
        ).all()
        assert rows == [("a", "Ilsabet Morrow")]
        assert connection.execute(text("SELECT count(*) FROM people")).scalar() == 1
    assert ledger.check().sound


def test_a_decision_stands_and_is_not_proposed_again(ledger: Ledger, two: tuple[str, str]) -> None:
    """Accepted, undone, refused: by whom and why; a new proposal of the pair changes nothing."""
    a, b = f"{two[0]}:p1", f"{two[1]}:p1"
    with ledger.writing() as connection:
        kin.propose(connection, [proposal(two)])
        kin.propose(connection, [proposal(two)], of=[a])
        assert [m.state for m in kin.merges(connection)] == ["proposed"]
        kin.decide(connection, b, a, "accepted", who="Tamsin Orley", why="I know her")
        kin.propose(connection, [proposal(two)], of=[a, b])
        kin.decide(connection, a, b, "undone", who="Bekim Vasht", why="two sisters")
    with ledger.reading() as connection:
        (merge,) = kin.merges(connection, "undone")
    assert (merge.decided_by, merge.decided_why, merge.because) == (
        "Bekim Vasht",
        "two sisters",
        "one surname",
    )


def test_what_nobody_proposed_may_be_decided(ledger: Ledger, two: tuple[str, str]) -> None:
    """A person merges two speakers by hand; speakers and states that are none are errors."""
    with ledger.writing() as connection:
        kin.decide(connection, f"{two[0]}:p2", f"{two[1]}:p2", "accepted", who="Orley", why="the same man")
        assert kin.merges(connection, "accepted")[0].a_name == "Anders Hulle"
        with pytest.raises(NotInLedger, match="no speaker none:p1"):
            kin.decide(connection, "none:p1", f"{two[1]}:p2", "accepted", who="Orley", why="")
        with pytest.raises(LedgerError, match="cannot be guessed"):
            kin.decide(connection, f"{two[0]}:p2", f"{two[1]}:p2", "guessed", who="Orley", why="")


def test_a_near_copy_stands_with_its_origin(ledger: Ledger, two: tuple[str, str]) -> None:
    """Marked so that nobody counts it as a second report; marked anew it has one origin."""
    with ledger.writing() as connection:
        kin.keep_copies(connection, [NearCopy(two[1], two[0], 0.97, "all but two words")])
        kin.keep_copies(connection, [NearCopy(two[1], two[0], 0.98, "all but two words")])
    with ledger.reading() as connection:
        rows = connection.execute(text("SELECT report, copy_of FROM report_view ORDER BY copy_of")).all()
    assert (two[1], two[0]) in rows
    assert ledger.check().sound
