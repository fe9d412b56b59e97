"""Statements with all their fields.

A statement may have several rows: one for each reading that found it and one
that a person's corrections made. At most one of them is `current`; that row is
the statement as it stands. A rejected statement has no current row.
"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Float, Index, Integer, Table

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

statements = Table(
    "statements",
    metadata,
    key("internal key of this row"),
    text("id", "permanent id, REPORT:s7"),
    owner("report", "reports.id", "the report"),
    number("revision", "the revision whose text the spans count"),
    number("number", "the 7 of s7; never changes"),
    maybe_owner("reading", "readings.key", "the reading that found it; null for a row that a person made"),
    text("made_by", "machine, or person where corrections made this row"),
    Column("current", Boolean, nullable=False, comment="whether this row is the statement as it stands"),
    number("position", "0, 1 … in order of first character"),
    maybe("speaker", "id of the speaker, REPORT:p2; null where nobody is named"),
    text("source_text", "the words that name the source"),
    text("cue_text", "the words that make the attribution"),
    maybe("cue_lemma", "their verb or noun in its base form"),
    text("content_text", "what was said"),
    maybe("mode", "direct, indirect or mixed"),
    maybe("within", "id of the statement in whose content this one stands"),
    maybe("channel", "medium of the utterance"),
    maybe("audience", "whom it was said to"),
    maybe("act", "what the speaker does with it"),
    maybe("certainty", "how firmly the speaker puts it"),
    maybe("polarity", "positive, or negative where it is negated"),
    maybe("said_date", "when it was said"),
    maybe("said_basis", "stated, or carried over from a few sentences before"),
    *span("said_span", given=False),
    maybe("about_status", "whether its main event is past, present, future, none"),
    maybe("about_start", "when its main event begins"),
    maybe("about_end", "when its main event ends"),
    *span("about_span", given=False),
    maybe("condition", "condition of a commitment, as written"),
    Column("due_given", Boolean, nullable=False, comment="whether it has a time when it is due"),
    maybe("due_start", "first day of that time"),
    maybe("due_end", "last day of that time"),
    Column("confidence", Float, nullable=False, comment="0 … 1, calibrated"),
    text("words", "content folded for the full-text index: small letters, no accents, words alone"),
    CheckConstraint("made_by in ('machine', 'person')", name="statements_made_by"),
    comment="what reports attribute to sources, one row for each reading and a person's row",
)
current_index("statements_one_current", statements.c.id, unique=True)
Index("statements_by_id", statements.c.id)
Index("statements_by_report", statements.c.report, statements.c.number)
Index("statements_by_reading", statements.c.reading)
for _name in (
    "speaker",
    "act",
    "certainty",
    "polarity",
    "said_date",
    "about_status",
    "channel",
    "audience",
    "mode",
    "within",
):
    current_index(f"statements_by_{_name}", statements.c[_name])

current_index(
    "statements_found",
    *(
        statements.c[_name]
        for _name in (
            "act",
            "certainty",
            "polarity",
            "mode",
            "about_status",
            "channel",
            "report",
            "speaker",
            "current",
        )
    ),
)

_STATEMENT = ("statement", "statements.key", "key of the statement's row")

spans = Table(
    "spans",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    text("part", "source, cue, content, via or trace", primary_key=True),
    number("item", "which via or trace; 0 for the others", primary_key=True),
    number("position", "0, 1 … in reading order", primary_key=True),
    *span(),
    comment="where the parts of statements stand in the text",
)

via = Table(
    "via",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    number("position", "0, 1 … innermost first", primary_key=True),
    text("text", "the words that name who passed it on"),
    maybe("speaker", "id of the speaker"),
    comment="who passed statements on",
)

places = Table(
    "places",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    number("position", "0, 1 … in reading order", primary_key=True),
    text("name", "as written"),
    Column("geonames", Integer, comment="number in GeoNames"),
    Column("lat", Float, comment="degrees north"),
    Column("lon", Float, comment="degrees east"),
    maybe("country", "ISO 3166 code of two letters"),
    maybe("precision", "city, region or country"),
    *span(),
    folded_words("words", "name", "name folded, to be found: small letters, no accents, words alone"),
    comment="places named in contents",
)
Index("places_by_words", places.c.words, places.c.geonames, places.c.statement)
Index("places_by_name", places.c.name)
Index("places_by_country", places.c.country)
Index("places_by_geonames", places.c.geonames)

candidates = Table(
    "candidates",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    number("place", "position of the place", primary_key=True),
    number("position", "0, 1 … as given", primary_key=True),
    number("geonames", "number in GeoNames"),
    text("name", "name in GeoNames"),
    Column("lat", Float, nullable=False, comment="degrees north"),
    Column("lon", Float, nullable=False, comment="degrees east"),
    text("country", "ISO 3166 code of two letters"),
    comment="what an ambiguous place may be",
)

figures = Table(
    "figures",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    number("position", "0, 1 … in reading order", primary_key=True),
    text("measure", "what is counted: killed, wounded, money …"),
    Column("low", Float, comment="least; null where open"),
    Column("high", Float, comment="most; null where open"),
    Column("approximate", Boolean, nullable=False, comment="about, some, nearly"),
    maybe("unit", "such as USD"),
    maybe("scope", "as written, such as mostly civilians"),
    *span(),
    comment="quantities in contents",
)
Index("figures_by_measure", figures.c.measure)

events = Table(
    "events",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    number("position", "0, 1 … as given", primary_key=True),
    text("type", "PLOVER type in capitals"),
    maybe("actor", "who does it"),
    maybe("recipient", "whom it is done to"),
    maybe("place", "where"),
    text("status", "how real it is by the statement"),
    comment="main events of contents",
)
Index("events_by_type", events.c.type)
Index("events_by_status", events.c.status)

traces = Table(
    "traces",
    metadata,
    owner(*_STATEMENT, primary_key=True),
    number("position", "0, 1 … as decided", primary_key=True),
    text("field", "the field that was decided"),
    text("decided_by", "rule or model version"),
    text("because", "why, in a sentence"),
    Column("confidence", Float, nullable=False, comment="how often that is right, 0 … 1"),
    comment="what decided each field",
)
