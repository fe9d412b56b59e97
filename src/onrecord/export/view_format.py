"""Formats of what is shown out of a comparison: a speaker's course, the figures of a matter, promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.record import Comparison

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class ViewFormat(Generic[Shown]):
    """One way to write it; the fields are those of `Format`, `render` may give bytes (a picture)."""

    name: str
    suffix: str
    render: Callable[[Comparison, Shown], str | bytes]
    description: str
    media_type: str = "text/plain"
    on_terminal: Callable[[Comparison, Shown], str] | None = None
