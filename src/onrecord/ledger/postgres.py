"""A ledger in a PostgreSQL database.

Writers wait for each other under one advisory lock, so that numbers are given
out once; readers wait for nobody.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, func, literal, literal_column
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from onrecord.record.errors import LedgerBusy, LedgerError, LedgerFull, LedgerMissing

_LOCK = 0x6F6E7265636F7264 >> 1
"""Number of the advisory lock: "onrecord", without its lowest bit."""
_INDEX = (
    """ALTER TABLE statements ADD COLUMN search tsvector
         GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, words)) STORED""",
    "CREATE INDEX statements_by_words ON statements USING gin (search) WHERE current",
)


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

    def matching(self, query: str) -> ColumnElement[bool]:
        """Statements whose words match all words of the query."""
        terms = [f"'{word.rstrip('*')}'" + ":*" * word.endswith("*") for word in query.split()]
        search: ColumnElement[str] = literal_column("statements.search")
        return search.bool_op("@@")(func.to_tsquery("simple", literal(" & ".join(terms))))

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


def _settle(connection: object, _: object) -> None:
    """Settings of one connection: a commit that returns is on the disk, text is UTF-8."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("SET synchronous_commit = on")
    cursor.execute("SET client_encoding = 'UTF8'")
    cursor.execute("SET lock_timeout = '120s'")
    cursor.close()
    connection.commit()  # type: ignore[attr-defined]
