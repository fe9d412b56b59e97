"""Incidents: whether two counts are of one event, and not of two like ones in one week.

Days, places and who is counted must not speak against it; what stands around
both counts must tell of the same, the more so the more days lie between.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from onrecord.compare.scopes import one_event
from onrecord.compare.utterances import Utterance
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Measure

STEPS = ((1, 0.15), (3, 0.25), (21, 0.4))
"""Likeness of what stands around that two counts ask for, by the days between their reports."""

CLASH = 0.45
"""Likeness asked for where the place of one is not named in the report of the other."""


def one_incident(one: Utterance, other: Utterance, event: float) -> bool:
    """Whether two counts may be of one event; `event` is how alike what stands around them is."""
    if not one_event(one.scope, other.scope) or _days_differ(one, other):
        return False
    needed = _needed(one.day, other.day)
    if _places_differ(one, other):
        needed = CLASH if needed is None else max(needed, CLASH)
    return needed is not None and event >= needed


def who_is_counted(utterance: Utterance, measure: Measure) -> frozenset[str]:
    """The kinds of people that a count is of: civilians, fighters; empty for people at large."""
    figure = utterance.tolls[measure].figure
    text = utterance.record.report.text[figure.span.start : figure.span.end + REACH]
    words = re.findall(r"[a-z]+", f"{figure.unit or ''} {text}".lower())[:NEAR]
    return frozenset(kind for kind in ("civilians", "fighters", "children") if _kinds(kind) & set(words))


REACH = 24
"""Characters behind a figure in which the noun it counts stands."""

NEAR = 6
"""Words of figure and noun that are looked at."""


def same_people(one: Utterance, other: Utterance, measure: Measure) -> bool:
    """Whether two counts may be of the same people: not of fighters here and of children there."""
    a, b = who_is_counted(one, measure), who_is_counted(other, measure)
    return not a or not b or bool(a & b)


def _needed(one: date | None, other: date | None) -> float | None:
    days = abs((one - other).days) if one and other else 0
    return next((likeness for most, likeness in STEPS if days <= most), None)


def _places_differ(one: Utterance, other: Utterance) -> bool:
    """Whether the place of one is nowhere in the report of the other."""
    pairs = ((one, other), (other, one))
    return any(bool(a.spots) and not a.spots & b.names for a, b in pairs)


def _days_differ(one: Utterance, other: Utterance) -> bool:
    """Whether both say on which day it was, and the days are no neighbours."""
    if one.months_ago != other.months_ago:
        return True
    if one.event_day is None or other.event_day is None:
        return False
    return abs((one.event_day - other.event_day).days) > 1


@cache
def _kinds(kind: str) -> frozenset[str]:
    return lexicon_words("compare", f"figures.{kind}")
