"""Fetching from the command line."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli import app
from tests.intake.conftest import Web


def add(*arguments: str) -> str:
    """What `onrecord add` says, on one line."""
    return " ".join(CliRunner().invoke(app, ["add", "--format", "json", *arguments]).output.split())


def test_ones_own_network_is_opened_by_an_option(web: Web, tmp_path: Path):
    """Without --allow-private a server on this machine is never asked; with it, it is."""
    ledger = ("--ledger", str(tmp_path / "l.db"))
    assert "allow it with --allow-private" in add(web.url + "/gone", *ledger)
    assert web.asked == []
    assert "it answers 404" in add("--allow-private", web.url + "/gone", *ledger)


def test_an_address_in_capitals_is_fetched_once(web: Web, tmp_path: Path):
    """Items are counted beforehand only where nothing of them comes from the web, however it is written."""
    add("--allow-private", web.url.upper() + "/gone", "--ledger", str(tmp_path / "l.db"))
    assert [path for path, _ in web.asked] == ["/robots.txt", "/gone"]
