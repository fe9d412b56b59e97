"""Opening a ledger: made where there is none, brought up to date, refused where it is another's."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import onrecord
from onrecord.ledger import Ledger
from onrecord.ledger.migrations import HEAD
from onrecord.ledger.tables import metadata
from onrecord.record.errors import LedgerDamaged, LedgerError, LedgerMissing, LedgerNewer
from tests.ledger import fake
from tests.ledger.runs import Child
from tests.ledger.test_contract import STORM, add

MADE_BY_THE_BACKEND = (
    "statement_index",
    "speaker_index",
    "speakers_by_each_word",
    "search",
    "statements_by_words",
    "statements_said_first",
    "statements_said_last",
    "statements_in_reports",
    "statements_surest",
)


def test_the_migrations_make_the_tables_that_are_described(empty_address: str) -> None:
    """Run from nothing they give every table, column and index of `onrecord.ledger.tables`."""
    with Ledger.open(empty_address) as ledger, ledger.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            d
            for d in compare_metadata(context, metadata)
            if not any(k in str(d) for k in MADE_BY_THE_BACKEND)
        ]
        assert differences == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_every_column_says_what_it_holds() -> None:
    """Tables and columns have a comment each: the manual is made from them."""
    assert [t.name for t in metadata.sorted_tables if not t.comment] == []
    assert [str(c) for t in metadata.sorted_tables for c in t.columns if not c.comment] == []


def test_several_may_open_a_new_ledger_at_once(empty_address: str) -> None:
    """Four processes that open it at one moment find one set of tables, and nobody fails."""
    start = time.monotonic() + 0.3

    def open_it(_: Child) -> None:
        time.sleep(max(0.0, start - time.monotonic()))
        with Ledger.open(empty_address) as ledger:
            assert ledger.reports() == ()

    children = [Child(open_it) for _ in range(4)]
    assert [child.wait() for child in children] == [0] * 4
    with Ledger.open(empty_address) as ledger, ledger.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_a_newer_ledger_is_refused(address: str) -> None:
    """A ledger that a newer onrecord wrote is left alone, and the error says what to do."""
    with Ledger.open(address) as ledger, ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    with pytest.raises(LedgerNewer, match=r"version 9000.*upgrade onrecord"):
        Ledger.open(address)


def test_tables_of_somebody_else_are_left_alone(empty_address: str, backend: str) -> None:
    """A database that is used for something else gets no tables of ours."""
    from onrecord.ledger.backend import backend_for

    engine = backend_for(empty_address).engine()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    with pytest.raises(LedgerError, match=r"something else .recipes."):
        Ledger.open(empty_address)
    assert inspect(engine).get_table_names() == ["recipes"]
    engine.dispose()


@pytest.mark.parametrize(
    ("where", "error", "words"),
    [
        ("there-is-no/such.db", LedgerMissing, "no folder"),
        (".", LedgerMissing, "is a folder"),
        ("mysql://host/base", LedgerMissing, "mysql"),
        ("postgresql://nobody@127.0.0.1:1/none", LedgerMissing, "cannot be reached"),
        ("postgresql://nobody:geheim@127.0.0.1:1/none", LedgerMissing, r"nobody:\*\*\*@"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(where: str, error: type[LedgerError], words: str) -> None:
    """The error says what was got and what was expected, and never shows a password."""
    with pytest.raises(error, match=words) as raised:
        Ledger.open(where)
    assert "geheim" not in str(raised.value)


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    """A file of something else is named as such, and stays as it is."""
    path = tmp_path / "notes.db"
    path.write_bytes(b"these are my notes\n" * 1000)
    with pytest.raises(LedgerDamaged, match=r"no sound SQLite file"):
        Ledger.open(path)
    assert path.read_bytes() == b"these are my notes\n" * 1000


def test_only_adding_makes_a_ledger(tmp_path: Path) -> None:
    """What looks into a ledger that is not there says so and makes none."""
    with pytest.raises(LedgerMissing, match="onrecord add makes one"):
        Ledger.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_nothing_is_lost_when_the_machine_stops(tmp_path: Path) -> None:
    """SQLite runs with write-ahead log, full synchronisation and foreign keys."""
    with Ledger.open(tmp_path / "ledger.db") as ledger, ledger.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_ledger_is_pleasant_to_open_with_other_tools(ledger: Ledger) -> None:
    """Views with plain names hold what people ask for, one row for each statement."""
    add(ledger, fake.read(STORM, name="storm"))
    query = """SELECT speaker, act, polarity, content, title, published FROM statement_view
               WHERE speaker = 'Anders Hulle'"""
    with ledger.reading() as connection:
        assert connection.execute(text(query)).all() == [
            (
                "Anders Hulle",
                "denial",
                "negative",
                "that anybody had been warned",
                "Storm over Sarn",
                "2031-06-14",
            )
        ]
        views = ("report", "speaker", "place", "figure", "event", "trace")
        counts = [connection.execute(text(f"SELECT count(*) FROM {v}_view")).scalar() for v in views]  # noqa: S608
        assert counts == [1, 3, 2, 1, 4, 8]


def test_a_python_user_opens_a_ledger(tmp_path: Path) -> None:
    """`with onrecord.open(PATH) as ledger` gives a ledger that takes records."""
    with onrecord.open(tmp_path / "ledger.db") as ledger:
        summary = ledger.add(fake.read(STORM, name="storm"))
        assert str(summary) == "1 new, 0 known, 0 revised, 0 refused; 4 statements"
