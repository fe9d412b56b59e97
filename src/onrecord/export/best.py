"""Best: one figure among several, by a policy that a user names. Never an average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.handed import Best


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as somebody told it; `said` is an ISO date, `origin` who it comes from."""

    low: float | None
    high: float | None
    said: str | None
    origin: str


def best_of(figures: Sequence[Told], policy: Best) -> float | None:
    """The figure by a policy, None where it does not decide.

    - lowest: the least lower bound that anybody gives;
    - highest: the greatest upper bound that anybody gives;
    - latest: the figure said last, where all that were said on that day agree;
    - most-origins: the figure that more origins give than any other.

    Of a range the last two take the low end, of one open below the high end.
    """
    if policy is Best.LOWEST:
        return min((f.low for f in figures if f.low is not None), default=None)
    if policy is Best.HIGHEST:
        return max((f.high for f in figures if f.high is not None), default=None)
    if policy is Best.LATEST:
        last = max((f.said for f in figures if f.said), default=None)
        values = {_value(f) for f in figures if f.said == last and last}
        return values.pop() if len(values) == 1 else None
    return _most_origins(figures)


def _value(figure: Told) -> float | None:
    return figure.high if figure.low is None else figure.low


def _most_origins(figures: Sequence[Told]) -> float | None:
    behind: dict[float, set[str]] = {}
    for figure in figures:
        value = _value(figure)
        if value is not None:
            behind.setdefault(value, set()).add(figure.origin)
    ranked = sorted(behind, key=lambda value: -len(behind[value]))
    if not ranked or (len(ranked) > 1 and len(behind[ranked[0]]) == len(behind[ranked[1]])):
        return None
    return ranked[0]
