"""The tables of a ledger, in the order in which a report fills them.

Names and columns are a contract: people open the file with other tools. Every
column says what it holds in its comment; the manual is made from those. A new
column is a line here and a numbered migration.

All times are ISO 8601 in UTC, all dates ISO days, months or years, all spans
half-open characters (Unicode code points) of the text of their revision. Keys
(`key`) are internal and may differ between two ledgers of the same reports;
ids (`id`) are permanent.
"""

from onrecord.ledger.tables.accounts import (
    account_figures,
    account_origins,
    account_statements,
    accounts,
    promises,
    relations,
)
from onrecord.ledger.tables.base import metadata
from onrecord.ledger.tables.handling import corrections, tombstones
from onrecord.ledger.tables.kinship import appearances, blocks, samples, sketches, waiting
from onrecord.ledger.tables.pairing import (
    compared,
    likenesses,
    nearby,
    pairs,
    placed,
    topics,
    turns,
    uncompared,
    unformed,
    unheld,
)
from onrecord.ledger.tables.people import aliases, decisions, memberships, merges, people, traits
from onrecord.ledger.tables.reports import arrivals, bylines, copies, originals, reports, revisions
from onrecord.ledger.tables.runs import readings, runs, warnings
from onrecord.ledger.tables.speakers import mentions, roles, speakers
from onrecord.ledger.tables.statements import (
    candidates,
    events,
    figures,
    places,
    spans,
    statements,
    traces,
    via,
)

__all__ = [
    "account_figures",
    "account_origins",
    "account_statements",
    "accounts",
    "aliases",
    "appearances",
    "arrivals",
    "blocks",
    "bylines",
    "candidates",
    "compared",
    "copies",
    "corrections",
    "decisions",
    "events",
    "figures",
    "likenesses",
    "memberships",
    "mentions",
    "merges",
    "metadata",
    "nearby",
    "originals",
    "pairs",
    "people",
    "placed",
    "places",
    "promises",
    "readings",
    "relations",
    "reports",
    "revisions",
    "roles",
    "runs",
    "samples",
    "sketches",
    "spans",
    "speakers",
    "statements",
    "tombstones",
    "topics",
    "traces",
    "traits",
    "turns",
    "uncompared",
    "unformed",
    "unheld",
    "via",
    "waiting",
    "warnings",
]
