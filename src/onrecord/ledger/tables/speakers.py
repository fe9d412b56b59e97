"""Speakers of one report; what joins them across reports stands in people."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Table

from onrecord.ledger.tables.base import (
    current_index,
    folded_words,
    key,
    maybe,
    maybe_owner,
    metadata,
    number,
    owner,
    span,
    text,
)

speakers = Table(
    "speakers",
    metadata,
    key("internal key of this row"),
    text("id", "permanent id, REPORT:p2"),
    owner("report", "reports.id", "the report"),
    number("revision", "the revision whose text the mentions count"),
    number("number", "the 2 of p2; never changes"),
    maybe_owner("reading", "readings.key", "the reading that found it; null for a row that a person made"),
    text("made_by", "machine, or person where corrections made this row"),
    Column("current", Boolean, nullable=False, comment="whether this row is the speaker as it stands"),
    number("position", "0, 1 … in order of first statement"),
    text("name", "fullest form the report gives, without title or role"),
    maybe("type", "person, organisation, state, media, document or group"),
    Column("named", Boolean, nullable=False, comment="false for sources the report keeps unidentified"),
    maybe("affiliation", "country, party or body it speaks for"),
    folded_words("words", "name", "name folded, to be found: small letters, no accents, words alone"),
    CheckConstraint("made_by in ('machine', 'person')", name="speakers_made_by"),
    comment="sources of one report each, one row for each reading and a person's row",
)
current_index("speakers_one_current", speakers.c.id, unique=True)
Index("speakers_by_id", speakers.c.id)
Index("speakers_by_report", speakers.c.report, speakers.c.number)
Index("speakers_by_reading", speakers.c.reading)
current_index("speakers_by_name", speakers.c.name)

current_index("speakers_by_affiliation", speakers.c.affiliation)
current_index("speakers_by_words", speakers.c.words, speakers.c.id, speakers.c.current)
current_index(
    "speakers_found",
    speakers.c.id,
    speakers.c.type,
    speakers.c.named,
    speakers.c.affiliation,
    speakers.c.current,
)

roles = Table(
    "roles",
    metadata,
    owner("speaker", "speakers.key", "key of the speaker's row", primary_key=True),
    number("position", "0, 1 … as given", primary_key=True),
    text("role", "such as deputy defense minister"),
    comment="roles of speakers",
)

mentions = Table(
    "mentions",
    metadata,
    owner("speaker", "speakers.key", "key of the speaker's row", primary_key=True),
    number("position", "0, 1 … in reading order", primary_key=True),
    *span(),
    comment="where speakers are mentioned",
)
