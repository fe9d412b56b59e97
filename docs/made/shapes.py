"""How a type of a schema is told, whichever page it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def heading(kind: str, name: str, schema: dict[str, Any]) -> Iterator[str]:
    """The anchor (`type-record`), the name and the description of a type, and its values if those are few."""
    yield from (f"({kind}-{name.lower()})=", f"### {name}", "", line(schema), "")
    if "enum" in schema:
        yield "One of " + ", ".join(f"`{value}`" for value in schema["enum"]) + ".\n"


def line(schema: dict[str, Any]) -> str:
    """A description on one line."""
    return " ".join(schema.get("description", "").split())
