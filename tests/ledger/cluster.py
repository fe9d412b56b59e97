"""A PostgreSQL server of the tests' own, on a socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

MISSING = (
    "PostgreSQL is not here, and a ledger must work in it: "
    "install it (Debian: apt-get install postgresql; or `make system` as root) "
    "and look that initdb is in PATH or /usr/lib/postgresql/*/bin"
)


def programs() -> Path:
    """The folder of initdb and postgres; fails the test where there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda p: [int(x) for x in p.parts[4].split(".")],
    )
    if found:
        return found[-1].parent
    if inside := shutil.which("initdb"):
        return Path(inside).resolve().parent
    pytest.fail(MISSING, pytrace=False)


def _as_owner(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: there it runs as the user postgres."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=INT", *command]


@contextmanager
def running() -> Iterator[str]:
    """A running server; gives the address of its database postgres, as a pattern with {}."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    try:
        data = folder / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        made = subprocess.run(
            _as_owner(
                [
                    str(programs() / "initdb"),
                    "--no-sync",
                    "-A",
                    "trust",
                    "-U",
                    "onrecord",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "-D",
                    str(data),
                ]
            ),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            pytest.fail(f"initdb failed: {made.stderr}", pytrace=False)
        log = (folder / "log").open("wb")
        server = subprocess.Popen(
            _as_owner([str(programs() / "postgres"), "-D", str(data), "-F", "-h", "", "-k", str(folder)]),
            cwd="/",
            stdout=log,
            stderr=log,
        )
        try:
            address = f"postgresql://onrecord@/{{}}?host={folder}"
            _wait(address.format("postgres"), server, folder / "log")
            yield address
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
            log.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')}", pytrace=False)
