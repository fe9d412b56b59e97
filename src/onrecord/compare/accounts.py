"""Accounts: of what was said, and of what was counted.

A statement may stand in one of each kind. What does little more than count
stands in the account of its toll alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.compare.gathering import Pair, gather
from onrecord.compare.naming import name_of_matter
from onrecord.compare.origins import NOTHING, Again, Decided, gathered
from onrecord.compare.spoken import Spoken
from onrecord.record import Account, AccountFigure, Origin, StatementKey

TOLL = 0.3
"""Share of the pairs of a toll's statements that must count one event."""


class Kind(StrEnum):
    """What the statements of an account have in common: what they say, or what they count."""

    MATTER = "matter"
    TOLL = "toll"


@dataclass(frozen=True, slots=True)
class Group:
    """The numbers of the statements of one account."""

    kind: Kind
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Formed:
    """An account with its kind, and the statements of each of its origins in their order."""

    kind: Kind
    account: Account
    carried: tuple[tuple[StatementKey, ...], ...]


def groups_of(
    number: int,
    tolls: Collection[Pair],
    contents: Mapping[Pair, float],
    counts: Callable[[int], bool],
) -> list[Group]:
    """The accounts among the statements 0 … number-1, the largest first.

    `tolls` are the pairs that count one event, `contents` how alike others are;
    `counts` tells whether a statement does little more than count.
    """
    counted = [g for g in gather(number, dict.fromkeys(tolls, 1.0), TOLL) if len(g) > 1]
    taken = {i for g in counted for i in g if counts(i)}
    said = {pair: value for pair, value in contents.items() if taken.isdisjoint(pair)}
    whole = {i: set(g) for g in counted for i in g}
    spoken = [g for g in gather(number, said) if len(g) > 1 and not set(g) <= whole.get(g[0], set())]
    found = [*(Group(Kind.TOLL, g) for g in counted), *(Group(Kind.MATTER, g) for g in spoken)]
    return sorted(found, key=lambda g: (-len(g.members), g.members))


def formed(
    name: str, kind: Kind, spoken: Sequence[Spoken], again: Again, decided: Decided = NOTHING
) -> Formed:
    """The account of some statements, in their order."""
    origins = gathered(spoken, again, decided)
    of = {key: origin.speaker for origin, keys in origins for key in keys}
    figures = tuple(
        AccountFigure(one.key, told.measure, told.low, told.high, one.said, of.get(one.key, ""))
        for one in spoken
        for told in one.told
    )
    keys = tuple(one.key for one in spoken)
    found: tuple[Origin, ...] = tuple(origin for origin, _ in origins)
    account = Account(name, name_of_matter(spoken), keys, found, figures)
    return Formed(kind, account, tuple(keys for _, keys in origins))
