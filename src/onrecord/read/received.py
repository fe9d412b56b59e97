"""What arrives: the bytes of one report with all that is known of where they came from, or why none came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from onrecord.read.taken import About
from onrecord.record.errors import OnrecordError

Headers = tuple[tuple[str, str], ...]
"""Names and values in the order in which they stood; a name may stand twice."""
LONGEST_NAME = 80
NOTHING = About()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something came from.

    `source` is the path or the URL as it was given; `member` says which part of
    it, in words where parts have no name ("line 7"), None for the whole.
    """

    source: str
    member: str | None = None

    @property
    def is_url(self) -> bool:
        """Whether it came from the web."""
        return is_url(self.source)

    def __str__(self) -> str:
        return f"{self.source}, {self.member}" if self.member else self.source


@dataclass(frozen=True, slots=True)
class Received:
    """One report as it arrived, not yet read.

    `data` are the bytes as received, without the compression of their transport
    or archive. `fragment`: they are the body of a report alone, as feeds carry
    it, with nothing around it. `known` is what the container says of the report
    and goes before what the report says of itself; `otherwise` counts only where
    the report says nothing. `captured` is when an archive says that it received
    them, ISO 8601. `item_id` is the id that the container gives the report.
    """

    origin: Origin
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    fragment: bool = False
    known: About = NOTHING
    otherwise: About = NOTHING
    request: Headers = ()
    response: Headers = ()
    captured: str | None = None
    item_id: str | None = None

    @property
    def name(self) -> str:
        """A short name to know the report by: its id, else the last part of its address or path.

        >>> Received(Origin("https://tarrow.example/2022/bridge-closed.html?x=1"), b"").name
        'bridge-closed'
        >>> Received(Origin("wire.jsonl", "line 7"), b"").name
        'wire-line-7'
        """
        if self.item_id:
            return slug(self.item_id)
        source = _path_of(self.source_url) if self.source_url else self.origin.source
        stem = _stem(source)
        member = self.origin.member
        if member and not self.source_url:
            inner = _stem(member)
            return slug(inner if "/" in member or inner != member else f"{stem}-{member}")
        return slug(stem)

    @property
    def source_url(self) -> str | None:
        """The address it came from, where it came from the web or a web archive."""
        return self.otherwise.url or (self.origin.source if self.origin.is_url else None)


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be taken in, and why.

    `passed_over`: nobody would have taken it for a report (a picture in a
    folder, a redirect in a web archive); it is listed apart from errors.
    """

    origin: Origin
    error: OnrecordError
    passed_over: bool = False


def is_url(text: str) -> bool:
    """Whether a text is an address on the web rather than a path."""
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def slug(text: str) -> str:
    """A text as an id: letters, digits, dots, underscores and hyphens; "report" where nothing is left."""
    kept = re.sub(r"[^\w.]+", "-", text).strip("-._")
    return kept[:LONGEST_NAME].strip("-._") or "report"


def _path_of(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:  # feeds and web archives hold addresses that are none
        return ""


def _stem(path: str) -> str:
    name = PurePosixPath(path.replace("\\", "/").rstrip("/")).name
    stem, dot, suffix = name.partition(".") if name.count(".") == 1 else name.rpartition(".")
    return stem if dot and stem and len(suffix) <= 5 else name
