"""What all tables share: the metadata, and the kinds of columns that recur."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Text
from sqlalchemy import text as sql

from onrecord.ledger.words import folded

STANDS = sql("current = 1")
"""How conditions on current rows are written for SQLite, which looks at the letters."""

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_one_%(column_0_N_name)s",
        "fk": "%(table_name)s_%(column_0_N_name)s",
        "pk": "%(table_name)s_key",
    }
)


def text(name: str, comment: str, **more: Any) -> Column[str]:
    """A column of text that is always given."""
    return Column(name, Text, comment=comment, nullable=False, **more)


def maybe(name: str, comment: str, **more: Any) -> Column[str]:
    """A column of text that may be null."""
    return Column(name, Text, comment=comment, nullable=True, **more)


def number(name: str, comment: str, **more: Any) -> Column[int]:
    """A column of whole numbers that is always given."""
    return Column(name, Integer, comment=comment, nullable=False, **more)


def key(comment: str) -> Column[int]:
    """The internal key of a row, given out by the one who writes it."""
    return Column("key", Integer, primary_key=True, autoincrement=False, comment=comment)


def owner(name: str, target: str, comment: str, **more: Any) -> Column[Any]:
    """A column that points at the row it belongs to, and goes when that row goes."""
    return Column(name, ForeignKey(target, ondelete="CASCADE"), comment=comment, nullable=False, **more)


def pointer(name: str, target: str, comment: str, **more: Any) -> Column[Any]:
    """A column that points at another row, or at none."""
    return Column(name, ForeignKey(target), comment=comment, nullable=True, **more)


def span(prefix: str = "span", given: bool = True) -> tuple[Column[int], Column[int]]:
    """The two columns of one span."""
    return (
        Column(f"{prefix}_start", Integer, nullable=not given, comment="first character"),
        Column(f"{prefix}_end", Integer, nullable=not given, comment="character after the last"),
    )


def maybe_owner(name: str, target: str, comment: str) -> Column[Any]:
    """As `owner`, for rows that may belong to none."""
    return Column(name, ForeignKey(target, ondelete="CASCADE"), comment=comment, nullable=True)


def current_index(name: str, *columns: Column[Any], unique: bool = False) -> Index:
    """An index over the rows that stand."""
    return Index(name, *columns, unique=unique, sqlite_where=STANDS, postgresql_where=sql("current"))


def folded_words(name: str, of: str, comment: str) -> Column[str]:
    """A column of the folded words of another, filled whenever a row is inserted."""

    def fold(context: Any) -> str:
        return folded(context.get_current_parameters()[of])

    return Column(name, Text, default=fold, nullable=True, comment=comment)
