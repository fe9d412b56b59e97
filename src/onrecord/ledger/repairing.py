"""Making anew what follows from the rest of a ledger."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend
from onrecord.ledger.settling import settle_report
from onrecord.ledger.words import folded


def repair(connection: Connection, backend: Backend) -> None:
    """The words of statements, what stands by corrections, and the full-text index."""
    c = t.statements.c
    for key, content, words in connection.execute(select(c.key, c.content_text, c.words)).all():
        if words != folded(content):
            connection.execute(update(t.statements).where(c.key == key).values(words=folded(content)))
    for report in connection.execute(select(t.reports.c.id)).scalars().all():
        settle_report(connection, report)
    backend.rebuild_index(connection)
