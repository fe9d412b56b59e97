"""Blocking: which statements are compared at all.

First reports: those of about the same days whose telling terms overlap, the
most alike first. Then statements: those of the candidate reports that share
telling terms, or count the same toll, or blame the same party. So a report is
compared with some dozens of others, however many there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.compare.utterances import Passage, Utterance, day_of, profile_of
from onrecord.record import Record

ALIKE = 0.05
"""Likeness of profiles from which reports are candidates."""

MOST = 30
"""Candidate reports that one report is compared with, the most alike first."""

DAYS = 45
"""Days beyond which reports are no candidates, as far as their dates are known."""

SHARED = 3.0
"""Weight (nats) of shared terms from which two statements are compared."""

UNDATED = date.max


@dataclass(slots=True)
class _Entry:
    """One report in the index."""

    profile: Passage
    numbers: range


@dataclass(slots=True)
class Index:
    """The reports taken in so far, by day and by term."""

    utterances: list[Utterance] = field(default_factory=list)
    _entries: list[_Entry] = field(default_factory=list)
    _days: list[tuple[date, int]] = field(default_factory=list)

    def add(self, record: Record, utterances: Sequence[Utterance]) -> list[tuple[int, int]]:
        """Takes in a report; gives the pairs (earlier, new) of statements to compare, in order."""
        profile = utterances[0].whole if utterances else profile_of(record)
        day = day_of(record.report.published) or UNDATED
        first = len(self.utterances)
        self.utterances += utterances
        own = range(first, len(self.utterances))
        near = [self._entries[i] for i in self._candidates(profile, day)]
        pairs = [(i, j) for entry in near for j in own for i in entry.numbers if self._meet(i, j)]
        pairs += [(i, j) for j in own for i in range(first, j)]
        insort(self._days, (day, len(self._entries)))
        self._entries.append(_Entry(profile, own))
        return sorted(pairs)

    def _candidates(self, profile: Passage, day: date) -> list[int]:
        likeness = ((self._entries[i].profile.likeness(profile), i) for i in self._near(day))
        best = sorted((-value, i) for value, i in likeness if value >= ALIKE)
        return sorted(i for _, i in best[:MOST])

    def _near(self, day: date) -> Iterable[int]:
        """Reports of about the same days, and all undated ones; all of them for an undated one."""
        if day == UNDATED:
            return range(len(self._entries))
        reach = timedelta(days=DAYS)
        start = bisect_left(self._days, (day - reach, -1))
        end = bisect_right(self._days, (day + reach, len(self._entries)))
        undated = bisect_left(self._days, (UNDATED, -1))
        return [i for _, i in (*self._days[start:end], *self._days[max(end, undated) :])]

    def _meet(self, i: int, j: int) -> bool:
        one, other = self.utterances[i], self.utterances[j]
        if one.blame and other.blame and one.blame.culprit == other.blame.culprit:
            return True
        if one.tolls.keys() & other.tolls.keys():
            return True
        ours = one.around.weights
        shared = sum(ours[term] for term in ours.keys() & other.around.weights.keys())
        return shared >= SHARED
