"""What a ledger is, seen from outside: its database, the version of its tables, how much it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from onrecord.ledger import tables as t
from onrecord.ledger.backend import backend_for, reading, told
from onrecord.ledger.migrations import HEAD, version_of
from onrecord.record.errors import LedgerMissing


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a ledger.

    `version` is the last migration that ran, None for a database without tables,
    `newest` the last that this onrecord knows; reports and statements are counted
    where the two are the same.
    """

    address: str
    database: str
    version: str | None
    newest: str = HEAD
    reports: int = 0
    statements: int = 0


def standing(address: str | Path) -> Standing:
    """Looks at a ledger without bringing its tables up to date.

    Raises a `LedgerError` for one that is missing, damaged, of a newer onrecord,
    or no ledger at all.
    """
    backend = backend_for(address)
    if not backend.exists():
        raise LedgerMissing(
            f"there is no ledger {backend.address}", "the path of one", "onrecord add makes one"
        )
    with told(backend):
        engine = backend.engine()
    try:
        with reading(backend, engine) as connection:
            number = ".".join(map(str, connection.dialect.server_version_info or ()))
            seen = Standing(backend.address, f"{backend.name} {number}", version_of(connection, backend))
            if seen.version != HEAD:
                return seen
            reports = connection.execute(select(func.count()).select_from(t.reports)).scalar_one()
            current = select(func.count()).select_from(t.statements).where(t.statements.c.current)
            statements = connection.execute(current).scalar_one()
            return Standing(seen.address, seen.database, HEAD, HEAD, int(reports), int(statements))
    finally:
        engine.dispose()
