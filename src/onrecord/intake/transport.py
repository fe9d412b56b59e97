"""Connections that go where they were checked to go, and end in time.

A name is resolved once, every address it has is judged, and the connection is
made to an address that was judged, not to the name: what the name means a
moment later doesn't matter (DNS rebinding). TLS and the Host header go by the
name as ever. The deadline is for the whole of a fetch, so that a server which
sends a byte a second gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from typing import Any

import httpcore
import httpx

from onrecord.intake.addresses import refusal
from onrecord.record.errors import FetchFailed, FetchRefused

CONNECT_WITHIN = 10.0
"""Seconds, within the deadline."""


class Deadline:
    """When a fetch must be over. One fetch at a time has it."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Gives a fetch that many seconds from now."""
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds left; raises `FetchFailed` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchFailed("it took too long", "a whole answer in time")
        return min(left, most) if most is not None else left


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses alone."""

    def __init__(self, deadline: Deadline, allow_private: bool = False) -> None:
        self._deadline, self._allow_private = deadline, allow_private
        self._inner = httpcore.SyncBackend()
        self._resolving = ThreadPoolExecutor(4, thread_name_prefix="resolve")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolves, judges, connects; raises `FetchRefused` where one address of the name is not allowed."""
        addresses = self._resolve(host, port)
        for address in addresses:
            because = refusal(address, self._allow_private)
            if because:
                raise FetchRefused(
                    f"{host} leads to {address}, which {because}",
                    "an address of the public web",
                    "on your own network, allow it with --allow-private",
                )
        failed: Exception | None = None
        for address in addresses:
            within = self._deadline.left(CONNECT_WITHIN)
            try:
                stream = self._inner.connect_tcp(address, port, within, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _resolve(self, host: str, port: int) -> list[str]:
        """The addresses of a name, each once; a name that can't be resolved raises `FetchFailed`."""
        asked = self._resolving.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        try:
            answers = asked.result(self._deadline.left(CONNECT_WITHIN))
        except NotInTime:
            raise FetchFailed(
                f"the name {host} could not be resolved in time", "a name that answers"
            ) from None
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise FetchFailed(f"there is no host {host} ({reason})", "a name on the web") from None
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))

    def close(self) -> None:
        """Lets go of the threads that resolve."""
        self._resolving.shutdown(wait=False, cancel_futures=True)


class CheckedTransport(httpx.BaseTransport):
    """httpx over connections of a `CheckedBackend`; no proxy, HTTP/1.1."""

    def __init__(self, deadline: Deadline, allow_private: bool = False) -> None:
        self._backend = CheckedBackend(deadline, allow_private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=8,
            max_keepalive_connections=4,
            keepalive_expiry=10.0,
            network_backend=self._backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request; the errors are those of httpcore."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()
        self._backend.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, closed with it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
