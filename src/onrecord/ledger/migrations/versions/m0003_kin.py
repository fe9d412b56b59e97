"""Kin across reports: samples of texts, keys of names, what people decided, what is still to be compared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SPEAKER = "id of a speaker, REPORT:p2"
_STATE = "accepted: one; refused: two; split: a leaves b; undone: as if nothing were decided"
_BLOCK = "what those have in common that may be one, such as the sound of a surname"


def upgrade() -> None:
    """Makes the tables; all reports that are there are still to be compared."""
    _kinship()
    op.create_table(
        "decisions",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="number of the decision"),
        sa.Column("a", sa.Text(), nullable=False, comment=_SPEAKER),
        sa.Column("b", sa.Text(), nullable=False, comment="id of another"),
        sa.Column("state", sa.Text(), nullable=False, comment=_STATE),
        sa.Column("who", sa.Text(), nullable=False, comment="the person who decided"),
        sa.Column("at", sa.Text(), nullable=False, comment="when"),
        sa.Column("why", sa.Text(), nullable=False, comment="why"),
        sa.CheckConstraint("state in ('accepted', 'refused', 'split', 'undone')", name="decisions_state"),
        sa.PrimaryKeyConstraint("key", name="decisions_key"),
        comment="what people decided of pairs of speakers; only ever added to, the last one of a pair counts",
    )
    op.create_index("decisions_by_a", "decisions", ["a"])
    op.create_index("decisions_by_b", "decisions", ["b"])
    op.execute(sa.text("INSERT INTO waiting (report) SELECT id FROM reports"))
    op.execute(
        sa.text(
            "INSERT INTO decisions (key, a, b, state, who, at, why)"
            " SELECT key, a, b, state, decided_by, decided_at, COALESCE(decided_why, '')"
            " FROM merges WHERE state <> 'proposed'"
        )
    )


def _kinship() -> None:
    op.create_table(
        "waiting",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="waiting_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="waiting_key"),
        comment="reports whose speakers and text have not been compared with those of the others yet",
    )
    op.create_table(
        "sketches",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="internal key"),
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("words", sa.Integer(), nullable=False, comment="words of its current text"),
        sa.Column("sampled", sa.Integer(), nullable=False, comment="how many rows of samples it has"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="sketches_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="sketches_key"),
        sa.UniqueConstraint("report", name="sketches_one_report"),
        comment="texts as they are compared with others to find near-copies",
    )
    op.create_table(
        "samples",
        sa.Column(
            "hash",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="hash of five words that stand one after the other",
        ),
        sa.Column(
            "sketch", sa.Integer(), autoincrement=False, nullable=False, comment="the text that has them"
        ),
        sa.ForeignKeyConstraint(["sketch"], ["sketches.key"], name="samples_sketch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "sketch", name="samples_key"),
        comment="one in four of the hashes of each text",
        sqlite_with_rowid=False,
    )
    op.create_index("samples_by_sketch", "samples", ["sketch"])
    op.create_table(
        "appearances",
        sa.Column("speaker", sa.Text(), nullable=False, comment=_SPEAKER),
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("acronym", sa.Text(), comment="the one that the report gives in brackets behind the name"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="appearances_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("speaker", name="appearances_key"),
        comment="speakers that can be one with speakers of other reports",
    )
    op.create_index("appearances_by_report", "appearances", ["report"])
    op.create_table(
        "blocks",
        sa.Column("key", sa.Text(), nullable=False, comment=_BLOCK),
        sa.Column("speaker", sa.Text(), nullable=False, comment=_SPEAKER),
        sa.PrimaryKeyConstraint("key", "speaker", name="blocks_key"),
        comment="keys of speakers; only those that share one are ever compared",
    )
    op.create_index("blocks_by_speaker", "blocks", ["speaker"])
