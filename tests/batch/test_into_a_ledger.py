"""From a batch into a ledger: the ledger that adding the reports makes, and nothing is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.batch import Output
from onrecord.batch.adding import add_batch
from onrecord.cli import app
from onrecord.ledger import Ledger
from onrecord.record.errors import BatchError


def run(*arguments: str) -> Result:
    """What a command gives; its error where it ends in one."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_batch_makes_the_ledger_that_adding_makes(
    wire: Path, read_here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records, originals, arrivals, near-copies and what is refused: the same, and no pipeline is loaded."""
    straight, batch = tmp_path / "straight.db", tmp_path / "batch.db"
    added = run("add", str(wire), "--ledger", str(straight), "--format", "json").stdout
    monkeypatch.setattr("onrecord.pipeline.Pipeline.__init__", lambda *_: pytest.fail("something was read"))
    taken = run("add", "--batch", str(read_here), "--ledger", str(batch), "--format", "json").stdout
    assert [json.loads(line) for line in taken.splitlines()] == [
        json.loads(line) for line in added.splitlines()
    ]
    with Ledger.open(straight) as one, Ledger.open(batch) as other:
        assert list(one.dump()) == list(other.dump())
        assert other.check().sound
    for name in ("jsonl", "csv"):
        files = [tmp_path / f"{ledger.stem}.{name}" for ledger in (straight, batch)]
        for ledger, file in zip((straight, batch), files, strict=True):
            run("export", "--ledger", str(ledger), "--format", name, "--output", str(file))
        assert files[0].read_bytes() == files[1].read_bytes()


def test_a_batch_taken_in_twice_is_known(read_here: Path, tmp_path: Path) -> None:
    """As with any other source."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        first = [str(result.outcome) for result in add_batch(ledger, str(read_here))]
        again = [str(result.outcome) for result in add_batch(ledger, str(read_here))]
    assert again == [outcome.replace("new", "known") for outcome in first]
    assert first.count("new") == 60


def test_ids_in_the_tables_are_those_of_the_ledger(read_here: Path, tmp_path: Path) -> None:
    """What was found in Parquet is found in the ledger by the same id."""
    import duckdb

    ids = duckdb.read_parquet(f"{read_here}/statements/*.parquet").project("statement").order("1").fetchall()
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        list(add_batch(ledger, str(read_here)))
        known = sorted(f"{r}:{s.id}" for r in ledger.reports() for s in ledger.record(r).statements)
    assert [row[0] for row in ids] == known


def test_what_is_no_batch_is_told(tmp_path: Path) -> None:
    """An empty folder, or one that something else wrote."""
    with pytest.raises(BatchError, match="there is no batch in"):
        run("add", "--batch", str(tmp_path / "absent"), "--ledger", str(tmp_path / "l.db"))
    (tmp_path / "x").write_text("x")
    with pytest.raises(BatchError, match="is no output of onrecord batch"):
        run("add", "--batch", str(tmp_path), "--ledger", str(tmp_path / "l.db"))


def test_receipts_stand_in_the_order_of_the_input(read_here: Path) -> None:
    """So that the first of two revisions is the first in the ledger too."""
    first = [receipt.first for receipt in Output.at(str(read_here)).receipts()]
    assert first == sorted(first)
    assert len(first) == 11
