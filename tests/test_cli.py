"""The command line: what a person types and reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import onrecord

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour.txt"


def run(
    *arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **(env or {})},
    )


def test_the_table_shows_every_statement_with_its_speaker() -> None:
    """The default is for people."""
    done = run("read", str(EXAMPLE), env={"COLUMNS": "100"})
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Ilsabet Morrow" in shown
    assert "Peter Anslow" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_json_is_the_record_of_the_contract() -> None:
    """For programs, by a flag."""
    done = run("read", str(EXAMPLE), "--format", "json")
    data = json.loads(done.stdout)
    jsonschema.validate(data, onrecord.json_schema(), cls=jsonschema.Draft202012Validator)
    assert data["report"]["id"] == "harbour"
    assert data["report"]["text"] == EXAMPLE.read_bytes().decode()


def test_standard_input_is_read_with_a_dash() -> None:
    """For pipes; the date is given beside it."""
    text = b"The port is shut, the mayor said."
    done = run("read", "-", "--published", "2031-06-14", "-f", "json", stdin=text)
    data = json.loads(done.stdout)
    assert data["report"]["published"] == "2031-06-14"
    assert data["report"]["text"].encode() == text
    assert len(data["statements"]) == 1


def test_a_page_is_written_where_the_user_says(tmp_path: Path) -> None:
    """And the command says so."""
    out = tmp_path / "page.html"
    done = run("read", str(EXAMPLE), "--format", "html", "-o", str(out))
    assert done.returncode == 0
    assert "<html" in out.read_text(encoding="utf-8")
    assert str(out) in done.stderr.decode()


def test_statements_less_sure_than_asked_are_left_out() -> None:
    """A user who wants precision gets it."""
    every = json.loads(run("read", str(EXAMPLE), "-f", "json").stdout)["statements"]
    sure = json.loads(run("read", str(EXAMPLE), "-f", "json", "--min-confidence", "0.8").stdout)["statements"]
    assert 0 < len(sure) < len(every)
    assert all(s["confidence"] >= 0.8 for s in sure)


UKRAINIAN = (
    "Міський голова заявив у суботу, що порт залишиться зачиненим, доки не завершиться огляд причалів. " * 3
)
ARABIC = "وقال رئيس البلدية إن الميناء سيبقى مغلقا حتى انتهاء التفتيش على الأرصفة. " * 4

BROKEN: dict[str, tuple[bytes, str]] = {
    "empty file": (b"", "nothing to read"),
    "white space alone": (b" \n\t\n", "white space|nothing to read"),
    "binary": (bytes(range(256)) * 20, "NUL|no text"),
    "a PDF": (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "PDF"),
    "NUL bytes": (b"The port is shut,\x00 the mayor said.", "NUL"),
    "50 MB of text": (b"The port is shut, the mayor said. " * 1_500_000, "MB|characters"),
    "a page with no article": (
        b"<html><head><title>Home</title></head><body><p>Menu</p></body></html>",
        "no article",
    ),
    "Ukrainian": (UKRAINIAN.encode(), "language uk is not supported; nothing was read"),
    "right to left": (ARABIC.encode(), "language ar is not supported; nothing was read"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_bad_input_is_refused_in_one_clear_message(tmp_path: Path, name: str) -> None:
    """An exit code, a sentence that says what was got, and never a traceback."""
    data, words = BROKEN[name]
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    done = run("read", str(path))
    message = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert "Traceback" not in message
    assert message.startswith("onrecord: ")
    assert any(word in message for word in words.split("|")), message


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    """Each with its own advice."""
    missing, folder = run("read", str(tmp_path / "nothing.txt")), run("read", str(tmp_path))
    assert missing.returncode == folder.returncode == 2
    assert b"there is no" in missing.stderr
    assert b"folder" in folder.stderr


def test_a_date_that_is_none_is_refused() -> None:
    """With an example of one that is."""
    done = run("read", str(EXAMPLE), "--published", "last Tuesday")
    assert done.returncode == 2
    assert b"last Tuesday" in done.stderr
    assert b"2022-03-29" in done.stderr


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The message lists them."""
    done = run("read", str(EXAMPLE), "--format", "docx")
    assert done.returncode != 0
    assert b"html" in done.stderr


