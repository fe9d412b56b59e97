"""What people did: corrections, and what was taken out. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Table

from onrecord.ledger.tables.base import key, maybe, metadata, number, text

corrections = Table(
    "corrections",
    metadata,
    key("number of the correction, in order"),
    text("at", "when"),
    text("who", "who made it"),
    text("why", "why"),
    text("target", "id of the statement, speaker or report"),
    text("kind", "set a field, add what was missed, reject what is wrong, restore what was rejected"),
    number("revision", "the revision of the report it was made on"),
    maybe("field", "the field, such as act or said.date; null where all of it is meant"),
    maybe("value", "the person's value as JSON"),
    maybe("machine_value", "what stood there by the machine, as JSON"),
    CheckConstraint("kind in ('set', 'add', 'reject', 'restore')", name="corrections_kind"),
    comment="corrections by people, append-only; the last one of a field counts",
)
Index("corrections_by_target", corrections.c.target)

tombstones = Table(
    "tombstones",
    metadata,
    key("number of the tombstone, in order"),
    text("at", "when"),
    text("who", "who did it"),
    text("why", "why"),
    text("kind", "removed, a whole report; redacted, words in it"),
    text("report", "id of the report"),
    maybe("title", "what the report may still be called; null where that would give it away"),
    maybe("sha256", "SHA-256 of the text taken out, so that it is not taken in again"),
    maybe("original_sha256", "SHA-256 of the bytes taken out"),
    maybe("url", "SHA-256 of an address of the report, so that it does not come in from there again"),
    number("statements", "how many statements went or were changed"),
    CheckConstraint("kind in ('removed', 'redacted')", name="tombstones_kind"),
    comment="what was taken out for a person's safety or by law",
)
Index("tombstones_by_sha256", tombstones.c.sha256)
Index("tombstones_by_original", tombstones.c.original_sha256)
