"""The commands that take in and look after a ledger, as typed."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
import onrecord.api
from onrecord.api import Taking
from onrecord.cli import app
from onrecord.ledger import Ledger
from onrecord.ledger.manual import tables_page
from onrecord.record.errors import LedgerMissing, OnrecordError

DOCS = Path(__file__).parents[2] / "docs"
STORY = "Skipper Adam said that {} boats left Sarn on Friday before the storm came over the hills. "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three reports and a picture; a tiny reader reads them."""
    tiny = partial(Taking, reader="tests.ledger.fake:reader")
    monkeypatch.setattr(onrecord.api, "Taking", tiny)
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    for n, mark in enumerate(("", "REFUSE", "")):
        (reports / f"day{n}.txt").write_text(STORY.format(n + 2) + mark)
    (reports / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return reports


def run(*words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, list(words))
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.exit_code, ran.stdout


def test_add_tells_what_became_of_everything(folder: Path) -> None:
    """New, known, refused with the reason, passed over; the ledger is ./onrecord.db where none is named."""
    code, out = run("add", str(folder))
    assert code == 0
    assert [" ".join(line.split()) for line in out.splitlines() if "│ new" in line] == ["│ new │ 2 │"]
    assert "nothing to read in it" in out
    assert "passed over" in out
    with Ledger.open("onrecord.db", create=False) as ledger:
        assert [report.rpartition("-")[0] for report in ledger.reports()] == ["day0", "day2"]
    code, out = run("add", str(folder), "--strict")
    assert code == 2
    assert [" ".join(line.split()) for line in out.splitlines() if "known already" in line] == [
        "│ known already │ 2 │"
    ]


def test_add_tells_a_program_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --format json a line for each item, as it comes; the ledger may stand in a variable."""
    monkeypatch.setenv("ONRECORD_LEDGER", "talks.db")
    code, out = run("add", str(folder), "--format", "json", "--workers", "2")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, [line["outcome"] for line in lines]) == (0, ["new", "refused", "new"])
    assert lines[0]["source"].endswith("day0.txt")
    assert lines[0]["statements"] == 1
    assert Path("talks.db").exists()


def test_add_refuses_what_makes_no_sense(folder: Path) -> None:
    """Nothing named, an unknown format, a date that is none: errors, and no ledger is made."""
    for words, match in (
        ((), "nothing is named"),
        (("reports", "--format", "xml"), "no format xml"),
        (("reports", "--published", "yesterday"), "yesterday"),
    ):
        with pytest.raises(OnrecordError, match=match):
            run("add", *words)
    assert not Path("onrecord.db").exists()


def test_what_looks_at_a_ledger_makes_none(folder: Path) -> None:
    """check, backup and reread of a ledger that is not there say so."""
    for words in (("check",), ("backup", "out.db"), ("reread",)):
        with pytest.raises(LedgerMissing, match=r"no ledger onrecord\.db"):
            run(*words)
    assert not Path("onrecord.db").exists()


def test_the_real_reader_adds_and_reads_again(tmp_path: Path) -> None:
    """With the weights that ship: a text is taken in, found again, and reading it anew changes nothing."""
    with onrecord.open(tmp_path / "ledger.db") as ledger:
        text = "The bridge at Sarn is closed, the mayor of Hask, Ilsabet Morrow, said on Friday."
        assert str(ledger.add(text, workers=0)) == "1 new, 0 known, 0 revised, 0 refused; 1 statements"
        assert str(ledger.add(text, workers=0)) == "0 new, 1 known, 0 revised, 0 refused; 0 statements"
        (report,) = ledger.reports()
        before = ledger.record(report)
        again = ledger.reread(report)
        assert (len(again.kept), again.new, again.gone, again.differences) == (1, (), (), ())
        assert ledger.record(report) == before
        assert [speaker.name for speaker in before.speakers] == ["Ilsabet Morrow"]
        assert ledger.check().sound


def test_the_manual_lists_the_tables_as_they_are() -> None:
    """docs/reference/ledger-tables.md is made from the tables: `python -m onrecord.ledger.manual`."""
    assert (DOCS / "reference" / "ledger-tables.md").read_text("utf-8") == tables_page() + "\n"


def test_the_sql_of_the_manual_runs(tmp_path: Path) -> None:
    """What docs/how-to/ledger.md tells people to type works."""
    manual = (DOCS / "how-to" / "ledger.md").read_text("utf-8")
    queries = [part.split("```")[0] for part in manual.split("```sql\n")[1:]]
    assert queries
    with Ledger.open(tmp_path / "ledger.db") as ledger, ledger.reading() as connection:
        for query in queries:
            connection.exec_driver_sql(query)
        views = {
            row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'")
        }
        assert {view for view in views if view.endswith("_view")} == {
            word.strip("`,.") for word in manual.split() if word.strip("`,.").endswith("_view")
        }
