"""Records to files: one module per format, and the table that lists them.

To add a format, write a module with a function from a record to text and add
a line to `FORMATS`; the command line and the web read that table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.export import page, table, wire

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a record.

    `function` takes a record and gives the whole file as text, to be stored in
    UTF-8. Where `for_terminal` is true it also takes `width` (columns, None for
    that of the terminal) and `colour`, which a file should get as False.
    """

    name: str
    suffix: str
    function: Callable[..., str]
    description: str
    media_type: str
    for_terminal: bool = False


_ALL = (
    Format("table", ".txt", table.render, "a table for the terminal", "text/plain", for_terminal=True),
    Format("json", ".json", wire.render, "the whole record, for programs", "application/json"),
    Format("html", ".html", page.render, "the report with its statements lit, one page", "text/html"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({format_.name: format_ for format_ in _ALL})
