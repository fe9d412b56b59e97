"""A ledger in one SQLite file.

Write-ahead log with full synchronisation: a transaction that was reported as
done survives the end of the process and of the machine. Foreign keys are kept.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    create_engine,
    event,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from onrecord.ledger.backend import WRITING
from onrecord.ledger.tables import speakers, statements
from onrecord.ledger.wanted import Choice, Phrase, Wanted, wanted
from onrecord.record.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerMissing

PATIENCE = 120.0
"""Seconds to wait for another writer."""

_INDEX = (
    "CREATE VIEW statement_words AS SELECT key, words FROM statements WHERE current",
    """CREATE VIRTUAL TABLE statement_index USING fts5(
         words, content='statement_words', content_rowid='key', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER statement_index_new AFTER INSERT ON statements WHEN new.current BEGIN
         INSERT INTO statement_index(rowid, words) VALUES (new.key, new.words); END""",
    """CREATE TRIGGER statement_index_gone AFTER DELETE ON statements WHEN old.current BEGIN
         INSERT INTO statement_index(statement_index, rowid, words)
         VALUES ('delete', old.key, old.words); END""",
    """CREATE TRIGGER statement_index_changed AFTER UPDATE OF current, words, key ON statements BEGIN
         INSERT INTO statement_index(statement_index, rowid, words)
         SELECT 'delete', old.key, old.words WHERE old.current;
         INSERT INTO statement_index(rowid, words) SELECT new.key, new.words WHERE new.current; END""",
)
_ORDERS = (
    """CREATE INDEX statements_said_first ON statements (coalesce(said_date, '9999'), report, number)
         WHERE current = 1""",
    """CREATE INDEX statements_said_last ON statements (coalesce(said_date, '0000') DESC, report, number)
         WHERE current = 1""",
    "CREATE INDEX statements_in_reports ON statements (report, number) WHERE current = 1",
    "CREATE INDEX statements_surest ON statements (confidence DESC, report, number) WHERE current = 1",
)

_NAMES = (
    """CREATE VIRTUAL TABLE speaker_index USING fts5(
         words, content='speakers', content_rowid='key', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER speaker_index_new AFTER INSERT ON speakers BEGIN
         INSERT INTO speaker_index(rowid, words) VALUES (new.key, new.words); END""",
    """CREATE TRIGGER speaker_index_gone AFTER DELETE ON speakers BEGIN
         INSERT INTO speaker_index(speaker_index, rowid, words)
         VALUES ('delete', old.key, old.words); END""",
    """CREATE TRIGGER speaker_index_changed AFTER UPDATE OF words, key ON speakers BEGIN
         INSERT INTO speaker_index(speaker_index, rowid, words)
         VALUES ('delete', old.key, old.words);
         INSERT INTO speaker_index(rowid, words) VALUES (new.key, new.words); END""",
    "INSERT INTO speaker_index(speaker_index) VALUES ('rebuild')",
)

_CHECKS = {
    "INSERT INTO statement_index(statement_index, rank) VALUES ('integrity-check', 1)": (
        "the full-text index does not say what the statements say"
    ),
    "INSERT INTO speaker_index(speaker_index, rank) VALUES ('integrity-check', 1)": (
        "the index of names does not say how the speakers are called"
    ),
}


class Sqlite:
    """The backend of SQLite files."""

    name = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)
        self.location = str(path.absolute())

    def engine(self) -> Engine:
        """The engine; raises `LedgerMissing` where the file cannot be opened."""
        if not self.path.parent.is_dir():
            raise LedgerMissing(f"there is no folder {self.path.parent} for a ledger", "a folder that exists")
        if self.path.is_dir():
            raise LedgerMissing(f"{self.path} is a folder", "the file of a ledger, such as onrecord.db")
        engine = create_engine(
            URL.create("sqlite", database=str(self.path)), connect_args={"timeout": PATIENCE}
        )
        event.listen(engine, "connect", _settle)
        event.listen(engine, "begin", _begin)
        return engine

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def lock(self, connection: Connection) -> None:
        """Nothing to do: BEGIN IMMEDIATE has locked already."""

    def index_words(self, connection: Connection) -> None:
        """FTS5 over a view of the current statements, kept by triggers."""
        for statement in _INDEX:
            connection.exec_driver_sql(statement)

    def index_orders(self, connection: Connection) -> None:
        """Indexes over the current statements; SQLite compares texts by their bytes."""
        for statement in _ORDERS:
            connection.exec_driver_sql(statement)

    def index_names(self, connection: Connection) -> None:
        """FTS5 over the rows of speakers, kept by triggers."""
        for statement in _NAMES:
            connection.exec_driver_sql(statement)

    def matching(self, asked: Wanted, key: ColumnElement[int]) -> ColumnElement[bool]:
        """By FTS5, as a set: to ask it of one row costs as much as of thousands."""
        rows = text(
            "SELECT rowid FROM statement_index WHERE statement_index MATCH :onrecord_words"
        ).bindparams(bindparam("onrecord_words", _fts5(asked), unique=True))
        return key.in_(rows.columns(literal_column("rowid")).scalar_subquery())

    def called(self, name: Phrase) -> ColumnElement[bool]:
        """By FTS5."""
        rows = text("SELECT rowid FROM speaker_index WHERE speaker_index MATCH :onrecord_name").bindparams(
            bindparam("onrecord_name", _phrase(name), unique=True)
        )
        return speakers.c.key.in_(rows.columns(literal_column("rowid")).scalar_subquery())

    def keys(
        self, connection: Connection, words: str | None, where: Sequence[ColumnElement[bool]]
    ) -> str | None:
        """Words alone are asked of FTS5, which has the current statements alone: no row is opened."""
        choices = wanted(words).choices if words and words.strip() else ()
        if choices and len(where) == 2 and all(one.present for one in choices):
            told = text("SELECT group_concat(rowid) FROM statement_index WHERE statement_index MATCH :words")
            found = connection.execute(told, {"words": _fts5(Wanted(choices))}).scalar()
        else:
            found = connection.execute(select(func.group_concat(statements.c.key)).where(*where)).scalar()
        return None if found is None else str(found)

    def in_bytes(self, column: ColumnElement[str]) -> ColumnElement[str]:
        """As it is."""
        return column

    def forget(self, connection: Connection) -> None:
        """What is deleted is overwritten with zeros."""
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def erase(self, engine: Engine) -> None:
        """Writes the file anew and empties the write-ahead log.

        Raises `LedgerBusy` while others hold the file.
        """
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA temp_store = FILE")  # what is written anew may be larger than the memory
            for step in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                row = raw.execute(step).fetchone()
                if row is not None and row[0]:
                    raise _in_use(self.path)

    def index_faults(self, connection: Connection) -> list[str]:
        """By SQLite's own integrity checks."""
        faults = [
            f"the file is damaged: {row[0]}"
            for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")
            if row[0] != "ok"
        ]
        for check, fault in _CHECKS.items():
            try:
                connection.exec_driver_sql(check)
            except SQLAlchemyError:
                faults.append(fault)
        return faults

    def rebuild_index(self, connection: Connection) -> None:
        """By FTS5's own command."""
        connection.exec_driver_sql("INSERT INTO statement_index(statement_index) VALUES ('rebuild')")
        connection.exec_driver_sql("INSERT INTO speaker_index(speaker_index) VALUES ('rebuild')")

    def explained(self, error: SQLAlchemyError) -> LedgerError | None:
        """What SQLite means for whoever called."""
        cause = getattr(error, "orig", None)
        code = getattr(cause, "sqlite_errorcode", None)
        if code is None:
            return None
        return _explained(code & 0xFF, str(cause), self.path)


def _fts5(asked: Wanted) -> str:
    """A query in the language of FTS5. All words are folded, so none can act in it."""
    return " OR ".join(f"({_choice(one)})" for one in asked.choices)


def _choice(one: Choice) -> str:
    made = " AND ".join(map(_phrase, one.present))
    return f"({made}) NOT ({' OR '.join(map(_phrase, one.absent))})" if one.absent else made


def _phrase(one: Phrase) -> str:
    return f'"{" ".join(one.words)}"' + "*" * one.beginning


def _in_use(path: Path) -> LedgerBusy:
    return LedgerBusy(
        f"what was taken out of {path} is out, but others hold the file, so that its old bytes may remain",
        hint="close what uses it and give the same command again",
    )


def _explained(code: int, message: str, path: Path) -> LedgerError | None:
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(
            f"another process has been writing to {path} for {PATIENCE:.0f} seconds",
            hint="what was reported as taken in is safe; try again when it is done",
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return LedgerFull(
            f"{path} could not be written ({message})",
            hint="what was reported as taken in is safe; make room and give the same command again",
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LedgerDamaged(
            f"{path} is no sound SQLite file ({message})",
            "a ledger that onrecord wrote",
            "restore a backup with onrecord restore",
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return LedgerMissing(
            f"{path} cannot be opened for writing ({message})", "a file and a folder that may be written"
        )
    return None


def _settle(connection: sqlite3.Connection, _: Any) -> None:
    """Settings of one connection. Transactions begin where SQLAlchemy says, not where the driver guesses."""
    connection.isolation_level = None
    _to_write_ahead(connection)
    for setting in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _to_write_ahead(connection: sqlite3.Connection) -> None:
    """Turns the write-ahead log on; two processes that do so at once may find the file locked."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
