"""Positions: who did it, whether it is so, and who says the same."""

from __future__ import annotations

from onrecord.compare.finding import FACTS, ONE_MATTER, SHARED, Finding, is_denied, shown
from onrecord.compare.kinds import one_kind
from onrecord.compare.sameness import Likeness
from onrecord.compare.scopes import may_meet, one_event
from onrecord.compare.speakers_alike import alike
from onrecord.compare.utterances import Utterance
from onrecord.record import Aspect, RelationKind, SpeakerType

SAME_POINT = 0.3
"""Point from which different speakers are held to say the same."""

CONTRARY = 0.2
"""Point from which what one denies is held to be what the other says."""

SURE = 0.05
"""Matter that agreement asks for beyond `ONE_MATTER`."""


def blame_told(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether two statements say of one event who did it, and the same or not."""
    if not a.blame or not b.blame or like.matter < ONE_MATTER or not may_meet(a.scope, b.scope):
        return None
    same, event = a.blame.culprit == b.blame.culprit, one_event(a.scope, b.scope) and different(a, b)
    if same and a.blame.denied != b.blame.denied:
        because = "one says that it was its doing, the other that it was not"
        return Finding(RelationKind.CONFLICTS, 0.9, because, Aspect.RESPONSIBILITY)
    if not event or a.blame.denied or b.blame.denied:
        return _denied_together(a, b) if event else None
    if same:
        return Finding(RelationKind.AGREES, 0.75, "both blame the same side")
    differ = Finding(RelationKind.CONFLICTS, 0.6, "they blame different sides", Aspect.RESPONSIBILITY)
    return differ if like.point >= CONTRARY else None


def different(a: Utterance, b: Utterance) -> bool:
    """Whether two different voices speak, both known."""
    return bool(a.voice.name and b.voice.name) and not alike(a.voice, b.voice)


def _denied_together(a: Utterance, b: Utterance) -> Finding | None:
    """A state and a voice of its own that both deny its doing; what its ministry said is what it said."""
    if not a.blame or not b.blame or not (a.blame.denied and b.blame.denied) or not a.voice.party:
        return None
    one_side = a.voice.party == b.voice.party == a.blame.culprit == b.blame.culprit
    states = [u for u in (a, b) if u.voice.kind is SpeakerType.STATE]
    if not one_side or not states:
        return None
    bodies = [u for u in (a, b) if u.voice.kind is SpeakerType.ORGANISATION]
    kind = RelationKind.REPEATS if bodies and a.key[0] != b.key[0] else RelationKind.AGREES
    return Finding(kind, 0.6, f"both speak for {shown(states[0])} and deny it")


def contradicted(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether one says that something is so and the other that it is not."""
    if is_denied(a) == is_denied(b) or like.matter < ONE_MATTER or not may_meet(a.scope, b.scope):
        return None
    if a.statement.act not in FACTS or b.statement.act not in FACTS or bool(a.tolls) != bool(b.tolls):
        return None
    denier, other = (a, b) if is_denied(a) else (b, a)
    named = denier.blame is None or denier.blame.culprit in other.parties
    if like.shared < SHARED or like.point < CONTRARY or not named:
        return None
    if alike(a.voice, b.voice):
        return _changed(a, b)
    because = f"{shown(other)} says so, {shown(denier)} that it is not so"
    return Finding(RelationKind.CONFLICTS, 0.65, because, Aspect.OCCURRENCE)


def _changed(a: Utterance, b: Utterance) -> Finding | None:
    """One speaker who said so and later that it is not so, or the other way round."""
    if a.day is None or b.day is None or a.day == b.day:
        return None
    first, then = ("denied it", "says so") if is_denied(a) else ("said so", "denies it")
    return Finding(RelationKind.UPDATES, 0.55, f"{shown(a)} {first} and later {then}")


def agreed(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether different speakers say much the same."""
    if is_denied(a) != is_denied(b) or not different(a, b):
        return None
    if (
        not one_event(a.scope, b.scope)
        or like.matter < ONE_MATTER + SURE
        or not one_kind(a.statement.act, b.statement.act)
    ):
        return None
    few = min(SHARED, len(a.own.weights), len(b.own.weights))
    if like.point < SAME_POINT or like.shared < few or bool(a.tolls) != bool(b.tolls):
        return None
    return Finding(RelationKind.AGREES, 0.55, "different speakers say much the same")
