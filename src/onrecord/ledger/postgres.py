"""A ledger in a PostgreSQL database.

Writers wait for each other under one advisory lock, so that numbers are given
out once; readers wait for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Text,
    cast,
    collate,
    create_engine,
    event,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from onrecord.ledger.tables import statements
from onrecord.ledger.wanted import Choice, Phrase, Wanted
from onrecord.record.errors import LedgerBusy, LedgerError, LedgerFull, LedgerMissing

_LOCK = 0x6F6E7265636F7264 >> 1
"""Number of the advisory lock: "onrecord", without its lowest bit."""
_INDEX = (
    """ALTER TABLE statements ADD COLUMN search tsvector
         GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, words)) STORED""",
    "CREATE INDEX statements_by_words ON statements USING gin (search) WHERE current",
)
_ORDERS = (
    """CREATE INDEX statements_said_first ON statements
         (coalesce(said_date, '9999') COLLATE "C", report COLLATE "C", number) WHERE current""",
    """CREATE INDEX statements_said_last ON statements
         (coalesce(said_date, '0000') COLLATE "C" DESC, report COLLATE "C", number) WHERE current""",
    'CREATE INDEX statements_in_reports ON statements (report COLLATE "C", number) WHERE current',
    """CREATE INDEX statements_surest ON statements
         (confidence DESC, report COLLATE "C", number) WHERE current""",
)

_NAMES = """CREATE INDEX speakers_by_each_word ON speakers
     USING gin (to_tsvector('simple'::regconfig, words)) WHERE current"""


class Postgres:
    """The backend of PostgreSQL databases."""

    name = "postgresql"

    def __init__(self, address: str) -> None:
        try:
            url = make_url(address)
        except ArgumentError:
            raise LedgerMissing(
                "the address of the database is none", "postgresql://user@host/database"
            ) from None
        self.url = url.set(drivername="postgresql+psycopg")
        self.address = url.render_as_string(hide_password=True)
        self.location = self.url.render_as_string(hide_password=False)

    def engine(self) -> Engine:
        """The engine; a transaction that reads sees one state of the ledger."""
        try:
            engine = create_engine(self.url, isolation_level="REPEATABLE READ")
        except ModuleNotFoundError:
            raise LedgerMissing(
                "a ledger in PostgreSQL needs the library psycopg", hint='pip install "onrecord[postgres]"'
            ) from None
        event.listen(engine, "connect", _settle)
        return engine

    def exists(self) -> bool:
        """Always: a database is made by its owner, not by onrecord."""
        return True

    def lock(self, connection: Connection) -> None:
        """One advisory lock for all writers, given back at the end of the transaction."""
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")  # see what others wrote
        connection.execute(func.pg_advisory_xact_lock(_LOCK).select())

    def index_words(self, connection: Connection) -> None:
        """A text-search column that PostgreSQL keeps, and an index over the current statements."""
        for statement in _INDEX:
            connection.exec_driver_sql(statement)

    def index_orders(self, connection: Connection) -> None:
        """Indexes over the current statements, by bytes."""
        for statement in _ORDERS:
            connection.exec_driver_sql(statement)

    def index_names(self, connection: Connection) -> None:
        """An index over the names of the speakers that stand."""
        connection.exec_driver_sql(_NAMES)

    def matching(self, asked: Wanted, key: ColumnElement[int]) -> ColumnElement[bool]:
        """By tsquery; the database finds itself how to ask it of a few."""
        search: ColumnElement[str] = literal_column("statements.search")
        return search.bool_op("@@")(func.to_tsquery("simple", literal(_tsquery(asked))))

    def keys(
        self, connection: Connection, words: str | None, where: Sequence[ColumnElement[bool]]
    ) -> str | None:
        """Put together by the database, so that one row comes over the wire."""
        told = func.string_agg(cast(statements.c.key, Text), ",")
        found = connection.execute(select(told).where(*where)).scalar()
        return None if found is None else str(found)

    def called(self, name: Phrase) -> ColumnElement[bool]:
        """By tsquery."""
        search: ColumnElement[str] = literal_column("to_tsvector('simple'::regconfig, speakers.words)")
        return search.bool_op("@@")(func.to_tsquery("simple", literal(_phrase(name))))

    def in_bytes(self, column: ColumnElement[str]) -> ColumnElement[str]:
        """With the collation C."""
        return collate(column, "C")

    def forget(self, connection: Connection) -> None:
        """Nothing to do: rows are written anew afterwards."""

    def erase(self, engine: Engine) -> None:
        """Writes the tables anew; write-ahead log, replicas and archives are the administrator's."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (FULL, ANALYZE)")
            if _may_checkpoint(connection):
                connection.exec_driver_sql("CHECKPOINT")

    def index_faults(self, connection: Connection) -> list[str]:
        """None of PostgreSQL's own: the search column is computed by it."""
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM statements WHERE search <> to_tsvector('simple'::regconfig, words)"
        ).scalar_one()
        return ["the full-text index does not say what the statements say"] if found else []

    def rebuild_index(self, connection: Connection) -> None:
        """By making its index anew."""
        connection.exec_driver_sql("REINDEX INDEX statements_by_words")

    def explained(self, error: SQLAlchemyError) -> LedgerError | None:
        """What PostgreSQL means for whoever called."""
        cause = getattr(error, "orig", None)
        state = getattr(cause, "sqlstate", None) or ""
        reason = str(cause).strip().split("\n", 1)[0] if cause else ""
        if state in ("53100", "53200"):
            return LedgerFull(
                f"{self.address} could not be written ({reason})",
                hint="what was reported as taken in is safe; make room and give the same command again",
            )
        if state in ("55P03", "40P01", "57014"):
            return LedgerBusy(f"{self.address} is held by others ({reason})", hint="try again")
        lost = bool(getattr(error, "connection_invalidated", False))
        if lost or state.startswith(("08", "28", "3D", "57P")) or type(cause).__name__ == "OperationalError":
            return LedgerMissing(
                f"{self.address} cannot be reached ({reason})",
                "postgresql://user@host/database of a database that exists",
                "look at host, user and password; what was reported as taken in is safe",
            )
        return None


def _tsquery(wanted: Wanted) -> str:
    """A query in the language of to_tsquery. All words are folded, so none can act in it."""
    return " | ".join(f"({_choice(one)})" for one in wanted.choices)


def _choice(one: Choice) -> str:
    made = " & ".join(map(_phrase, one.present))
    return f"({made}) & !({' | '.join(map(_phrase, one.absent))})" if one.absent else made


def _phrase(one: Phrase) -> str:
    words = [f"'{word}'" for word in one.words]
    return "(" + " <-> ".join(words) + ":*" * one.beginning + ")"


def _may_checkpoint(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("SELECT usesuper FROM pg_user WHERE usename = user").scalar())


def _settle(connection: object, _: object) -> None:
    """Settings of one connection: a commit that returns is on the disk, text is UTF-8."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("SET synchronous_commit = on")
    cursor.execute("SET client_encoding = 'UTF8'")
    cursor.execute("SET lock_timeout = '120s'")
    cursor.close()
    connection.commit()  # type: ignore[attr-defined]
