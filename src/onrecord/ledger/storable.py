"""What a ledger can keep: text that is UTF-8, and hashes that are those of the text."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256

from onrecord.ledger.arrival import Arrival
from onrecord.record import Record
from onrecord.record.errors import RecordError


def check_storable(record: Record, arrival: Arrival) -> None:
    """Raises `RecordError` that says what cannot be kept, and why."""
    report = record.report
    for name, value in _texts(record, arrival):
        if "\0" in value:
            raise RecordError(f"{name} holds a NUL character", "text without one")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise RecordError(
                f"{name} holds half a character (a lone surrogate) at {error.start}",
                "text that is UTF-8",
                "save the text anew as UTF-8",
            ) from None
    digest = sha256(report.text.encode("utf-8")).hexdigest()
    if digest != report.sha256:
        raise RecordError(
            f"the text of {report.id} has the SHA-256 {digest[:12]}…", f"{report.sha256[:12]}… as it says"
        )


def _texts(record: Record, arrival: Arrival) -> list[tuple[str, str]]:
    pairs = [
        (f.name, getattr(owner, f.name)) for owner in (record.report, arrival) for f in fields(type(owner))
    ]
    pairs += [("bylines", name) for name in record.report.bylines]
    return [(name, value) for name, value in pairs if isinstance(value, str)]
