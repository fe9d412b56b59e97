"""Columns: the name, the type and the meaning of each, for files, manuals and Parquet metadata alike.

Names and types follow from the dataclasses; meanings are data in
`lexicon/columns.toml`, and a column without one is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from onrecord.export.flat import Kind, Leaf, leaves
from onrecord.export.handed import Provenance
from onrecord.lexicon import load
from onrecord.record import Report, Speaker, Statement
from onrecord.record.errors import RecordError


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `several` tells that a cell holds a list; `bulky` ones are left out of CSV."""

    name: str
    kind: Kind
    several: bool
    meaning: str
    bulky: bool = False

    @property
    def type(self) -> str:
        """The type in words."""
        return f"list of {self.kind}" if self.several else str(self.kind)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with all that its row tells: the report, who speaks, who passed it on."""

    __bare__: ClassVar[frozenset[str]] = frozenset({"told"})

    statement: str
    report: Report
    told: Statement
    speaker: Speaker | None
    via_speaker: tuple[Speaker | None, ...]


@cache
def statement_columns() -> tuple[Column, ...]:
    """The columns of the table of statements."""
    return documented("statements", leaves(StatementRow))


@cache
def provenance_columns() -> tuple[Column, ...]:
    """The columns that are added where provenance is asked for."""
    return documented("provenance", leaves(Provenance, "provenance"))


def documented(table: str, made: tuple[Leaf, ...]) -> tuple[Column, ...]:
    """Columns with their meanings.

    Raises `RecordError` where one has no meaning, or a meaning has no column:
    an error in the program, not in its input.
    """
    meanings: dict[str, str] = load("columns")[table]
    names = [leaf.name for leaf in made]
    if set(names) != set(meanings) or len(set(names)) != len(names):
        odd = sorted(set(names) ^ set(meanings)) or sorted(n for n in names if names.count(n) > 1)
        raise RecordError(f"the columns of {table} and their meanings differ: {', '.join(odd)}")
    bulky = frozenset(load("columns")["bulky"])
    return tuple(
        Column(leaf.name, leaf.kind, leaf.several, meanings[leaf.name], leaf.name in bulky) for leaf in made
    )
