"""What every export of many records shares: what it may be told, and where records came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from onrecord.record import Comparison, Record


class Best(StrEnum):
    """How one figure is chosen among several; never unless a user names it."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    LATEST = "latest"
    MOST_ORIGINS = "most-origins"


@dataclass(frozen=True, slots=True)
class Provenance:
    """When and how a report was taken in and read: true of one machine, so no export has it unasked."""

    taken_in: str | None = None
    taken_from: str | None = None
    order: int | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask of an export of many records.

    `provenance` tells where a record came from; without it nothing of that is
    written. `best` names the policy by which events get one figure.
    `comparison` makes the table of events one of accounts.
    """

    provenance: Callable[[Record], Provenance | None] | None = None
    best: Best | None = None
    comparison: Comparison | None = None


PLAIN = Options()

Write: TypeAlias = Callable[[Iterable[Record], Options], Iterator[bytes]]
"""From records, read one by one, to the bytes of one file, in pieces."""

Member: TypeAlias = tuple[str, bytes]
"""A file of several: its path within the whole, and its bytes."""


@dataclass(frozen=True, slots=True)
class ManyFormat:
    """One way to write many records.

    `write` gives the file piece by piece and holds one record at a time, or one
    group of rows. `members` is there where the file is an archive that a user
    may rather have as a folder. `readable` tells whether a terminal can show it.
    """

    name: str
    suffix: str
    media_type: str
    description: str
    write: Write
    members: Callable[[Iterable[Record], Options], Iterator[Member]] | None = None
    readable: bool = True
