"""Checking a ledger: whatever was changed behind its back is found, named, and told what to do about."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.ledger import Ledger
from tests.ledger import fake
from tests.ledger.test_contract import STORM, add
from tests.ledger.test_corrected import correct


@dataclass(frozen=True)
class Damage:
    """SQL that damages a ledger, and the words of the fault it must give."""

    sql: str
    words: str


DAMAGES = {
    "a changed text": Damage(
        "UPDATE revisions SET text = replace(text, '12', '13')", "its text is not the one taken in"
    ),
    "a changed hash": Damage("UPDATE revisions SET sha256 = 'ff'", "its text is not the one taken in"),
    "damaged bytes": Damage("UPDATE originals SET bytes = substr(bytes, 2)", "cannot be unpacked"),
    "other bytes": Damage("UPDATE originals SET size = size + 1", "not those received"),
    "a moved content": Damage(
        "UPDATE spans SET span_start = span_start + 1 WHERE part = 'content'", "its content do not stand"
    ),
    "a moved via": Damage(
        "UPDATE spans SET span_start = span_start + 1 WHERE part = 'via'", "its via do not stand"
    ),
    "other words": Damage("UPDATE statements SET cue_text = 'claimed'", "its cue do not stand"),
    "a moved place": Damage("UPDATE places SET span_start = span_start - 1", "a place does not stand"),
    "a span outside": Damage("UPDATE statements SET said_span_end = 9999", "outside the text"),
    "a mention outside": Damage("UPDATE mentions SET span_end = 9999", "mention stands outside"),
    "no speaker": Damage("DELETE FROM speakers WHERE number = 2", "its speaker is"),
    "none around it": Damage("UPDATE statements SET within = 'none:s1'", "the statement it stands within"),
    "no reading": Damage("UPDATE readings SET current = NOT current", "no reading of its current text"),
    "no revision": Damage("UPDATE reports SET revision = 7", "no reading of its current text"),
    "a member that is not": Damage(
        "INSERT INTO people (id, name, type) VALUES ('a', 'A', 'person');"
        "INSERT INTO memberships VALUES ('none:p1', 'a', 'it was said')",
        "a speaker it has as member is none:p1",
    ),
    "a copy of a copy": Damage(
        "INSERT INTO copies SELECT id, id, 1.0, 'it was said' FROM reports", "which is a copy itself"
    ),
    "unsettled corrections": Damage(
        "DELETE FROM statements WHERE made_by = 'person'", "does not stand as it was corrected"
    ),
    "other words in the index": Damage("UPDATE statements SET words = 'nothing'", "has other words"),
}


@pytest.fixture
def report(ledger: Ledger) -> str:
    added = add(ledger, fake.read(STORM, name="storm")).report or ""
    correct(ledger, f"{added}:s2", "set", "act", "warning")
    return added


def test_a_sound_ledger_is_sound(ledger: Ledger, report: str) -> None:
    """Nothing is found in what nobody touched; everything is counted."""
    checked = ledger.check()
    assert checked.sound
    assert checked.counts == {"originals": 1, "reports": 1, "revisions": 1, "statements": 5, "spans": 49}
    assert checked.waiting == 1


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found(ledger: Ledger, report: str, damage: Damage) -> None:
    """Each kind of damage is named, with what to do, and nothing else is changed by looking."""
    with ledger.writing() as connection:
        for sql in damage.sql.split(";"):
            connection.execute(text(sql))
    faults = ledger.check().faults
    assert [f for f in faults if damage.words in f.what and f.todo], [f.what for f in faults]
    assert ledger.check().faults == faults


def test_rows_without_their_owner_are_found(ledger: Ledger, address: str, backend: str, report: str) -> None:
    """Where somebody worked without foreign keys, what was left behind is found."""
    if backend == "sqlite":
        with closing(sqlite3.connect(address)) as careless:  # foreign keys are off where nobody turns them on
            careless.execute("DELETE FROM revisions")
            careless.commit()
    else:
        with ledger.writing() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql("DELETE FROM revisions")
    assert any(
        "the row of revisions that it belongs to is not there" in f.what for f in ledger.check().faults
    )


def test_an_index_that_forgot_a_statement_is_found_and_made_anew(
    tmp_path: Path,
) -> None:
    """The index of SQLite is a table of its own: check compares it, repair makes it anew."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        add(ledger, fake.read(STORM, name="storm"))
        with ledger.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO statement_index(statement_index, rowid, words) "
                "SELECT 'delete', key, words FROM statements WHERE number = 1"
            )
        (fault,) = ledger.check().faults
        assert "index" in fault.what
        assert "repair" in fault.todo
        ledger.repair()
        assert ledger.check().sound


def test_repair_makes_anew_what_follows_from_the_rest(ledger: Ledger, report: str) -> None:
    """Words of the index, what corrections made stand, and what is still to be compared with others."""
    ledger.relate()
    before = list(ledger.dump())
    with ledger.writing() as connection:
        connection.execute(text("DELETE FROM statements WHERE made_by = 'person'"))
        connection.execute(text("UPDATE statements SET words = 'nothing'"))
    assert not ledger.check().sound
    ledger.repair()
    assert ledger.check().sound
    assert list(ledger.dump()) == before


def test_a_torn_file_is_a_fault_and_no_error(tmp_path: Path) -> None:
    """Pages that are not SQLite's any more end in a fault or an error that says to restore a backup."""
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        for n in range(12):
            add(ledger, fake.read(STORM + f"{n}", name="storm"))
    data = bytearray(path.read_bytes())
    for page in range(20, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
    path.write_bytes(data)
    ran = CliRunner().invoke(app, ["check", "--ledger", str(path)])
    assert ran.exit_code != 0
    assert "restore" in ran.output or "restore" in str(ran.exception)


def test_the_command_says_so(ledger: Ledger, address: str, report: str) -> None:
    """`onrecord check` ends with 0 where the ledger is sound and with 1, a table of faults, where not."""
    ran = CliRunner().invoke(app, ["check", "--ledger", address])
    assert ran.exit_code == 0, ran.output
    assert "is sound" in ran.output
    with ledger.writing() as connection:
        connection.execute(text("UPDATE originals SET size = size + 1"))
    ran = CliRunner().invoke(app, ["check", "--ledger", address])
    assert ran.exit_code == 1
    assert "what to do" in ran.output
