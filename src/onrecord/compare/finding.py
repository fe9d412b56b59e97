"""Findings: what a rule says of two statements, and what every rule asks of them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.compare.utterances import Utterance
from onrecord.record import Act, Aspect, Polarity, RelationKind, StatementKey

ONE_MATTER = 0.35
"""Matter from which statements can agree, conflict or update."""

SHARED = 2
"""Telling words that both contents have where they agree or contradict by their words."""

FACTS = (Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, Act.WARNING, Act.FORECAST, None)
"""Acts that say what is, was or will be."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation with its reason; `first` is the statement it goes out from where that is not the earlier."""

    relation: RelationKind
    confidence: float
    because: str
    aspect: Aspect | None = None
    first: StatementKey | None = None


def is_denied(utterance: Utterance) -> bool:
    """Whether a statement says that something is not so. "Eleven, not 14" is a count."""
    if utterance.statement.act is Act.DENIAL:
        return True
    return utterance.statement.polarity is Polarity.NEGATIVE and not utterance.tolls


def shown(utterance: Utterance) -> str:
    """The name of who speaks."""
    return utterance.voice.name or "a statement without a source"
