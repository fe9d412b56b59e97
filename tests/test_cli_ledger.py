"""The commands that look into a ledger and let people have their say."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app
from onrecord.ledger import Ledger
from onrecord.record import from_json
from onrecord.record.errors import OnrecordError
from tests.ledger.test_finding import HARBOUR, MARKET, put

BY = ("--who", "Tamsin Orley", "--why", "heard the tape")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Ids of the two reports of the ledger that the commands take."""
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.delenv("ONRECORD_WHO", raising=False)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        return (
            put(ledger, HARBOUR, "harbour"),
            put(ledger, MARKET, "market", published="2031-07-02", publisher="Hask Gazette"),
        )


def run(*arguments: str) -> Result:
    """What a command gives; its error where it ends in one."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_find_shows_rows_with_the_words_and_counts(kept: tuple[str, str]) -> None:
    """Who, how, what, where from; then counts by field, and where the next page begins."""
    out = run("find", "boats", "--limit", "2").stdout
    assert "Ilsabet Morrow (Ostmark)  assertion · certain · said 13 June 2031" in out
    assert "that 12 boats would withdraw from Sarn" in out
    assert f"{kept[0]}:s1 · Ostmark Courier · 14 June 2031 · Harbour of Sarn closed" in out
    assert "assertion 2 · denial 1" in out
    assert "2 statements of 3" in out
    assert f"more with --after {kept[1]}:s1" in out
    rest = run("find", "boats", "--limit", "2", "--after", f"{kept[1]}:s1", "--no-counts").stdout
    assert "that 3 boats were hers" in rest
    assert "that 12 boats" not in rest


def test_find_takes_all_filters(kept: tuple[str, str]) -> None:
    """Filters by option; nothing found is said so."""
    filters = ["--speaker", "Hulle", "--act", "denial", "--certainty", "certain", "--polarity", "negative"]
    filters += ["--said", "2031-06..", "--about", "past", "--audience", "reporters", "--named"]
    filters += ["--report", f"{kept[0]}", "--published", "2031", "--uncorrected", "--no-copies"]
    assert "that the withdrawal was so" in run("find", *filters).stdout
    assert "No statement was found." in run("find", "--anonymous").stdout
    assert "No statement was found." in run("find", "--channel", "Telegram", "--country", "UA").stdout


def test_find_gives_machine_formats(kept: tuple[str, str]) -> None:
    """JSON with counts, JSON lines and CSV with one row a statement."""
    data = json.loads(run("find", "withdraw*", "--format", "json").stdout)
    assert (data["total"], len(data["hits"]), data["after"]) == (3, 3, None)
    assert data["counts"]["act"]["counts"] == [["assertion", 2], ["denial", 1]]
    lines = run("find", "withdraw*", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["speaker"] for line in lines] == ["Ilsabet Morrow", "Anders Hulle", "Ruth Adeyo"]
    rows = list(csv.DictReader(io.StringIO(run("find", "withdraw*", "-f", "csv").stdout)))
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]


def test_a_broken_search_is_one_line(kept: tuple[str, str]) -> None:
    """An error says what is wrong, not where in the program."""
    with pytest.raises(OnrecordError, match="has no other"):
        run("find", '"boats')
    with pytest.raises(OnrecordError, match="act is 'promise'"):
        run("find", "--act", "promise")


def test_a_ledger_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Looking makes no file."""
    with pytest.raises(OnrecordError, match="there is no ledger"):
        run("find", "--ledger", str(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()


def test_show_and_explain_tell_all_of_a_statement(kept: tuple[str, str]) -> None:
    """Fields, what decided them, history; a whole report and a speaker too."""
    out = run("show", f"{kept[0]}:s2").stdout
    assert "by the cue “denied”" in out
    assert f"history of {kept[0]}:s2" in out
    data = json.loads(run("show", f"{kept[0]}:s2", "--format", "json").stdout)
    assert data["statement"]["act"] == data["machine"]["act"] == "denial"
    assert data["speaker"]["name"] == "Anders Hulle"
    assert "Ruth Adeyo" in run("show", kept[0]).stdout
    assert f"says {kept[0]}:s2" in run("show", f"{kept[0]}:p2").stdout
    assert "by the cue “denied”" in run("explain", f"{kept[0]}:s2").stdout
    with pytest.raises(OnrecordError, match="has no s9"):
        run("show", f"{kept[0]}:s9")


def test_speakers_and_stats_count_voices(kept: tuple[str, str], tmp_path: Path) -> None:
    """Who speaks how often; the audit as table, JSON, CSV and picture."""
    assert run("speakers").stdout.index("Ilsabet Morrow") < run("speakers").stdout.index("Anders Hulle")
    assert json.loads(run("speakers", "boats", "-f", "json").stdout)["speakers"][0]["statements"] == 1
    table = run("stats").stdout
    assert "6 statements · 2 reports" in table
    data = json.loads(run("stats", "--publisher", "Hask", "-f", "json").stdout)
    assert data["sources"][0] == {"kind": "named", "statements": 2, "of": 2}
    assert "acts,assertion" in run("stats", "-f", "csv").stdout.replace('"', "")
    for form in ("svg", "html"):
        run("stats", "-f", form, "-o", str(tmp_path / f"audit.{form}"))
        assert "Are the sources named?" in (tmp_path / f"audit.{form}").read_text("utf-8")


def test_a_correction_is_made_told_and_exported(kept: tuple[str, str], tmp_path: Path) -> None:
    """set, history and corrections: person and machine side by side."""
    target = f"{kept[0]}:s1"
    out = run("correct", "set", target, "act=threat", "content=12 boats would withdraw", *BY).stdout
    assert "act differs: a person says threat, the machine assertion" in out
    assert "set by Tamsin Orley: heard the tape" in run("history", target).stdout
    assert json.loads(run("history", target, "-f", "json").stdout)["standing"]["act"] == "threat"
    assert "act: assertion → threat" in run("corrections").stdout
    lesson = json.loads(run("corrections", "-f", "jsonl").stdout.splitlines()[0])
    assert (lesson["field"], lesson["machine"], lesson["person"]) == ("act", "assertion", "threat")
    assert "Orley" not in json.dumps(lesson)
    run("corrections", "-f", "gold", "-o", str(tmp_path / "gold"))
    gold = from_json((tmp_path / "gold" / f"{kept[0]}.gold.json").read_bytes())
    assert gold.statements[0].act == "threat"
    assert (tmp_path / "gold" / f"{kept[0]}.txt").read_bytes() == HARBOUR.encode()


def test_statements_are_added_rejected_and_restored(kept: tuple[str, str]) -> None:
    """The other ways to correct; who and why are asked for."""
    report = kept[0]
    added = (
        "correct",
        "add",
        report,
        "--content",
        "Harbour of Sarn closed",
        "--speaker",
        "p1",
        "--set",
        "act=other",
    )
    assert f"history of {report}:s5" in run(*added, *BY).stdout
    run("correct", "reject", f"{report}:s2", *BY)
    assert "does not stand" in run("show", f"{report}:s2").stdout
    run("correct", "restore", f"{report}:s2", *BY)
    run("correct", "merge", f"{report}:p1", f"{report}:p3", *BY)
    run(
        "correct",
        "split",
        f"{report}:p1",
        f"{report}:s4",
        "--name",
        "the skippers",
        "--set",
        "type=group",
        *BY,
    )
    assert "the skippers" in run("speakers", "--report", report).stdout
    assert run("correct", "set", f"{report}:s1", "act=threat").exit_code == 2


def test_records_of_training_need_a_folder(kept: tuple[str, str], tmp_path: Path) -> None:
    """Where a file is in the way the command says so, and leaves it."""
    run("correct", "set", f"{kept[0]}:s1", "act=threat", *BY)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OnrecordError, match="cannot be written"):
        run("corrections", "-f", "gold", "-o", str(tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "in the way"


def test_redact_and_remove_ask_and_take_out(kept: tuple[str, str]) -> None:
    """Nothing is taken out without a yes; then it is gone, and check passes."""
    assert run("redact", kept[0], "Hulle", *BY).exit_code == 1
    assert "Hulle" in run("speakers").stdout
    out = run("redact", kept[0], "Anders Hulle", "--yes", *BY)
    assert "taken out 1 times" in out.stdout
    assert "backups" in out.stderr
    assert "Hulle" not in run("speakers").stdout
    assert "2 statements removed" in run("remove", kept[1], "--yes", *BY).stdout
    assert run("check").exit_code == 0


def test_a_ledger_is_exported_and_bundled_by_filters(kept: tuple[str, str], tmp_path: Path) -> None:
    """The same filters choose what is handed over; a bundle has originals and history."""
    run("correct", "set", f"{kept[0]}:s1", "act=threat", *BY)
    records = [from_json(line) for line in run("export", "--act", "denial").stdout.splitlines()]
    assert [[s.id for s in record.statements] for record in records] == [["s2"], ["s2"]]
    rows = list(csv.DictReader(io.StringIO(run("export", "--published", "2031-07", "-f", "csv").stdout)))
    assert len(rows) == 2
    assert rows == list(csv.DictReader(io.StringIO(run("export", "--report", kept[1], "-f", "csv").stdout)))
    assert "harbour.txt" in run("export", "--provenance", "--report", kept[0], "-f", "csv").stdout
    run("bundle", "-s", f"{kept[0]}:s1", "-o", str(tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
        named = {name.partition("/")[2]: name for name in bundle.namelist()}
        assert bundle.read(named[f"originals/{kept[0]}.txt"]) == HARBOUR.encode()
        assert "heard the tape" in bundle.read(named["history.json"]).decode()
    with pytest.raises(OnrecordError, match="filters choose among"):
        run("export", "--act", "denial", __file__)


def test_a_bundle_of_nothing_is_an_error(kept: tuple[str, str], tmp_path: Path) -> None:
    """Where no statement meets the filters it says so, and no zip is left behind."""
    with pytest.raises(OnrecordError, match="no statement is there to be bundled; expected at least one"):
        run("bundle", "--act", "threat", "--speaker", "nobody", "-o", str(tmp_path / "b.zip"))
    assert not list(tmp_path.glob("*.zip"))


def test_an_id_that_is_none_is_named_in_the_error(kept: tuple[str, str]) -> None:
    """Whoever types a wrong id reads it back, with the shape of a right one."""
    with pytest.raises(OnrecordError, match=r"'nope' is no id of a statement or speaker; expected REPORT:s7"):
        run("history", "nope")
