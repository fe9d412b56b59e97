"""Reports, their revisions, and where each came from."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from onrecord.ledger.tables.base import key, maybe, metadata, number, owner, pointer, text

reports = Table(
    "reports",
    metadata,
    text("id", "permanent id: a name and eight digits of the hash of its first text", primary_key=True),
    number("revision", "number of the revision that stands now"),
    comment="one row for each published report; its texts stand in revisions",
)

originals = Table(
    "originals",
    metadata,
    text("sha256", "SHA-256 of the bytes as received, in hexadecimal", primary_key=True),
    number("size", "bytes as received"),
    text("compression", "how bytes are kept: zlib"),
    Column("bytes", LargeBinary, nullable=False, comment="the bytes as received, compressed"),
    CheckConstraint("compression in ('zlib', 'none')", name="originals_compression"),
    comment="the bytes as received, to hold a text against",
)

revisions = Table(
    "revisions",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    number("number", "1, 2 … in order of arrival", primary_key=True),
    text("sha256", "SHA-256 of text as taken in, in UTF-8, in hexadecimal", unique=True),
    text("original_sha256", "SHA-256 of the bytes it was read from"),
    maybe("title", "title"),
    maybe("publisher", "outlet that published it"),
    maybe("url", "address of the report"),
    maybe("path", "file it was read from"),
    maybe("published", "day of publication"),
    text("language", "ISO 639-1 code"),
    text("text", "the text exactly as read; all spans count its characters"),
    text("taken_at", "when it was taken in"),
    maybe("redacted_sha256", "SHA-256 of text after words were taken out; null where nothing was"),
    comment="every text a report had; the same address with another text is a new revision",
)
Index("revisions_by_url", revisions.c.url)
Index("revisions_by_published", revisions.c.published, revisions.c.report, revisions.c.number)
Index("revisions_by_publisher", revisions.c.publisher, revisions.c.report, revisions.c.number)
Index("revisions_by_original", revisions.c.original_sha256)

_OF_REVISION = (["report", "revision"], ["revisions.report", "revisions.number"])

bylines = Table(
    "bylines",
    metadata,
    text("report", "the report", primary_key=True),
    number("revision", "its revision", primary_key=True),
    number("position", "0, 1 … as in the report", primary_key=True),
    text("name", "an author as the report gives it"),
    ForeignKeyConstraint(*_OF_REVISION, ondelete="CASCADE"),
    comment="authors of a revision",
)

arrivals = Table(
    "arrivals",
    metadata,
    key("internal key"),
    text("report", "the report"),
    number("revision", "the revision that arrived"),
    text("source", "where it came from: a path, an address, a place in an archive"),
    maybe("url", "address of the item"),
    maybe("publisher", "outlet, as the item gives it"),
    pointer("original_sha256", "originals.sha256", "the bytes received"),
    maybe("media_type", "what the bytes are said to be, such as text/html"),
    maybe("request", "headers sent, one a line, first line first"),
    maybe("response", "headers received, one a line, first line first"),
    maybe("captured_at", "when an archive says that it received it"),
    text("taken_at", "when it was taken in"),
    pointer("run", "runs.key", "the run that took it in"),
    ForeignKeyConstraint(*_OF_REVISION, ondelete="CASCADE"),
    UniqueConstraint("report", "revision", "source"),
    comment="when and from where each text was taken in; one text may come from several places",
)
Index("arrivals_by_original", arrivals.c.original_sha256)
Index("arrivals_by_run", arrivals.c.run)

copies = Table(
    "copies",
    metadata,
    owner("report", "reports.id", "a report whose text is nearly that of another", primary_key=True),
    owner("origin", "reports.id", "the report it copies", index=True),
    Column("similarity", Float, nullable=False, comment="0 … 1, how alike the texts are"),
    text("because", "why, in a sentence"),
    comment="near-copies, such as one agency's text in six outlets, with their origin",
)
