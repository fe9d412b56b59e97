"""Runs what pages show: onrecord in this process, all else in a shell.

Starting Python and loading the weights for each command would take minutes.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import sqlalchemy
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.record.errors import OnrecordError
from tests.manual.blocks import ROOT, Block

PIECE = re.compile(r"""'[^']*'|"(?:[^"\\]|\\.)*"|(?:[^\s'"\\]|\\.)+""")
WORD = re.compile(rf"(?:{PIECE.pattern})+")
YES = "y\n"
"""What a reader answers who is asked."""
TOKEN = re.compile(r"(?<![\\\w])\$\{?(\w+)\}?")


class Failed(AssertionError):
    """A block that does not do what its page says."""


class Shell:
    """One reader of one page: a folder to work in, what was exported, the names of Python."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"onrecord": onrecord, "Path": Path}
        self.instead: dict[str, str] = {}
        self.private: set[str] = set()
        self.database: str | None = None
        self.duckdb = duckdb.connect()

    def run(self, block: Block) -> None:
        """Runs a block; `Failed` says what went wrong."""
        body = self.real(block.body)
        if block.language == "sh":
            for command in commands(body):
                self.typed(command)
        elif block.language == "console":
            self._console(body)
        elif block.language == "python":
            self._python(body)
        else:
            self._sql(body)

    def real(self, body: str) -> str:
        """The text with what stands in here for the addresses of the page."""
        for shown, real in self.instead.items():
            body = body.replace(shown, real)
        return body

    def typed(self, command: str) -> str:
        """Runs one command and gives what it printed; a failure is an error."""
        if any(address in command for address in self.private):
            command = command.replace("onrecord add", "onrecord add --allow-private", 1)
        words = shlex.split(command, comments=True)
        if not words:
            return ""
        if words[0] == "export" and "=" in words[1]:
            name, _, value = words[1].partition("=")
            inner = re.search(r"\$\((onrecord .*)\)", command)
            os.environ[name] = self._onrecord(inner[1]).strip() if inner else value
            return ""
        if words[0] == "cd" and len(words) == 2:
            os.chdir(words[1])
            return ""
        piped = re.fullmatch(r"(?:cat|echo) [^|]*\| *(onrecord .*)", command, re.DOTALL)
        if piped:
            before, _, after = command.partition("|")
            return self._onrecord(after.strip(), _shell(before))
        if words[0] == "onrecord" and "|" not in re.sub(r"'[^']*'|\"[^\"]*\"", "", command):
            return self._onrecord(command)
        return _shell(command)

    def _onrecord(self, command: str, given: str = "") -> str:
        words, output = _expanded(command)
        ran = CliRunner().invoke(app, words[1:], input=given or YES)
        if isinstance(ran.exception, OnrecordError):
            raise Failed(f"{command}\n{ran.exception}") from ran.exception
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        if ran.exit_code:
            raise Failed(f"{command}\nended with {ran.exit_code}: {ran.output}")
        if output:
            Path(output).write_bytes(ran.stdout_bytes)
            return ran.stderr
        return ran.output

    def _console(self, body: str) -> None:
        for shown in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
            if not shown.strip():
                continue
            found = re.match(r"\$ ((?:[^\n]*\\\n)*[^\n]*)\n?(.*)", shown, re.DOTALL)
            if found is None:
                raise Failed(f"a block of console begins with `$ `, not with {shown.splitlines()[0]}")
            printed = self.typed(found[1].replace("\\\n", " "))
            compare(found[2], printed, found[1])

    def _python(self, body: str) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            if not body.startswith(">>>"):
                exec(compile(body, "<manual>", "exec"), self.names)
                return
        doctest.ELLIPSIS_MARKER = "…"
        test = doctest.DocTestParser().get_doctest(body, self.names, "manual", None, 0)
        told = io.StringIO()
        runner = doctest.DocTestRunner(
            optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False
        )
        if runner.run(test, out=told.write, clear_globs=False).failed:
            raise Failed(told.getvalue())
        self.names.update(test.globs)

    def _sql(self, body: str) -> None:
        if self.database is None:
            self.duckdb.execute(body).fetchall()
            return
        engine = sqlalchemy.create_engine(self.database)
        with engine.connect() as connection:
            for query in filter(str.strip, body.split(";")):
                connection.exec_driver_sql(query)
        engine.dispose()


def commands(body: str) -> list[str]:
    """The commands of a block, those that go over several lines as one."""
    return [line for line in body.replace("\\\n", " ").splitlines() if line.strip()]


def compare(shown: str, printed: str, command: str) -> None:
    """What a page shows is what is printed: `…` stands for anything, alone on a line for any lines."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in shown.strip("\n").splitlines()]
    if not lines:
        return
    pattern = "\n".join(lines)
    pattern = re.sub(r"^\.\*\n", r"(?:.*\\n)*?", pattern, flags=re.MULTILINE)
    pattern = re.sub(r"\n\.\*$", r"(?:\\n.*)*", pattern)
    said = "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")
    if not re.fullmatch(pattern, said):
        raise Failed(f"$ {command}\nprints\n{said}\n\nthe page shows\n{shown}")


def _expanded(command: str) -> tuple[list[str], str]:
    """The words of a command with variables and patterns of file names filled in, and FILE of `> FILE`."""
    words: list[str] = []
    for word in WORD.findall(command):
        if word.startswith("#"):
            break
        pieces = PIECE.findall(word)
        filled = "".join(_filled(piece) for piece in pieces)
        is_pattern = not any(piece[0] in "'\"" for piece in pieces) and any(c in filled for c in "*?")
        words += (sorted(str(one) for one in Path().glob(filled)) if is_pattern else []) or [filled]
    if ">" in words:
        at = words.index(">")
        return words[:at], words[at + 1]
    return words, ""


def _filled(piece: str) -> str:
    if piece.startswith("'"):
        return piece[1:-1]
    bare = piece[1:-1] if piece.startswith('"') else piece
    return TOKEN.sub(lambda found: os.environ.get(found[1], ""), bare.replace("\\", ""))


def _shell(command: str) -> str:
    python = str(Path(sys.executable).parent)
    ran = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "REPOSITORY": str(ROOT),
            "PYTHONPATH": str(ROOT / "src"),
            "PATH": f"{python}:{os.environ['PATH']}",
        },
        timeout=120,
    )
    if ran.returncode:
        raise Failed(f"{command}\nended with {ran.returncode}: {ran.stdout}{ran.stderr}")
    return ran.stdout + ran.stderr
