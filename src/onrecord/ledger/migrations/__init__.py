"""Numbered changes of the tables, each in one transaction; `migrate` brings a ledger up to date.

A migration is frozen when it is released: it says what to do in its own words,
never by way of `onrecord.ledger.tables`, which moves on.
"""

from onrecord.ledger.migrations.migrate import HEAD, migrate, version_of

__all__ = ["HEAD", "migrate", "version_of"]
