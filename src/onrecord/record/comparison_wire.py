"""The comparison as JSON, in both directions: reports in full, statements by [report id, statement id]."""

from __future__ import annotations

import json
from typing import Any, cast

from onrecord.record.comparison import Account, Comparison, Promise, Relation
from onrecord.record.errors import RecordError
from onrecord.record.record import SCHEMA
from onrecord.record.wire import as_json, build, from_dict, plain, schema_for, to_dict

_LISTS: tuple[tuple[str, type], ...] = (
    ("relations", Relation),
    ("accounts", Account),
    ("promises", Promise),
)


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as dicts and lists; each report exactly as `read` prints it."""
    return {
        "schema": SCHEMA,
        "reports": [to_dict(record) for record in comparison.records],
        **{name: plain(getattr(comparison, name)) for name, _ in _LISTS},
    }


def comparison_to_json(comparison: Comparison, indent: int | None = None) -> str:
    """Writes a comparison as JSON; the same comparison gives the same bytes."""
    return as_json(comparison_to_dict(comparison), indent)


def comparison_from_json(text: str | bytes) -> Comparison:
    """Reads what `comparison_to_json` wrote; raises `RecordError` where the JSON is no comparison."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RecordError(
            f"this is no JSON ({error})", "the output of onrecord compare --format json"
        ) from None
    return comparison_from_dict(data)


def comparison_from_dict(data: Any) -> Comparison:
    """Builds a comparison from dicts and lists and checks it."""
    if (
        not isinstance(data, dict)
        or data.get("schema") != SCHEMA
        or not isinstance(data.get("reports"), list)
    ):
        raise RecordError(
            "this is no comparison", f'an object with "schema": "{SCHEMA}" and a list of reports'
        )
    lists: dict[str, Any] = {}
    for name, kind in _LISTS:
        items = data.get(name, [])
        if not isinstance(items, list):
            raise RecordError(f"{name} is {type(items).__name__}", "a list")
        lists[name] = tuple(build(kind, item, f"{name}[{i}]") for i, item in enumerate(items))
    return Comparison(tuple(from_dict(report) for report in data["reports"]), **lists)


def comparison_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `comparison_to_json` writes."""
    schema = schema_for(Comparison, SCHEMA, "urn:onrecord:schema:1:comparison", "onrecord comparison")
    properties = cast("dict[str, Any]", schema["properties"])
    schema["properties"] = {("reports" if k == "records" else k): v for k, v in properties.items()}
    schema["required"] = ["reports" if name == "records" else name for name in schema["required"]]
    return schema
