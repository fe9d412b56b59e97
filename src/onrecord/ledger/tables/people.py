"""People and bodies: speakers of many reports that are one and the same.

Who is one is worked out from the speakers and from what people decided of pairs
of them; these decisions stand for ever, while people and their members may be
made anew.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, Index, Table, UniqueConstraint

from onrecord.ledger.tables.base import folded_words, key, maybe, metadata, number, owner, text

people = Table(
    "people",
    metadata,
    text("id", "permanent id", primary_key=True),
    text("name", "the fullest usual name"),
    folded_words("words", "name", "name folded, to be found: small letters, no accents, words alone"),
    maybe("type", "person, organisation, state, media, document or group"),
    comment="people and bodies across reports",
)
Index("people_by_name", people.c.name)
Index("people_by_words", people.c.words, people.c.id)

aliases = Table(
    "aliases",
    metadata,
    owner("person", "people.id", "the person or body", primary_key=True),
    text("name", "another name it has in reports", primary_key=True),
    folded_words("words", "name", "name folded, to be found: small letters, no accents, words alone"),
    comment="other names of people and bodies",
)
Index("aliases_by_name", aliases.c.name)
Index("aliases_by_words", aliases.c.words, aliases.c.person)

traits = Table(
    "traits",
    metadata,
    owner("person", "people.id", "the person or body", primary_key=True),
    text("kind", "role or land", primary_key=True),
    number("position", "0, 1 … the most frequent first", primary_key=True),
    text("value", "such as president, or UA"),
    CheckConstraint("kind in ('role', 'land')", name="traits_kind"),
    comment="roles and lands of people and bodies",
)

memberships = Table(
    "memberships",
    metadata,
    text("speaker", "id of a speaker, REPORT:p2", primary_key=True),
    owner("person", "people.id", "the person or body that the speaker is", index=True),
    maybe("because", "why, in a sentence, where the names differ"),
    comment="which speaker of which report is which person or body",
)

merges = Table(
    "merges",
    metadata,
    key("number of the merge"),
    text("a", "id of a speaker, REPORT:p2"),
    text("b", "id of the speaker that may be the same"),
    text("a_name", "how a is named"),
    text("b_name", "how b is named"),
    text("state", "proposed; accepted or refused by a person; undone, where it was accepted"),
    Column("confidence", Float, nullable=False, comment="0 … 1, how sure it is that they are one"),
    text("because", "why they may be one, in a sentence"),
    text("proposed_by", "rules and version, or a person"),
    text("proposed_at", "when"),
    maybe("decided_by", "the person who accepted, refused or undid it"),
    maybe("decided_at", "when"),
    maybe("decided_why", "why"),
    CheckConstraint("state in ('proposed', 'accepted', 'refused', 'undone')", name="merges_state"),
    UniqueConstraint("a", "b"),
    comment="pairs of speakers that may be one, and what people decided; decisions stand for ever",
)
Index("merges_by_state", merges.c.state)

decisions = Table(
    "decisions",
    metadata,
    key("number of the decision"),
    text("a", "id of a speaker, REPORT:p2"),
    text("b", "id of another"),
    text("state", "accepted: one; refused: two; split: a leaves b; undone: as if nothing were decided"),
    text("who", "the person who decided"),
    text("at", "when"),
    text("why", "why"),
    CheckConstraint("state in ('accepted', 'refused', 'split', 'undone')", name="decisions_state"),
    comment="what people decided of pairs of speakers; only ever added to, the last one of a pair counts",
)
Index("decisions_by_a", decisions.c.a)
Index("decisions_by_b", decisions.c.b)
