"""Sources: a file, bytes or a text to a report.

`FORMATS` is the table of input formats; a new one is a module and a line there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.read import html, plain
from onrecord.read.dates import check_date
from onrecord.read.decoding import decode, refuse_nul
from onrecord.read.header import read_header
from onrecord.read.language import require_english
from onrecord.read.oddities import find_oddities
from onrecord.read.taken import About, Taken, sha256, text_bytes
from onrecord.record import Report, Warning
from onrecord.record.errors import EmptyReport, ReadError, SourceMissing, TooLarge

LONGEST_TEXT = 5_000_000
"""In characters."""
LARGEST_FILE = 4 * LONGEST_TEXT
"""In bytes: no encoding takes more than four for a character."""


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: its name, the endings of its files, how its text shows itself, how it is read."""

    name: str
    suffixes: frozenset[str]
    looks_like: Callable[[str], bool]
    read: Callable[[str], tuple[str, About]]


FORMATS = (
    Format("html", frozenset({".html", ".htm", ".xhtml"}), html.looks_like, html.read_html),
    Format("text", frozenset({".txt", ".text"}), plain.looks_like, plain.read_plain),
)


def format_of(text: str, suffix: str = "") -> Format:
    """The format that a text shows itself to be in, else that of its file's ending, else plain text."""
    shown = next((f for f in FORMATS if f.looks_like(text)), None)
    named = next((f for f in FORMATS if suffix.lower() in f.suffixes), FORMATS[-1])
    return shown or (named if "<" in text else FORMATS[-1])


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

    What they are, HTML or plain text, is seen from the bytes and the ending of
    `path`. Errors as `read_file`, with `path` in their message.
    """
    check_date(published)
    name = path or "standard input"
    if len(data) > LARGEST_FILE:
        raise _too_large(f"{name} is more than {LARGEST_FILE:,} bytes long")
    try:
        decoded = decode(data)
        form = format_of(decoded.text, Path(path or "").suffix)
        text, about = form.read(decoded.text) if decoded.text.strip() else (decoded.text, About())
        identity = _Identity(report_id, path, sha256(data))
        return _take(text, about, identity, published, decoded.warnings)
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
    return Taken(report, (*warnings, *odd), header.furniture)
