"""Run by Alembic: migrations on the connection and in the transaction of `migrate`."""

from __future__ import annotations

from alembic import context

from onrecord.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    backend=context.config.attributes["backend"],
)
context.run_migrations()
