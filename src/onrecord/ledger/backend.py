"""What a ledger needs of its database, and which database an address means.

Everything else is written once, in SQLAlchemy, for all of them. To add a
backend, write a module that meets `Backend` and add a line to `backend_for`;
`tests/ledger` is the acceptance test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from onrecord.ledger.wanted import Phrase, Wanted
from onrecord.record.errors import LedgerError, LedgerMissing

WRITING = "onrecord_writing"
"""Execution option of connections that write: they wait for other writers when they begin."""


class Backend(Protocol):
    """What differs between databases."""

    name: str
    address: str
    """The address for people to read: without a password."""
    location: str
    """The address for programs, from any folder."""

    def engine(self) -> Engine:
        """The engine, with the settings under which nothing is lost."""

    def exists(self) -> bool:
        """Whether there is something to open."""

    def lock(self, connection: Connection) -> None:
        """Lets no other writer in until the transaction of `connection` ends."""

    def index_words(self, connection: Connection) -> None:
        """Makes the full-text index over the current statements; part of the first migration."""

    def index_orders(self, connection: Connection) -> None:
        """Makes the indexes in whose order statements are listed; part of the second migration."""

    def index_names(self, connection: Connection) -> None:
        """Makes the index over the words of speakers' names; part of the fifth migration."""

    def matching(self, asked: Wanted, key: ColumnElement[int]) -> ColumnElement[bool]:
        """Statements whose words meet one of the choices, each of which has something present.

        `key` is where their keys stand: in their own table, or among a few of them.
        """

    def called(self, name: Phrase) -> ColumnElement[bool]:
        """Rows of speakers whose names hold the words of one, one after the other."""

    def keys(
        self, connection: Connection, words: str | None, where: Sequence[ColumnElement[bool]]
    ) -> str | None:
        """The keys of the current statements that meet some conditions, in one text with commas.

        `words` is what is among the conditions of words, and may be all of them.
        """

    def in_bytes(self, column: ColumnElement[str]) -> ColumnElement[str]:
        """A column in the order of its bytes, whatever the language of the database."""

    def forget(self, connection: Connection) -> None:
        """From now on `connection` leaves nothing of what it deletes, where the database can do so."""

    def erase(self, engine: Engine) -> None:
        """Makes what was deleted or changed unreadable in the files of the database, as far as it can."""

    def index_faults(self, connection: Connection) -> list[str]:
        """What is wrong with the database's own structures and the full-text index, in sentences."""

    def rebuild_index(self, connection: Connection) -> None:
        """Makes the full-text index anew from the statements."""

    def explained(self, error: SQLAlchemyError) -> LedgerError | None:
        """The error in our own words, None where it is a fault of the program."""


def backend_for(address: str | Path) -> Backend:
    """The backend of an address: a path is a SQLite file, postgresql://… a database.

    Raises `LedgerMissing` for an address of another kind.
    """
    text = str(address)
    if text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        from onrecord.ledger.postgres import Postgres

        return Postgres(text)
    if "://" in text and not text.startswith("sqlite:///"):
        raise LedgerMissing(
            f"no ledger can be kept at {text.split('://', 1)[0]}://",
            "the path of a file, or postgresql://user@host/database",
        )
    from onrecord.ledger.sqlite import Sqlite

    return Sqlite(Path(text.removeprefix("sqlite:///")))


@contextmanager
def writing(backend: Backend, engine: Engine) -> Iterator[Connection]:
    """One transaction that writes, after all other writers and before the next."""
    with (
        told(backend),
        engine.connect().execution_options(**{WRITING: True}) as connection,
        connection.begin(),
    ):
        backend.lock(connection)
        yield connection


@contextmanager
def reading(backend: Backend, engine: Engine) -> Iterator[Connection]:
    """One transaction that reads, and sees the ledger as it was when it began."""
    with told(backend), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def told(backend: Backend) -> Iterator[None]:
    """Errors of the database in our own words."""
    try:
        yield
    except SQLAlchemyError as error:
        explained = backend.explained(error)
        if explained is None:
            raise
        raise explained from error
