"""The sourcing of a set of reports in numbers: who is named, who speaks how much, how it is given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, or a person or body across reports, and how much it says.

    `id` is that of the person or body, or else of the speaker; `names` are
    those that reports write. `named` is false for sources kept unidentified.
    """

    id: str
    name: str
    type: str | None
    named: bool
    affiliation: str | None
    statements: int
    reports: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How many statements are of one kind; `of` is what the share is of."""

    kind: str
    statements: int
    of: int

    @property
    def share(self) -> float:
        """0 … 1; 0 where there is nothing."""
        return self.statements / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of a set of statements.

    `sources` parts them into named, unnamed and without a source; `types`,
    `modes` and `acts` by speaker type, by direct, indirect or mixed content
    and by act; `voices` are those who say most. `alone` counts reports that
    rest on one voice, `most_by_one` is the share of the loudest.
    """

    reports: int
    statements: int
    copies: int
    sources: tuple[Share, ...]
    types: tuple[Share, ...]
    modes: tuple[Share, ...]
    acts: tuple[Share, ...]
    outlets: tuple[Share, ...]
    unnamed_by_outlet: tuple[Share, ...]
    passed_on: Share
    voices: tuple[Voice, ...]
    speakers: int
    alone: int
