"""What a page takes for granted: a ledger, a site on the web, a database, a file."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import uvicorn

from onrecord.web import Settings, create_app
from tests.ledger.cluster import programs, running
from tests.manual.shell import Shell

REPORTS = Path(__file__).parent / "reports"
SERVED = "http://127.0.0.1:8737"


class Given:
    """Makes what a page takes for granted, and takes it away after the page."""

    def __init__(self, shell: Shell, stack: ExitStack, story: Callable[[], Path]) -> None:
        self._shell = shell
        self._stack = stack
        self._story = story

    def make(self, told: str) -> None:
        """What a comment `given` asks for."""
        word, _, rest = told.partition(" ")
        if word == "ledger":
            shutil.copyfile(self._story(), rest)
        elif word == "reports":
            shutil.copytree(REPORTS, rest)
        elif word == "web":
            folder, _, address = rest.partition(" at ")
            real = self._stack.enter_context(site(Path(folder)))
            self._shell.instead[address] = real
            self._shell.private.add(real)
        elif word == "database":
            self._database(rest)
        elif word == "sql":
            path = Path(rest).resolve()
            self._shell.database = rest if "://" in rest else f"sqlite:///{path}"
        else:
            self._shell.typed(told)

    def _database(self, address: str) -> None:
        pattern = self._stack.enter_context(running())
        name = address.rpartition("/")[2]
        with psycopg.connect(pattern.format("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        # the addresses of the page differ in the name of the database alone
        before, after = pattern.split("{}")
        self._shell.instead[address.rpartition("/")[0] + "/" + name + "2"] = before + name + "2" + after
        self._shell.instead[address] = before + name + after
        os.environ["PATH"] = f"{programs()}:{os.environ['PATH']}"

    def serve(self, settings: Settings) -> None:
        """Stands in for `onrecord.web.run`: serves until the page ends, at a port that is free."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        made = create_app(replace(settings, host="127.0.0.1", port=port))
        server = uvicorn.Server(uvicorn.Config(made, port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        self._shell.instead[SERVED] = f"http://127.0.0.1:{port}"

        def stop() -> None:
            server.should_exit = True
            thread.join()

        self._stack.callback(stop)
        scheme = "https" if settings.https else "http"
        print(f"onrecord is at {scheme}://{settings.host}:{settings.port}/ – stop it with Ctrl+C")


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """A folder on the web, at an address of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as on:
        address = f"http://127.0.0.1:{on.server_port}"
        for page in folder.rglob("*.xml"):  # a feed names its pages by the address it is served at
            page.write_text(page.read_text("utf-8").replace("https://courier.example", address), "utf-8")
        thread = threading.Thread(target=on.serve_forever, daemon=True)
        thread.start()
        yield address
        on.shutdown()
        thread.join()
