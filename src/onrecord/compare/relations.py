"""Relations: how two statements on one matter stand to each other, with a reason in words."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.compare.figures import Stand, in_words, stand
from onrecord.compare.promises import promise_told
from onrecord.compare.sameness import Likeness, one_kind
from onrecord.compare.scopes import may_meet, one_event
from onrecord.compare.speakers_alike import alike
from onrecord.compare.utterances import HEDGE, Utterance
from onrecord.record import Act, Aspect, Polarity, Relation, RelationKind, SpeakerType

SAME_WORDS = 0.8
"""Wording from which two statements are one utterance told twice."""

SAME_SPEECH = 0.4
"""Wording from which one speaker's two statements are one utterance told twice."""

SAME_POINT = 0.3
"""Point from which different speakers are held to say the same."""

ONE_MATTER = 0.35
"""Matter from which statements can agree, conflict or update."""

FACTS = (Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, Act.WARNING, Act.FORECAST, None)
"""Acts that say what is, was or will be."""

Rule = Callable[[Utterance, Utterance, Likeness], Relation | None]


def relation_of(one: Utterance, other: Utterance, like: Likeness) -> Relation | None:
    """The relation of two statements, the earlier one first; None where there is none to be seen."""
    a, b = sorted((one, other), key=order)
    if "" in (one.statement.content.text, other.statement.content.text):
        return None
    for rule in RULES if one.held and other.held else (_repeats,):
        found = rule(a, b, like)
        if found:
            return found
    return None


def order(utterance: Utterance) -> tuple[str, str, int]:
    """What puts utterances in the order of time: the day, then report and place in it."""
    day = utterance.day.isoformat() if utterance.day else "9999"
    return day, utterance.key[0], int("".join(c for c in utterance.key[1] if c.isdigit()) or 0)


def _repeats(a: Utterance, b: Utterance, like: Likeness) -> Relation | None:
    if a.key[0] == b.key[0] or is_denied(a) != is_denied(b):
        return None
    one_voice = alike(a.voice, b.voice)
    if len(a.own.weights) <= HEDGE and not a.voice.name:
        return None
    nameless = not a.voice.name and not b.voice.name and a.around.likeness(b.around) >= SAME_WORDS
    enough = SAME_SPEECH if one_voice else SAME_WORDS
    copied = _copied(a, b)
    if not (one_voice or nameless or copied or _kinds_alike(a, b)) or _figures_differ(a, b):
        return None
    if like.cosine < enough:
        return None
    if not one_kind(a, b) and like.cosine < SAME_WORDS:
        return None
    whose = f"{a.voice.name} in both" if one_voice else "no other source in either"
    because = f"the same words, {whose}" if like.cosine >= SAME_WORDS else f"much the same words, {whose}"
    return _relation(a, b, RelationKind.REPEATS, None, 0.5 + 0.5 * like.cosine, because)


def _copied(a: Utterance, b: Utterance) -> bool:
    """Whether both stand in one sentence that two reports share, under the same words for their source."""
    mentions = (a.statement.source.text.lower(), b.statement.source.text.lower())
    return mentions[0] == mentions[1] and a.around.likeness(b.around) >= SAME_WORDS


def _kinds_alike(a: Utterance, b: Utterance) -> bool:
    """Whether neither source has a name and both are of one kind."""
    return not a.voice.named and not b.voice.named and a.voice.kind == b.voice.kind and a.key[0] != b.key[0]


def _figures(a: Utterance, b: Utterance, like: Likeness) -> Relation | None:
    if not like.toll or like.matter < ONE_MATTER:
        return None
    ours, theirs = a.tolls, b.tolls
    shared = [m for m in ours if m in theirs]
    stands = {m: stand(ours[m], theirs[m]) for m in shared}
    if not stands or (is_denied(a) or is_denied(b)):
        return None
    one_voice = alike(a.voice, b.voice)
    apart = [m for m, s in stands.items() if s is Stand.OTHER]
    measure = (apart or shared)[0]
    said = f"{in_words(ours[measure])} {measure} against {in_words(theirs[measure])}"
    if apart and one_voice:
        if a.key[0] == b.key[0]:
            return None
        return _relation(a, b, RelationKind.UPDATES, None, 0.6, f"{a.voice.name}: {said}")
    if apart:
        return _relation(a, b, RelationKind.CONFLICTS, Aspect.FIGURE, 0.7, said)
    if one_voice:
        if a.key[0] == b.key[0]:
            return None
        return _relation(a, b, RelationKind.REPEATS, None, 0.6, f"the same count by {a.voice.name}")
    if a.voice.name and b.voice.name:
        return _relation(
            a, b, RelationKind.AGREES, None, 0.6, f"{said.replace(' against ', ' and ')}: compatible"
        )
    return None


