"""Tallies: how many were right, of how many given and how many wanted.

Scores are compared to the last digit with those of other programs, so the order
of the operations on floating-point numbers is part of every definition here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one comparison: `right` of both, `predicted` given, `gold` wanted.

    Rates are per cent (0 … 100), not rounded; 0 where nothing can be divided.
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return 100 * _share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return 100 * _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return mean_of_rates(_share(self.right, self.predicted), _share(self.right, self.gold))


def mean_of_rates(precision: float, recall: float) -> float:
    """The harmonic mean of two shares (0 … 1) in per cent; 0 where both are 0."""
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def per_cent(part: int, whole: int) -> float:
    """A part of a whole in per cent; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
