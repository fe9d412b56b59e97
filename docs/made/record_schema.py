"""The record and the other JSON that onrecord writes, from their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made.rest import kind_of
from made.shapes import heading
from onrecord.lexicon import load

DOCS = Path(__file__).parents[1]
FILES = {
    "Record": "onrecord-1",
    "Comparison": "onrecord-comparison-1",
    "One speaker, matter by matter": "onrecord-follow-1",
    "Figures of a matter": "onrecord-figures-1",
    "Promises": "onrecord-promises-1",
    "Sourcing": "onrecord-sourcing-1",
}


def page() -> str:
    """Every type with its fields; one that several files share is told once."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    told: set[str] = set()
    for title, name in FILES.items():
        schema = json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))
        yield from (f"## {title}", "", f"{schema.get('description', '')}")
        yield from (f"[{name}.schema.json](../{name}.schema.json)", "")
        yield from _fields(schema, "", schema.get("$defs", {}))
        for kind, one in schema.get("$defs", {}).items():
            if kind in told:
                continue
            told.add(kind)
            yield from heading("type", kind, one)
            yield from _fields(one, kind, {})


def _fields(schema: dict[str, Any], kind: str, types: dict[str, Any]) -> Iterator[str]:
    fields = schema.get("properties", {})
    if not fields:
        return
    yield from ("| field | type | meaning |", "|---|---|---|")
    for field, one in fields.items():
        named = one.get("$ref", one.get("items", {}).get("$ref", "")).rsplit("/", 1)[-1]
        meaning = _meaning(kind, field, one) or types.get(named, {}).get("description", "")
        yield f"| `{field}` | {kind_of(one, 'type')} | {' '.join(meaning.split())} |"
    yield ""


def _meaning(kind: str, field: str, one: dict[str, Any]) -> str:
    known: dict[str, str] = load("columns")["statements"]
    prefix = {"Report": "report_", "Statement": "", "Speaker": "speaker_"}.get(kind)
    text = one.get("description") or (known.get(f"{prefix}{field}", "") if prefix is not None else "")
    if not text and prefix is None:
        text = known.get(f"{kind.lower()}_{field}", known.get(f"{kind.lower()}s_{field}", ""))
    return " ".join(str(text).split()).replace("|", "\\|")
