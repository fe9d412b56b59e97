"""Comparisons to files: the table of their formats.

To add one, write a module with a function from a comparison to text and add a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.export import comparison_page, comparison_table
from onrecord.record import Comparison, comparison_to_json

__all__ = ["COMPARISON_FORMATS", "ComparisonFormat"]


@dataclass(frozen=True, slots=True)
class ComparisonFormat:
    """One way to write a comparison; the fields are those of `Format`.

    `on_terminal` draws it in colour, as wide as the terminal.
    """

    name: str
    suffix: str
    render: Callable[[Comparison], str]
    description: str
    media_type: str = "text/plain"
    on_terminal: Callable[[Comparison], str] | None = None


def _json(comparison: Comparison) -> str:
    return comparison_to_json(comparison, indent=2) + "\n"


_ALL = (
    ComparisonFormat(
        "table",
        ".txt",
        comparison_table.plain,
        "matter by matter, for the terminal",
        on_terminal=comparison_table.render,
    ),
    ComparisonFormat(
        "html",
        ".html",
        comparison_page.render,
        "positions side by side, with the reports, in one page",
        "text/html",
    ),
    ComparisonFormat("json", ".json", _json, "the whole comparison, for programs", "application/json"),
)

COMPARISON_FORMATS: Mapping[str, ComparisonFormat] = MappingProxyType({one.name: one for one in _ALL})
