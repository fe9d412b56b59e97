"""Records to files: one module per format, and the table that lists them.

To add a format, write a module with a function from a record to text and add
a line to `FORMATS`; the command line and the web read that table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from onrecord.export import page, table, wire
from onrecord.record import Record

__all__ = ["FORMATS", "Format", "Terminal"]


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


_ALL = (
    Format("table", ".txt", table.plain, "a table for the terminal", on_terminal=table.render),
    Format("json", ".json", wire.render, "the whole record, for programs", "application/json"),
    Format("html", ".html", page.render, "the report with its statements lit, in one page", "text/html"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})
