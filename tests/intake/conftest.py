"""A small web of invented sites on this machine, and stories to fill it."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.intake import Fetcher, Limits

STORY = (
    "The mayor of Tarrow said on Monday that the old bridge over the Tarn will stay closed until spring. "
    "Engineers found cracks in the eastern pier, she told reporters, and nobody could say who would pay. "
)
PAGE = (
    "<html><head><title>Bridge stays closed</title></head><body><article>"
    f"<p>{STORY}</p><p>The ferry will run twice as often, the harbour office said in a statement.</p>"
    "</article></body></html>"
)
Answer = tuple[int, dict[str, str], bytes]


class Web:
    """One site: `pages` says what it answers at each path, `asked` what it was asked for, with headers."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.asked.append((self.path, dict(self.headers)))
                answer = web.pages.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def page(self, path: str, body: str | bytes = PAGE, kind: str = "text/html; charset=utf-8") -> str:
        """Puts a page at a path and gives its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (200, {"Content-Type": kind}, data)
        return self.url + path

    def redirect(self, path: str, to: str) -> str:
        """Puts a redirect at a path and gives its address."""
        self.pages[path] = (302, {"Location": to}, b"")
        return self.url + path

    def drip(self, path: str, head: bytes, piece: bytes, every: float) -> str:
        """Puts a page there that never ends: `head` at once, then `piece` again and again."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            try:
                handler.wfile.write(head)
                while True:
                    handler.wfile.write(piece)
                    handler.wfile.flush()
                    time.sleep(every)
            except OSError:
                return

        self.pages[path] = answer
        return self.url + path


@pytest.fixture
def web() -> Iterator[Web]:
    site = Web()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """A fetcher that may go to this machine, and waits for nothing."""
    with Fetcher(Limits(size=200_000, seconds=20, redirects=3, pause=0), allow_private=True) as made:
        yield made


@pytest.fixture
def hasty() -> Iterator[Fetcher]:
    """One that gives up after a second and a half."""
    with Fetcher(Limits(size=200_000, seconds=1.5, pause=0), allow_private=True) as made:
        yield made


def bomb(size: int) -> bytes:
    """Zeros packed with gzip."""
    return gzip.compress(bytes(size))
