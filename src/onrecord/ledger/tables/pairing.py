"""What keeps comparisons up to date without comparing everything anew.

A report is compared with those it is nearest to; how alike their statements
are is kept, so that accounts are formed anew only where something changed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, Table

from onrecord.ledger.tables.base import key, maybe, metadata, number, owner, text

uncompared = Table(
    "uncompared",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    number("mark", "grows with every change, so that none is overlooked while the report is compared"),
    comment="reports that are new or changed, and have not been compared with those near them since",
)

topics = Table(
    "topics",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    text("term", "a telling word, by which spellings and endings meet", primary_key=True),
    Column("weight", Float, nullable=False, comment="how much it tells of the report, in nats"),
    comment="the most telling words of each report, by which those near it are found",
)

placed = Table(
    "placed",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    maybe("day", "day of publication, by which near ones are looked for"),
    Column("square", Float, nullable=False, comment="sum of the squared weights of its topics"),
    text("setting", "ISO 3166 code of the country that the report is about, or empty"),
    comment="reports that have been given their place among the others",
)

unheld = Table(
    "unheld",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    comment="reports that have their place, but are not compared with all that are near them",
)

turns = Table(
    "turns",
    metadata,
    key("1"),
    number("turn", "grows with every step, so that two programs that compare at once do no harm"),
    comment="how many steps of comparing have been written",
)

nearby = Table(
    "nearby",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    owner("other", "reports.id", "one of those it is most like", primary_key=True, index=True),
    Column("likeness", Float, nullable=False, comment="0 … 1, how alike their most telling words are"),
    comment="the reports to which each report is nearest, thirty at most",
)

pairs = Table(
    "pairs",
    metadata,
    owner("a", "reports.id", "a report", primary_key=True),
    owner("b", "reports.id", "one that it was compared with, or itself", primary_key=True, index=True),
    comment="pairs of reports whose statements have been compared",
)

compared = Table(
    "compared",
    metadata,
    key("internal key"),
    text("statement", "id of a statement, REPORT:s7", unique=True),
    owner("report", "reports.id", "its report", index=True),
    Column("counts", Boolean, nullable=False, comment="whether it does little more than give a toll"),
    comment="statements that have been compared",
)

likenesses = Table(
    "likenesses",
    metadata,
    Column(
        "a",
        Integer,
        ForeignKey("compared.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="a statement",
    ),
    Column(
        "b",
        Integer,
        ForeignKey("compared.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
        comment="another",
    ),
    Column("content", Float, nullable=False, comment="0 … 1, how far both speak of one matter"),
    Column("toll", Boolean, nullable=False, comment="whether both count the same toll of one event"),
    comment="how alike two statements are, where they are at all",
)

unformed = Table(
    "unformed",
    metadata,
    Column(
        "statement",
        Integer,
        ForeignKey("compared.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="a statement",
    ),
    comment="statements whose likenesses changed since accounts were formed",
)
