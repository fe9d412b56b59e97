"""Does what users do with an installed onrecord, with the network cut: `from_the_wheel.py BIN EXAMPLES`.

BIN is the folder of the programs of an environment that has nothing but the
wheel and what it needs, EXAMPLES the folder of example reports. It works in an
empty folder, as any other would, so that nothing is found that is not installed.
The network is cut by a namespace of its own where the system lets us, else by
Python refusing every address that is not of this machine. Standard library alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 300
"""Seconds that one command may take."""
CUT = "ONRECORD_NETWORK_CUT"
REFUSING = """
import socket

class Refusing(socket.socket):
    def connect(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
            raise OSError(101, "the network is cut")
        return super().connect(address)

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as error:
            return error.errno
        return 0

socket.socket = Refusing
"""
OUTSIDE = "import socket; socket.create_connection(('192.0.2.1', 443), timeout=5)"

LEDGERS = ("onrecord", "batched")


class Failed(Exception):
    """A command that did not do what it should."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The installed program, and the folder it is tried in."""

    programs: Path
    examples: Path
    folder: Path

    def environment(self) -> dict[str, str]:
        """What the program finds in its environment: nothing of ours."""
        kept = {key: os.environ[key] for key in ("LANG", CUT) if key in os.environ}
        path = os.pathsep.join([str(self.programs), os.environ.get("PATH", "")])
        made = {"PATH": path, "HOME": str(self.folder), "TMPDIR": str(self.folder), "COLUMNS": "100"}
        cut = {"PYTHONPATH": str(self.folder / "cut")} if os.environ.get(CUT) == "python" else {}
        return {**kept, **made, **cut}

    def run(self, *arguments: str) -> str:
        """Runs onrecord; gives what it printed. Raises `Failed` where it fails."""
        done = subprocess.run(
            [self.programs / "onrecord", *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode:
            raise Failed(f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    @contextmanager
    def serving(self, *arguments: str) -> Iterator[str]:
        """Runs `onrecord serve`; gives its address."""
        command = [str(self.programs / "onrecord"), "serve", "--port", "0", *arguments]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env={**self.environment(), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                assert process.stdout
                yield next(
                    word for line in process.stdout for word in line.split() if word.startswith("http://")
                )
            finally:
                process.terminate()


def expect(truth: object, otherwise: str) -> None:
    """Raises `Failed` where something does not hold."""
    if not truth:
        raise Failed(otherwise)


def network(it: Installed) -> None:
    """The network is cut."""
    done = subprocess.run(
        [it.programs / "python", "-c", OUTSIDE],
        env=it.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    expect("unreachable" in done.stderr or "is cut" in done.stderr, f"a way out was found: {done.stderr}")


def version(it: Installed) -> None:
    """`onrecord --version`."""
    expect(it.run("--version").startswith("onrecord "), "no version")


def doctor(it: Installed) -> None:
    """`onrecord doctor`: all files as built, no extra there, the model loads."""
    seen = json.loads(it.run("doctor", "--format", "json"))
    states = {(one["part"], one["name"]): (one["state"], one["found"]) for one in seen["findings"]}
    expect(seen["sound"], str(states))
    expect("as they were built" in states["onrecord", "files"][1], str(states["onrecord", "files"]))
    expect(states["extras", "ray"][0] == "absent", "the environment is not empty: ray is in it")


def read(it: Installed) -> None:
    """`onrecord read`: a record, and a page."""
    record = json.loads(it.run("read", str(it.examples / "harbour.txt"), "--format", "json"))
    expect(len(record["statements"]) > 15, f"{len(record['statements'])} statements")
    it.run("read", str(it.examples / "harbour.txt"), "--format", "html", "--output", "harbour.html")
    expect("<html" in (it.folder / "harbour.html").read_text("utf-8"), "no page")


def add(it: Installed) -> None:
    """`onrecord add`: ten reports into a new ledger, which is sound."""
    added = it.run("add", str(it.examples / "storyline"), "--format", "json").splitlines()
    expect([json.loads(line)["outcome"] for line in added] == ["new"] * 10, "not ten new reports")
    expect("sound" in it.run("check"), "the ledger is not sound")


def find(it: Installed) -> None:
    """`onrecord find`: by words."""
    expect(json.loads(it.run("find", "grain", "--format", "json"))["total"], "nothing found")


def compare(it: Installed) -> None:
    """`onrecord compare`: conflicts among the reports, and a picture of figures."""
    files = sorted(str(path) for path in (it.examples / "storyline").glob("*.txt"))
    comparison = json.loads(it.run("compare", *files, "--format", "json"))
    expect({"conflicts", "repeats"} <= {one["relation"] for one in comparison["relations"]}, "no relations")
    it.run("figures", "Belmora grain terminal", "--format", "png", "--output", "figures.png")
    expect((it.folder / "figures.png").read_bytes().startswith(b"\x89PNG"), "no picture")


def export(it: Installed) -> None:
    """`onrecord export`: Parquet."""
    it.run("export", "--format", "parquet", "--output", "out.parquet")
    expect((it.folder / "out.parquet").read_bytes().startswith(b"PAR1"), "no Parquet")


def serve(it: Installed) -> None:
    """`onrecord serve`: a page, its style and REST, on this machine."""
    with it.serving() as address:
        page = asked(address)
        style = re.search(r'href="/(static/[^"]+\.css)"', page)
        expect(style, f"a page without style: {page[:300]}")
        expect("{" in asked(address + (style[1] if style else "")), "no style")
        expect(json.loads(asked(address + "api/v1/reports"))["total"] == 10, "not ten reports")


def asked(address: str) -> str:
    """What an address of this machine answers; it is asked again until something listens there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise Failed(f"{address}: {error}") from None
        except OSError as error:
            expect(time.monotonic() < deadline, f"no answer of {address} ({error})")
            time.sleep(0.2)


def batch(it: Installed) -> None:
    """`onrecord batch`: the same reports into Parquet, and into another ledger."""
    it.run("batch", str(it.examples / "storyline"), "batched")
    expect(list((it.folder / "batched").rglob("*.parquet")), "no Parquet")
    it.run("add", "--batch", "batched", "--ledger", "batched.db")
    found = [json.loads(it.run("find", "grain", "-f", "json", "--ledger", f"{name}.db")) for name in LEDGERS]
    expect(found[0] == found[1], "another ledger than by add")


STEPS: tuple[Callable[[Installed], None], ...] = (
    network, version, doctor, read, add, find, compare, export, serve, batch,
)  # fmt: skip


def cut_off(arguments: list[str]) -> None:
    """Starts this program again without a network; gives back where it cannot be cut but by Python."""
    for namespace in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*namespace, "true"], check=False, capture_output=True).returncode
        ):
            script = 'ip link set lo up && exec "$0" "$@"'
            os.environ[CUT] = "namespace"
            os.execvp(namespace[0], [*namespace, "sh", "-c", script, sys.executable, *arguments])
    os.environ[CUT] = "python"


def main(programs: Path, examples: Path) -> int:
    """Takes every step; gives the exit code."""
    if CUT not in os.environ:
        cut_off([__file__, str(programs), str(examples)])
    with tempfile.TemporaryDirectory() as folder:
        it = Installed(programs.absolute(), examples.absolute(), Path(folder))
        (it.folder / "cut").mkdir()
        (it.folder / "cut" / "sitecustomize.py").write_text(REFUSING, "utf-8")
        print(f"network cut by {os.environ[CUT]}")
        for step in STEPS:
            begun = time.monotonic()
            try:
                step(it)
            except Failed as error:
                print(f"FAILED  {step.__name__}: {step.__doc__}\n{error}")
                return 1
            print(f"ok  {time.monotonic() - begun:6.1f} s  {step.__doc__}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))
