"""Sources: a file, bytes or a text to a report.

`FORMATS` is the table of input formats, tried in order; a new one is a module
and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.read import html, plain
from onrecord.read.decoding import decode, inspect
from onrecord.read.header import Header, check_date
from onrecord.read.language import require_english
from onrecord.read.taken import Taken, sha256, text_bytes
from onrecord.record import Report, Span, Warning
from onrecord.record.errors import EmptyReport, SourceMissing, TooLarge
from onrecord.text.quotes import Quote, quote_states
from onrecord.text.words import Gap, split_words

LONGEST_TEXT = 5_000_000
LARGEST_FILE = 4 * LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: what it is called, how it is recognised, how it is read."""

    name: str
    looks_like: Callable[[bytes], bool]
    read: Callable[[str], tuple[str, Header]]


FORMATS = (
    Format("html", html.looks_like, html.read_html),
    Format("text", plain.looks_like, plain.read_plain),
)


def read_file(path: Path, published: str | None = None) -> Taken:
    """Reads one file.

    Raises a `ReadError` that says why where it cannot be read, `DateError` for
    a `published` that is no day.
    """
    check_date(published)
    try:
        if path.is_dir():
            raise SourceMissing(f"{path} is a folder", "a file", "name the files in it one by one")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _too_large(f"{path} has {size / 1e6:.0f} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceMissing(
            f"there is no file {path}", "a report as text or HTML, or - for standard input"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceMissing(f"{path} cannot be opened ({reason})", "a file that can be read") from None
    return read_bytes(data, path=str(path), published=published, report_id=path.stem or "report")


def _too_large(got: str) -> TooLarge:
    return TooLarge(
        got,
        f"at most {LONGEST_TEXT / 1e6:.0f} million characters in one report",
        "one report is one article: split the file first",
    )


def read_bytes(
    data: bytes, *, path: str | None = None, published: str | None = None, report_id: str = "report"
) -> Taken:
    """Reads a report from bytes, as a file or standard input gives them."""
    check_date(published)
    if not data:
        raise EmptyReport(f"{path or 'standard input'} is empty", "a report as text or HTML")
    if len(data) > LARGEST_FILE:
        raise _too_large(f"this is {len(data) / 1e6:.0f} MB")
    decoded, warnings = decode(data)
    return _take(decoded, data, warnings, path=path, published=published, report_id=report_id)


def read_text(
    text: str, *, path: str | None = None, published: str | None = None, report_id: str = "report"
) -> Taken:
    """Reads a report from a text, which is always the text itself and never a path."""
    check_date(published)
    return _take(
        text, text_bytes(text), (), path=path, published=published, report_id=report_id, markup=False
    )


def _take(
    decoded: str,
    data: bytes,
    warnings: tuple[Warning, ...],
    *,
    path: str | None,
    published: str | None,
    report_id: str,
    markup: bool = True,
) -> Taken:
    if not decoded.strip():
        raise EmptyReport(f"{path or 'the text'} holds white space alone", "a report as text or HTML")
    form = next(f for f in FORMATS if f.looks_like(data)) if markup else FORMATS[-1]
    text, header = form.read(decoded)
    if len(text) > LONGEST_TEXT:
        raise _too_large(f"this has {len(text):,} characters")
    found = inspect(text)
    language = require_english(text)
    about = header.about
    report = Report(
        id=report_id,
        path=path,
        sha256=sha256(text_bytes(text)),
        original_sha256=sha256(data),
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        bylines=about.bylines,
        published=published or about.published,
        language=language,
        text=text,
    )
    return Taken(report, (*warnings, *found, *unclosed_quotations(text)), header.furniture)


def unclosed_quotations(text: str) -> tuple[Warning, ...]:
    """Warns of paragraphs that open a quotation which neither they nor the next paragraph go on to close."""
    words = split_words(text)
    states = quote_states(words)
    found = []
    for i, state in enumerate(states):
        begins = state == Quote.UNCLOSED and (i == 0 or states[i - 1] != Quote.UNCLOSED)
        if not begins or i == 0:
            continue
        following = next((k for k in range(i, len(words)) if words.gaps[k] == Gap.PARAGRAPH), None)
        if following is None or states[following] != Quote.OPENS:
            span = Span(words.starts[i - 1], words.ends[i - 1])
            found.append(Warning("unclosed-quotation", "this quotation mark is never closed", span))
    return tuple(found)