def _blame(a: Utterance, b: Utterance, like: Likeness) -> Relation | None:
    if not a.blame or not b.blame or like.matter < ONE_MATTER or not may_meet(a.scope, b.scope):
        return None
    event = one_event(a.scope, b.scope)
    same = a.blame.culprit == b.blame.culprit
    if event and a.blame.denied and b.blame.denied and _state_and_own(a, b):
        side = a.voice.name if a.voice.kind is SpeakerType.STATE else b.voice.name
        return _relation(a, b, RelationKind.AGREES, None, 0.6, f"both speak for {side} and deny it")
    if same and a.blame.denied != b.blame.denied:
        return _relation(
            a,
            b,
            RelationKind.CONFLICTS,
            Aspect.RESPONSIBILITY,
            0.7,
            "one says that it was its doing, the other that it was not",
        )
    if event and same and not a.blame.denied and not b.blame.denied and a.voice.name and b.voice.name and not alike(a.voice, b.voice):
        return _relation(a, b, RelationKind.AGREES, None, 0.65, "both blame the same side")
    if event and not same and not a.blame.denied and not b.blame.denied and not alike(a.voice, b.voice):
        return _relation(
            a, b, RelationKind.CONFLICTS, Aspect.RESPONSIBILITY, 0.6, "they blame different sides"
        )
    return None


def _state_and_own(a: Utterance, b: Utterance) -> bool:
    """Whether one is a state and the other a voice of its own, and both deny its doing."""
    if alike(a.voice, b.voice) or not a.blame or not b.blame or not a.voice.party:
        return False
    one_side = a.voice.party == b.voice.party == a.blame.culprit == b.blame.culprit
    return one_side and SpeakerType.STATE in (a.voice.kind, b.voice.kind)


def _denial(a: Utterance, b: Utterance, like: Likeness) -> Relation | None:
    if is_denied(a) == is_denied(b) or like.matter < ONE_MATTER:
        return None
    if not may_meet(a.scope, b.scope):
        return None
    if a.statement.act not in FACTS or b.statement.act not in FACTS or like.wording < 0.25:
        return None
    denier, other = (a, b) if is_denied(a) else (b, a)
    if denier.blame and denier.blame.culprit not in other.parties:
        return None
    if alike(a.voice, b.voice):
        return _changed(a, b)
    return _relation(
        a, b, RelationKind.CONFLICTS, Aspect.OCCURRENCE, 0.6, "one says so, the other that it is not so"
    )


def _changed(a: Utterance, b: Utterance) -> Relation | None:
    """One speaker who said so and later that it is not so, or the other way round."""
    if a.day is None or b.day is None or a.day == b.day:
        return None
    first, then = ("denied it", "says so") if is_denied(a) else ("said so", "denies it")
    return _relation(a, b, RelationKind.UPDATES, None, 0.55, f"{a.voice.name} {first} and later {then}")


def _agrees(a: Utterance, b: Utterance, like: Likeness) -> Relation | None:
    if is_denied(a) != is_denied(b) or not a.voice.name or not b.voice.name or alike(a.voice, b.voice):
        return None
    if not one_event(a.scope, b.scope) or like.matter < ONE_MATTER + 0.05 or like.point < SAME_POINT or not one_kind(a, b):
        return None
    return _relation(a, b, RelationKind.AGREES, None, 0.6, "different speakers say much the same")


def is_denied(utterance: Utterance) -> bool:
    """Whether a statement says that something is not so."""
    return utterance.statement.polarity is Polarity.NEGATIVE or utterance.statement.act is Act.DENIAL


def _figures_differ(a: Utterance, b: Utterance) -> bool:
    ours, theirs = a.tolls, b.tolls
    return any(stand(ours[m], theirs[m]) is Stand.OTHER for m in ours if m in theirs)


def _relation(
    a: Utterance, b: Utterance, kind: RelationKind, aspect: Aspect | None, confidence: float, because: str
) -> Relation:
    return Relation(a.key, b.key, kind, aspect, round(min(confidence, 0.99), 2), because)


RULES: tuple[Rule, ...] = (_repeats, promise_told, _figures, _blame, _denial, _agrees)
"""Rules in order; the first that finds a relation decides."""
