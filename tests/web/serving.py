"""Real servers on free ports of this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import uvicorn

from onrecord.web import Settings, create_app
from tests.web.reading import READER

Served = Callable[..., str]


@contextmanager
def serving() -> Iterator[Served]:
    """Begins servers with the settings given, and gives their addresses; all end with the block."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def begin(**settings: Any) -> str:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        app = create_app(Settings(**{"reader": READER, "port": port, **settings}))
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        while not server.started:
            time.sleep(0.02)
        return f"http://127.0.0.1:{port}"

    yield begin
    for server, thread in running:
        server.should_exit = True
        thread.join(20)
