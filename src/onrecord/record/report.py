"""Reports: one published text each, as read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """One published text and what is known of it.

    `text` is kept exactly as read; all spans count its characters. `sha256` is
    that of `text` in UTF-8, `original_sha256` that of the bytes received.
    `published` is an ISO date or None. `language` is an ISO 639-1 code.
    """

    id: str
    path: str | None
    sha256: str
    original_sha256: str
    title: str | None
    publisher: str | None
    url: str | None
    bylines: tuple[str, ...]
    published: str | None
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something about a report that its reader should know.

    `code` is stable and for machines, `message` a sentence, `span` where it
    shows, None where it is of the whole report.
    """

    code: str
    message: str
    span: Span | None = None
