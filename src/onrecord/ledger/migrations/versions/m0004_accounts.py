"""Accounts and relations, kept up to date as reports come in: their tables and views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.migrations.views import VIEWS_4

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables and views; all reports that are there are still to be compared."""
    _results()
    _pairing()
    for view in VIEWS_4:
        op.execute(sa.text(view))
    op.execute(sa.text("INSERT INTO uncompared (report, mark) SELECT id, 1 FROM reports"))
    op.execute(sa.text("INSERT INTO turns (key, turn) VALUES (1, 0)"))


def _results() -> None:
    op.create_table(
        "accounts",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="id: REPORT:a7 (a matter) or REPORT:t7 (a toll), by its first statement",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="toll, where its statements count the same; matter, where they say the same",
        ),
        sa.Column("matter", sa.Text(), nullable=False, comment="its name, a few words of its own statements"),
        sa.Column(
            "words",
            sa.Text(),
            nullable=True,
            comment="name folded, to be found: small letters, no accents, words alone",
        ),
        sa.Column("statements", sa.Integer(), nullable=False, comment="how many statements stand in it"),
        sa.Column("reports", sa.Integer(), nullable=False, comment="how many reports those are of"),
        sa.Column("origins", sa.Integer(), nullable=False, comment="how many independent origins those have"),
        sa.Column(
            "conflicts",
            sa.Integer(),
            nullable=False,
            comment="how many pairs of its statements cannot both be right",
        ),
        sa.Column(
            "first_said",
            sa.Text(),
            nullable=True,
            comment="day of its earliest statement: when it was said, else published",
        ),
        sa.Column("last_said", sa.Text(), nullable=True, comment="day of its latest statement"),
        sa.CheckConstraint("kind in ('matter', 'toll')", name="accounts_kind"),
        sa.PrimaryKeyConstraint("id", name="accounts_key"),
        comment="statements about one and the same matter, gathered",
    )
    op.create_index("accounts_by_conflicts", "accounts", ["conflicts", "reports"])
    op.create_index("accounts_by_words", "accounts", ["words"])
    op.create_table(
        "relations",
        sa.Column("a", sa.Text(), nullable=False, comment="id of a statement, REPORT:s7"),
        sa.Column(
            "b", sa.Text(), nullable=False, comment="id of another, the later one where one of them is"
        ),
        sa.Column("a_report", sa.Text(), nullable=False, comment="the report of a"),
        sa.Column("b_report", sa.Text(), nullable=False, comment="the report of b"),
        sa.Column(
            "relation",
            sa.Text(),
            nullable=False,
            comment="repeats, agrees, conflicts, updates, fulfils or breaks",
        ),
        sa.Column(
            "aspect",
            sa.Text(),
            nullable=True,
            comment="in what they conflict: figure, occurrence, responsibility, time, place, cause",
        ),
        sa.Column("confidence", sa.Float(), nullable=False, comment="0 … 1, how sure it is"),
        sa.Column("because", sa.Text(), nullable=False, comment="why, in a sentence"),
        sa.CheckConstraint(
            "relation in ('repeats', 'agrees', 'conflicts', 'updates', 'fulfils', 'breaks')",
            name="relations_kind",
        ),
        sa.ForeignKeyConstraint(["a_report"], ["reports.id"], name="relations_a_report", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b_report"], ["reports.id"], name="relations_b_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("a", "b", name="relations_key"),
        comment="how two statements stand to each other",
    )
    op.create_index("relations_by_a_report", "relations", ["a_report"])
    op.create_index("relations_by_b", "relations", ["b"])
    op.create_index("relations_by_b_report", "relations", ["b_report"])
    op.create_index("relations_by_relation", "relations", ["relation"])
    op.create_table(
        "promises",
        sa.Column("statement", sa.Text(), nullable=False, comment="id of a commitment, REPORT:s7"),
        sa.Column("report", sa.Text(), nullable=False, comment="its report"),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="open, reported kept, reported broken or disputed; relations say by which statements",
        ),
        sa.CheckConstraint(
            "state in ('open', 'reported kept', 'reported broken', 'disputed')", name="promises_state"
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="promises_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", name="promises_key"),
        comment="commitments and what later statements say of them",
    )
    op.create_index("promises_by_report", "promises", ["report"])
    op.create_index("promises_by_state", "promises", ["state"])
    op.create_table(
        "account_origins",
        sa.Column("account", sa.Text(), nullable=False, comment="the account"),
        sa.Column(
            "position",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="0, 1 … those in most reports first",
        ),
        sa.Column("speaker", sa.Text(), nullable=False, comment="the fullest name that the reports give it"),
        sa.Column("reports", sa.Integer(), nullable=False, comment="how many reports carry it"),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="account_origins_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "position", name="account_origins_key"),
        comment="the independent origins of accounts: speakers, however many reports carry them",
    )
    op.create_table(
        "account_statements",
        sa.Column("account", sa.Text(), nullable=False, comment="the account"),
        sa.Column("statement", sa.Text(), nullable=False, comment="id of a statement, REPORT:s7"),
        sa.Column("report", sa.Text(), nullable=False, comment="its report"),
        sa.Column("position", sa.Integer(), nullable=False, comment="0, 1 … the earliest report first"),
        sa.Column(
            "origin", sa.Integer(), nullable=True, comment="position of its origin; null where it names none"
        ),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="account_statements_account", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name="account_statements_report", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "statement", name="account_statements_key"),
        comment="which statements stand in which account; a statement in one of each kind at most",
    )
    op.create_index("account_statements_by_report", "account_statements", ["report"])
    op.create_index("account_statements_by_statement", "account_statements", ["statement"])
    op.create_table(
        "account_figures",
        sa.Column("account", sa.Text(), nullable=False, comment="the account"),
        sa.Column(
            "position",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="0, 1 … in the order of the statements",
        ),
        sa.Column("statement", sa.Text(), nullable=False, comment="id of the statement that gives it"),
        sa.Column("measure", sa.Text(), nullable=False, comment="what is counted: killed, wounded …"),
        sa.Column("low", sa.Float(), nullable=True, comment="least; null where open"),
        sa.Column("high", sa.Float(), nullable=True, comment="most; null where open"),
        sa.Column("said", sa.Text(), nullable=True, comment="day on which it was said, else published"),
        sa.Column(
            "origin", sa.Text(), nullable=False, comment="the origin that gives it; empty where none is named"
        ),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="account_figures_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "position", name="account_figures_key"),
        comment="the figures of accounts, with who gave them and when",
    )


