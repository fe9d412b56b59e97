"""The comparison: records in, relations, accounts and promises out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.compare.accounts import Formed, formed, groups_of
from onrecord.compare.nearness import Nearness, nearest, pairs_of
from onrecord.compare.origins import NOTHING, Decided, repeated
from onrecord.compare.promises import promises_of
from onrecord.compare.relations import relation_of
from onrecord.compare.sameness import Facing
from onrecord.compare.sheets import Sheet, Vocabulary, sheet_of
from onrecord.record import Comparison, Record, Relation
from onrecord.record.errors import RecordError


@dataclass(frozen=True, slots=True)
class Held:
    """Two statements held against each other: their places in their reports, and what was found.

    `content` is how far they speak of one matter by all but tolls; `toll` tells
    that both count one event.
    """

    i: int
    j: int
    content: float
    toll: bool
    relation: Relation | None


def hold(one: Facing, other: Sheet, *, one_text: bool = False) -> Iterator[Held]:
    """Holds the statements of two reports against each other, the earlier report first.

    `one_text` says that the reports are known to be near-copies.
    """
    for meeting in one.meetings(other):
        like = meeting.like
        a, b = one.sheet.utterances[meeting.i], other.utterances[meeting.j]
        relation = relation_of(a, b, like, one_text=one_text)
        yield Held(meeting.i, meeting.j, like.content, like.toll, relation)


class Comparer:
    """Takes in records one by one; each is compared with those near it alone.

    `copies` are reports known to be near-copies, each with the report it is one of;
    `decided` is what people decided of speakers.
    """

    def __init__(self, copies: Mapping[str, str] | None = None, decided: Decided = NOTHING) -> None:
        self._copies, self._decided = copies or {}, decided
        self._records: dict[str, Record] = {}
        self._sheets: list[Sheet] = []
        self._vocabulary = Vocabulary()
        self._nearness = Nearness()
        self._relations: list[Relation] = []
        self._contents: dict[tuple[int, int], float] = {}
        self._tolls: set[tuple[int, int]] = set()
        self._held = 0

    def add(self, record: Record, wanted: Container[str] | None = None) -> None:
        """Takes in one record, or of it the statements whose ids are wanted.

        Raises `RecordError` where a report has its id already.
        """
        if record.report.id in self._records:
            raise RecordError(f"there is a report {record.report.id} already", "an id of its own")
        self._records[record.report.id] = record
        sheet = sheet_of(record, self._vocabulary, wanted)
        self._sheets.append(sheet)
        self._nearness.add(sheet.report, sheet.day, sheet.profile)

    def comparison(self) -> Comparison:
        """What has been taken in so far, side by side."""
        self._hold_all()
        relations = tuple(sorted(self._relations, key=lambda r: (r.a, r.b)))
        accounts = tuple(one.account for one in self.accounts())
        utterances = [u for sheet in self._sheets for u in sheet.utterances]
        return Comparison(
            tuple(self._records.values()), relations, accounts, promises_of(utterances, relations)
        )

    def accounts(self) -> tuple[Formed, ...]:
        """The accounts of what has been taken in so far, the largest first."""
        self._hold_all()
        utterances = [u for sheet in self._sheets for u in sheet.utterances]
        again = repeated(self._relations)
        groups = groups_of(len(utterances), self._tolls, self._contents, lambda i: utterances[i].counts)
        return tuple(
            formed(f"a{n}", group.kind, [utterances[i] for i in group.members], again, self._decided)
            for n, group in enumerate(groups, 1)
        )

    def _hold_all(self) -> None:
        """Holds all reports against those near them, unless that is done."""
        if self._held == len(self._sheets):
            return
        self._held = len(self._sheets)
        self._relations, self._contents, self._tolls = [], {}, set()
        at = {sheet.report: n for n, sheet in enumerate(self._sheets)}
        near = (
            (
                sheet.report,
                [n.report for n in nearest(self._nearness.near(sheet.report, sheet.day, sheet.profile))],
            )
            for sheet in self._sheets
        )
        partners: dict[int, list[int]] = defaultdict(list)
        for a, b in pairs_of(near):
            first, second = sorted((at[a], at[b]))
            partners[first].append(second)
        starts = [0]
        for sheet in self._sheets:
            starts.append(starts[-1] + len(sheet.utterances))
        for first, sheet in enumerate(self._sheets):
            facing = Facing(sheet, len(self._vocabulary))
            for second in sorted(partners[first]):
                self._hold(facing, self._sheets[second], starts[first], starts[second])

    def _hold(self, facing: Facing, other: Sheet, mine: int, theirs: int) -> None:
        for held in hold(facing, other, one_text=self._one_text(facing.sheet, other)):
            pair = mine + held.i, theirs + held.j
            self._contents[pair] = held.content
            if held.toll:
                self._tolls.add(pair)
            if held.relation:
                self._relations.append(held.relation)

    def _one_text(self, one: Sheet, other: Sheet) -> bool:
        """Whether two reports are known to be near-copies of one text."""
        return one is not other and one_text(one.report, other.report, self._copies)


def one_text(one: str, other: str, copies: Mapping[str, str]) -> bool:
    """Whether two reports are near-copies of one text."""
    return copies.get(one, one) == copies.get(other, other)


def compare(records: Iterable[Record]) -> Comparison:
    """Compares records; their reports have ids of their own."""
    comparer = Comparer()
    for record in records:
        comparer.add(record)
    return comparer.comparison()
