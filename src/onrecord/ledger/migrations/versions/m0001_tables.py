"""The first tables: reports, statements, speakers, people, runs, corrections.

Frozen on purpose: ledgers were made by these very words, so nothing but a
comment may change here. To see how the tables are today read
`onrecord.ledger.tables`, or docs/reference/ledger-tables.md; a change of them is a new
migration. Tables stand in the order in which they depend on one another: those
that point at no other first, then each after what it points at.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

from onrecord.ledger.migrations.views import VIEWS_1

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes them, with their indexes, views and the full-text index."""
    tables()
    connection = op.get_bind()
    context.config.attributes["backend"].index_words(connection)
    for view in VIEWS_1:
        connection.exec_driver_sql(view)


def tables() -> None:
    """All tables and their indexes."""
    # ---- corrections
    op.create_table(
        "corrections",
        sa.Column(
            "key",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="number of the correction, in order",
        ),
        sa.Column("at", sa.Text(), nullable=False, comment="when"),
        sa.Column("who", sa.Text(), nullable=False, comment="who made it"),
        sa.Column("why", sa.Text(), nullable=False, comment="why"),
        sa.Column("target", sa.Text(), nullable=False, comment="id of the statement, speaker or report"),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="set a field, add what was missed, reject what is wrong, restore what was rejected",
        ),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="the revision of the report it was made on"
        ),
        sa.Column(
            "field",
            sa.Text(),
            nullable=True,
            comment="the field, such as act or said.date; null where all of it is meant",
        ),
        sa.Column("value", sa.Text(), nullable=True, comment="the person's value as JSON"),
        sa.Column(
            "machine_value", sa.Text(), nullable=True, comment="what stood there by the machine, as JSON"
        ),
        sa.CheckConstraint("kind in ('set', 'add', 'reject', 'restore')", name="corrections_kind"),
        sa.PrimaryKeyConstraint("key", name="corrections_key"),
        comment="corrections by people, append-only; the last one of a field counts",
    )
    op.create_index("corrections_by_target", "corrections", ["target"], unique=False)
    # ---- merges
    op.create_table(
        "merges",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="number of the merge"),
        sa.Column("a", sa.Text(), nullable=False, comment="id of a speaker, REPORT:p2"),
        sa.Column("b", sa.Text(), nullable=False, comment="id of the speaker that may be the same"),
        sa.Column("a_name", sa.Text(), nullable=False, comment="how a is named"),
        sa.Column("b_name", sa.Text(), nullable=False, comment="how b is named"),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="proposed; accepted or refused by a person; undone, where it was accepted",
        ),
        sa.Column(
            "confidence", sa.Float(), nullable=False, comment="0 … 1, how sure it is that they are one"
        ),
        sa.Column("because", sa.Text(), nullable=False, comment="why they may be one, in a sentence"),
        sa.Column("proposed_by", sa.Text(), nullable=False, comment="rules and version, or a person"),
        sa.Column("proposed_at", sa.Text(), nullable=False, comment="when"),
        sa.Column(
            "decided_by", sa.Text(), nullable=True, comment="the person who accepted, refused or undid it"
        ),
        sa.Column("decided_at", sa.Text(), nullable=True, comment="when"),
        sa.Column("decided_why", sa.Text(), nullable=True, comment="why"),
        sa.CheckConstraint("state in ('proposed', 'accepted', 'refused', 'undone')", name="merges_state"),
        sa.PrimaryKeyConstraint("key", name="merges_key"),
        sa.UniqueConstraint("a", "b", name="merges_one_a_b"),
        comment="pairs of speakers that may be one, and what people decided; decisions stand for ever",
    )
    op.create_index("merges_by_state", "merges", ["state"], unique=False)
    # ---- originals
    op.create_table(
        "originals",
        sa.Column(
            "sha256", sa.Text(), nullable=False, comment="SHA-256 of the bytes as received, in hexadecimal"
        ),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes as received"),
        sa.Column("compression", sa.Text(), nullable=False, comment="how bytes are kept: zlib"),
        sa.Column("bytes", sa.LargeBinary(), nullable=False, comment="the bytes as received, compressed"),
        sa.CheckConstraint("compression in ('zlib', 'none')", name="originals_compression"),
        sa.PrimaryKeyConstraint("sha256", name="originals_key"),
        comment="the bytes as received, to hold a text against",
    )
    # ---- people
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False, comment="permanent id"),
        sa.Column("name", sa.Text(), nullable=False, comment="the fullest usual name"),
        sa.Column(
            "type", sa.Text(), nullable=True, comment="person, organisation, state, media, document or group"
        ),
        sa.PrimaryKeyConstraint("id", name="people_key"),
        comment="people and bodies across reports",
    )
    op.create_index("people_by_name", "people", ["name"], unique=False)
    # ---- reports
    op.create_table(
        "reports",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="permanent id: a name and eight digits of the hash of its first text",
        ),
        sa.Column("revision", sa.Integer(), nullable=False, comment="number of the revision that stands now"),
        sa.PrimaryKeyConstraint("id", name="reports_key"),
        comment="one row for each published report; its texts stand in revisions",
    )
    # ---- runs
    op.create_table(
        "runs",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="number of the run"),
        sa.Column("onrecord", sa.Text(), nullable=False, comment="version of onrecord"),
        sa.Column("model", sa.Text(), nullable=False, comment="version of the weights"),
        sa.Column("rules", sa.Text(), nullable=False, comment="version of the rules and word lists"),
        sa.Column("command", sa.Text(), nullable=False, comment="what was called"),
        sa.Column("started_at", sa.Text(), nullable=False, comment="when it began"),
        sa.Column("finished_at", sa.Text(), nullable=True, comment="when it ended; null when it was cut off"),
        sa.PrimaryKeyConstraint("key", name="runs_key"),
        comment="one row for each time statements were made: by which versions",
    )
    # ---- tombstones
    op.create_table(
        "tombstones",
        sa.Column(
            "key",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="number of the tombstone, in order",
        ),
        sa.Column("at", sa.Text(), nullable=False, comment="when"),
        sa.Column("who", sa.Text(), nullable=False, comment="who did it"),
        sa.Column("why", sa.Text(), nullable=False, comment="why"),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="removed, a whole report; redacted, words in it"
        ),
        sa.Column("report", sa.Text(), nullable=False, comment="id of the report"),
        sa.Column(
            "title",
            sa.Text(),
            nullable=True,
            comment="what the report may still be called; null where that would give it away",
        ),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=True,
            comment="SHA-256 of the text taken out, so that it is not taken in again",
        ),
        sa.Column("original_sha256", sa.Text(), nullable=True, comment="SHA-256 of the bytes taken out"),
        sa.Column(
            "url",
            sa.Text(),
            nullable=True,
            comment="SHA-256 of an address of the report, so that it does not come in from there again",
        ),
        sa.Column(
            "statements", sa.Integer(), nullable=False, comment="how many statements went or were changed"
        ),
        sa.CheckConstraint("kind in ('removed', 'redacted')", name="tombstones_kind"),
        sa.PrimaryKeyConstraint("key", name="tombstones_key"),
        comment="what was taken out for a person's safety or by law",
    )
    op.create_index("tombstones_by_original", "tombstones", ["original_sha256"], unique=False)
    op.create_index("tombstones_by_sha256", "tombstones", ["sha256"], unique=False)
    # ---- aliases
    op.create_table(
        "aliases",
        sa.Column("person", sa.Text(), nullable=False, comment="the person or body"),
        sa.Column("name", sa.Text(), nullable=False, comment="another name it has in reports"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="aliases_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "name", name="aliases_key"),
        comment="other names of people and bodies",
    )
    op.create_index("aliases_by_name", "aliases", ["name"], unique=False)
    # ---- copies
    op.create_table(
        "copies",
        sa.Column(
            "report", sa.Text(), nullable=False, comment="a report whose text is nearly that of another"
        ),
        sa.Column("origin", sa.Text(), nullable=False, comment="the report it copies"),
        sa.Column("similarity", sa.Float(), nullable=False, comment="0 … 1, how alike the texts are"),
        sa.Column("because", sa.Text(), nullable=False, comment="why, in a sentence"),
        sa.ForeignKeyConstraint(["origin"], ["reports.id"], name="copies_origin", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="copies_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="copies_key"),
        comment="near-copies, such as one agency's text in six outlets, with their origin",
    )
    op.create_index("copies_by_origin", "copies", ["origin"], unique=False)
    # ---- memberships
    op.create_table(
        "memberships",
        sa.Column("speaker", sa.Text(), nullable=False, comment="id of a speaker, REPORT:p2"),
        sa.Column("person", sa.Text(), nullable=False, comment="the person or body that the speaker is"),
        sa.Column("because", sa.Text(), nullable=True, comment="why, in a sentence, where the names differ"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="memberships_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("speaker", name="memberships_key"),
        comment="which speaker of which report is which person or body",
    )
    op.create_index("memberships_by_person", "memberships", ["person"], unique=False)
    # ---- revisions
    op.create_table(
        "revisions",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2 … in order of arrival"),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of text as taken in, in UTF-8, in hexadecimal",
        ),
        sa.Column(
            "original_sha256", sa.Text(), nullable=False, comment="SHA-256 of the bytes it was read from"
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="title"),
        sa.Column("publisher", sa.Text(), nullable=True, comment="outlet that published it"),
        sa.Column("url", sa.Text(), nullable=True, comment="address of the report"),
        sa.Column("path", sa.Text(), nullable=True, comment="file it was read from"),
        sa.Column("published", sa.Text(), nullable=True, comment="day of publication"),
        sa.Column("language", sa.Text(), nullable=False, comment="ISO 639-1 code"),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="the text exactly as read; all spans count its characters",
        ),
        sa.Column("taken_at", sa.Text(), nullable=False, comment="when it was taken in"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="revisions_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "number", name="revisions_key"),
        sa.UniqueConstraint("sha256", name="revisions_one_sha256"),
        comment="every text a report had; the same address with another text is a new revision",
    )
    op.create_index("revisions_by_original", "revisions", ["original_sha256"], unique=False)
    op.create_index("revisions_by_url", "revisions", ["url"], unique=False)
    # ---- traits
    op.create_table(
        "traits",
        sa.Column("person", sa.Text(), nullable=False, comment="the person or body"),
        sa.Column("kind", sa.Text(), nullable=False, comment="role or land"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … the most frequent first"),
        sa.Column("value", sa.Text(), nullable=False, comment="such as president, or UA"),
        sa.CheckConstraint("kind in ('role', 'land')", name="traits_kind"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="traits_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "kind", "position", name="traits_key"),
        comment="roles and lands of people and bodies",
    )
    # ---- arrivals
    op.create_table(
        "arrivals",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="internal key"),
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="the revision that arrived"),
        sa.Column(
            "source",
            sa.Text(),
            nullable=False,
            comment="where it came from: a path, an address, a place in an archive",
        ),
        sa.Column("url", sa.Text(), nullable=True, comment="address of the item"),
        sa.Column("publisher", sa.Text(), nullable=True, comment="outlet, as the item gives it"),
        sa.Column("original_sha256", sa.Text(), nullable=True, comment="the bytes received"),
        sa.Column(
            "media_type", sa.Text(), nullable=True, comment="what the bytes are said to be, such as text/html"
        ),
        sa.Column("request", sa.Text(), nullable=True, comment="headers sent, one a line, first line first"),
        sa.Column(
            "response", sa.Text(), nullable=True, comment="headers received, one a line, first line first"
        ),
        sa.Column(
            "captured_at", sa.Text(), nullable=True, comment="when an archive says that it received it"
        ),
        sa.Column("taken_at", sa.Text(), nullable=False, comment="when it was taken in"),
        sa.Column("run", sa.Integer(), nullable=True, comment="the run that took it in"),
        sa.ForeignKeyConstraint(["original_sha256"], ["originals.sha256"], name="arrivals_original_sha256"),
        sa.ForeignKeyConstraint(
            ["report", "revision"],
            ["revisions.report", "revisions.number"],
            name="arrivals_report_revision",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.key"], name="arrivals_run"),
        sa.PrimaryKeyConstraint("key", name="arrivals_key"),
        sa.UniqueConstraint("report", "revision", "source", name="arrivals_one_report_revision_source"),
        comment="when and from where each text was taken in; one text may come from several places",
    )
    op.create_index("arrivals_by_original", "arrivals", ["original_sha256"], unique=False)
    op.create_index("arrivals_by_run", "arrivals", ["run"], unique=False)
    # ---- bylines
    op.create_table(
        "bylines",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="its revision"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … as in the report"),
        sa.Column("name", sa.Text(), nullable=False, comment="an author as the report gives it"),
        sa.ForeignKeyConstraint(
            ["report", "revision"],
            ["revisions.report", "revisions.number"],
            name="bylines_report_revision",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report", "revision", "position", name="bylines_key"),
        comment="authors of a revision",
    )
    # ---- readings
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="internal key"),
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="the revision that was read"),
        sa.Column("run", sa.Integer(), nullable=True, comment="the run that read it"),
        sa.Column("current", sa.Boolean(), nullable=False, comment="whether this is the reading that stands"),
        sa.ForeignKeyConstraint(
            ["report", "revision"],
            ["revisions.report", "revisions.number"],
            name="readings_report_revision",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.key"], name="readings_run"),
        sa.PrimaryKeyConstraint("key", name="readings_key"),
        comment="one row for each time a revision was read; older readings are kept",
    )
    op.create_index("readings_by_report", "readings", ["report", "revision"], unique=False)
    op.create_index("readings_by_run", "readings", ["run"], unique=False)
    op.create_index(
        "readings_one_current",
        "readings",
        ["report"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    # ---- speakers
    op.create_table(
        "speakers",
        sa.Column(
            "key", sa.Integer(), autoincrement=False, nullable=False, comment="internal key of this row"
        ),
        sa.Column("id", sa.Text(), nullable=False, comment="permanent id, REPORT:p2"),
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="the revision whose text the mentions count"
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="the 2 of p2; never changes"),
        sa.Column(
            "reading",
            sa.Integer(),
            nullable=True,
            comment="the reading that found it; null for a row that a person made",
        ),
        sa.Column(
            "made_by", sa.Text(), nullable=False, comment="machine, or person where corrections made this row"
        ),
        sa.Column(
            "current", sa.Boolean(), nullable=False, comment="whether this row is the speaker as it stands"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … in order of first statement"),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="fullest form the report gives, without title or role"
        ),
        sa.Column(
            "type", sa.Text(), nullable=True, comment="person, organisation, state, media, document or group"
        ),
        sa.Column(
            "named", sa.Boolean(), nullable=False, comment="false for sources the report keeps unidentified"
        ),
        sa.Column("affiliation", sa.Text(), nullable=True, comment="country, party or body it speaks for"),
        sa.CheckConstraint("made_by in ('machine', 'person')", name="speakers_made_by"),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name="speakers_reading", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="speakers_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="speakers_key"),
        comment="sources of one report each, one row for each reading and a person's row",
    )
    op.create_index("speakers_by_id", "speakers", ["id"], unique=False)
    op.create_index(
        "speakers_by_name",
        "speakers",
        ["name"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index("speakers_by_reading", "speakers", ["reading"], unique=False)
    op.create_index("speakers_by_report", "speakers", ["report", "number"], unique=False)
    op.create_index(
        "speakers_one_current",
        "speakers",
        ["id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    # ---- statements
    op.create_table(
        "statements",
        sa.Column(
            "key", sa.Integer(), autoincrement=False, nullable=False, comment="internal key of this row"
        ),
        sa.Column("id", sa.Text(), nullable=False, comment="permanent id, REPORT:s7"),
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="the revision whose text the spans count"
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="the 7 of s7; never changes"),
        sa.Column(
            "reading",
            sa.Integer(),
            nullable=True,
            comment="the reading that found it; null for a row that a person made",
        ),
        sa.Column(
            "made_by", sa.Text(), nullable=False, comment="machine, or person where corrections made this row"
        ),
        sa.Column(
            "current", sa.Boolean(), nullable=False, comment="whether this row is the statement as it stands"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … in order of first character"),
        sa.Column(
            "speaker",
            sa.Text(),
            nullable=True,
            comment="id of the speaker, REPORT:p2; null where nobody is named",
        ),
        sa.Column("source_text", sa.Text(), nullable=False, comment="the words that name the source"),
        sa.Column("cue_text", sa.Text(), nullable=False, comment="the words that make the attribution"),
        sa.Column("cue_lemma", sa.Text(), nullable=True, comment="their verb or noun in its base form"),
        sa.Column("content_text", sa.Text(), nullable=False, comment="what was said"),
        sa.Column("mode", sa.Text(), nullable=True, comment="direct, indirect or mixed"),
        sa.Column(
            "within", sa.Text(), nullable=True, comment="id of the statement in whose content this one stands"
        ),
        sa.Column("channel", sa.Text(), nullable=True, comment="medium of the utterance"),
        sa.Column("audience", sa.Text(), nullable=True, comment="whom it was said to"),
        sa.Column("act", sa.Text(), nullable=True, comment="what the speaker does with it"),
        sa.Column("certainty", sa.Text(), nullable=True, comment="how firmly the speaker puts it"),
        sa.Column("polarity", sa.Text(), nullable=True, comment="positive, or negative where it is negated"),
        sa.Column("said_date", sa.Text(), nullable=True, comment="when it was said"),
        sa.Column(
            "said_basis",
            sa.Text(),
            nullable=True,
            comment="stated, or carried over from a few sentences before",
        ),
        sa.Column("said_span_start", sa.Integer(), nullable=True, comment="first character"),
        sa.Column("said_span_end", sa.Integer(), nullable=True, comment="character after the last"),
        sa.Column(
            "about_status",
            sa.Text(),
            nullable=True,
            comment="whether its main event is past, present, future, none",
        ),
        sa.Column("about_start", sa.Text(), nullable=True, comment="when its main event begins"),
        sa.Column("about_end", sa.Text(), nullable=True, comment="when its main event ends"),
        sa.Column("about_span_start", sa.Integer(), nullable=True, comment="first character"),
        sa.Column("about_span_end", sa.Integer(), nullable=True, comment="character after the last"),
        sa.Column("condition", sa.Text(), nullable=True, comment="condition of a commitment, as written"),
        sa.Column("due_given", sa.Boolean(), nullable=False, comment="whether it has a time when it is due"),
        sa.Column("due_start", sa.Text(), nullable=True, comment="first day of that time"),
        sa.Column("due_end", sa.Text(), nullable=True, comment="last day of that time"),
        sa.Column("confidence", sa.Float(), nullable=False, comment="0 … 1, calibrated"),
        sa.Column(
            "words",
            sa.Text(),
            nullable=False,
            comment="content folded for the full-text index: small letters, no accents, words alone",
        ),
        sa.CheckConstraint("made_by in ('machine', 'person')", name="statements_made_by"),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name="statements_reading", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="statements_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="statements_key"),
        comment="what reports attribute to sources, one row for each reading and a person's row",
    )
    op.create_index(
        "statements_by_about_status",
        "statements",
        ["about_status"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_act",
        "statements",
        ["act"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_audience",
        "statements",
        ["audience"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_certainty",
        "statements",
        ["certainty"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_channel",
        "statements",
        ["channel"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index("statements_by_id", "statements", ["id"], unique=False)
    op.create_index(
        "statements_by_mode",
        "statements",
        ["mode"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_polarity",
        "statements",
        ["polarity"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index("statements_by_reading", "statements", ["reading"], unique=False)
    op.create_index("statements_by_report", "statements", ["report", "number"], unique=False)
    op.create_index(
        "statements_by_said_date",
        "statements",
        ["said_date"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_speaker",
        "statements",
        ["speaker"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_by_within",
        "statements",
        ["within"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "statements_one_current",
        "statements",
        ["id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    # ---- warnings
    op.create_table(
        "warnings",
        sa.Column("reading", sa.Integer(), nullable=False, comment="the reading"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … as given"),
        sa.Column("code", sa.Text(), nullable=False, comment="what it is, for machines"),
        sa.Column("message", sa.Text(), nullable=False, comment="what it is, in a sentence"),
        sa.Column("span_start", sa.Integer(), nullable=True, comment="first character"),
        sa.Column("span_end", sa.Integer(), nullable=True, comment="character after the last"),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name="warnings_reading", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("reading", "position", name="warnings_key"),
        comment="what a reader should know of a report",
    )
    # ---- candidates
    op.create_table(
        "candidates",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("place", sa.Integer(), nullable=False, comment="position of the place"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … as given"),
        sa.Column("geonames", sa.Integer(), nullable=False, comment="number in GeoNames"),
        sa.Column("name", sa.Text(), nullable=False, comment="name in GeoNames"),
        sa.Column("lat", sa.Float(), nullable=False, comment="degrees north"),
        sa.Column("lon", sa.Float(), nullable=False, comment="degrees east"),
        sa.Column("country", sa.Text(), nullable=False, comment="ISO 3166 code of two letters"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name="candidates_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "place", "position", name="candidates_key"),
        comment="what an ambiguous place may be",
    )
    # ---- events
    op.create_table(
        "events",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … as given"),
        sa.Column("type", sa.Text(), nullable=False, comment="PLOVER type in capitals"),
        sa.Column("actor", sa.Text(), nullable=True, comment="who does it"),
        sa.Column("recipient", sa.Text(), nullable=True, comment="whom it is done to"),
        sa.Column("place", sa.Text(), nullable=True, comment="where"),
        sa.Column("status", sa.Text(), nullable=False, comment="how real it is by the statement"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name="events_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "position", name="events_key"),
        comment="main events of contents",
    )
    op.create_index("events_by_type", "events", ["type"], unique=False)
    # ---- figures
    op.create_table(
        "figures",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … in reading order"),
        sa.Column("measure", sa.Text(), nullable=False, comment="what is counted: killed, wounded, money …"),
        sa.Column("low", sa.Float(), nullable=True, comment="least; null where open"),
        sa.Column("high", sa.Float(), nullable=True, comment="most; null where open"),
        sa.Column("approximate", sa.Boolean(), nullable=False, comment="about, some, nearly"),
        sa.Column("unit", sa.Text(), nullable=True, comment="such as USD"),
        sa.Column("scope", sa.Text(), nullable=True, comment="as written, such as mostly civilians"),
        sa.Column("span_start", sa.Integer(), nullable=False, comment="first character"),
        sa.Column("span_end", sa.Integer(), nullable=False, comment="character after the last"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name="figures_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "position", name="figures_key"),
        comment="quantities in contents",
    )
    op.create_index("figures_by_measure", "figures", ["measure"], unique=False)
    # ---- mentions
    op.create_table(
        "mentions",
        sa.Column("speaker", sa.Integer(), nullable=False, comment="key of the speaker's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … in reading order"),
        sa.Column("span_start", sa.Integer(), nullable=False, comment="first character"),
        sa.Column("span_end", sa.Integer(), nullable=False, comment="character after the last"),
        sa.ForeignKeyConstraint(["speaker"], ["speakers.key"], name="mentions_speaker", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("speaker", "position", name="mentions_key"),
        comment="where speakers are mentioned",
    )
    # ---- places
    op.create_table(
        "places",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … in reading order"),
        sa.Column("name", sa.Text(), nullable=False, comment="as written"),
        sa.Column("geonames", sa.Integer(), nullable=True, comment="number in GeoNames"),
        sa.Column("lat", sa.Float(), nullable=True, comment="degrees north"),
        sa.Column("lon", sa.Float(), nullable=True, comment="degrees east"),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166 code of two letters"),
        sa.Column("precision", sa.Text(), nullable=True, comment="city, region or country"),
        sa.Column("span_start", sa.Integer(), nullable=False, comment="first character"),
        sa.Column("span_end", sa.Integer(), nullable=False, comment="character after the last"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name="places_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "position", name="places_key"),
        comment="places named in contents",
    )
    op.create_index("places_by_country", "places", ["country"], unique=False)
    op.create_index("places_by_geonames", "places", ["geonames"], unique=False)
    op.create_index("places_by_name", "places", ["name"], unique=False)
    # ---- roles
    op.create_table(
        "roles",
        sa.Column("speaker", sa.Integer(), nullable=False, comment="key of the speaker's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … as given"),
        sa.Column("role", sa.Text(), nullable=False, comment="such as deputy defense minister"),
        sa.ForeignKeyConstraint(["speaker"], ["speakers.key"], name="roles_speaker", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("speaker", "position", name="roles_key"),
        comment="roles of speakers",
    )
    # ---- spans
    op.create_table(
        "spans",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("part", sa.Text(), nullable=False, comment="source, cue, content, via or trace"),
        sa.Column("item", sa.Integer(), nullable=False, comment="which via or trace; 0 for the others"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … in reading order"),
        sa.Column("span_start", sa.Integer(), nullable=False, comment="first character"),
        sa.Column("span_end", sa.Integer(), nullable=False, comment="character after the last"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name="spans_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "part", "item", "position", name="spans_key"),
        comment="where the parts of statements stand in the text",
    )
    # ---- traces
    op.create_table(
        "traces",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … as decided"),
        sa.Column("field", sa.Text(), nullable=False, comment="the field that was decided"),
        sa.Column("decided_by", sa.Text(), nullable=False, comment="rule or model version"),
        sa.Column("because", sa.Text(), nullable=False, comment="why, in a sentence"),
        sa.Column("confidence", sa.Float(), nullable=False, comment="how often that is right, 0 … 1"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name="traces_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "position", name="traces_key"),
        comment="what decided each field",
    )
    # ---- via
    op.create_table(
        "via",
        sa.Column("statement", sa.Integer(), nullable=False, comment="key of the statement's row"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … innermost first"),
        sa.Column("text", sa.Text(), nullable=False, comment="the words that name who passed it on"),
        sa.Column("speaker", sa.Text(), nullable=True, comment="id of the speaker"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], name="via_statement", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "position", name="via_key"),
        comment="who passed statements on",
    )
