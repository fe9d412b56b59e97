"""Verdicts: how sure it is that two speakers are one, and why."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

MERGE = 0.9
"""From here on two speakers are made one at once."""
PROPOSE = 0.5
"""From here on a merge is proposed to a person; below, the two are kept apart."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for (positive weight) or against (negative) two speakers being one.

    `weight` is in units of log odds: 1 makes it 2.7 times as likely.
    """

    says: str
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """All evidence on two speakers."""

    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The probability that the two are one, 0 … 1, as the evidence adds up."""
        total = sum(piece.weight for piece in self.evidence)
        return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), 4)

    @property
    def because(self) -> str:
        """The evidence in words, what weighs most for the outcome first."""
        against = self.score < PROPOSE
        ranked = sorted(self.evidence, key=lambda e: e.weight if against else -e.weight)
        mine = [e.says for e in ranked if (e.weight < 0) == against]
        other = [e.says for e in ranked if (e.weight < 0) != against and abs(e.weight) >= 0.5]
        return "; ".join(mine) + (f"; but {'; '.join(other)}" if other else "")

    def plus(self, *evidence: Evidence) -> Verdict:
        """The same with more evidence."""
        return Verdict((*self.evidence, *evidence))