SENTENCE = "The mayor said “the port — is shut”. "
ODD: dict[str, tuple[bytes, str | None]] = {
    "an unclosed quotation mark": (
        "The mayor said “the port is shut.\n\nRain fell on Sarn.".encode(),
        "unclosed-quotation",
    ),
    "a 100,000-character paragraph": (b"The port is shut, the mayor said. " * 3000, None),
    "a direction override": (
        "The mayor said the port is \u202eshut\u202c today, and that it will stay so.".encode(),
        "bidi-controls",
    ),
    "half a character": (
        SENTENCE.replace("said", "said \ud800").encode("utf-8", "surrogatepass"),
        "lone-surrogate",
    ),
    "a byte lost from UTF-8": (SENTENCE.encode() + b"\xff " + SENTENCE.encode() * 20, "encoding"),
    "Windows-1252": ("The mayor said “the port is shut”.".encode("cp1252"), "encoding"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_but_readable_input_is_read_with_a_warning(tmp_path: Path, name: str) -> None:
    """Nothing is silently rewritten, nothing is needlessly refused."""
    data, code = ODD[name]
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    done = run("read", str(path), "--format", "json")
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    codes = [w["code"] for w in json.loads(done.stdout)["warnings"]]
    assert code is None or code in codes


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    """--model wants weights."""
    done = run("read", str(EXAMPLE), "--model", str(tmp_path))
    assert done.returncode == 3
    assert b"model.json" in done.stderr


def test_the_version_is_shown() -> None:
    """Researchers cite it."""
    assert onrecord.__version__ in run("--version").stdout.decode()


def test_the_schema_can_be_printed() -> None:
    """For those who validate elsewhere."""
    assert json.loads(run("schema").stdout) == onrecord.json_schema()


def test_an_evaluation_runs_from_the_command_line(tmp_path: Path) -> None:
    """Scores of one article, and the rows for an outside scorer."""
    text = "The port is shut, the mayor said."
    gold = {
        "id": "a",
        "text": text,
        "attributions": [{"source": [[18, 27]], "cue": [[28, 32]], "content": [[0, 16]]}],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold) + "\n")
    rows = tmp_path / "rows.jsonl"
    done = run("evaluate", "polnear", str(path), "--predictions", str(rows))
    assert done.returncode == 0, done.stderr
    assert json.loads(rows.read_text())["id"] == "a"
    missing = run("evaluate", "polnear", str(tmp_path / "none.jsonl"))
    assert missing.returncode == 5
    assert b"none.jsonl" in missing.stderr


def test_a_statement_is_explained(tmp_path: Path) -> None:
    """For people as a table, for programs as JSON; without an id the statements are listed."""
    path = tmp_path / "report.txt"
    path.write_text("The port is shut, the mayor said.")
    shown = run("explain", str(path), "s1").stdout.decode()
    assert "[content The port is shut], [source the mayor] [cue said]." in shown
    assert "because the tagger read these words" in " ".join(shown.split())
    data = json.loads(run("explain", str(path), "s1", "--format", "json").stdout)
    assert data["statement"]["id"] == "s1"
    assert "s1" in run("explain", str(path)).stdout.decode()
    missing = run("explain", str(path), "s9")
    assert missing.returncode == 6
    assert missing.stderr.decode().startswith("onrecord: report has no statement s9; expected one of s1")


def test_the_sourcing_of_a_report_is_listed(tmp_path: Path) -> None:
    """As a table, as a page in a file, as JSON that keeps its schema."""
    shown = run("sourcing", str(EXAMPLE)).stdout.decode()
    assert "on condition of anonymity" in shown
    assert "\x1b" not in shown
    out = tmp_path / "sourcing.html"
    assert run("sourcing", str(EXAMPLE), "--format", "html", "-o", str(out)).returncode == 0
    assert "<html" in out.read_text(encoding="utf-8")
    data = json.loads(run("sourcing", str(EXAMPLE), "--format", "json").stdout)
    schema = json.loads(run("schema", "sourcing").stdout)
    jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)
    assert b"one of table, html, json" in run("sourcing", str(EXAMPLE), "--format", "docx").stderr
    assert b"one of record, sourcing" in run("schema", "nothing").stderr


def test_help_loads_neither_weights_nor_databases() -> None:
    """What only some commands need is loaded when they run, so that the others begin at once."""
    heavy = "numpy", "sqlalchemy", "alembic", "httpx", "lxml", "onnxruntime", "trafilatura"
    code = f"import sys, onrecord.cli; print([m for m in {heavy!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
