"""Sheets: all statements of one report as arrays, so that two reports are held side by side at once.

Weights are whole multiples of a small step, so that sums of them and of their
products are exact in any order: the same two statements are always equally alike.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from onrecord.compare.kinds import kind_of
from onrecord.compare.parties import setting_of
from onrecord.compare.scopes import NOW
from onrecord.compare.utterances import Passage, Utterance, day_of, profile_of, spoken_in
from onrecord.record import Record

Numbers = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float64]


class Vocabulary:
    """Numbers for terms, given out as terms are met; what is compared shares one."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, terms: Iterable[str]) -> Numbers:
        """The numbers of terms. Shape: (terms,)."""
        known = self._numbers
        return np.fromiter((known.setdefault(term, len(known)) for term in terms), np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """The weighted terms of one passage for each statement, one row after the other.

    `rows`, `terms`, `weights`. Shape: (all terms,). `sizes`, `squares`,
    `totals`, the number, squared length and sum of each. Shape: (statements,).
    """

    rows: Numbers
    terms: Numbers
    weights: Weights
    sizes: Numbers
    squares: Weights
    totals: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A report, ready to be compared: its statements, and their terms as arrays.

    `kinds` numbers what each statement does (-1 for what is of no kind), `now`
    tells whether it speaks of the news itself. Shape: (statements,).
    """

    report: str
    day: date | None
    setting: str
    utterances: tuple[Utterance, ...]
    profile: Passage
    lead: Passage
    lead_terms: Numbers
    own: Bags
    around: Bags
    before: Bags
    kinds: Numbers
    now: npt.NDArray[np.bool_]
    tolls: tuple[int, ...]
    blames: tuple[int, ...]


def sheet_of(record: Record, vocabulary: Vocabulary, wanted: Container[str] | None = None) -> Sheet:
    """The sheet of a report, of all its statements or of those whose ids are wanted."""
    lead, spoken = spoken_in(record)
    kept = [one for one in spoken if wanted is None or one.utterance.statement.id in wanted]
    utterances = tuple(one.utterance for one in kept)
    return Sheet(
        report=record.report.id,
        day=day_of(record.report.published),
        setting=setting_of(record.report.text),
        utterances=utterances,
        profile=profile_of(record.report.text),
        lead=lead,
        lead_terms=vocabulary.numbers(lead.weights),
        own=_bags([u.own for u in utterances], vocabulary),
        around=_bags([one.around for one in kept], vocabulary),
        before=_bags([one.before for one in kept], vocabulary),
        kinds=np.array([kind_of(u.statement.act) for u in utterances], np.int32),
        now=np.array([u.scope == NOW for u in utterances], np.bool_),
        tolls=tuple(i for i, u in enumerate(utterances) if u.tolls),
        blames=tuple(i for i, u in enumerate(utterances) if u.blame),
    )


def _bags(passages: Sequence[Passage], vocabulary: Vocabulary) -> Bags:
    sizes = np.array([len(p.weights) for p in passages], np.int32)
    terms = [vocabulary.numbers(p.weights) for p in passages]
    weights = [np.fromiter(p.weights.values(), np.float64) for p in passages]
    return Bags(
        rows=np.repeat(np.arange(len(passages), dtype=np.int32), sizes),
        terms=np.concatenate([*terms, np.zeros(0, np.int32)]),
        weights=np.concatenate([*weights, np.zeros(0, np.float64)]),
        sizes=sizes,
        squares=np.array([p.square for p in passages], np.float64),
        totals=np.array([p.total for p in passages], np.float64),
    )
