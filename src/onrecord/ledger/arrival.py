"""What comes into a ledger, and what became of it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a report came from, and the bytes as received.

    `source` is where it was found: a path, an address, a place in an archive.
    `name` gives the permanent id its words, by default the title. `request` and
    `response` are the headers of a fetch, one a line, first line first.
    """

    source: str
    data: bytes | None = None
    name: str | None = None
    url: str | None = None
    publisher: str | None = None
    media_type: str | None = None
    request: str | None = None
    response: str | None = None
    captured_at: str | None = None

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of the bytes received."""
        return None if self.data is None else sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Arrived:
    """When and from where a text was taken in; `run` is the number of the run that did."""

    report: str
    revision: int
    source: str
    url: str | None
    publisher: str | None
    original_sha256: str | None
    media_type: str | None
    request: str | None
    response: str | None
    captured_at: str | None
    taken_at: str
    run: int | None


class Outcome(StrEnum):
    """What became of an item."""

    NEW = "new"
    KNOWN = "known"
    REVISED = "revised"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item: of which report and revision it is now, and why.

    `statements` counts those of the revision. Of a revision, `kept` statements
    stand in both texts and `gone` ones in the old one alone.
    """

    outcome: Outcome
    source: str
    report: str | None = None
    revision: int | None = None
    why: str | None = None
    statements: int = 0
    kept: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """By which versions statements were made; number and times are given by the ledger."""

    onrecord: str
    model: str
    rules: str
    command: str
    number: int | None = None
    started_at: str | None = None
    finished_at: str | None = None


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def packed(data: bytes) -> tuple[str, bytes]:
    """How bytes are kept, and the bytes to keep."""
    return "zlib", zlib.compress(data, 6)


def unpacked(compression: str, data: bytes) -> bytes:
    """The bytes as received; raises `zlib.error` where they are damaged."""
    return zlib.decompress(data) if compression == "zlib" else bytes(data)
