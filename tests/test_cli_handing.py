"""The command line that hands over: export, bundle, schema columns."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow.parquet as pq

from tests.test_cli import EXAMPLE, run

SECOND = "The port is shut, the mayor of Sarn said on Monday. He denied that anybody had been hurt."


def test_many_reports_are_one_file_of_json_lines(tmp_path: Path) -> None:
    """To standard output by default; two files of one name have ids of their own."""
    other = tmp_path / "harbour.txt"
    other.write_text(SECOND)
    done = run("export", str(EXAMPLE), str(other), "--published", "2031-06-17")
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["report"]["id"] for record in records] == ["harbour", "harbour-2"]
    assert records[1]["report"]["text"] == SECOND
    assert done.stderr == b""


def test_a_file_that_cannot_be_read_is_told_of_and_the_rest_is_written(tmp_path: Path) -> None:
    """The exit code says that something is missing."""
    out = tmp_path / "all.csv"
    done = run("export", "no-such-file.txt", str(EXAMPLE), "-f", "csv", "-o", str(out))
    assert done.returncode == 2
    assert "no-such-file.txt" in done.stderr.decode()
    assert "1 of 2 reports" in done.stderr.decode()
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode(), newline="")))
    assert {row["report_id"] for row in rows} == {"harbour"}
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]


def test_brat_goes_to_a_folder_or_a_zip(tmp_path: Path) -> None:
    """As the name of the output says."""
    run("export", str(EXAMPLE), "-f", "brat", "-o", str(tmp_path / "corpus"))
    run("export", str(EXAMPLE), "-f", "brat", "-o", str(tmp_path / "corpus.zip"))
    lying = {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()}
    with zipfile.ZipFile(tmp_path / "corpus.zip") as archive:
        assert lying == {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert set(lying) == {"annotation.conf", "visual.conf", "harbour.txt", "harbour.ann"}


def test_a_policy_is_named_by_a_flag_and_stands_in_the_rows() -> None:
    """Without it `best` is empty."""
    done = run("export", str(EXAMPLE), "-f", "events", "--best", "highest")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert {row["policy"] for row in rows if row["measure"]} == {"highest"}
    assert run("export", str(EXAMPLE), "-f", "events", "--best", "mean").returncode == 2


def test_provenance_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    """When, from where, by what."""
    out = tmp_path / "all.parquet"
    assert run("export", str(EXAMPLE), "-f", "parquet", "--provenance", "-o", str(out)).returncode == 0
    row = pq.read_table(out).to_pylist()[0]
    assert row["provenance_taken_from"] == str(EXAMPLE)
    assert row["provenance_run"].startswith("onrecord ")
    assert row["provenance_order"] == 1


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """Before anything is read."""
    done = run("export", str(EXAMPLE), "-f", "xlsx")
    assert done.returncode == 1
    assert "web-annotation" in done.stderr.decode()


def test_a_place_that_cannot_be_written_to_is_told_in_one_line(tmp_path: Path) -> None:
    """Nothing half-written stays behind."""
    (tmp_path / "file").write_text("in the way")
    done = run("export", str(EXAMPLE), "-o", str(tmp_path / "file" / "out.jsonl"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    """`onrecord export … | head -c 10`."""
    command = f"{sys.executable} -m onrecord.cli export {EXAMPLE} -f jsonl | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=120)
    assert done.stdout == b'{"schema":'
    assert done.stderr == b""


def test_a_bundle_of_one_statement_is_verified_without_onrecord(tmp_path: Path) -> None:
    """And the hash to pass on is that of its list of hashes."""
    out = tmp_path / "evidence.zip"
    done = run("bundle", str(EXAMPLE), "-s", "s2", "-o", str(out))
    assert done.returncode == 0
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "onrecord-bundle"
    sums = subprocess.run(["sha256sum", "SHA256SUMS"], cwd=folder, capture_output=True, check=True)
    assert sums.stdout.split()[0] in done.stderr
    checked = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, check=False
    )
    assert checked.stdout == b"All is well: 7 files, 1 statements.\n"
    assert (folder / "originals" / "harbour.txt").read_bytes() == EXAMPLE.read_bytes()


def test_a_bundle_of_a_statement_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """And no zip is left behind."""
    for name, word in (("s999", "no statement s999"), ("haven:s1", "none of the files is haven")):
        done = run("bundle", str(EXAMPLE), "-s", name, "-o", str(tmp_path / "out.zip"))
        assert done.returncode == 6
        assert word in done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_the_columns_are_printed_as_the_manual_has_them() -> None:
    """`onrecord schema columns`."""
    shown = run("schema", "columns").stdout.decode()
    assert "| `statement` | text |" in shown
    assert "| `best` | number |" in shown
