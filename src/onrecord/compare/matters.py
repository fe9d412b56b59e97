"""Matters: an account laid out to be read, who takes which side and where sides clash.

Nothing is decided here that the comparison has not decided; statements that
repeat one another are one telling, pairs of statements in conflict are one
clash between two sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.compare.origins import origins_of, repeated
from onrecord.compare.parties import setting_of
from onrecord.compare.speakers_alike import Voice, voice_of
from onrecord.compare.spoken import Told, tolls_told
from onrecord.record import (
    Account,
    Aspect,
    Comparison,
    Record,
    Relation,
    RelationKind,
    Statement,
    StatementKey,
)

UNDATED = "9999"
"""Sorts what has no date behind everything that has one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One utterance, in one report or told again in others.

    `statements` are in the order of the reports; `day` is the ISO date on which
    it was said, else the earliest publication; None where neither is known.
    """

    statements: tuple[StatementKey, ...]
    day: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one independent origin says of a matter, in order of time; None is for what names no source."""

    origin: str | None
    tellings: tuple[Telling, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides that cannot both be right, and the pairs of statements that show it, the surest first."""

    one: str | None
    other: str | None
    aspect: Aspect | None
    pairs: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in its report, and whose voice it is; what forming an account asks of it."""

    key: StatementKey
    record: Record
    statement: Statement
    voiced: Callable[[], Voice]

    @property
    def voice(self) -> Voice:
        """Whose voice it is, worked out where it is asked for."""
        return self.voiced()

    @property
    def speaker(self) -> str | None:
        """The id of the speaker within the report."""
        return self.statement.source.speaker

    @property
    def content(self) -> str:
        """What was said."""
        return self.statement.content.text

    @property
    def told(self) -> tuple[Told, ...]:
        """The tolls it gives."""
        return tolls_told(self.statement.figures)

    @property
    def said(self) -> str | None:
        """ISO date on which it was said, else the day of publication."""
        return self.statement.said.date or self.record.report.published


@dataclass(frozen=True, slots=True)
class Matter:
    """One account with its sides, those in conflict first, and what stands between them."""

    account: Account
    sides: tuple[Side, ...]
    clashes: tuple[Clash, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that speak of it, each once."""
        return tuple(dict.fromkeys(report for report, _ in self.account.statements))


def matters_of(comparison: Comparison) -> tuple[Matter, ...]:
    """All accounts of a comparison laid out, those with the most clashes first."""
    layout = Layout(comparison)
    matters = [layout.matter(account) for account in comparison.accounts]
    return tuple(sorted(matters, key=lambda m: (-len(m.clashes), -len(m.reports))))


class Layout:
    """Lays out accounts of one comparison; each statement is looked at once.

    `origins` are those of statements where they are known, such as from a ledger;
    else they are worked out from who speaks.
    """

    def __init__(
        self, comparison: Comparison, origins: Mapping[StatementKey, str | None] | None = None
    ) -> None:
        self._known = origins
        self._order = {record.report.id: n for n, record in enumerate(comparison.records)}
        self._records = {record.report.id: record for record in comparison.records}
        self._placed: dict[StatementKey, Placed] = {}
        self._settings: dict[str, str] = {}
        self._relations: dict[StatementKey, list[Relation]] = defaultdict(list)
        self._within: dict[int, tuple[Account, list[Relation]]] = {}
        for relation in comparison.relations:
            self._relations[relation.a].append(relation)

    def matter(self, account: Account) -> Matter:
        """One account with its sides and clashes."""
        relations = self.relations(account)
        origin_of = self._origins(account, relations)
        clashes = _clashes(relations, origin_of, self.day)
        heat = {side: -sum(side in (c.one, c.other) for c in clashes) for side in origin_of.values()}
        sides = self._sides(account, relations, origin_of)
        return Matter(
            account, tuple(sorted(sides, key=lambda s: (s.origin is None, heat[s.origin]))), clashes
        )

    def relations(self, account: Account) -> list[Relation]:
        """The relations between statements of one account."""
        known = self._within.get(id(account))
        if known is None:
            own = set(account.statements)
            found = [r for key in account.statements for r in self._relations[key] if r.b in own]
            known = self._within[id(account)] = (account, found)
        return known[1]

    def placed(self, key: StatementKey) -> Placed:
        """A statement with its report and voice; `KeyError` where the comparison does not hold it."""
        if key not in self._placed:
            record = self._records[key[0]]
            statement = record.statement(key[1])
            if statement is None:
                raise KeyError(key)
            self._placed[key] = Placed(key, record, statement, partial(self._voice, record, statement))
        return self._placed[key]

    def _voice(self, record: Record, statement: Statement) -> Voice:
        return voice_of(record, statement, self._setting(record))

    def _setting(self, record: Record) -> str:
        if record.report.id not in self._settings:
            self._settings[record.report.id] = setting_of(record.report.text)
        return self._settings[record.report.id]

    def day(self, key: StatementKey) -> str | None:
        """When a statement was said, else when its report was published."""
        return self.placed(key).statement.said.date or self._records[key[0]].report.published

    def place(self, key: StatementKey) -> tuple[str, int, int]:
        """What puts statements in the order of time, then of reports and of reading."""
        statement = self.placed(key).statement
        spans = (*statement.content.spans, *statement.cue.spans)
        return self.day(key) or UNDATED, self._order[key[0]], min((s.start for s in spans), default=0)

    def tellings(self, keys: Iterable[StatementKey], relations: Iterable[Relation]) -> tuple[Telling, ...]:
        """Statements of one origin in order of time, those that repeat one another as one."""
        groups = joined(keys, relations)
        made = []
        for group in groups:
            in_order = sorted(group, key=lambda key: (self._order[key[0]], self.place(key)[2]))
            stated = [d for key in group if (d := self.placed(key).statement.said.date)]
            days = stated or [d for key in group if (d := self.day(key))]
            made.append((min(map(self.place, group)), Telling(tuple(in_order), min(days, default=None))))
        return tuple(telling for place, telling in sorted(made, key=lambda m: (m[1].day or UNDATED, m[0])))

    def _origins(self, account: Account, relations: Sequence[Relation]) -> dict[StatementKey, str | None]:
        if self._known is not None:
            return {key: self._known.get(key) for key in account.statements}
        _, of = origins_of([self.placed(key) for key in account.statements], repeated(relations))
        return {key: of.get(key) for key in account.statements}

    def _sides(
        self, account: Account, relations: Sequence[Relation], of: Mapping[StatementKey, str | None]
    ) -> list[Side]:
        keys: dict[str | None, list[StatementKey]] = {origin.speaker: [] for origin in account.origins}
        for key in account.statements:
            keys.setdefault(of[key], []).append(key)
        return [
            Side(origin, self.tellings(own, relations), tuple(dict.fromkeys(report for report, _ in own)))
            for origin, own in keys.items()
            if own
        ]


def joined(keys: Iterable[StatementKey], relations: Iterable[Relation]) -> list[set[StatementKey]]:
    """Groups of statements that repeat one another, directly or through others."""
    group = {key: {key} for key in keys}
    for relation in relations:
        if relation.relation is RelationKind.REPEATS and relation.a in group and relation.b in group:
            one, other = group[relation.a], group[relation.b]
            if one is not other:
                one |= other
                group.update(dict.fromkeys(other, one))
    return list({id(members): members for members in group.values()}.values())


def _clashes(
    relations: Sequence[Relation],
    of: Mapping[StatementKey, str | None],
    day: Callable[[StatementKey], str | None],
) -> tuple[Clash, ...]:
    """The clashes between sides; of equally sure pairs the latest comes first, since it is what stands."""

    def place(relation: Relation) -> tuple[float, str, str]:
        first, last = sorted((day(relation.a) or "", day(relation.b) or ""))
        return relation.confidence, first, last

    pairs: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.relation is RelationKind.CONFLICTS:
            one, other = sorted((of[relation.a] or "", of[relation.b] or ""), key=lambda s: (not s, s))
            pairs[one, other, relation.aspect or ""].append(relation)
    made = [
        Clash(
            one or None,
            other or None,
            found[0].aspect,
            tuple(sorted(sorted(found, key=lambda r: (r.a, r.b)), key=place, reverse=True)),
        )
        for (one, other, _), found in pairs.items()
    ]
    return tuple(
        sorted(made, key=lambda c: (-c.pairs[0].confidence, -len(c.pairs), c.one or "", c.other or ""))
    )


def hubs_of(clashes: Sequence[Clash]) -> tuple[tuple[str | None, tuple[Clash, ...]], ...]:
    """Clashes gathered about the side that is in most of them, aspect by aspect.

    Where one denies what six assert, that is one hub with six clashes.
    """
    left, found = list(clashes), []
    while left:
        counts = Counter((clash.aspect, side) for clash in left for side in (clash.one, clash.other))
        aspect, hub = min(counts, key=lambda k: (-counts[k], k[1] is None, k[0] or "", k[1] or ""))
        own = tuple(c for c in left if c.aspect == aspect and hub in (c.one, c.other))
        left = [c for c in left if c not in own]
        found.append((hub, own))
    return tuple(found)
