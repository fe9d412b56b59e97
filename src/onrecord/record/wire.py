"""The record as JSON, in both directions, and the JSON Schema it keeps.

All three are derived from the dataclasses: a new field is one line there.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord.record.errors import RecordError
from onrecord.record.record import SCHEMA, Record
from onrecord.record.span import Span

JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def to_json(record: Record, indent: int | None = None) -> str:
    """Writes a record as JSON; the same record gives the same bytes.

    Characters that UTF-8 cannot carry (lone surrogates) are escaped.
    """
    return as_json(to_dict(record), indent)


def as_json(data: dict[str, Any], indent: int | None = None) -> str:
    """Dicts and lists as JSON that UTF-8 can carry."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, ensure_ascii=True, indent=indent)
    return text


def to_dict(record: Record) -> dict[str, Any]:
    """The record as dicts and lists, in the shape of the contract."""
    return {"schema": SCHEMA, **plain(record)}


def plain(value: Any) -> Any:
    """Any value of the record's types as dicts, lists and scalars."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, StrEnum):
        return str(value)
    return value


def from_json(text: str | bytes) -> Record:
    """Reads what `to_json` wrote.

    Unknown fields are ignored, so that a newer record can be read. Raises
    `RecordError` where the JSON is no record.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RecordError(f"this is no JSON ({error})", "the output of onrecord read --format json") from None
    return from_dict(data)


def from_dict(data: Any) -> Record:
    """Builds a record from dicts and lists and checks it."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        got = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise RecordError(f"the schema is {got!r}", f'an object with "schema": "{SCHEMA}"')
    record = build(Record, data, "record")
    assert isinstance(record, Record)
    return record


def field_types(kind: type) -> dict[str, Any]:
    """The types of a dataclass' fields by their names."""
    return _hints(kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def build(kind: Any, value: Any, where: str) -> Any:
    """A value of one of the record's types from dicts, lists and scalars; `where` names it in errors."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return build(_fitting([a for a in arguments if a is not type(None)], value), value, where)
    if kind is Span:
        return _build_span(value, where)
    if origin is tuple:
        return _build_tuple(arguments, value, where)
    if is_dataclass(kind):
        return _build_object(kind, value, where)
    return value if kind is Any else _build_scalar(kind, value, where)


def _build_span(value: Any, where: str) -> Span:
    if not _is_span(value):
        raise RecordError(f"{where} is {value!r}", "[start, end] with 0 <= start <= end")
    return Span(*value)


def _build_tuple(kinds: tuple[Any, ...], value: Any, where: str) -> Any:
    """A tuple of any length of one type, or of as many values as it has types."""
    if not isinstance(value, list):
        raise RecordError(f"{where} is {type(value).__name__}", "a list")
    if kinds[1:] == (...,):
        return tuple(build(kinds[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if len(value) != len(kinds):
        raise RecordError(f"{where} has {len(value)} values", f"{len(kinds)}")
    pairs = enumerate(zip(kinds, value, strict=True))
    return tuple(build(kind, item, f"{where}[{i}]") for i, (kind, item) in pairs)


def _fitting(kinds: list[Any], value: Any) -> Any:
    """Of several types the one whose fields a value has; the first where that does not tell."""
    if isinstance(value, dict):
        for kind in kinds:
            if is_dataclass(kind) and all(f.name in value for f in fields(kind)):
                return kind
    return kinds[0]


def _build_object(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise RecordError(f"{where} is {type(value).__name__}", "an object")
    made = {}
    for f in fields(kind):
        if f.name in value:
            made[f.name] = build(_hints(kind)[f.name], value[f.name], f"{where}.{f.name}")
        elif f.default is MISSING:
            raise RecordError(f"{where} has no {f.name}", f"the fields of {kind.__name__}")
    return kind(**made)


def _build_scalar(kind: Any, value: Any, where: str) -> Any:
    if issubclass(kind, StrEnum):
        try:
            return kind(value)
        except ValueError:
            names = ", ".join(kind)
            raise RecordError(f"{where} is {value!r}", f"one of {names}") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RecordError(f"{where} is {value!r}", kind.__name__)
    return value


def _is_span(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(v, int) and not isinstance(v, bool) for v in value)
        and 0 <= value[0] <= value[1]
    )


# ---------------------------------------------------------------- JSON Schema
def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `to_json` writes, derived from the types."""
    return schema_for(Record, SCHEMA, "urn:onrecord:schema:1", "onrecord record")


def schema_for(kind: type, schema: str, urn: str, title: str) -> dict[str, Any]:
    """The JSON Schema of a dataclass that is written as `{"schema": schema, **fields}`."""
    definitions: dict[str, Any] = {}
    body = _schema_of(kind, definitions, inline=True)
    body["properties"] = {"schema": {"const": schema}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    return {
        "$schema": JSON_SCHEMA,
        "$id": urn,
        "title": title,
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _schema_of(kind: Any, definitions: dict[str, Any], inline: bool = False) -> dict[str, Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        rest = [_schema_of(a, definitions) for a in arguments if a is not type(None)]
        return {"anyOf": [*rest, {"type": "null"}]}
    if kind is Span:
        return {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], definitions)}
    if is_dataclass(kind):
        return _schema_of_object(kind, definitions, inline)
    if issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    return {"type": _SCALARS[kind]}


def _schema_of_object(kind: Any, definitions: dict[str, Any], inline: bool) -> dict[str, Any]:
    name = kind.__name__
    if not inline and name in definitions:
        return {"$ref": f"#/$defs/{name}"}
    if not inline:
        definitions[name] = {}
    properties = {f.name: _schema_of(_hints(kind)[f.name], definitions) for f in fields(kind)}
    body = {
        "description": (kind.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip(),
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }
    if inline:
        return body
    definitions[name] = body
    return {"$ref": f"#/$defs/{name}"}
