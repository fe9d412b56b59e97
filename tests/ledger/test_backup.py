"""Backup and restore: one file that holds all, made while others add."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.ledger import Ledger, restore
from onrecord.record.errors import LedgerDamaged, LedgerError, LedgerMissing
from tests.ledger import fake
from tests.ledger.cluster import programs
from tests.ledger.runs import Child, adding
from tests.ledger.test_contract import STORM, add
from tests.ledger.test_never_lost import reports


@pytest.fixture
def path(tmp_path: Path, model_file: Path) -> Path:
    """A SQLite ledger with a report."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(model_file, path)
    with Ledger.open(path) as ledger:
        add(ledger, fake.read(STORM, name="storm"))
    return path


def held(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        assert ledger.check().sound
        return list(ledger.dump())


def test_a_backup_restores_the_ledger(path: Path, tmp_path: Path) -> None:
    """What was lost is there again, byte for byte in its dump."""
    out = tmp_path / "backup.db"
    run = CliRunner()
    assert run.invoke(app, ["backup", str(out), "--ledger", str(path)]).exit_code == 0
    before = held(path)
    for file in tmp_path.glob("ledger.db*"):
        file.unlink()
    ran = run.invoke(app, ["restore", str(out), "--ledger", str(path)])
    assert ran.exit_code == 0, ran.output
    assert "is sound" in ran.output
    assert held(path) == before


def test_a_backup_is_made_while_others_add(path: Path, tmp_path: Path) -> None:
    """It holds whole reports alone, and the one who adds is not disturbed."""
    child = Child(adding(str(path), reports(60)))
    with Ledger.open(path) as ledger:
        while len(ledger.reports()) < 5:
            time.sleep(0.01)
        ledger.back_up(tmp_path / "backup.db")
    assert child.wait() == 0
    assert sum(line.startswith("reports\t") for line in held(tmp_path / "backup.db")) >= 5
    assert sum(line.startswith("reports\t") for line in held(path)) == 41


def test_nothing_is_overwritten_unasked(path: Path, tmp_path: Path) -> None:
    """Neither a file that is there nor a ledger that is there, unless `replace` says so."""
    out = tmp_path / "backup.db"
    with Ledger.open(path) as ledger:
        ledger.back_up(out)
        with pytest.raises(LedgerError, match="is there already"):
            ledger.back_up(out)
        add(ledger, fake.read("Ruth Adeyo said that more came.", name="more"))
        more = list(ledger.dump())
        with pytest.raises(LedgerError, match="is there already"):
            restore(out, path)
        assert list(ledger.dump()) == more
    restore(out, path, replace=True)
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()) == 1


def test_a_damaged_backup_is_refused(path: Path, tmp_path: Path) -> None:
    """It is looked at before anything is written; the ledger stays as it is."""
    torn = tmp_path / "torn.db"
    torn.write_bytes(path.read_bytes()[:20_000])
    before = held(path)
    with pytest.raises(LedgerDamaged, match="no sound ledger"):
        restore(torn, path, replace=True)
    with pytest.raises(LedgerMissing, match="no file"):
        restore(tmp_path / "none.db", path, replace=True)
    assert held(path) == before


def test_a_backup_that_was_cut_off_is_no_backup(path: Path, tmp_path: Path) -> None:
    """Killed while it is written, no file of its name is there: a backup is whole or not at all."""
    out = tmp_path / "backup.db"

    def back_up(_: Child) -> None:
        with Ledger.open(path) as ledger:
            ledger.back_up(out)

    for delay in (0.0, 0.005, 0.01, 0.02, 0.03):
        child = Child(back_up)
        time.sleep(delay)
        if child.ended() is None:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        if out.exists():
            assert held(out) == held(path)
            for file in tmp_path.glob("backup.db*"):
                file.unlink()
    with Ledger.open(path) as ledger:
        ledger.back_up(out)
    assert held(out) == held(path)


def test_postgresql_is_backed_up_by_its_own_program(postgres: str, request: pytest.FixtureRequest) -> None:
    """The error gives the command; what pg_dump wrote and pg_restore read holds the same."""
    import psycopg

    with psycopg.connect(postgres.format("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE saved TEMPLATE model")
        connection.execute("CREATE DATABASE restored TEMPLATE template0")
    address, other = postgres.format("saved"), postgres.format("restored")
    with Ledger.open(address) as ledger:
        add(ledger, fake.read(STORM, name="storm"))
        with pytest.raises(LedgerError, match=r"pg_dump --format=custom"):
            ledger.back_up(Path("out"))
        before = list(ledger.dump())
    dumped = subprocess.run(
        [programs() / "pg_dump", "--format=custom", address], capture_output=True, check=True
    )
    subprocess.run([programs() / "pg_restore", f"--dbname={other}"], input=dumped.stdout, check=True)
    with Ledger.open(other) as ledger:
        assert ledger.check().sound
        assert list(ledger.dump()) == before
