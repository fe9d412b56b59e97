"""JSON: the sourcing of a report, for programs."""

from __future__ import annotations

from typing import Any

from onrecord.record import Record
from onrecord.record.wire import as_json, plain, schema_for
from onrecord.sourcing import Sourcing, survey
from onrecord.sourcing.findings import SCHEMA


def render(record: Record) -> str:
    """The findings as indented JSON; ids are those of the record of the same report."""
    return as_json({"schema": SCHEMA, **plain(survey(record))}, indent=2) + "\n"


def sourcing_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render` writes, derived from the types."""
    return schema_for(Sourcing, SCHEMA, "urn:onrecord:schema:sourcing:1", "onrecord sourcing")
