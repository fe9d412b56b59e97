"""How a statement stands to others, in words, seen from its own side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.phrasing import shortened
from onrecord.ledger.related import Related
from onrecord.record import Relation, RelationKind
from onrecord.record.found import Hit
from onrecord.web.templating import plain

_FIRST = {
    RelationKind.REPEATS: "Told again",
    RelationKind.AGREES: "Agrees with it",
    RelationKind.CONFLICTS: "In conflict with it",
    RelationKind.UPDATES: "Later changed to",
    RelationKind.FULFILS: "Says that it was kept",
    RelationKind.BREAKS: "Says that it was broken",
}
"""Of the other statement, where ours is the first of the relation."""
_LAST = {
    **_FIRST,
    RelationKind.UPDATES: "Changed from",
    RelationKind.FULFILS: "The promise that it says was kept",
    RelationKind.BREAKS: "The promise that it says was broken",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation: the other statement, in what they conflict, and why."""

    relation: Relation
    other: Hit
    words: str


@dataclass(frozen=True, slots=True)
class Ties:
    """The relations of one kind, under a heading in words."""

    kind: str
    title: str
    ties: tuple[Tie, ...]


def ties_of(related: Sequence[Related]) -> tuple[Ties, ...]:
    """Relations by kind and direction, in the order given."""
    groups: dict[tuple[RelationKind, str], list[Tie]] = {}
    for one in related:
        kind = one.relation.relation
        title = (_FIRST if one.is_first else _LAST)[kind]
        words = plain(shortened(one.other.statement.content.text, 220))
        groups.setdefault((kind, title), []).append(Tie(one.relation, one.other, words))
    return tuple(Ties(str(kind), title, tuple(ties)) for (kind, title), ties in groups.items())
