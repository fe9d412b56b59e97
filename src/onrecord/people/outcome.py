"""Outcomes: who is one, who may be, and who looked alike and is not."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.people.appearance import AppearanceKey
from onrecord.record import SpeakerType


@dataclass(frozen=True, slots=True)
class Decisions:
    """What persons have decided; it stands for ever.

    `must_link`: appearances that are one, whatever their names; all that is one
    with either is one. `cannot_link`: pairs that are two; the first of a pair is
    the one that leaves those it was merged with. A pair in both is kept apart.
    `apart`: pairs that are two, where neither leaves those it is with (a proposal
    that was refused).
    """

    must_link: frozenset[tuple[AppearanceKey, AppearanceKey]] = frozenset()
    cannot_link: frozenset[tuple[AppearanceKey, AppearanceKey]] = frozenset()
    apart: frozenset[tuple[AppearanceKey, AppearanceKey]] = frozenset()

    def forbids(self, one: AppearanceKey, other: AppearanceKey) -> bool:
        """Whether a person has said that these two are not one."""
        return (one, other) in self.two or (other, one) in self.two

    @property
    def two(self) -> frozenset[tuple[AppearanceKey, AppearanceKey]]:
        """All pairs that are two."""
        return self.cannot_link | self.apart

    @property
    def leaving(self) -> frozenset[AppearanceKey]:
        """The appearances that were taken out of a merge."""
        return frozenset(one for one, _ in self.cannot_link)


@dataclass(frozen=True, slots=True)
class Link:
    """Why appearances under two names are one, or may be.

    `a` and `b` are one appearance of each side, `names` how each side is
    written; `score` is the probability that they are one (0 … 1).
    """

    a: AppearanceKey
    b: AppearanceKey
    names: tuple[str, str]
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A person or body across reports.

    `name` is the fullest usual name, `aliases` the other names it has in
    reports. `id` is given when it is first found and kept for as long as most
    of its appearances stay together. `members` are sorted by report and speaker.
    `links` say why the names are one; those of one name need none.
    """

    id: str
    name: str
    type: SpeakerType | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    lands: tuple[str, ...]
    members: tuple[AppearanceKey, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two identities that may be one (a proposal), or looked alike and are kept apart (a near miss).

    To accept it, put `(link.a, link.b)` into `Decisions.must_link`; to refuse it
    for ever, into `apart`.
    """

    one: str
    other: str
    link: Link


@dataclass(frozen=True, slots=True)
class Change:
    """What taking in appearances has changed.

    `identities` are all that are new or touched, as they are now; `gone` are ids
    that went into others. `proposals` and `near_misses` are those in which a
    touched identity stands, and replace all earlier ones of theirs.
    """

    identities: tuple[Identity, ...] = ()
    gone: tuple[str, ...] = ()
    proposals: tuple[Pair, ...] = ()
    near_misses: tuple[Pair, ...] = ()
    unmerged: tuple[AppearanceKey, ...] = field(default=())
