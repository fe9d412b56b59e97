"""Counts: how two tolls of one event stand to each other."""

from __future__ import annotations

from onrecord.compare.figures import Stand, comparable, in_words, stand
from onrecord.compare.finding import ONE_MATTER, Finding, is_denied, shown
from onrecord.compare.incidents import same_people
from onrecord.compare.sameness import Likeness
from onrecord.compare.speakers_alike import alike
from onrecord.compare.utterances import Utterance
from onrecord.record import Aspect, Measure, RelationKind

EVENT = 0.4
"""Likeness of what is around two counts from which they are surely of one event."""


def counts_told(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether two counts of one toll update each other, conflict or agree.

    One speaker's two counts of one report are parts or slips, no relation.
    """
    if not like.toll or like.matter < ONE_MATTER or is_denied(a) or is_denied(b):
        return None
    both = [
        m for m in a.tolls if m in b.tolls and same_people(a, b, m) and comparable(a.tolls[m], b.tolls[m])
    ]
    stands = {m: stand(a.tolls[m], b.tolls[m]) for m in both}
    apart = [m for m, how in stands.items() if how is Stand.OTHER]
    measure = (apart or list(stands))[0]
    if alike(a.voice, b.voice):
        return None if a.key[0] == b.key[0] else _of_one_voice(a, b, measure, bool(apart))
    ours, theirs = (in_words(u.tolls[measure]) for u in (a, b))
    if apart:
        because = f"{ours} {measure} against {theirs}"
        sure = 0.6 + 0.35 * min(1.0, like.event / EVENT)
        return Finding(RelationKind.CONFLICTS, sure, because, Aspect.FIGURE)
    if a.voice.name and b.voice.name:
        return Finding(RelationKind.AGREES, 0.45, f"{ours} {measure} and {theirs} can both be right")
    return None


def _of_one_voice(a: Utterance, b: Utterance, measure: Measure, apart: bool) -> Finding:
    ours, theirs = (in_words(u.tolls[measure]) for u in (a, b))
    if apart:
        return Finding(RelationKind.UPDATES, 0.8, f"{shown(a)}: {ours} {measure}, then {theirs}")
    return Finding(RelationKind.REPEATS, 0.55, f"the same count by {shown(a)}")
