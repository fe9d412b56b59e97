"""Completion in the shell, as bash asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ASK = """
source completion.sh
COMP_WORDS=({words}) COMP_CWORD={last}
_onrecord_completion onrecord
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program `onrecord` and its script for bash."""
    made = tmp_path_factory.mktemp("completion")
    program = made / "onrecord"
    program.write_text(f"#!{sys.executable}\nfrom onrecord.cli import main\n\nmain()\n")
    program.chmod(0o755)
    shown = _run([str(program), "--show-completion", "bash"], made)
    (made / "completion.sh").write_text(shown)
    return made


def _run(command: list[str], folder: Path) -> str:
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    ours = {"PATH": path, "PYTHONPATH": str(Path(onrecord.__file__).parents[1])}
    env = {**os.environ, **ours, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("onrecord comp", ["compare"]),
        ("onrecord export --format pa", ["parquet"]),
        ("onrecord doctor --led", ["--ledger"]),
    ],
)
def test_bash_completes_commands_options_and_formats(folder: Path, words: str, offered: list[str]) -> None:
    """What `onrecord --install-completion` puts in place."""
    asked = ASK.format(words=words, last=len(words.split()) - 1)
    (folder / "ask.sh").write_text(asked)
    assert _run(["bash", "--norc", "ask.sh"], folder).split() == offered
