"""What is handed out: the wheel's contents, and the papers beside the code."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

import onrecord

ROOT = Path(__file__).parents[2]
LARGEST = 60_000_000
WRITTEN = {".py", ".jinja", ".css", ".js", ".mako"}
"""Endings of files that are our own writing."""


@pytest.fixture(scope="module")
def builder() -> WheelBuilder:
    """What builds the wheel."""
    return WheelBuilder(str(ROOT))


@pytest.fixture(scope="module")
def contents(builder: WheelBuilder) -> dict[str, Path]:
    """The files of the wheel: where they will be, and where they are."""
    return {file.distribution_path: Path(file.path) for file in builder.recurse_included_files()}


def test_the_wheel_has_all_that_the_program_opens(contents: dict[str, Path]) -> None:
    """Weights, word lists, gazetteer, templates, scripts, fonts, migrations: whatever lies in the package."""
    package = ROOT / "src" / "onrecord"
    there = {
        f"onrecord/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set(contents) == there
    for ending in (
        "/tagger.onnx",
        "/tokenizer.json",
        "gazetteer.npz",
        ".css",
        ".js",
        ".ttf",
        "fonts/LICENSE",
    ):
        assert any(name.endswith(ending) for name in contents), ending
    assert any("/migrations/versions/m0001" in name for name in contents)


def test_the_wheel_is_small_enough_even_before_it_is_packed(contents: dict[str, Path]) -> None:
    """Under 60 MB."""
    assert sum(path.stat().st_size for path in contents.values()) < LARGEST


def test_licence_and_notice_go_with_the_wheel(builder: WheelBuilder) -> None:
    """As the Apache licence asks."""
    assert sorted(builder.metadata.core.license_files) == ["LICENSE", "NOTICE"]


def test_whatever_is_no_writing_of_ours_is_named_in_the_notice(contents: dict[str, Path]) -> None:
    """Weights, data, fonts, libraries of others: none ships without its source and licence."""
    notice = (ROOT / "NOTICE").read_text("utf-8")
    unnamed = [
        name
        for name in contents
        if Path(name).suffix not in WRITTEN
        and f"src/{name}" not in notice
        and not (f"src/{Path(name).parent.as_posix()} (" in notice and Path(name).name in notice)
        and not (Path(name).suffix == ".toml" and _says_own(contents[name]))
        and Path(name).name not in ("py.typed", "icon.svg", "verify.py.txt", "LICENSE")
    ]
    assert unnamed == []


def _says_own(path: Path) -> bool:
    """Whether a word list says in its first lines that it is ours."""
    return (
        re.search(r"\bown\b", "".join(path.read_text("utf-8").splitlines(True)[:8]), re.IGNORECASE)
        is not None
    )


def test_the_version_is_the_same_everywhere(builder: WheelBuilder) -> None:
    """In the package, the wheel, the citation and at the top of the changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    top = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    assert top
    assert {builder.metadata.version, top[1], str(cited["version"])} == {onrecord.__version__}


def test_the_citation_is_valid() -> None:
    """By the schema of the Citation File Format 1.2.0."""
    schema = json.loads((Path(__file__).parent / "cff-1.2.0.schema.json").read_text("utf-8"))
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    for key, value in cited.items():
        cited[key] = value.isoformat() if isinstance(value, date) else value
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(cited)


def test_papers_for_people_who_pick_it_up_go_with_the_source_archive() -> None:
    """Changelog, contributing, security, citation, container: there, and in the archive."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CITATION.cff", "Containerfile"):
        assert (ROOT / name).is_file()
        assert name in included


def test_what_the_papers_point_at_is_there() -> None:
    """Links to files, and targets of make."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"):
        page = (ROOT / name).read_text("utf-8")
        for link in re.findall(r"\]\(([^)#:]+)\)", page):
            assert (ROOT / link).exists(), f"{name}: {link}"
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", page, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{name}: {target}"


def test_make_help_tells_every_target() -> None:
    """And none that is not there."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    told = set(re.findall(r'@echo "  make ([a-z-]+) ', makefile))
    assert told == set(phony[1].split()) - {"help", "system"}


def test_the_container_copies_what_its_context_holds() -> None:
    """Every file that the Containerfile copies is let through by .dockerignore."""
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    copied = [shlex.split(line)[1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert sorted(copied) == sorted(let_in)
