"""Every address of the REST interface, from the OpenAPI of the app."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made.shapes import heading, line
from onrecord.ledger import Ledger
from onrecord.web import Settings, create_app


def page() -> str:
    """One part for each group of addresses."""
    return "\n".join(_lines(_openapi()))


def _openapi() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        address = Path(folder) / "ledger.db"
        Ledger.open(address).close()
        made: dict[str, Any] = create_app(Settings(ledger=str(address))).openapi()
    return made


def _lines(api: dict[str, Any]) -> Iterator[str]:
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            group = (operation.get("tags") or [path.removeprefix("/api/v1/").split("/")[0]])[0]
            groups.setdefault(group, []).append((method.upper(), path, operation))
    for group, operations in groups.items():
        yield from (f"## {group}", "")
        for method, path, operation in operations:
            yield from _operation(method, path, operation)
    yield from ("## Shapes", "", "What is sent and what comes back, by the names used above.", "")
    for name, schema in api.get("components", {}).get("schemas", {}).items():
        yield from _shape(name, schema)


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield from (f"### `{method} {path}`", "", _told(operation), "")
    body = operation.get("requestBody", {}).get("content", {})
    if body:
        yield "Takes " + ", ".join(f"`{kind}`{_of(one)}" for kind, one in body.items()) + ".\n"
    answers = operation.get("responses", {})
    gives = [
        f"{code}{_of(next(iter(one.get('content', {}).values()), {}))}"
        for code, one in answers.items()
        if int(code) < 400
    ]
    yield f"Answers {', '.join(gives)}.\n"
    rows = operation.get("parameters", [])
    if rows:
        yield from ("| parameter | in | type | |", "|---|---|---|---|")
        for one in rows:
            must = " Must be given." if one.get("required") and one["in"] != "path" else ""
            told = " ".join((one.get("description") or "").split()).replace("|", "\\|").replace("*", "\\*")
            yield f"| `{one['name']}` | {one['in']} | {kind_of(one.get('schema', {}))} | {told}{must} |"
        yield ""


def _told(operation: dict[str, Any]) -> str:
    text = operation.get("description") or operation.get("summary", "")
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _of(content: dict[str, Any]) -> str:
    kind = kind_of(content.get("schema", {}))
    return f" {kind}" if kind not in ("", "any") else ""


def _shape(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield from heading("shape", name, schema)
    fields = schema.get("properties", {})
    if fields:
        yield from ("| field | type | |", "|---|---|---|")
        for field, kind in fields.items():
            told = line(kind).replace("|", "\\|")
            yield f"| `{field}` | {kind_of(kind)} | {told} |"
        yield ""


def kind_of(schema: dict[str, Any], target: str = "shape") -> str:
    """A JSON schema in a few words, for a cell of a table; types lead to where they are told of."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{target}-{name.lower()})"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(kind_of(one, target) for one in schema[several]))
    if schema.get("type") == "array":
        return _list_of(schema, target)
    return str(schema.get("format") or schema.get("type", "any"))


def _list_of(schema: dict[str, Any], target: str) -> str:
    items = schema.get("items", {})
    if items.get("type") == "integer" and schema.get("maxItems") == 2:
        return "[start, end]"
    pair = schema.get("prefixItems")
    if pair:
        return "[" + ", ".join(kind_of(one, target) for one in pair) + "]"
    return f"list of {kind_of(items, target)}"
