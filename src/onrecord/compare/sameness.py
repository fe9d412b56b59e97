"""Sameness: how far two statements speak of one matter, 0 … 1.

What counts is what both say (their contents), then where they say it (the
sentences around), then that both count the same toll or blame the same party.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.compare.figures import comparable
from onrecord.compare.incidents import one_incident, same_people
from onrecord.compare.scopes import may_meet
from onrecord.compare.utterances import Utterance
from onrecord.record import Act

OWN, AROUND, BEFORE = 0.55, 0.2, 0.25
"""Weights of the contents, of their sentences, and of those with the sentences before."""

TOLL, BLAME, ACT = 0.3, 0.35, 0.1
"""What is added where both count one toll, blame or clear one party, do the same kind of thing."""

TOPIC = 0.7
"""What a word of the heads of both reports counts for, where the point of two statements is asked."""

APART = 0.5
"""What is left of a likeness where one speaks of the news and the other of long ago."""

ABOUT_ONE = 0.15
"""Likeness of what is around two statements from which both may be of one event."""

ALONE = 0.25
"""The same of two statements of one report."""

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
    """How two statements are alike, 0 … 1, and by what beside words.

    `shared` counts the terms both contents have; `cosine` is of the contents;
    `wording` also grows where one content stands within the other; `point`
    leaves aside what the heads of both reports tell; `content` is how far they
    speak of one matter by all but tolls, `matter` with these; `event` is how
    far what stands around them tells of one event, asked where both count or blame.
    """

    shared: int
    cosine: float
    wording: float
    point: float
    content: float
    matter: float
    event: float
    toll: bool
    blame: bool


@dataclass(frozen=True, slots=True)
class Facing:
    """Two reports side by side: the terms that both heads have, and how alike heads and wholes are."""

    known: frozenset[str]
    alike: float


def facing(one: Utterance, other: Utterance) -> Facing:
    """The reports of two statements side by side."""
    known = frozenset(one.lead.weights.keys() & other.lead.weights.keys())
    if one.key[0] == other.key[0]:
        return Facing(known, 1.0)
    return Facing(known, max(one.lead.likeness(other.lead), one.whole.likeness(other.whole)))


def likeness(one: Utterance, other: Utterance, reports: Facing | None = None) -> Likeness:
    """How two statements are alike; `reports` are theirs side by side, where that is known."""
    reports = reports or facing(one, other)
    known = reports.known
    cosine = one.own.likeness(other.own)
    point = one.own.likeness(other.own, known, TOPIC)
    small, large = sorted((one.own, other.own), key=lambda p: len(p.weights))
    held = small.held_by(large) if len(small.weights) >= WHOLE else 0.0
    wording = max(cosine, 0.8 * held)
    counts, blame = _counts_alike(one, other), _one_blame(one, other)
    around = one.before.likeness(other.before)
    event = 0.0
    if counts or blame:
        event = max(around, ALONE) if one.key[0] == other.key[0] else max(around, reports.alike)
    toll = counts and one_incident(one, other, event)
    near = near_in_time(one, other)
    blame = blame and (may_meet(one.scope, other.scope) or (near and event >= ABOUT_ONE))
    content = OWN * max(point, 0.8 * held) + AROUND * one.around.likeness(other.around, known, TOPIC)
    content += BEFORE * one.before.likeness(other.before, known, TOPIC)
    content += BLAME * blame + ACT * one_kind(one, other)
    content *= 1.0 if may_meet(one.scope, other.scope) else APART
    matter = min(1.0, content + TOLL * toll)
    shared = len(one.own.weights.keys() & other.own.weights.keys())
    return Likeness(shared, cosine, wording, point, min(1.0, content), matter, event, toll, blame)


def near_in_time(one: Utterance, other: Utterance) -> bool:
    """Whether both were said within some weeks, as far as days are known."""
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= DAYS


def one_kind(one: Utterance, other: Utterance) -> bool:
    """Whether both do the same kind of thing."""
    return any(one.statement.act in kind and other.statement.act in kind for kind in KINDS)


def _counts_alike(one: Utterance, other: Utterance) -> bool:
    """Whether both count one toll, of the same people and of one order."""
    a, b = one.tolls, other.tolls
    return any(comparable(a[m], b[m]) and same_people(one, other, m) for m in a if m in b)


def _one_blame(one: Utterance, other: Utterance) -> bool:
    return bool(one.blame and other.blame and one.blame.culprit == other.blame.culprit)
