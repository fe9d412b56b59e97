"""Flat rows: any dataclass of the record laid out in columns, and put together again from them.

The columns follow from the types, so that a new field is a new column:

- a field of a field is `field_part` (`said_date`);
- a span is written `12:40` (half-open characters of the report's text), several
  `12:40 55:60`;
- a field that holds several things (`places`) is one column of lists for each
  of their parts (`places_name`, `places_lat`), the first items of which belong
  together, and so on;
- what is a list within such a list (`places_candidates`) is JSON.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from onrecord.record import Span
from onrecord.record.errors import RecordError
from onrecord.record.wire import as_json, build, plain

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = Scalar | tuple[Scalar, ...]
Row: TypeAlias = tuple[Value, ...]


class Kind(StrEnum):
    """What one value of a column is."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    SPANS = "spans"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column as the types give it: its name, what a value is, and whether a cell holds several."""

    name: str
    kind: Kind
    several: bool = False


_SCALARS = {str: Kind.TEXT, int: Kind.INTEGER, float: Kind.NUMBER, bool: Kind.BOOLEAN}


@cache
def leaves(kind: type, prefix: str = "") -> tuple[Leaf, ...]:
    """The columns of a dataclass, in the order of its fields."""
    return tuple(_leaves(kind, prefix))


def _leaves(kind: Any, prefix: str) -> Iterator[Leaf]:
    for name, hint in _hints(kind).items():
        inner, several = _inner(hint)
        label = name_of(kind, prefix, name)
        if is_dataclass(inner) and several:
            yield from (Leaf(f"{label}_{part}", _nested(of), True) for part, of in _hints(inner).items())
        elif is_dataclass(inner):
            yield from _leaves(inner, label)
        else:
            yield Leaf(label, _kind(inner), several)


def name_of(kind: Any, prefix: str, name: str) -> str:
    """What the column of a field is called; a type may give a field's parts no prefix (`__bare__`)."""
    if name in getattr(kind, "__bare__", ()):
        return prefix
    return f"{prefix}_{name}" if prefix else name


def _hints(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
    return _hints_of(kind)


@cache
def _hints_of(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def _optional(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        return next(a for a in get_args(hint) if a is not type(None)), True
    return hint, False


def _inner(hint: Any) -> tuple[Any, bool]:
    """What a column holds, and whether a cell holds several of it; spans count as one thing."""
    hint, _ = _optional(hint)
    if get_origin(hint) is tuple and get_args(hint)[0] is not Span:
        return _optional(get_args(hint)[0])[0], True
    return hint, False


def _kind(hint: Any) -> Kind:
    if hint is Span or get_origin(hint) is tuple:
        return Kind.SPANS
    return Kind.TEXT if issubclass(hint, StrEnum) else _SCALARS[hint]


def _nested(hint: Any) -> Kind:
    inner, several = _inner(hint)
    return Kind.JSON if several or is_dataclass(inner) else _kind(inner)


# ---------------------------------------------------------------- to a row
def flat(value: Any, kind: Any) -> Row:
    """The values of a dataclass in the order of `leaves`; None gives a row of Nones."""
    row: list[Value] = []
    for name, hint in _hints(kind).items():
        held = None if value is None else getattr(value, name)
        inner, several = _inner(hint)
        if is_dataclass(inner) and several:
            for part, of in _hints(inner).items():
                row.append(tuple(_item(None if i is None else getattr(i, part), of) for i in held or ()))
        elif is_dataclass(inner):
            row.extend(flat(held, inner))
        elif several:
            row.append(tuple(_cell(item) for item in held or ()))
        else:
            row.append(_cell(held))
    return tuple(row)


def _item(value: Any, hint: Any) -> Scalar:
    if _nested(hint) is Kind.JSON:
        return None if value is None else as_json(plain(value))
    return _cell(value)


def _cell(value: Any) -> Scalar:
    if isinstance(value, Span):
        return f"{value.start}:{value.end}"
    if isinstance(value, tuple):
        return " ".join(f"{start}:{end}" for start, end in value) or None
    if isinstance(value, StrEnum):
        return str(value)
    assert value is None or isinstance(value, str | int | float | bool)
    return value


# ---------------------------------------------------------------- from a row
def unflat(row: Sequence[Value], kind: Any) -> Any:
    """A dataclass from the values of its columns. Raises `RecordError` where they are none."""
    cells = iter(row)
    made = build(kind, _object(cells, kind), kind.__name__)
    if next(cells, None) is not None:
        raise RecordError(f"a row for {kind.__name__} has values left over", "one value a column")
    return made


def _object(cells: Iterator[Value], kind: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, hint in _hints(kind).items():
        inner, several = _inner(hint)
        if is_dataclass(inner) and several:
            made[name] = list(_items(cells, get_args(_optional(hint)[0])[0], inner))
        elif is_dataclass(inner):
            part = _object(cells, inner)
            made[name] = None if _optional(hint)[1] and _is_empty(part) else part
        elif several:
            made[name] = list(_several(next(cells)))
        else:
            made[name] = _uncell(next(cells), hint)
    return made


def _items(cells: Iterator[Value], hint: Any, inner: Any) -> Iterator[dict[str, Any] | None]:
    parts = _hints(inner)
    columns = [_several(next(cells)) for _ in parts]
    if len({len(column) for column in columns}) > 1:
        raise RecordError(f"the columns of {inner.__name__} differ in length", "one item of each for one")
    for values in zip(*columns, strict=True):
        item = {
            name: json.loads(str(value or "[]")) if _nested(of) is Kind.JSON else _uncell(value, of)
            for (name, of), value in zip(parts.items(), values, strict=True)
        }
        yield None if _optional(hint)[1] and _is_empty(item) else item


def _is_empty(made: dict[str, Any]) -> bool:
    return all(value is None or value in ("", []) for value in made.values())


def _several(value: Value) -> tuple[Scalar, ...]:
    return value if isinstance(value, tuple) else ()


def _uncell(value: Value, hint: Any) -> Any:
    inner, _ = _inner(hint)
    if inner is Span:
        return _spans(value)[0] if value else None
    if get_origin(inner) is tuple:
        return _spans(value)
    if value is None and inner is str and not _optional(hint)[1]:
        return ""
    return value


def _spans(value: Value) -> list[list[int]]:
    try:
        return [[int(offset) for offset in span.split(":")] for span in str(value or "").split()]
    except ValueError:
        raise RecordError(f"spans are {value!r}", "start:end, several apart by a blank") from None
