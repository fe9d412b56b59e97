"""Formats: ways to write a record, or what was made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from onrecord.record import Record


class Terminal(Protocol):
    """A format drawn for a terminal, `width` columns wide (None: as wide as it is)."""

    def __call__(self, record: Record, *, width: int | None = None, colour: bool = True) -> str:
        """Draws a record."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a record.

    `render` gives the whole file as text, to be stored in UTF-8; `suffix` is
    that of the file, with its dot. `on_terminal` is there where a terminal is
    served better than by the file.
    """

    name: str
    suffix: str
    render: Callable[[Record], str]
    description: str
    media_type: str = "text/plain"
    on_terminal: Terminal | None = None
