"""The extractors that are measured side by side.

To add one: a module here, and a line in `EXTRACTORS`. A module says what it
`NEEDS`, as names of distributions, and has a function `load(**options)` that
gives a `Reader`: a text in, its attributions out. It imports what it needs
inside `load`, so that a table of peers can be shown where none is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

Attribution = Mapping[str, list[list[int]]]
"""Spans of source, cue and content, as [start, end) characters of the text."""

Reader = Callable[[str], list[Attribution]]


@dataclass(frozen=True)
class Extractor:
    """A line of the comparison.

    `module` is in this package, `options` go to its `load`. `quality` is False
    for a yardstick of speed that attributes nothing.
    """

    name: str
    module: str
    options: Mapping[str, Any] = field(default_factory=dict)
    quality: bool = True

    def code(self) -> ModuleType:
        """The module that runs it."""
        return import_module(f"{__name__}.{self.module}")

    def missing(self) -> list[str]:
        """Distributions it needs that are not installed."""
        return [name for name in self.code().NEEDS if not installed(name)]

    def load(self) -> Reader:
        """Loads it, with its models."""
        reader: Reader = self.code().load(**self.options)
        return reader


def installed(distribution: str) -> bool:
    """Whether a distribution is there."""
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True


TAGGER, RECORD, YARDSTICK = "onrecord, tagger", "onrecord, record", "spaCy small"

EXTRACTORS = (
    Extractor(TAGGER, "tagger"),
    Extractor(RECORD, "record"),
    Extractor("textacy", "textacy"),
    Extractor("textacy, helped", "textacy", {"helped": True}),
    Extractor("sayswho", "sayswho"),
    Extractor("sayswho, helped", "sayswho", {"helped": True}),
    Extractor("clauses", "clauses"),
    Extractor(YARDSTICK, "spacy_small", quality=False),
)
