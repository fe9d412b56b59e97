"""Figures: whether two counts of one thing can both be right.

"At least 24" said after counting and "at least 22" said after counting are
different counts, though the logic of both allows either; "more than 50" is no
count but a round number, and leaves room for a little more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.lexicon import load
from onrecord.record import Figure, Measure, Statement

TOLLS = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.DISPLACED, Measure.DETAINED)
"""Measures that count what was done to people: of one event there is one true number."""

ROOM = 1.25
"""How many times a round lower bound a compatible count may be."""

ABOUT = 1.1
"""How many times one another two rounded or approximate numbers may be."""

REACH, PART = 14, 24
"""Characters beside a figure that may say that it counts on from another one, or a part of it."""

_ADDED_BEFORE = re.compile(r"\b(?:another|a further|an additional|plus)\s+\Z", re.IGNORECASE)
_PART = re.compile(r"[^.]{0,40}?\b(?:of (?:the|those|them)|among (?:the|those|them))\b", re.IGNORECASE)
_ADDED_BEHIND = re.compile(r"[\w,.]+\s+(?:more|others|further|additional)\b(?!\s+than)", re.IGNORECASE)

LIKE = 2.2
"""How many times the next smaller one the largest count of a statement may be, to be a part like it."""

FAR = 8.0
"""How many times one another two counts of one event may be; beyond it they count different events."""


class Stand(StrEnum):
    """How two figures stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as an interval; `high` None is open."""

    figure: Figure
    low: float
    high: float | None

    @property
    def size(self) -> float:
        """The number that stands for it."""
        return self.low or self.high or 0.0


def tolls_of(statement: Statement, text: str) -> Mapping[Measure, Count]:
    """The main count of each toll: the largest, where others are parts of it ("including 11 children")."""
    found: dict[Measure, list[Count]] = {}
    for figure in statement.figures:
        count = count_of(figure, text)
        if figure.measure in TOLLS and count and not _adds(figure, text):
            found.setdefault(figure.measure, []).append(count)
    return {measure: max(c, key=lambda one: one.size) for measure, c in found.items() if not _parts(c)}


def _parts(counts: Sequence[Count]) -> bool:
    """Whether counts are parts of an untold whole ("30 soldiers and 39 rebels")."""
    sizes = sorted({count.size for count in counts})
    return len(sizes) > 1 and sizes[-1] <= LIKE * sizes[-2]


def _adds(figure: Figure, text: str) -> bool:
    """Whether a figure counts on from another one, or a part of it.

    "Two more died", "another 12", "fifteen of the wounded", "12 were among the dead".
    """
    before = text[max(0, figure.span.start - REACH) : figure.span.start]
    behind = text[figure.span.start : figure.span.end + REACH]
    part = _PART.match(text[figure.span.start : figure.span.end + PART])
    return bool(_ADDED_BEFORE.search(before) or _ADDED_BEHIND.match(behind) or part)


def count_of(figure: Figure, text: str) -> Count | None:
    """The interval of a figure; of words like "dozens" what they mean; None where nothing is known."""
    if figure.low is None and figure.high is None:
        words = re.findall(r"[a-z]+", text[figure.span.start : figure.span.end].lower())
        vague: dict[str, list[float]] = load("compare")["figures"]["vague"]
        known = [vague[word] for word in words if word in vague]
        bounds = known[0] if len(known) == 1 else None  # "hundreds of thousands" is no toll of one event
        return Count(figure, bounds[0], bounds[1]) if bounds else None
    return Count(figure, figure.low or 0.0, figure.high)


def stand(one: Count, other: Count) -> Stand:
    """How two counts of one measure stand to each other."""
    a, b = sorted((one, other), key=lambda c: (c.size, c.high is None))
    if a.low == b.low and (a.high == b.high or a.high is None or b.high is None):
        return Stand.SAME
    if a.low == 0.0 or b.low == 0.0:  # an upper bound alone
        return Stand.COMPATIBLE if b.low <= (a.high or b.low) else Stand.OTHER
    if a.high is None and _is_round(a.low) and b.low <= ROOM * a.low:
        return Stand.COMPATIBLE
    if a.high is not None and b.low <= a.high and a.low < a.high:
        return Stand.COMPATIBLE
    rough = a.figure.approximate or b.figure.approximate
    return Stand.COMPATIBLE if rough and b.size <= ABOUT * a.size else Stand.OTHER


def comparable(one: Count, other: Count) -> bool:
    """Whether two counts may be of one event by their size."""
    small, large = sorted((one.size, other.size))
    return small > 0 and large <= FAR * small


def in_words(count: Count) -> str:
    """A count as a reader says it: "at least 24", "70", "50 to 60"."""
    low, high = _plain(count.low), _plain(count.high or 0)
    if count.figure.low is None and count.figure.high is None:
        return "an uncounted number"
    if count.high is None:
        return f"at least {low}"
    if count.low == 0.0:
        return f"up to {high}"
    return low if count.low == count.high else f"{low} to {high}"


def _is_round(number: float) -> bool:
    step = 10 if number < 1000 else 100
    return number >= 10 and number % step == 0


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"