def _pairing() -> None:
    op.create_table(
        "uncompared",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column(
            "mark",
            sa.Integer(),
            nullable=False,
            comment="grows with every change, so that none is overlooked while the report is compared",
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="uncompared_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="uncompared_key"),
        comment="reports that are new or changed, and have not been compared with those near them since",
    )
    op.create_table(
        "placed",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column(
            "day", sa.Text(), nullable=True, comment="day of publication, by which near ones are looked for"
        ),
        sa.Column("square", sa.Float(), nullable=False, comment="sum of the squared weights of its topics"),
        sa.Column(
            "setting",
            sa.Text(),
            nullable=False,
            comment="ISO 3166 code of the country that the report is about, or empty",
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="placed_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="placed_key"),
        comment="reports that have been given their place among the others",
    )
    op.create_table(
        "topics",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column(
            "term", sa.Text(), nullable=False, comment="a telling word, by which spellings and endings meet"
        ),
        sa.Column("weight", sa.Float(), nullable=False, comment="how much it tells of the report, in nats"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="topics_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "term", name="topics_key"),
        comment="the most telling words of each report, by which those near it are found",
    )
    op.create_table(
        "nearby",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.Column("other", sa.Text(), nullable=False, comment="one of those it is most like"),
        sa.Column(
            "likeness", sa.Float(), nullable=False, comment="0 … 1, how alike their most telling words are"
        ),
        sa.ForeignKeyConstraint(["other"], ["reports.id"], name="nearby_other", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="nearby_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "other", name="nearby_key"),
        comment="the reports to which each report is nearest, thirty at most",
    )
    op.create_index("nearby_by_other", "nearby", ["other"])
    op.create_table(
        "pairs",
        sa.Column("a", sa.Text(), nullable=False, comment="a report"),
        sa.Column("b", sa.Text(), nullable=False, comment="one that it was compared with, or itself"),
        sa.ForeignKeyConstraint(["a"], ["reports.id"], name="pairs_a", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b"], ["reports.id"], name="pairs_b", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("a", "b", name="pairs_key"),
        comment="pairs of reports whose statements have been compared",
    )
    op.create_index("pairs_by_b", "pairs", ["b"])
    op.create_table(
        "compared",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="internal key"),
        sa.Column("statement", sa.Text(), nullable=False, comment="id of a statement, REPORT:s7"),
        sa.Column("report", sa.Text(), nullable=False, comment="its report"),
        sa.Column(
            "counts", sa.Boolean(), nullable=False, comment="whether it does little more than give a toll"
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="compared_report", ondelete="CASCADE"),
        sa.UniqueConstraint("statement", name="compared_one_statement"),
        sa.PrimaryKeyConstraint("key", name="compared_key"),
        comment="statements that have been compared",
    )
    op.create_index("compared_by_report", "compared", ["report"])
    op.create_table(
        "likenesses",
        sa.Column("a", sa.Integer(), autoincrement=False, nullable=False, comment="a statement"),
        sa.Column("b", sa.Integer(), autoincrement=False, nullable=False, comment="another"),
        sa.Column("content", sa.Float(), nullable=False, comment="0 … 1, how far both speak of one matter"),
        sa.Column(
            "toll", sa.Boolean(), nullable=False, comment="whether both count the same toll of one event"
        ),
        sa.ForeignKeyConstraint(["a"], ["compared.key"], name="likenesses_a", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b"], ["compared.key"], name="likenesses_b", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("a", "b", name="likenesses_key"),
        comment="how alike two statements are, where they are at all",
    )
    op.create_index("likenesses_by_b", "likenesses", ["b"])
    op.create_table(
        "unformed",
        sa.Column("statement", sa.Integer(), autoincrement=False, nullable=False, comment="a statement"),
        sa.ForeignKeyConstraint(
            ["statement"], ["compared.key"], name="unformed_statement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", name="unformed_key"),
        comment="statements whose likenesses changed since accounts were formed",
    )
    op.create_table(
        "unheld",
        sa.Column("report", sa.Text(), nullable=False, comment="the report"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="unheld_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="unheld_key"),
        comment="reports that have their place, but are not compared with all that are near them",
    )
    op.create_table(
        "turns",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False, comment="1"),
        sa.Column(
            "turn",
            sa.Integer(),
            nullable=False,
            comment="grows with every step, so that two programs that compare at once do no harm",
        ),
        sa.PrimaryKeyConstraint("key", name="turns_key"),
        comment="how many steps of comparing have been written",
    )
