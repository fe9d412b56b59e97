"""The comparison: records in, relations, accounts and promises out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.compare.accounts import gather, ordered
from onrecord.compare.blocking import Index
from onrecord.compare.figures import TOLLS
from onrecord.compare.naming import name_of_matter
from onrecord.compare.origins import Again, origins_of, repeated
from onrecord.compare.promises import promises_of
from onrecord.compare.relations import relation_of
from onrecord.compare.sameness import Facing, facing, likeness
from onrecord.compare.utterances import Utterance, utterances_of
from onrecord.record import Account, AccountFigure, Comparison, Record, Relation
from onrecord.record.errors import RecordError

MOST = 0.3
"""Share of the pairs of a toll's statements that must count one event."""

LEAST = 0.1
"""Likeness below which a pair is left out of gathering."""


class Comparer:
    """Takes in records one by one; each is compared with its candidates alone."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._index = Index()
        self._relations: list[Relation] = []
        self._contents: dict[tuple[int, int], float] = {}
        self._tolls: dict[tuple[int, int], float] = {}

    def add(self, record: Record) -> None:
        """Takes in one record; raises `RecordError` where a report has its id already."""
        if record.report.id in self._records:
            raise RecordError(f"there is a report {record.report.id} already", "an id of its own")
        self._records[record.report.id] = record
        reports: dict[str, Facing] = {}
        for i, j in self._index.add(record, utterances_of(record)):
            one, other = self._index.utterances[i], self._index.utterances[j]
            if one.key[0] not in reports:
                reports[one.key[0]] = facing(one, other)
            like = likeness(one, other, reports[one.key[0]])
            if like.toll:
                self._tolls[i, j] = 1.0
            if like.matter >= LEAST:
                self._contents[i, j] = like.content
                relation = relation_of(one, other, like)
                if relation:
                    self._relations.append(relation)

    def comparison(self) -> Comparison:
        """What has been taken in so far, side by side."""
        groups = self._groups()
        utterances = self._index.utterances
        relations = tuple(sorted(self._relations, key=lambda r: (r.a, r.b)))
        again = repeated(relations)
        accounts = tuple(
            _account(f"a{n}", [utterances[i] for i in group], again) for n, group in enumerate(groups, 1)
        )
        records = tuple(self._records.values())
        return Comparison(records, relations, accounts, promises_of(utterances, relations))

    def _groups(self) -> list[tuple[int, ...]]:
        """Accounts of what was said, and of tolls; a statement may stand in one of each."""
        number = len(self._index.utterances)
        tolls = [g for g in gather(number, self._tolls, MOST) if len(g) > 1]
        counted = {i for g in tolls for i in g if self._index.utterances[i].counts}
        said = {p: v for p, v in self._contents.items() if not counted.intersection(p)}
        groups = [g for g in gather(number, said) if not any(set(g) <= set(t) for t in tolls)]
        return ordered([*tolls, *groups])


def compare(records: Iterable[Record]) -> Comparison:
    """Compares records; their reports have ids of their own."""
    comparer = Comparer()
    for record in records:
        comparer.add(record)
    return comparer.comparison()


def _account(name: str, utterances: Sequence[Utterance], again: Again) -> Account:
    origins, of = origins_of(utterances, again)
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
