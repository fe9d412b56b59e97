"""The comparison: records in, relations, accounts and promises out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.compare.accounts import gather, ordered
from onrecord.compare.figures import TOLLS
from onrecord.compare.naming import name_of_matter
from onrecord.compare.origins import origins_of
from onrecord.compare.promises import promises_of
from onrecord.compare.relations import relation_of
from onrecord.compare.sameness import likeness
from onrecord.compare.utterances import Utterance, utterances_of
from onrecord.record import Account, AccountFigure, Comparison, Record, Relation

LEAST = 0.1
"""Likeness below which a pair is left out of gathering."""


class Comparer:
    """Takes in records one by one; each is compared with its candidates alone."""

    def __init__(self) -> None:
        self._records: list[Record] = []
        self._utterances: list[Utterance] = []
        self._relations: list[Relation] = []
        self._likeness: dict[tuple[int, int], float] = {}

    def add(self, record: Record) -> None:
        """Takes in one record, whose report has an id of its own."""
        if any(record.report.id == known.report.id for known in self._records):
            raise ValueError(f"there is a report {record.report.id} already")
        self._records.append(record)
        for utterance in utterances_of(record):
            number = len(self._utterances)
            self._utterances.append(utterance)
            for other in range(number):
                like = likeness(self._utterances[other], utterance)
                if like.matter >= LEAST:
                    self._likeness[other, number] = like.matter
                    relation = relation_of(self._utterances[other], utterance, like)
                    if relation:
                        self._relations.append(relation)

    def comparison(self) -> Comparison:
        """What has been taken in so far, side by side."""
        groups = ordered(gather(len(self._utterances), self._likeness))
        relations = tuple(sorted(self._relations, key=lambda r: (r.a, r.b)))
        accounts = tuple(
            _account(f"a{n}", [self._utterances[i] for i in group], relations)
            for n, group in enumerate(groups, 1)
        )
        return Comparison(tuple(self._records), relations, accounts, promises_of(self._utterances, relations))


def compare(records: Iterable[Record]) -> Comparison:
    """Compares records; their reports have ids of their own."""
    comparer = Comparer()
    for record in records:
        comparer.add(record)
    return comparer.comparison()


def _account(name: str, utterances: Sequence[Utterance], relations: Sequence[Relation]) -> Account:
    origins, of = origins_of(utterances, relations)
    figures = tuple(
        AccountFigure(
            u.key,
            f.measure,
            f.low,
            f.high,
            u.statement.said.date or u.record.report.published,
            of.get(u.key, ""),
        )
        for u in utterances
        for f in u.statement.figures
        if f.measure in TOLLS
    )
    return Account(name, name_of_matter(utterances), tuple(u.key for u in utterances), origins, figures)
