"""The comparison: records in, relations, accounts and promises out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from onrecord.compare.accounts import Formed, formed, groups_of
from onrecord.compare.blocking import Index
from onrecord.compare.origins import repeated
from onrecord.compare.promises import promises_of
from onrecord.compare.relations import relation_of
from onrecord.compare.sameness import Facing, facing, likeness
from onrecord.compare.utterances import Utterance, utterances_of
from onrecord.record import Comparison, Record, Relation
from onrecord.record.errors import RecordError

LEAST = 0.1
"""Likeness below which a pair is left out of gathering."""


class Comparer:
    """Takes in records one by one; each is compared with its candidates alone.

    `copies` are reports known to be near-copies, each with the report it is one of.
    """

    def __init__(self, copies: Mapping[str, str] | None = None) -> None:
        self._copies = copies or {}
        self._records: dict[str, Record] = {}
        self._index = Index()
        self._relations: list[Relation] = []
        self._contents: dict[tuple[int, int], float] = {}
        self._tolls: set[tuple[int, int]] = set()

    def add(self, record: Record, wanted: Container[str] | None = None) -> None:
        """Takes in one record, or of it the statements whose ids are wanted.

        Raises `RecordError` where a report has its id already.
        """
        if record.report.id in self._records:
            raise RecordError(f"there is a report {record.report.id} already", "an id of its own")
        self._records[record.report.id] = record
        said = utterances_of(record)
        if wanted is not None:
            said = tuple(u for u in said if u.statement.id in wanted)
        reports: dict[str, Facing] = {}
        for i, j in self._index.add(record, said):
            one, other = self._index.utterances[i], self._index.utterances[j]
            if one.key[0] not in reports:
                reports[one.key[0]] = facing(one, other)
            like = likeness(one, other, reports[one.key[0]])
            if like.toll:
                self._tolls.add((i, j))
            if like.matter >= LEAST:
                self._contents[i, j] = like.content
                relation = relation_of(one, other, like, one_text=self._one_text(one, other))
                if relation:
                    self._relations.append(relation)

    def _one_text(self, one: Utterance, other: Utterance) -> bool:
        """Whether their reports are known to be near-copies of one text."""
        ours, theirs = (self._copies.get(u.key[0], u.key[0]) for u in (one, other))
        return one.key[0] != other.key[0] and ours == theirs

    def comparison(self) -> Comparison:
        """What has been taken in so far, side by side."""
        relations = tuple(sorted(self._relations, key=lambda r: (r.a, r.b)))
        accounts = tuple(one.account for one in self.accounts())
        records = tuple(self._records.values())
        return Comparison(records, relations, accounts, promises_of(self._index.utterances, relations))

    def accounts(self) -> tuple[Formed, ...]:
        """The accounts of what has been taken in so far, the largest first."""
        utterances = self._index.utterances
        again = repeated(self._relations)
        groups = groups_of(len(utterances), self._tolls, self._contents, lambda i: utterances[i].counts)
        return tuple(
            formed(f"a{n}", group.kind, [utterances[i] for i in group.members], again)
            for n, group in enumerate(groups, 1)
        )


def compare(records: Iterable[Record]) -> Comparison:
    """Compares records; their reports have ids of their own."""
    comparer = Comparer()
    for record in records:
        comparer.add(record)
    return comparer.comparison()
