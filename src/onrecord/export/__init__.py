"""Records to files: one module per format, and the tables that list them.

To add a format, write a module with a function from a record to text and add
a line to `FORMATS`; the command line and the web read that table. Formats for
many records stand in `many`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from onrecord.export import page, sourcing_page, sourcing_table, sourcing_wire, table, wire
from onrecord.export.format import Format, Terminal
from onrecord.export.handed import ManyFormat
from onrecord.export.many import MANY_FORMATS

__all__ = ["FORMATS", "MANY_FORMATS", "SOURCING_FORMATS", "Format", "ManyFormat", "Terminal"]

_ALL = (
    Format("table", ".txt", table.plain, "a table for the terminal", on_terminal=table.render),
    Format("json", ".json", wire.render, "the whole record, for programs", "application/json"),
    Format("html", ".html", page.render, "the report with its statements lit, in one page", "text/html"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})

_SOURCING = (
    Format(
        "table", ".txt", sourcing_table.plain, "a list for the terminal", on_terminal=sourcing_table.render
    ),
    Format("html", ".html", sourcing_page.render, "the report with its findings, in one page", "text/html"),
    Format("json", ".json", sourcing_wire.render, "all findings, for programs", "application/json"),
)

SOURCING_FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _SOURCING})
