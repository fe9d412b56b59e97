"""What comparing found: relations between statements, accounts with their origins and figures, promises.

All of it follows from the statements and is made anew where those change; see
`pairing` for what remembers which statements those are.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, Index, Integer, Table

from onrecord.ledger.tables.base import folded_words, maybe, metadata, number, owner, text

relations = Table(
    "relations",
    metadata,
    text("a", "id of a statement, REPORT:s7", primary_key=True),
    text("b", "id of another, the later one where one of them is", primary_key=True),
    owner("a_report", "reports.id", "the report of a", index=True),
    owner("b_report", "reports.id", "the report of b", index=True),
    text("relation", "repeats, agrees, conflicts, updates, fulfils or breaks"),
    maybe("aspect", "in what they conflict: figure, occurrence, responsibility, time, place, cause"),
    Column("confidence", Float, nullable=False, comment="0 … 1, how sure it is"),
    text("because", "why, in a sentence"),
    CheckConstraint(
        "relation in ('repeats', 'agrees', 'conflicts', 'updates', 'fulfils', 'breaks')",
        name="relations_kind",
    ),
    comment="how two statements stand to each other",
)
Index("relations_by_b", relations.c.b)
Index("relations_by_relation", relations.c.relation)

accounts = Table(
    "accounts",
    metadata,
    text("id", "id: REPORT:a7 (a matter) or REPORT:t7 (a toll), by its first statement", primary_key=True),
    text("kind", "toll, where its statements count the same; matter, where they say the same"),
    text("matter", "its name, a few words of its own statements"),
    folded_words("words", "matter", "name folded, to be found: small letters, no accents, words alone"),
    number("statements", "how many statements stand in it"),
    number("reports", "how many reports those are of"),
    number("origins", "how many independent origins those have"),
    number("conflicts", "how many pairs of its statements cannot both be right"),
    maybe("first_said", "day of its earliest statement: when it was said, else published"),
    maybe("last_said", "day of its latest statement"),
    CheckConstraint("kind in ('matter', 'toll')", name="accounts_kind"),
    comment="statements about one and the same matter, gathered",
)
Index("accounts_by_words", accounts.c.words)
Index("accounts_by_conflicts", accounts.c.conflicts, accounts.c.reports)

_ACCOUNT = ("account", "accounts.id", "the account")

account_origins = Table(
    "account_origins",
    metadata,
    owner(*_ACCOUNT, primary_key=True),
    number("position", "0, 1 … those in most reports first", primary_key=True),
    text("speaker", "the fullest name that the reports give it"),
    number("reports", "how many reports carry it"),
    comment="the independent origins of accounts: speakers, however many reports carry them",
)

account_statements = Table(
    "account_statements",
    metadata,
    owner(*_ACCOUNT, primary_key=True),
    text("statement", "id of a statement, REPORT:s7", primary_key=True, index=True),
    owner("report", "reports.id", "its report", index=True),
    number("position", "0, 1 … the earliest report first"),
    Column("origin", Integer, comment="position of its origin; null where it names none"),
    comment="which statements stand in which account; a statement in one of each kind at most",
)

account_figures = Table(
    "account_figures",
    metadata,
    owner(*_ACCOUNT, primary_key=True),
    number("position", "0, 1 … in the order of the statements", primary_key=True),
    text("statement", "id of the statement that gives it"),
    text("measure", "what is counted: killed, wounded …"),
    Column("low", Float, comment="least; null where open"),
    Column("high", Float, comment="most; null where open"),
    maybe("said", "day on which it was said, else published"),
    text("origin", "the origin that gives it; empty where none is named"),
    comment="the figures of accounts, with who gave them and when",
)

promises = Table(
    "promises",
    metadata,
    text("statement", "id of a commitment, REPORT:s7", primary_key=True),
    owner("report", "reports.id", "its report", index=True),
    text("state", "open, reported kept, reported broken or disputed; relations say by which statements"),
    CheckConstraint(
        "state in ('open', 'reported kept', 'reported broken', 'disputed')", name="promises_state"
    ),
    comment="commitments and what later statements say of them",
)
Index("promises_by_state", promises.c.state)
