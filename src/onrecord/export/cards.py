"""The cards beside the report: what each speaker said, one card a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.export.cast import Cast
from onrecord.export.fields import decided_anywhere, details, traits, undecided_fields
from onrecord.export.phrasing import is_unsure, shortened
from onrecord.record import Record, Speaker, Statement

LONGEST_EXCERPT = 150
"""Characters of a statement on its card; the whole stands in the report beside it."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of a card; `href` where it leads to another statement."""

    label: str
    value: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One statement in the side column; `href` leads to its words, or to itself where it has none."""

    key: str
    mark: str
    href: str | None
    cue: str
    excerpt: str
    traits: tuple[str, ...]
    details: tuple[Detail, ...]
    undecided: tuple[str, ...]
    confidence: str
    percent: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one speaker said; `speaker` is None where nobody could be decided."""

    speaker: Speaker | None
    hue: str
    about: str
    cards: tuple[Card, ...]


def groups(record: Record, cast: Cast) -> Iterator[Group]:
    """What each speaker said, in the order of the record; at last what has no known speaker."""
    expected = decided_anywhere(record.statements)
    for speaker in (*record.speakers, None):
        said = cast.said_by(speaker.id if speaker else None)
        if said:
            cards = tuple(_card(statement, cast, expected) for statement in said)
            yield Group(speaker, cast.hue(speaker.id if speaker else None), _about(speaker), cards)


def _about(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    return " · ".join(filter(None, (speaker.type, *speaker.roles, speaker.affiliation)))


def _card(statement: Statement, cast: Cast, expected: Sequence[str]) -> Card:
    return Card(
        key=cast.key(statement.id),
        mark=statement.id,
        href=f"#{cast.key(statement.id)}" if _has_words(statement) else _card_of(statement.id, cast),
        cue=statement.cue.text,
        excerpt=shortened(statement.content.text, LONGEST_EXCERPT),
        traits=tuple(traits(statement)),
        details=tuple(_details(statement, cast)),
        undecided=undecided_fields(statement, expected),
        confidence=f"{statement.confidence:.2f}",
        percent=round(100 * min(max(statement.confidence, 0.0), 1.0)),
        unsure=is_unsure(statement),
    )


def _has_words(statement: Statement) -> bool:
    known = (statement.source.spans, statement.cue.spans, statement.content.spans)
    spans = chain(*known, *(link.spans for link in statement.via))
    return any(start < end for start, end in spans)


def _card_of(statement_id: str, cast: Cast) -> str | None:
    key = cast.key(statement_id)
    return f"#card-{key}" if key else None


def _details(statement: Statement, cast: Cast) -> Iterator[Detail]:
    if statement.within:
        yield Detail("within", statement.within, _card_of(statement.within, cast))
    yield from (Detail(label, value) for label, value in details(statement, cast.name))
