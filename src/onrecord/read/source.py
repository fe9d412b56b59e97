"""Sources: a file, bytes or a text to a report.

`FORMATS` is the table of input formats; a new one is a module and a line there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.read import feed, html, json_item, newsml, plain
from onrecord.read.dates import check_date
from onrecord.read.decoding import decode, refuse_nul
from onrecord.read.header import read_header
from onrecord.read.language import require_english
from onrecord.read.markup import read_markup
from onrecord.read.oddities import find_oddities
from onrecord.read.received import Received, is_url
from onrecord.read.taken import About, Taken, sha256, text_bytes
from onrecord.record import Report, Warning
from onrecord.record.errors import EmptyReport, ReadError, SourceMissing, TooLarge

LONGEST_TEXT = 5_000_000
"""In characters."""
LARGEST_FILE = 4 * LONGEST_TEXT
"""In bytes: no encoding takes more than four for a character."""


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: its name, the endings and media types of its files, how it shows, how it is read."""

    name: str
    suffixes: frozenset[str]
    media_types: frozenset[str]
    looks_like: Callable[[str], bool]
    read: Callable[[str], tuple[str, About]]


FORMATS = (
    Format(
        "newsml",
        frozenset({".newsml", ".g2"}),
        frozenset({"application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"}),
        newsml.looks_like,
        newsml.read_newsml,
    ),
    Format(
        "feed",
        frozenset({".rss", ".atom"}),
        frozenset({"application/rss+xml", "application/atom+xml"}),
        feed.looks_like,
        feed.read_feed,
    ),
    Format(
        "html",
        frozenset({".html", ".htm", ".xhtml"}),
        frozenset({"text/html", "application/xhtml+xml"}),
        html.looks_like,
        html.read_html,
    ),
    Format(
        "json",
        frozenset({".json", ".ninjs"}),
        frozenset({"application/json", "application/ninjs+json"}),
        json_item.looks_like,
        json_item.read_json,
    ),
    Format(
        "text",
        frozenset({".txt", ".text"}),
        frozenset({"text/plain"}),
        plain.looks_like,
        plain.read_plain,
    ),
)
TEXT = FORMATS[-1]


def format_of(text: str, suffix: str = "", media_type: str | None = None) -> Format:
    """The format that a text shows itself to be in, else of its media type or ending, else plain text."""
    shown = next((f for f in FORMATS if f.looks_like(text)), None)
    kind = (media_type or "").lower()
    named = next((f for f in FORMATS if kind in f.media_types or suffix.lower() in f.suffixes), TEXT)
    return shown or (named if any(mark in text for mark in "<{[") else TEXT)


