"""Brings a ledger up to date, whoever comes first, once."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text

from onrecord.ledger.backend import Backend, reading, writing
from onrecord.record.errors import LedgerError, LedgerNewer

HEAD = "0004"
"""The last migration that this version of onrecord knows."""


def migrate(backend: Backend, engine: Engine) -> None:
    """Runs the migrations that are missing; two processes that open at once do no harm.

    Raises `LedgerNewer` for a ledger that a newer onrecord wrote, `LedgerError`
    for a database with tables of somebody else.
    """
    with reading(backend, engine) as connection:
        if _version(connection, backend) == HEAD:
            return
    with writing(backend, engine) as connection:
        if _version(connection, backend) != HEAD:  # nobody did it while we waited
            _upgrade(connection, backend)


def _version(connection: Connection, backend: Backend) -> str | None:
    """The last migration that ran, None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and ("reports" in tables or len(tables) == 1):
        version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version is None or version <= HEAD:
            return version
        raise LedgerNewer(
            f"{backend.address} is a ledger of version {version}",
            f"version {HEAD} or older",
            "a newer onrecord wrote it: pip install --upgrade onrecord",
        )
    if tables:
        raise LedgerError(
            f"{backend.address} holds tables of something else ({', '.join(sorted(tables)[:3])})",
            "a ledger, or an empty database",
            "give another --ledger",
        )
    return None


def _upgrade(connection: Connection, backend: Backend) -> None:
    from alembic import command  # loaded only where there is something to do
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    config.attributes["connection"] = connection
    config.attributes["backend"] = backend
    command.upgrade(config, "head")
