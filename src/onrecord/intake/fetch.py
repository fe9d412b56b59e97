"""Fetching from the web, safely and politely.

Only http and https, no credentials in addresses, no address that is not of the
public web (each redirect is judged anew, see `transport`), limits on size,
time and redirects, robots.txt respected, a pause between two requests to one
site, and a name that says who asks.
"""

from __future__ import annotations

import importlib.metadata
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import Message
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeVar
from urllib.parse import urljoin

import httpcore
import httpx

from onrecord.intake.robots import LONGEST_ROBOTS, Answer, Robots
from onrecord.intake.transport import CheckedTransport, Deadline
from onrecord.intake.unpacking import ACCEPTED, read_body, too_large
from onrecord.read.received import Headers
from onrecord.record.errors import FetchFailed, FetchRefused, ReadError

PROJECT = "https://onrecord.example"
AGENT = "onrecord"
PAGE_TYPES = "text/html, application/xhtml+xml, application/json;q=0.9, text/plain;q=0.9, */*;q=0.1"
ROBOTS_TYPES = "text/plain, */*;q=0.1"
LONGEST_ADDRESS = 4096
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BROKEN = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    OSError,
    ValueError,
)


Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take: bytes, seconds in all, redirects; and the pause between two at a site."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: `asked` is the address as given, `url` the one that answered in the end."""

    asked: str
    url: str
    data: bytes
    content_type: str | None
    media_type: str | None
    charset: str | None
    request: Headers
    response: Headers


def user_agent() -> str:
    """The name under which pages are fetched."""
    try:
        version = importlib.metadata.version("onrecord")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    return f"{AGENT}/{version} (+{PROJECT})"


class Fetcher:
    """Fetches pages, one at a time; not for several threads.

    `allow_private` lets it into one's own network (loopback, 10.0.0.0/8 and the
    like; never link-local addresses nor those where cloud machines hand out
    credentials). `sleep` waits.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_private: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits or Limits()
        self._allow_private, self._sleep = allow_private, sleep
        self._deadline = Deadline()
        self._opened: httpx.Client | None = None
        self._robots = Robots(self._ask_robots, AGENT)
        self._last: dict[str, float] = {}

    def fetch(self, url: str, accept: str = PAGE_TYPES) -> Page:
        """The page at an address.

        Raises `FetchRefused` where it may not be fetched, `TooLarge`, and
        `FetchFailed` for all that goes wrong on the way; each says which address
        it was about.
        """
        here = url
        try:
            for _ in range(self._limits.redirects + 1):
                checked = _checked(here)
                self._be_polite(str(checked))
                self._deadline.start(self._limits.seconds)
                answer = self._get(checked, accept, self._page)
                if isinstance(answer, Page):
                    return replace(answer, asked=url)
                here = answer
            raise FetchFailed(
                f"it redirects more than {self._limits.redirects} times", "a page that answers sooner"
            )
        except ReadError as error:
            to = f" (redirected to {shown(here)})" if here != url else ""
            raise type(error)(f"{shown(url)}{to}: {error.got}", error.expected, error.hint) from None

    def close(self) -> None:
        """Closes all connections."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _client(self) -> httpx.Client:
        if self._opened is None:  # certificates take a moment to load, and files need none
            self._opened = httpx.Client(
                transport=CheckedTransport(self._deadline, self._allow_private),
                follow_redirects=False,
                trust_env=False,
                timeout=self._limits.seconds,
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # none is ever taken
                headers={"User-Agent": user_agent(), "Accept-Encoding": ACCEPTED},
            )
        return self._opened

    def _be_polite(self, url: str) -> None:
        """Asks the site whether it lets programs in, and waits between two requests to it."""
        objection = self._robots.objection(url)
        if objection:
            raise FetchRefused(
                objection,
                "a page that its site lets programs fetch",
                "open it in a browser and save it as a file",
            )
        site = httpx.URL(url).netloc.decode("ascii")
        pause = max(self._limits.pause, self._robots.delay(url))
        wait = self._last.get(site, float("-inf")) + pause - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._last[site] = time.monotonic()

    def _get(self, url: httpx.URL, accept: str, take: Callable[[httpx.Response], Taken]) -> Taken | str:
        """One request: what `take` makes of the answer, or the address that it redirects to."""
        try:
            with self._client.stream("GET", url, headers={"Accept": accept}) as answer:
                if answer.status_code in _REDIRECTS and "location" in answer.headers:
                    return urljoin(str(url), answer.headers["location"].strip())
                return take(answer)
        except _BROKEN as error:
            raise FetchFailed(_reason(error), "a page that answers") from None

    def _page(self, answer: httpx.Response) -> Page:
        if not answer.is_success:
            got = f"it answers {answer.status_code} {answer.reason_phrase[:60]}".rstrip()
            raise FetchFailed(got, "a page")
        most = self._limits.size
        said = answer.headers.get("content-length", "")
        if said.isdecimal() and int(said[:18]) > most:  # it says beforehand that it is too long
            raise too_large(most)
        return _page(answer, _body(answer, most))

    def _ask_robots(self, url: str) -> Answer:
        """Fetches a robots.txt as safely as a page; its own redirects are followed."""
        here = url
        try:
            for _ in range(self._limits.redirects + 1):
                self._deadline.start(self._limits.seconds)
                answer = self._get(_checked(here), ROBOTS_TYPES, _rules)
                if isinstance(answer, Answer):
                    return answer
                here = answer
        except FetchRefused:
            raise
        except ReadError as error:
            return Answer(None, failure=error.got)
        return Answer(404)  # RFC 9309, 2.3.1.2: redirects without end are as good as none


