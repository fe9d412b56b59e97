"""What a Python user calls."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.read import read_file, read_text
from onrecord.record import Record
from onrecord.record.showing import show_with

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline


@lru_cache(maxsize=2)
def pipeline(model: Path | None = None) -> Pipeline:
    """The loaded pipeline, kept for the next call."""
    from onrecord.pipeline import (
        Pipeline,
    )  # with the weights and all that reads: loaded when something is read

    return Pipeline(model)


def read(source: str | Path, published: str | None = None, *, model: Path | None = None) -> Record:
    """Reads one report and gives its record.

    A `str` is always the text itself, kept character for character; a `Path`
    names a file of text or HTML. `published` is an ISO day and goes before what
    the report says. Raises an `OnrecordError` that says what to do.
    """
    taken = (
        read_file(source, published) if isinstance(source, Path) else read_text(source, published=published)
    )
    return pipeline(model).read(taken)


def _drawn(record: Record) -> str:
    from onrecord.export.notebook import render  # loaded when a notebook asks

    return render(record)


show_with(_drawn)
