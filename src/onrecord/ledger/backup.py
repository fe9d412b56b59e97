"""Backup and restore of a ledger in a file, while it may be in use.

A ledger in PostgreSQL is backed up by PostgreSQL's own pg_dump.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.ledger.backend import Backend, backend_for
from onrecord.ledger.sqlite import PATIENCE, Sqlite
from onrecord.record.errors import LedgerDamaged, LedgerError, LedgerFull, LedgerMissing


def back_up(backend: Backend, out: Path, *, replace: bool = False) -> None:
    """Writes one file that holds all of a ledger as it is at one moment.

    Others may go on adding. The file appears when it is whole and on the disk.
    Raises `LedgerError` where `out` is there, unless `replace` says so.
    """
    path = _file_of(backend)
    if out.exists() and path.exists() and out.samefile(path):
        raise LedgerError(f"{out} is the ledger itself", "another file", "give another name")
    if out.exists() and not replace:
        raise LedgerError(f"{out} is there already", "a new file", "give another name, or --replace")
    if not out.parent.is_dir():
        raise LedgerMissing(f"there is no folder {out.parent}", "a folder that exists")
    part = out.with_name(out.name + ".part")
    try:
        part.unlink(missing_ok=True)
        _copy(path, part)
        _sound(part)
        _to_disk(part)
        part.replace(out)
        _to_disk(out.parent)
    except (OSError, sqlite3.Error) as error:
        raise LedgerFull(
            f"{out} could not be written ({error})", hint="make room, or write elsewhere"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def restore(backup: Path, address: str | Path, *, replace: bool = False) -> None:
    """Makes a ledger what a backup holds, all at once.

    Raises `LedgerError` where the ledger is there, unless `replace` says so,
    `LedgerDamaged` where the backup is no sound file; the ledger then stays
    as it is.
    """
    path = _file_of(backend_for(address))
    if not backup.is_file():
        raise LedgerMissing(f"there is no file {backup}", "what onrecord backup wrote")
    _sound(backup)
    if path.exists() and not replace:
        raise LedgerError(
            f"{path} is there already", "no ledger yet", "give --replace, and what it holds now is lost"
        )
    try:
        _copy(backup, path)
    except (OSError, sqlite3.Error) as error:
        raise LedgerFull(f"{path} could not be written ({error})", hint="it is as it was before") from error


def _file_of(backend: Backend) -> Path:
    if isinstance(backend, Sqlite):
        return backend.path
    raise LedgerError(
        f"{backend.address} is a PostgreSQL database",
        "a ledger in a file",
        f"back it up with pg_dump --format=custom --file=OUT '{backend.address}', "
        "and restore that with pg_restore --dbname=ADDRESS OUT into an empty database",
    )


def _copy(source: Path, target: Path) -> None:
    """By SQLite's online backup: one state of the source, in one transaction of the target."""
    if not source.is_file():
        raise LedgerMissing(f"there is no ledger {source}", "the path of one")
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as one,
        closing(sqlite3.connect(target, timeout=PATIENCE)) as other,
    ):
        one.backup(other)
        other.execute(
            "PRAGMA journal_mode = DELETE" if target.suffix == ".part" else "PRAGMA journal_mode = WAL"
        )


def _sound(path: Path) -> None:
    """Raises `LedgerDamaged` for a file that is no ledger, or not as SQLite wrote it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            connection.execute("SELECT count(*) FROM alembic_version, reports").fetchone()
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict != "ok":
        raise LedgerDamaged(f"{path} is no sound ledger ({verdict})", "what onrecord backup wrote")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
