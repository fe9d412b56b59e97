"""The revisions of a report, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import Connection, select

from onrecord.ledger import tables as t

MOST_PARAGRAPHS = 3_000
"""Paragraphs of a text that are compared one with another; of longer ones it is told which came and went."""
MOST_WORDS = 1_500
"""Words of two paragraphs that are compared word by word; longer ones are shown whole."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of a report, and where and when it was taken in."""

    number: int
    title: str | None
    published: str | None
    taken_at: str
    sha256: str
    original_sha256: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words: kept, gone, or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that changed, or `kept` ones between two that did (their number, and no stretches)."""

    stretches: tuple[Stretch, ...] = ()
    kept: int = 0


def revisions(connection: Connection, report: str) -> tuple[Revision, ...]:
    """The revisions of a report, the first one first."""
    v, a = t.revisions.c, t.arrivals.c
    sources: dict[int, list[str]] = {}
    for number, source in connection.execute(
        select(a.revision, a.source).where(a.report == report).order_by(a.key)
    ):
        sources.setdefault(number, []).append(source)
    rows = connection.execute(
        select(v.number, v.title, v.published, v.taken_at, v.sha256, v.original_sha256)
        .where(v.report == report)
        .order_by(v.number)
    )
    return tuple(Revision(*row, tuple(sources.get(row[0], ()))) for row in rows)


def changes(before: str, after: str) -> Iterator[Passage]:
    """What changed from one text to another, paragraph by paragraph, within them word by word."""
    old, new = _paragraphs(before), _paragraphs(after)
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        yield from _roughly(old, new)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Passage(kept=b - a)
            continue
        pairs = min(b - a, d - c)
        for n in range(pairs):
            yield Passage(tuple(words_changed(old[a + n], new[c + n])))
        yield from (Passage((Stretch("gone", one),)) for one in old[a + pairs : b])
        yield from (Passage((Stretch("new", one),)) for one in new[c + pairs : d])


def _roughly(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    before, after = set(old), set(new)
    yield Passage(kept=sum(1 for one in new if one in before))
    yield from (Passage((Stretch("gone", one),)) for one in old if one not in after)
    yield from (Passage((Stretch("new", one),)) for one in new if one not in before)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_changed(before: str, after: str) -> Iterator[Stretch]:
    """What changed from one paragraph to another, word by word."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MOST_WORDS:
        yield Stretch("gone", before)
        yield Stretch("new", after)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("kept", " ".join(old[a:b]))
            continue
        if b > a:
            yield Stretch("gone", " ".join(old[a:b]))
        if d > c:
            yield Stretch("new", " ".join(new[c:d]))
