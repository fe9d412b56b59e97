"""People and bodies: speakers of many reports that are one and the same.

A merge is proposed with its reason, then accepted or refused by a person, and
may be undone: members remember the merge that moved them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Float, Index, Table

from onrecord.ledger.tables.base import folded_words, key, maybe, metadata, owner, pointer, text

people = Table(
    "people",
    metadata,
    text("id", "permanent id", primary_key=True),
    text("name", "the name shown"),
    maybe("type", "person, organisation, state, media, document or group"),
    Column("named", Boolean, nullable=False, comment="false for what has a description alone"),
    maybe("affiliation", "country, party or body"),
    comment="people and bodies across reports",
)
Index("people_by_name", people.c.name)

aliases = Table(
    "aliases",
    metadata,
    owner("person", "people.id", "the person or body", primary_key=True),
    text("name", "a name it goes by", primary_key=True),
    folded_words("words", "name", "name folded, to be found: small letters, no accents, words alone"),
    comment="all names of people and bodies",
)
Index("aliases_by_name", aliases.c.name)
Index("aliases_by_words", aliases.c.words, aliases.c.person)

memberships = Table(
    "memberships",
    metadata,
    text("speaker", "id of a speaker, REPORT:p2", primary_key=True),
    owner("person", "people.id", "the person or body that the speaker is", index=True),
    pointer("before", "people.id", "who it was before a merge moved it"),
    pointer("merge", "merges.key", "the merge that moved it"),
    text("because", "why, in a sentence"),
    comment="which speaker of which report is which person or body",
)

merges = Table(
    "merges",
    metadata,
    key("number of the merge"),
    owner("kept", "people.id", "who the two become"),
    owner("gone", "people.id", "who is merged into it"),
    text("state", "proposed, accepted, refused or undone"),
    Column("confidence", Float, nullable=False, comment="0 … 1, how sure the proposal is"),
    text("because", "why they are one, in a sentence"),
    text("proposed_by", "rule and version, or a person"),
    text("proposed_at", "when"),
    maybe("decided_by", "the person who accepted, refused or undid it"),
    maybe("decided_at", "when"),
    maybe("decided_why", "why"),
    CheckConstraint("state in ('proposed', 'accepted', 'refused', 'undone')", name="merges_state"),
    comment="proposals that two are one, and what people decided",
)
Index("merges_by_pair", merges.c.kept, merges.c.gone)
