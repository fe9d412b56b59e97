"""Nearness: which reports are compared with which.

Those of about the same days whose most telling words overlap. Every report is
compared with the reports it is most like, and with those that are most like it:
some dozens, however many there are, and the same ones in whatever order the
reports come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from onrecord.compare.utterances import Passage

ALIKE = 0.05
"""Likeness of profiles from which reports are candidates."""

MOST = 30
"""Reports that one report is compared with on its own account, the most alike first."""

DAYS = 45
"""Days beyond which reports are no candidates, as far as their dates are known."""

_UNDATED = -1


@dataclass(frozen=True, slots=True)
class Near:
    """A report that another one is like, 0 … 1; in the order of likeness, then of ids."""

    likeness: float
    report: str

    @property
    def place(self) -> tuple[float, str]:
        """What the nearest come first by."""
        return -self.likeness, self.report


class Nearness:
    """The profiles of reports, to find those near to one."""

    def __init__(self) -> None:
        self._reports: list[str] = []
        self._days: list[int] = []
        self._squares: list[float] = []
        self._holders: dict[str, tuple[list[int], list[float]]] = {}
        self._made: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]] = {}

    def add(self, report: str, day: date | None, profile: Passage) -> None:
        """Takes in a report."""
        number = len(self._reports)
        self._reports.append(report)
        self._days.append(day.toordinal() if day else _UNDATED)
        self._squares.append(profile.square)
        for term, weight in profile.weights.items():
            numbers, weights = self._holders.setdefault(term, ([], []))
            numbers.append(number)
            weights.append(weight)
        self._made.clear()

    def near(self, report: str, day: date | None, profile: Passage) -> list[Near]:
        """All reports that are candidates for one, but itself, the most alike first."""
        number = len(self._reports)
        found = [self._of(term) for term in profile.weights if term in self._holders]
        if not found:
            return []
        worth = [
            w * profile.weights[t] for t in profile.weights if t in self._holders for w in (self._of(t)[1],)
        ]
        dots = np.bincount(
            np.concatenate([one for one, _ in found]), weights=np.concatenate(worth), minlength=number
        )
        some = np.flatnonzero(dots)
        likeness = np.round(
            dots[some] / np.sqrt(np.maximum(profile.square * np.asarray(self._squares)[some], 1e-9)), 9
        )
        kept = likeness >= ALIKE
        if day is not None:
            days = np.asarray(self._days)[some]
            kept &= (days == _UNDATED) | (np.abs(days - day.toordinal()) <= DAYS)
        pairs = zip(likeness[kept].tolist(), some[kept].tolist(), strict=True)
        made = [Near(value, self._reports[i]) for value, i in pairs if self._reports[i] != report]
        return sorted(made, key=lambda one: one.place)

    def _of(self, term: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        if term not in self._made:
            numbers, weights = self._holders[term]
            self._made[term] = np.array(numbers), np.array(weights)
        return self._made[term]


def nearest(near: Sequence[Near]) -> tuple[Near, ...]:
    """Those of some that a report is compared with on its own account; `near` has the most alike first."""
    return tuple(near[:MOST])


def pairs_of(lists: Iterable[tuple[str, Iterable[str]]]) -> set[tuple[str, str]]:
    """The pairs of reports to be compared: each with those near it, and each with itself; ids in order."""
    found: set[tuple[str, str]] = set()
    for report, near in lists:
        found.add((report, report))
        found.update((report, other) if report < other else (other, report) for other in near)
    return found
