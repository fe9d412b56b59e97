"""What finds the kin of a report without reading all others: samples of texts, keys of names, a mark.

All of it follows from texts and speakers, and is made anew when those change.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table

from onrecord.ledger.tables.base import key, maybe, metadata, number, owner, text

waiting = Table(
    "waiting",
    metadata,
    owner("report", "reports.id", "the report", primary_key=True),
    comment="reports whose speakers and text have not been compared with those of the others yet",
)

sketches = Table(
    "sketches",
    metadata,
    key("internal key"),
    owner("report", "reports.id", "the report", unique=True),
    number("words", "words of its current text"),
    number("sampled", "how many rows of samples it has"),
    comment="texts as they are compared with others to find near-copies",
)

samples = Table(
    "samples",
    metadata,
    Column(
        "hash",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="hash of five words that stand one after the other",
    ),
    Column(
        "sketch",
        Integer,
        ForeignKey("sketches.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
        comment="the text that has them",
    ),
    comment="one in four of the hashes of each text",
    sqlite_with_rowid=False,
)

appearances = Table(
    "appearances",
    metadata,
    text("speaker", "id of a speaker, REPORT:p2", primary_key=True),
    owner("report", "reports.id", "the report", index=True),
    maybe("acronym", "the one that the report gives in brackets behind the name"),
    comment="speakers that can be one with speakers of other reports",
)

blocks = Table(
    "blocks",
    metadata,
    text(
        "key", "what those have in common that may be one, such as the sound of a surname", primary_key=True
    ),
    text("speaker", "id of a speaker, REPORT:p2", primary_key=True, index=True),
    comment="keys of speakers; only those that share one are ever compared",
)
