"""Finding and redacting: folded names, indexes that searches use, the hash of a redacted text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

from onrecord.ledger.words import folded

revision = "0002"
down_revision = "0001"

_WORDS = "name folded, to be found: small letters, no accents, words alone"
_REDACTED = "SHA-256 of text after words were taken out; null where nothing was"
_PARTIAL = {
    "readings_one_current": ("readings", ["report"], True),
    "speakers_one_current": ("speakers", ["id"], True),
    "speakers_by_name": ("speakers", ["name"], False),
    "statements_one_current": ("statements", ["id"], True),
    "statements_by_speaker": ("statements", ["speaker"], False),
    "statements_by_act": ("statements", ["act"], False),
    "statements_by_certainty": ("statements", ["certainty"], False),
    "statements_by_polarity": ("statements", ["polarity"], False),
    "statements_by_said_date": ("statements", ["said_date"], False),
    "statements_by_about_status": ("statements", ["about_status"], False),
    "statements_by_channel": ("statements", ["channel"], False),
    "statements_by_audience": ("statements", ["audience"], False),
    "statements_by_mode": ("statements", ["mode"], False),
    "statements_by_within": ("statements", ["within"], False),
}
"""Indexes over the rows that stand. SQLite uses them only where a condition has their very words."""

_COVERING = {
    "speakers_by_words": ("speakers", ["words", "id", "current"]),
    "speakers_found": ("speakers", ["id", "type", "named", "affiliation", "current"]),
    "statements_found": (
        "statements",
        ["act", "certainty", "polarity", "mode", "about_status", "channel", "report", "speaker", "current"],
    ),
}
"""Indexes that hold all that a search or a count looks at, so that it need not open the wide rows."""

_NAMED = (
    sa.table("speakers", sa.column("key"), sa.column("name"), sa.column("words")),
    sa.table("places", sa.column("statement"), sa.column("position"), sa.column("name"), sa.column("words")),
    sa.table("people", sa.column("id"), sa.column("name"), sa.column("words")),
    sa.table("aliases", sa.column("person"), sa.column("name"), sa.column("words")),
)


def upgrade() -> None:
    """Adds the columns, fills them, and makes the indexes anew."""
    for table in _NAMED:
        op.add_column(table.name, sa.Column("words", sa.Text(), comment=_WORDS))
    op.add_column("revisions", sa.Column("redacted_sha256", sa.Text(), comment=_REDACTED))
    connection = op.get_bind()
    for table in _NAMED:
        _fill(connection, table)
    for name, (table_name, columns, unique) in _PARTIAL.items():
        op.drop_index(name, table_name)
        op.create_index(
            name,
            table_name,
            columns,
            unique=unique,
            sqlite_where=sa.text("current = 1"),
            postgresql_where=sa.text("current"),
        )
    for name, (table_name, columns) in _COVERING.items():
        op.create_index(
            name,
            table_name,
            columns,
            sqlite_where=sa.text("current = 1"),
            postgresql_where=sa.text("current"),
        )
    op.create_index("places_by_words", "places", ["words", "statement", "geonames"])
    op.create_index("people_by_words", "people", ["words", "id"])
    op.create_index("aliases_by_words", "aliases", ["words", "person"])
    op.create_index("revisions_by_published", "revisions", ["published", "report", "number"])
    context.config.attributes["backend"].index_orders(connection)


def _fill(connection: sa.Connection, table: sa.TableClause) -> None:
    c = table.c
    for name in connection.execute(sa.select(c.name).distinct()).scalars().all():
        connection.execute(sa.update(table).where(c.name == name).values(words=folded(name)))
