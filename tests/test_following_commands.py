"""The commands that follow one thing through several reports, on the storyline of the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app

STORYLINE = sorted(map(str, (Path(__file__).parents[1] / "examples" / "storyline").glob("*.txt")))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def shown(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_a_governor_is_followed_through_her_tolls() -> None:
    """It rises, falls, rises again, and each step says what changed."""
    told = shown("follow", "Marrek", *STORYLINE)
    for phrase in (
        "Ilsa Marrek",
        "changed: at least 9 killed → 14 killed",
        "changed: 14 killed → 11 killed",
        "changed: 11 killed → 13 killed",
    ):
        assert phrase in told


def test_the_figures_of_a_matter_end_in_the_range_that_stands() -> None:
    """Thirteen by the governor, seventeen by the hospital: no average."""
    told = shown("figures", "Belmora grain terminal", *STORYLINE)
    assert "Ilsa Marrek 9 to 14 or more 13" in told
    assert "stands: 13 to 17" in told


def test_promises_are_asked_for_by_state() -> None:
    """Short names of the states will do."""
    kept = json.loads(run("promises", "--state", "kept", "-f", "json", *STORYLINE).stdout)
    broken = json.loads(run("promises", "--state", "reported broken", "-f", "json", *STORYLINE).stdout)
    assert [p["speaker"] for p in kept["promises"]] == ["Karl Ostrem"]
    assert [p["by"][0]["speaker"] for p in broken["promises"]] == ["Relief Mission"]


@pytest.mark.parametrize(("format", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!doctype")])
def test_a_picture_or_a_page_goes_into_a_file(tmp_path: Path, format: str, start: bytes) -> None:
    """With --output, as bytes that are what they say."""
    target = tmp_path / f"figures.{format}"
    done = run("figures", "Belmora grain terminal", "--format", format, "-o", str(target), *STORYLINE)
    assert done.exit_code == 0, done.output
    assert target.read_bytes().lstrip().startswith(start)


def test_the_page_of_a_comparison_is_a_format() -> None:
    """`onrecord compare … --format html`."""
    done = run("compare", "--format", "html", *STORYLINE)
    assert done.exit_code == 0
    assert done.stdout.count("<article") == len(STORYLINE)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("follow", "Nobody Known"), "no speaker is called 'Nobody Known'; expected one of"),
        (("figures", "a99"), "there is no account called 'a99'; expected one of"),
        (("promises", "--state", "sealed"), "there is no state sealed; expected one of open"),
        (("promises", "--format", "docx"), "there is no format docx; expected one of table, html, json"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(arguments: tuple[str, ...], words: str) -> None:
    """The message lists names to choose from."""
    done = run(*arguments, *STORYLINE[:4])
    assert done.exit_code != 0
    assert words in str(done.exception)