def _body(answer: httpx.Response, most: int) -> bytes:
    return read_body(answer.iter_raw(), answer.headers.get("content-encoding", ""), most)


def _rules(answer: httpx.Response) -> Answer:
    """What came for robots.txt."""
    if not answer.is_success:
        return Answer(answer.status_code)
    return Answer(answer.status_code, _body(answer, LONGEST_ROBOTS).decode("utf-8", "replace"))


def _checked(url: str) -> httpx.URL:
    """An address that may be asked for; raises `FetchRefused`."""
    if len(url) > LONGEST_ADDRESS:
        raise FetchRefused(f"the address has {len(url):,} characters", f"at most {LONGEST_ADDRESS:,}")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchRefused(
            f"this is no address ({error})", "an address such as https://tarrow.example/"
        ) from None
    if parsed.scheme not in ("http", "https"):
        raise FetchRefused(
            f"addresses of {parsed.scheme or 'no kind'}: are not fetched", "http:// or https://"
        )
    if parsed.userinfo:
        raise FetchRefused(
            "the address holds a name or password", "an address without them", "they would stand on record"
        )
    if not parsed.host:
        raise FetchRefused("the address names no host", "an address such as https://tarrow.example/")
    return parsed.copy_with(fragment=None)


def _page(answer: httpx.Response, body: bytes) -> Page:
    url = str(answer.url)
    content_type = answer.headers.get("content-type")
    kind = Message()
    kind["content-type"] = content_type or ""
    return Page(
        asked=url,
        url=url,
        data=body,
        content_type=content_type,
        media_type=kind.get_content_type() if content_type else None,
        charset=_charset(kind),
        request=_headers(answer.request.headers),
        response=_headers(answer.headers),
    )


def _charset(kind: Message) -> str | None:
    found: Any = kind.get_param("charset")
    return found if isinstance(found, str) and found.isascii() else None


def _headers(headers: httpx.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def _reason(error: Exception) -> str:
    """What went wrong, in words."""
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return "it took too long"
    name = type(error).__name__
    return f"it could not be fetched ({name}: {str(error)[:200]})" if str(error) else f"it failed ({name})"


def shown(url: str) -> str:
    """An address for a message: without a password, and not endless."""
    scheme, slashes, rest = url.partition("//")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    _, at, host = authority.rpartition("@")
    plain = f"{scheme}//…@{host}{rest[len(authority) :]}" if slashes and at else url
    return plain if len(plain) <= 200 else f"{plain[:200]}…"
