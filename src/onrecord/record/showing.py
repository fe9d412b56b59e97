"""How a record shows itself in a notebook.

A record knows nothing of markup: the part of the package that draws pages says
here how, when the package is imported, and a record asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.record import Record

_drawers: list[Callable[[Record], str]] = []


def show_with(draw: Callable[[Record], str]) -> None:
    """Sets what draws records as HTML; the last one set counts."""
    _drawers[:] = [draw]


def shown(record: Record) -> str | None:
    """A record as HTML, None where nothing draws it: the notebook then shows plain text."""
    return _drawers[-1](record) if _drawers else None
