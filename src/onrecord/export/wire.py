"""JSON: the whole record, for programs."""

from __future__ import annotations

from onrecord.record import Record, to_json


def render(record: Record) -> str:
    """The record as indented JSON, as `onrecord.record.from_json` reads it back."""
    return to_json(record, indent=2) + "\n"