def read_file(path: Path, published: str | None = None) -> Taken:
    """Reads one file.

    `published` is an ISO day that counts before any that is found. Raises a
    `ReadError` that says why the file cannot be read, `DateError` for a
    `published` that is no day.
    """
    check_date(published)
    data = _bytes_of(path)
    return read_bytes(data, path=str(path), published=published, report_id=path.stem or "report")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceMissing(f"{path} is a folder", "a file", "name the files in it one by one")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _too_large(f"{path} is {size:,} bytes long")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)  # a pipe has no size before it is read
    except FileNotFoundError:
        raise SourceMissing(
            f"there is no file {path}", "a report as text or HTML", "look at its name"
        ) from None
    except PermissionError:
        raise SourceMissing(
            f"{path} may not be read (permission denied)",
            "a file that can be read",
            "look at its permissions",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceMissing(f"{path} cannot be opened ({reason})", "a file that can be read") from None


def read_bytes(
    data: bytes, *, path: str | None = None, published: str | None = None, report_id: str = "report"
) -> Taken:
    """Reads a report from bytes, as a file or standard input gives them.

    What they are, a page, a news item or plain text, is seen from the bytes and the ending of
    `path`. Errors as `read_file`, with `path` in their message.
    """
    check_date(published)
    with _naming(path or "standard input") as name:
        if len(data) > LARGEST_FILE:
            raise _too_large(f"{name} is more than {LARGEST_FILE:,} bytes long")
        decoded = decode(data)
        form = format_of(decoded.text, Path(path or "").suffix)
        text, about = form.read(decoded.text) if decoded.text.strip() else (decoded.text, About())
        identity = _Identity(report_id, path, sha256(data))
        return _take(text, about, identity, published, decoded.warnings)


def read_received(received: Received, published: str | None = None) -> Taken:
    """Reads what arrived from a folder, the web or a container.

    What its container says of the report goes before what the report says;
    `published`, an ISO day, goes before both. The address of a page is the one
    it gives as its own where that is of the same site, else the one it was
    fetched from. Errors as `read_bytes`, with the origin in their message.
    """
    check_date(published)
    with _naming(str(received.origin)) as name:
        if len(received.data) > LARGEST_FILE:
            raise _too_large(f"{name} is more than {LARGEST_FILE:,} bytes long")
        decoded = decode(received.data, received.charset)
        text, about = _read_body(decoded.text, received)
        fetched = received.source_url
        if fetched and not _same_site(about.url, fetched):
            about = replace(about, url=fetched)
        path = None if received.origin.is_url else received.origin.source
        identity = _Identity(received.name, path, sha256(received.data))
        about = received.known.over(about).over(received.otherwise)
        return _take(text, about, identity, published, decoded.warnings)


def _read_body(text: str, received: Received) -> tuple[str, About]:
    """The text of a body and what it says of itself."""
    if not text.strip():
        return text, About()
    if received.fragment:
        return read_markup(text), About()
    place = received.origin.member or received.origin.source
    return format_of(text, "" if is_url(place) else Path(place).suffix, received.media_type).read(text)


def _same_site(own: str | None, fetched: str) -> bool:
    """Whether the address that a page gives as its own can be that of one page of the site it came from."""
    if not own:
        return False
    try:
        mine, theirs = urlsplit(own), urlsplit(fetched)
    except ValueError:
        return False
    names = [(part.hostname or "").removeprefix("www.") for part in (mine, theirs)]
    is_page = mine.path.strip("/") != "" or mine.query != "" or theirs.path.strip("/") == ""
    return names[0] == names[1] and is_page


@contextmanager
def _naming(name: str) -> Iterator[str]:
    """Errors of reading leave with the name of their source before them."""
    try:
        yield name
    except ReadError as error:
        raise _named(error, name) from None


def _named(error: ReadError, name: str) -> ReadError:
    """The same error with the name of its source before it."""
    if name in error.got:
        return error
    return type(error)(f"{name}: {error.got}", error.expected, error.hint)


def read_text(
    text: str, *, published: str | None = None, path: str | None = None, report_id: str = "report"
) -> Taken:
    """Reads a report from a text, which is always the text itself: no path and no markup.

    `Report.text` is exactly the text given. Errors as `read_file`.
    """
    check_date(published)
    return _take(text, About(), _Identity(report_id, path, sha256(text_bytes(text))), published)


def _too_large(got: str) -> TooLarge:
    return TooLarge(
        got,
        f"at most {LONGEST_TEXT:,} characters in one report",
        "one report is one article: split the file first",
    )


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a report is known by before it is read."""

    report_id: str
    path: str | None
    original_sha256: str


def _take(
    text: str, about: About, identity: _Identity, published: str | None, warnings: tuple[Warning, ...] = ()
) -> Taken:
    """Makes a report of an article's text; what the page says of it counts before what the text says."""
    if not text or text.isspace():
        raise EmptyReport(
            "there is nothing to read" if not text else "there is white space alone",
            "a report as text or HTML",
        )
    if len(text) > LONGEST_TEXT:
        raise _too_large(f"the text is {len(text):,} characters long")
    refuse_nul(text)
    language = require_english(text)
    header = read_header(text)
    day = published or about.published
    report = Report(
        id=identity.report_id,
        path=identity.path,
        sha256=sha256(text_bytes(text)),
        original_sha256=identity.original_sha256,
        title=about.title or header.about.title,
        publisher=about.publisher or header.about.publisher,
        url=about.url,
        bylines=about.bylines or header.about.bylines,
        published=day or header.about.published,
        language=language,
        text=text,
    )
    odd = (*(() if day else header.warnings), *find_oddities(text))
    return Taken(report, (*warnings, *about.warnings, *odd), header.furniture)
