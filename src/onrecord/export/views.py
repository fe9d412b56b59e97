"""The formats of `follow`, `figures` and `promises`.

To add one, write a module with a function and add a line to its table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from onrecord.compare.following import Following
from onrecord.compare.matters import Matter
from onrecord.compare.pledges import Pledge
from onrecord.export import figure_files, figures_table, follow_table, promises_table, view_pages, view_wire
from onrecord.export.view_format import ViewFormat

__all__ = ["FIGURE_FORMATS", "FOLLOW_FORMATS", "PROMISE_FORMATS", "ViewFormat"]

Shown = TypeVar("Shown")


def _by_name(formats: Sequence[ViewFormat[Shown]]) -> Mapping[str, ViewFormat[Shown]]:
    return MappingProxyType({one.name: one for one in formats})


FOLLOW_FORMATS: Mapping[str, ViewFormat[Following]] = _by_name(
    (
        ViewFormat(
            "table",
            ".txt",
            follow_table.plain,
            "step by step, for the terminal",
            on_terminal=follow_table.render,
        ),
        ViewFormat("html", ".html", view_pages.follow, "in one page, with the reports", "text/html"),
        ViewFormat("json", ".json", view_wire.follow, "for programs", "application/json"),
    )
)

FIGURE_FORMATS: Mapping[str, ViewFormat[Matter]] = _by_name(
    (
        ViewFormat(
            "table", ".txt", figures_table.plain, "a table for the terminal", on_terminal=figures_table.render
        ),
        ViewFormat("html", ".html", view_pages.figures, "in one page, with the reports", "text/html"),
        ViewFormat("json", ".json", view_wire.figures, "for programs", "application/json"),
        ViewFormat("svg", ".svg", figure_files.svg, "the picture, for any size", "image/svg+xml"),
        ViewFormat("png", ".png", figure_files.png, "the picture, in pixels", "image/png"),
    )
)

PROMISE_FORMATS: Mapping[str, ViewFormat[Sequence[Pledge]]] = _by_name(
    (
        ViewFormat(
            "table",
            ".txt",
            promises_table.plain,
            "a list for the terminal",
            on_terminal=promises_table.render,
        ),
        ViewFormat("html", ".html", view_pages.promises, "in one page, with the reports", "text/html"),
        ViewFormat("json", ".json", view_wire.promises, "for programs", "application/json"),
    )
)
