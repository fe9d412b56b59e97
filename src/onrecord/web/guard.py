"""What every request must meet and every answer carries, before anything else is done.

Names of hosts that are ours (a page of somebody else's that resolves to this
machine gets nothing), writes from our own pages alone, bodies of bounded size;
and a policy under which nothing but our own files is loaded or run.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.settings import LARGEST_FORM, LARGEST_TEXT, LARGEST_UPLOAD, Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST = {
    "/add/files": LARGEST_UPLOAD,
    "/add/text": LARGEST_TEXT,
    "/api/v1/files": LARGEST_UPLOAD,
    "/api/v1/records": LARGEST_TEXT,
    "/api/v1/reports": LARGEST_TEXT,
}
"""Bytes that are taken at some addresses."""


class TooMuch(Exception):
    """More was sent than is taken."""


class Guard:
    """The outermost part of the app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request in, or answers it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
                if self._settings.https:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        headers = Headers(scope=scope)
        most = MOST.get(scope["path"], LARGEST_FORM)
        if refusal := _refusal(scope, headers, self._settings, most):
            await _answer(scope, *refusal)(scope, receive, guarded)
            return
        if scope["method"] == "HEAD":  # the server sends no body then
            scope = {**scope, "method": "GET"}
        try:
            await self._app(scope, _counted(receive, most), guarded)
        except TooMuch:
            await _answer(scope, *_too_large(most))(scope, receive, guarded)


def _refusal(scope: Scope, headers: Headers, settings: Settings, most: int) -> tuple[int, str] | None:
    """Status and words for what is not let in; None for what is."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _name(hosts[0]) not in settings.hosts:
        return 421, "This server does not go by that name; --name gives it a further one."
    if scope["method"] not in SAFE and not _from_here(headers, hosts[0]):
        return 403, "Only pages of this server may write to it."
    if b"%00" in scope["query_string"] or "\x00" in scope["path"]:
        return 400, "The address holds a NUL, which nothing here has."
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        return _too_large(most)
    return None


def _too_large(most: int) -> tuple[int, str]:
    return 413, f"That is more than the {most:,} bytes that are taken."


def _answer(scope: Scope, status: int, why: str) -> Response:
    if scope["path"].startswith("/api/"):
        body = {"title": "That is not let in", "status": status, "detail": why}
        return JSONResponse(body, status, media_type="application/problem+json")
    return PlainTextResponse(f"{why}\n", status)


def _name(host: str) -> str:
    """The name of a Host header, without its port."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()


def _from_here(headers: Headers, host: str) -> bool:
    """Whether a browser sends it from a page of ours, or something that is no browser does."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _counted(receive: Receive, most: int) -> Receive:
    """Breaks off a body that is longer than it said."""
    got = 0

    async def counting() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooMuch
        return message

    return counting
