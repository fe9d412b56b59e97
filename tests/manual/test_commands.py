"""Every command that README and the manual show is run, and prints what they show."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

import onrecord.api.taking_in
import onrecord.web
from tests.manual.blocks import ROOT, RUN, Page, pages
from tests.manual.given import Given
from tests.manual.shell import Failed, Shell, compare

PAGES = pages()
NOT_RUN = 20
"""So many blocks at most are left alone; each says why."""


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A ledger of examples/storyline, made when it is first asked for."""
    path = tmp_path_factory.mktemp("story") / "storyline.db"

    def made() -> Path:
        if not path.exists():
            shutil.copytree(ROOT / "examples", path.parent / "examples")
            here = Path.cwd()
            os.chdir(path.parent)
            Shell().typed("onrecord add examples/storyline --ledger storyline.db")
            os.chdir(here)
        return path

    return made


@pytest.mark.parametrize("page", [pytest.param(one, id=one.name) for one in PAGES if one.run])
def test_what_a_page_shows_is_so(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: Callable[[], Path]
) -> None:
    """In a folder with the examples, each block of the page, in order, does and prints what the page says."""
    monkeypatch.setattr(onrecord.api.taking_in, "cores", lambda: 0)  # read here, with weights loaded once
    for name in ("ONRECORD_LEDGER", "ONRECORD_WHO", "ONRECORD_TOKEN", "ONRECORD_PASSWORD", "PATH"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
        if name != "PATH":
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TZ", "UTC")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    shell = Shell()
    with ExitStack() as stack:
        given = Given(shell, stack, story)
        monkeypatch.setattr(onrecord.web, "run", given.serve)
        for block in page.run:
            try:
                shell.run(block) if block.language in RUN else given.make(shell.real(block.body))
            except Exception as error:
                pytest.fail(f"{page.name}:{block.line}\n{type(error).__name__}: {error}", pytrace=False)


def test_few_blocks_are_left_alone_and_each_says_why() -> None:
    """What cannot be run here is marked in the source of the page with its reason."""
    left = [(page.name, block.line, why) for page in PAGES for block, why in page.left]
    assert all(len(why) > 10 for _, _, why in left)
    assert len(left) <= NOT_RUN, left


def test_all_that_is_typed_says_what_it_is() -> None:
    """A block that begins with onrecord, make or pip has a language that is run, so that none slips by."""
    for page in sorted((ROOT / "docs").rglob("*.md")):
        inside = False
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            if line.lstrip().startswith("```"):
                inside = not inside
                language = line.strip().strip("`")
                continue
            if inside and line.startswith(("onrecord ", "$ ", "pip ", "make ", "python ")):
                assert language in RUN, f"{page.name}:{number} is not run: {line}"


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\ntwo\n", "one  \ntwo", True),
        ("one\n", "one\ntwo", False),
        ("one\n…\nthree\n", "one\ntwo\nand a half\nthree", True),
        ("…\nthree\n", "three", True),
        ("one\n…\n", "one", True),
        ("one … three\n", "one two three", True),
        ("one … three\n", "one two four", False),
    ],
)
def test_dots_stand_for_what_is_left_out(shown: str, printed: str, same: bool) -> None:
    """Within a line for its words, alone on a line for any lines; all else is compared."""
    if same:
        compare(shown, printed, "x")
        return
    with pytest.raises(Failed):
        compare(shown, printed, "x")
