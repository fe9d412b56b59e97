"""Where statements are kept: SQLite, a ledger, the room on the disk."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

from onrecord.cli.app import LEDGER
from onrecord.cli.health.finding import Finding, State
from onrecord.record.errors import LedgerError

if TYPE_CHECKING:
    from onrecord.ledger.standing import Standing

LITTLE, TOO_LITTLE = 1_000_000_000, 100_000_000
"""Bytes free on a disk under which to look out, and under which nothing can be kept."""


def findings(ledger: str | None) -> Iterator[Finding]:
    """SQLite and its full-text index, the ledger (the default one where none is named), the disks."""
    yield _sqlite()
    yield _ledger(ledger)
    for name, folder in (("ledger", _folder(ledger or LEDGER)), ("temporary files", tempfile.gettempdir())):
        if folder:
            yield _room(name, Path(folder))


def _sqlite() -> Finding:
    found = sqlite3.sqlite_version
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE pages USING fts5(words)")
    except sqlite3.Error as error:
        todo = "use a Python whose SQLite has FTS5"
        return Finding("ledger", "SQLite", State.FAULT, f"{found} without full-text index ({error})", todo)
    return Finding("ledger", "SQLite", State.OK, f"{found}, with full-text index")


def _ledger(address: str | None) -> Finding:
    from onrecord.ledger.standing import standing

    if address is None and not Path(LEDGER).exists():
        found = f"no {LEDGER} here"
        return Finding(
            "ledger", "ledger", State.ABSENT, found, "onrecord add FILE makes one, --ledger names one"
        )
    try:
        return _standing(standing(address or LEDGER), address or LEDGER)
    except LedgerError as error:
        return Finding("ledger", "ledger", State.FAULT, str(error))


def _standing(seen: Standing, address: str) -> Finding:
    found = f"{seen.address}: {seen.database}, "
    if seen.version is None:
        return Finding("ledger", "ledger", State.OK, found + "empty; the first onrecord add makes its tables")
    if seen.version != seen.newest:
        found += f"tables of version {seen.version}, this onrecord has {seen.newest}"
        todo = "the next command that opens it brings it up to date; keep a copy first"
        return Finding("ledger", "ledger", State.DOUBTFUL, found, todo)
    found += f"tables of version {seen.version}, {seen.reports:,} reports, {seen.statements:,} statements"
    folder = _folder(address)
    if folder and not (os.access(address.removeprefix("sqlite:///"), os.W_OK) and os.access(folder, os.W_OK)):
        return Finding("ledger", "ledger", State.FAULT, found, "its file and its folder must be writable")
    return Finding("ledger", "ledger", State.OK, found)


def _folder(address: str) -> str | None:
    """The folder of a ledger in a file, None for a database."""
    path = address.removeprefix("sqlite:///")
    return None if "://" in path else str(Path(path).absolute().parent)


def _room(name: str, folder: Path) -> Finding:
    try:
        free = disk_usage(folder).free
    except OSError as error:
        return Finding("disk", name, State.FAULT, f"{folder} ({error.strerror})", "name another folder")
    found = f"{free / 1e9:,.1f} GB free in {folder}"
    if free < LITTLE:
        state = State.FAULT if free < TOO_LITTLE else State.DOUBTFUL
        return Finding("disk", name, state, found, "make room")
    return Finding("disk", name, State.OK, found)
