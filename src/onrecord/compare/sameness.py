"""Sameness: how far two statements speak of one matter, 0 … 1.

What counts is what both say (their contents), then where they say it (the
sentences around), then that both count the same toll or blame the same party.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.compare.figures import comparable
from onrecord.compare.scopes import may_meet, one_event
from onrecord.compare.utterances import Utterance
from onrecord.record import Act

OWN, AROUND, BEFORE = 0.55, 0.2, 0.25
"""Weights of the contents, of their sentences, and of those with the sentences before."""

TOLL, BLAME, ACT = 0.3, 0.3, 0.1
"""What is added where both count one toll, blame or clear one party, do the same kind of thing."""

TOPIC = 0.5
"""What a word of the heads of both reports counts for, where the point of two statements is asked."""

APART = 0.5
"""What is left of a likeness where one speaks of the news and the other of long ago."""

ABOUT_ONE = 0.15
"""Likeness of what is around two statements from which both may be of one event."""

KINDS = (
    frozenset({Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, None}),
    frozenset({Act.DEMAND}),
    frozenset({Act.COMMITMENT, Act.THREAT}),
    frozenset({Act.WARNING, Act.FORECAST}),
    frozenset({Act.EVALUATION}),
)
"""Acts of one kind: what is, what is wanted, what one will do, what may come, what is thought of it."""

DAYS = 21
"""Days beyond which two utterances are not held to speak of one event by toll or blame alone."""

WHOLE = 3
"""Terms from which a content that stands in another one is known to."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two statements are alike, each 0 … 1, and by what beside words.

    `cosine` is of the contents; `wording` also grows where one content stands
    within the other; `point` leaves aside what the heads of both reports tell;
    `content` is how far they speak of one matter by all but tolls, `matter`
    with these; `event` is how far what stands around them tells of one event.
    """

    cosine: float
    wording: float
    point: float
    content: float
    matter: float
    event: float
    toll: bool
    blame: bool


def likeness(one: Utterance, other: Utterance) -> Likeness:
    """How two statements are alike."""
    cosine = one.own.likeness(other.own)
    small, large = sorted((one.own, other.own), key=lambda p: len(p.weights))
    held = small.held_by(large) if len(small.weights) >= WHOLE else 0.0
    wording = max(cosine, 0.8 * held)
    event = one_event(one.scope, other.scope) and near_in_time(one, other) and _event(one, other) >= ABOUT_ONE
    toll = event and _one_toll(one, other)
    blame = _one_blame(one, other) and (event or may_meet(one.scope, other.scope))
    content = OWN * wording + AROUND * one.around.likeness(other.around)
    content += BEFORE * one.before.likeness(other.before)
    content += BLAME * blame + ACT * one_kind(one, other)
    content *= 1.0 if may_meet(one.scope, other.scope) else APART
    matter = min(1.0, content + TOLL * toll)
    return Likeness(
        cosine, wording, _point(one, other), min(1.0, content), matter, _event(one, other), toll, blame
    )


def _event(one: Utterance, other: Utterance) -> float:
    if one.key[0] == other.key[0]:
        return 1.0
    return max(one.before.likeness(other.before), one.lead.likeness(other.lead))


def _point(one: Utterance, other: Utterance) -> float:
    """The cosine of the contents where words of both heads count for little."""
    known = one.lead.weights.keys() & other.lead.weights.keys()
    dot = length = other_length = 0.0
    for term, value in one.own.weights.items():
        square = (value * (TOPIC if term in known else 1.0)) ** 2
        length += square
        dot += square if term in other.own.weights else 0.0
    for term, value in other.own.weights.items():
        other_length += (value * (TOPIC if term in known else 1.0)) ** 2
    return dot / math.sqrt(length * other_length) if dot else 0.0


def near_in_time(one: Utterance, other: Utterance) -> bool:
    """Whether both were said within some weeks, as far as days are known."""
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= DAYS


def one_kind(one: Utterance, other: Utterance) -> bool:
    """Whether both do the same kind of thing."""
    return any(one.statement.act in kind and other.statement.act in kind for kind in KINDS)


def _one_toll(one: Utterance, other: Utterance) -> bool:
    a, b = one.tolls, other.tolls
    return any(comparable(a[measure], b[measure]) for measure in a if measure in b)


def _one_blame(one: Utterance, other: Utterance) -> bool:
    return bool(one.blame and other.blame and one.blame.culprit == other.blame.culprit)
