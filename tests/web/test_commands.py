"""The commands that open a ledger in the browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.record.errors import OnrecordError
from onrecord.web import Settings, run


def test_people_are_let_in_listed_and_let_go(empty: Path) -> None:
    """With a role; the file stands beside the ledger."""

    def call(*words: str) -> str:
        done = CliRunner().invoke(
            app, ["team", *words, "--ledger", str(empty)], env={"ONRECORD_PASSWORD": "salt and rope"}
        )
        return done.output + str(done.exception or "")

    assert "ada may log in as admin" in call("add", "ada", "--role", "admin")
    assert call("list").split() == ["admin", "ada"]
    assert len(call("token", "ada").strip()) > 40
    assert "no role king" in call("add", "bo", "--role", "king")
    assert "let in no longer" in call("remove", "ada")
    assert "nobody is called ada" in call("remove", "ada")
    assert empty.with_suffix(".team.db").exists()


def test_a_team_of_nobody_is_not_opened(empty: Path) -> None:
    """It is said how somebody is let in."""
    with pytest.raises(OnrecordError, match="onrecord team add"):
        run(Settings(ledger=str(empty), team=True, port=0))


def test_it_is_served_until_it_is_stopped(storm: str, empty: Path) -> None:
    """It says where it is, answers there, and ends in peace."""
    command = [sys.executable, "-m", "onrecord.cli", "serve", "--ledger", str(empty), "--port", "0"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    alarm = threading.Timer(120, server.kill)
    alarm.start()
    try:
        assert server.stderr
        address = re.search(r"http://\S+", server.stderr.readline())
        assert address
        answer = httpx.get(f"{address[0]}reports", trust_env=False)
        assert "Storm over Sarn" in answer.text
        assert "server" not in answer.headers
        assert httpx.head(f"{address[0]}reports", trust_env=False).status_code == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(60) in (0, -signal.SIGINT, 130)
    finally:
        alarm.cancel()
        server.kill()
