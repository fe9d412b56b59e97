"""Who made what: runs of onrecord, and readings of reports."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, Table

from onrecord.ledger.tables.base import (
    current_index,
    key,
    maybe,
    metadata,
    number,
    owner,
    pointer,
    span,
    text,
)

runs = Table(
    "runs",
    metadata,
    key("number of the run"),
    text("onrecord", "version of onrecord"),
    text("model", "version of the weights"),
    text("rules", "version of the rules and word lists"),
    text("command", "what was called"),
    text("started_at", "when it began"),
    maybe("finished_at", "when it ended; null when it was cut off"),
    comment="one row for each time statements were made: by which versions",
)

readings = Table(
    "readings",
    metadata,
    key("internal key"),
    text("report", "the report"),
    number("revision", "the revision that was read"),
    pointer("run", "runs.key", "the run that read it"),
    Column("current", Boolean, nullable=False, comment="whether this is the reading that stands"),
    ForeignKeyConstraint(
        ["report", "revision"], ["revisions.report", "revisions.number"], ondelete="CASCADE"
    ),
    comment="one row for each time a revision was read; older readings are kept",
)
Index("readings_by_report", readings.c.report, readings.c.revision)
Index("readings_by_run", readings.c.run)
current_index("readings_one_current", readings.c.report, unique=True)

warnings = Table(
    "warnings",
    metadata,
    owner("reading", "readings.key", "the reading", primary_key=True),
    Column("position", Integer, primary_key=True, comment="0, 1 … as given"),
    text("code", "what it is, for machines"),
    text("message", "what it is, in a sentence"),
    *span(given=False),
    comment="what a reader should know of a report",
)
