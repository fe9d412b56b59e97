"""A ledger of millions: speakers found by the words of their names, indexes in place of reading all rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the indexes."""
    op.create_index("revisions_by_publisher", "revisions", ["publisher", "report", "number"])
    op.create_index("events_by_status", "events", ["status"])
    op.drop_index("places_by_words", "places")
    op.create_index("places_by_words", "places", ["words", "geonames", "statement"])
    op.create_index(
        "speakers_by_affiliation",
        "speakers",
        ["affiliation"],
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    context.config.attributes["backend"].index_names(op.get_bind())
