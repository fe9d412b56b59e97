"""What reading a source gives: the report, what to warn of, and what is no story."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.record import Report, Span, Warning


@dataclass(frozen=True, slots=True)
class Taken:
    """A report as taken in.

    `furniture` are the spans of its text that are no part of the story: date
    lines, bylines, credits. No statement is read from them.
    """

    report: Report
    warnings: tuple[Warning, ...] = ()
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a format knows of a report beside its text; None or empty where it knows nothing."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    bylines: tuple[str, ...] = ()
    published: str | None = None
    warnings: tuple[Warning, ...] = ()

    def over(self, other: About) -> About:
        """What this one knows, and where it knows nothing what the other does; the warnings of both."""
        return About(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            url=self.url or other.url,
            bylines=self.bylines or other.bylines,
            published=self.published or other.published,
            warnings=(*self.warnings, *other.warnings),
        )


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_bytes(text: str) -> bytes:
    """A text in UTF-8; lone surrogates pass."""
    return text.encode("utf-8", "surrogatepass")
