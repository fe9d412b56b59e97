"""`onrecord doctor`: what is installed, what is missing, and what to do."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sqlite3
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.cli.health import installation, libraries, storing
from onrecord.ledger import Ledger
from onrecord.tag.network import default_model


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, without a ledger named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    return tmp_path


def examined(*arguments: str) -> tuple[int, dict[tuple[str, str], dict[str, str]]]:
    """The exit code, and what was found of each part and name."""
    done = CliRunner().invoke(app, ["doctor", "--format", "json", *arguments])
    data = json.loads(done.stdout)
    assert data["schema"] == "onrecord-doctor/1"
    assert data["sound"] is (done.exit_code == 0)
    return done.exit_code, {(one["part"], one["name"]): one for one in data["findings"]}


def test_a_sound_installation_is_told_to_be_sound() -> None:
    """Exit code 0; versions, model with its hash, and that there is no ledger is no fault."""
    code, found = examined()
    assert code == 0
    assert onrecord.__version__ in found["onrecord", "version"]["found"]
    assert found["libraries", "onnxruntime"]["found"] == metadata.version("onnxruntime")
    card = json.loads((default_model() / "model.json").read_text())
    assert card["sha256"] in found["model", "weights"]["found"]
    assert found["model", "reading"]["state"] == "ok"
    assert found["ledger", "ledger"]["state"] == "absent"
    assert found["output", "pictures"]["state"] == "ok"
    assert not Path("onrecord.db").exists()


def test_people_get_a_table_and_a_verdict() -> None:
    """Without a flag."""
    done = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "100"})
    assert "attribution-en" in done.stdout
    assert done.stdout.rstrip().endswith("onrecord is sound.")


def test_weights_that_are_damaged_are_a_fault(tmp_path: Path) -> None:
    """Exit code 1, and the hash that was found."""
    folder = Path(shutil.copytree(default_model(), tmp_path / "weights"))
    (folder / "tagger.onnx").write_bytes(b"no network")
    code, found = examined("--model", str(folder))
    assert code == 1
    assert found["model", "weights"]["state"] == "fault"
    assert "SHA-256" in found["model", "weights"]["found"]


def test_a_missing_extra_is_no_fault_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody asked for is absent, with the words to type."""
    real = metadata.version
    monkeypatch.setattr(libraries, "version", lambda name: _without("ray", name) or real(name))
    found = {one.name: one for one in libraries.extras()}
    assert "dev" not in found
    assert (found["ray"].state, found["ray"].todo) == ("absent", 'pip install "onrecord[ray]"')


def test_a_missing_library_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """What onrecord needs must be there."""
    real = metadata.version
    monkeypatch.setattr(libraries, "version", lambda name: _without("duckdb", name) or real(name))
    (fault,) = (one for one in libraries.needed() if one.state != "ok")
    assert (fault.name, fault.state, fault.found) == ("duckdb", "fault", "not installed")


def test_a_library_that_is_too_old_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version that is there, and the one that is needed."""
    real = metadata.version
    monkeypatch.setattr(libraries, "version", lambda name: "0.9" if name == "rich" else real(name))
    (fault,) = (one for one in libraries.needed() if one.state != "ok")
    assert fault.name == "rich"
    assert "0.9, >=" in fault.found


def _without(missing: str, name: str) -> None:
    if name == missing:
        raise metadata.PackageNotFoundError(name)


@pytest.mark.parametrize(
    ("library", "module"),
    [
        ("argon2-cffi", "argon2"),
        ("charset-normalizer", "charset_normalizer"),
        ("python-multipart", "python_multipart"),
        ("jinja2", "jinja2"),
        ("pyarrow", "pyarrow"),
    ],
)
def test_libraries_are_loaded_by_the_name_of_their_module(library: str, module: str) -> None:
    """Which is not always that of the library."""
    assert libraries.module_of(library, metadata.packages_distributions()) == module


def test_files_that_changed_since_they_were_installed_are_named(tmp_path: Path) -> None:
    """By the hashes that pip noted."""
    home = tmp_path / "onrecord-0.1.0.dist-info"
    home.mkdir()
    (tmp_path / "kept.txt").write_bytes(b"as it was")
    (tmp_path / "changed.txt").write_bytes(b"another")
    lines = [f"{name},{_noted(b'as it was')},9" for name in ("kept.txt", "changed.txt", "gone.txt")]
    (home / "RECORD").write_text("\n".join(lines))
    found = installation.files_as_built(metadata.PathDistribution(home))
    assert found.state == "fault"
    assert "changed.txt" in found.found
    assert "gone.txt" in found.found
    assert "kept.txt" not in found.found


def _noted(data: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def test_a_ledger_is_looked_at_with_the_version_of_its_tables(tmp_path: Path) -> None:
    """How many reports it has, too."""
    with Ledger.open(tmp_path / "onrecord.db") as ledger:
        del ledger
    code, found = examined()
    assert code == 0
    assert "tables of version 0005, 0 reports" in found["ledger", "ledger"]["found"]


def test_an_older_ledger_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    """The doctor brings nothing up to date."""
    path = tmp_path / "old.db"
    Ledger.open(path).close()
    _set_version(path, "0002")
    code, found = examined("--ledger", str(path))
    assert (code, found["ledger", "ledger"]["state"]) == (0, "doubtful")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)


def test_a_newer_ledger_is_a_fault(tmp_path: Path) -> None:
    """It says to upgrade."""
    path = tmp_path / "new.db"
    Ledger.open(path).close()
    _set_version(path, "0099")
    code, found = examined("--ledger", str(path))
    assert code == 1
    assert "pip install --upgrade onrecord" in found["ledger", "ledger"]["found"]


def _set_version(path: Path, version: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [version])


@pytest.mark.parametrize("named", ["nowhere.db", "nowhere/onrecord.db", "mysql://host/base"])
def test_a_ledger_that_was_named_and_cannot_be_opened_is_a_fault(named: str) -> None:
    """Where one is named it is expected to be there; none is made."""
    code, found = examined("--ledger", named)
    assert (code, found["ledger", "ledger"]["state"]) == (1, "fault")
    assert not Path("nowhere.db").exists()


def test_a_full_disk_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger there could not take a report."""
    usage: Any = type("usage", (), {"free": 5_000_000})
    monkeypatch.setattr(storing, "disk_usage", lambda folder: usage)
    states = {one.state for one in storing.findings(None) if one.part == "disk"}
    assert states == {"fault"}
