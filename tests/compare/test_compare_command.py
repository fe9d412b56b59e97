"""onrecord compare: what a person types and reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

STORYLINE = Path(__file__).parents[2] / "examples" / "storyline"
FILES = [str(path) for path in sorted(STORYLINE.glob("0[1-3]*.txt"))]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["compare", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_table_puts_disputed_matters_first_with_their_origins() -> None:
    """The default is for people."""
    shown = run(*FILES)
    assert "3 reports" in shown
    assert shown.index("conflicts (figure)") < shown.index("Listed, not judged")
    assert "2 origins: Ilsa Marrek, Hanne Brook" in " ".join(shown.split())
    assert "\x1b" not in shown


def test_json_is_for_programs(tmp_path: Path) -> None:
    """On standard output or in a file, the same bytes."""
    shown = run(*FILES, "--format", "json")
    data = json.loads(shown)
    assert [r["report"]["id"] for r in data["reports"]] == [Path(f).stem for f in FILES]
    target = tmp_path / "comparison.json"
    run(*FILES, "--format", "json", "--output", str(target))
    assert target.read_text(encoding="utf-8") == shown


def test_a_date_is_for_files_that_bear_none(tmp_path: Path) -> None:
    """What the report says of itself goes first."""
    bare = tmp_path / "bare.txt"
    bare.write_text("The mill at Vrana burned down, the mayor said.\n", encoding="utf-8")
    data = json.loads(run(FILES[0], str(bare), "--published", "2031-05-09", "--format", "json"))
    assert [r["report"]["published"] for r in data["reports"]] == ["2031-05-03", "2031-05-09"]


def test_one_file_twice_is_two_reports() -> None:
    """The second gets -2, and repeats the first."""
    data = json.loads(run(FILES[0], FILES[0], "--format", "json"))
    assert [r["report"]["id"] for r in data["reports"]] == ["01-harbour-wire", "01-harbour-wire-2"]
    assert "repeats" in {r["relation"] for r in data["relations"]}


def test_an_unknown_format_is_named() -> None:
    """With those there are."""
    done = CliRunner().invoke(app, ["compare", *FILES, "--format", "xml"])
    assert done.exit_code != 0
    assert "table" in str(done.exception)


@pytest.mark.parametrize("missing", ["nowhere.txt"])
def test_a_missing_file_is_named(missing: str) -> None:
    """Before anything is compared."""
    done = CliRunner().invoke(app, ["compare", FILES[0], missing])
    assert done.exit_code != 0
    assert missing in str(done.exception)
