"""Revisions: the statements of a text found again in its next version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rapidfuzz import fuzz, process

from onrecord.record import Record, Statement

ALIKE = 65.0
"""Per cent of likeness from which a statement is another one's changed version."""


class MatchKind(StrEnum):
    """What became of a statement.

    `same`: its words stand where they stood among the others. `moved`: its
    words are the same, but it stands before or after others than it did.
    `changed`: its words are others. `gone` and `new`: in one version alone.
    """

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """A statement of the old version, of the new one, or of both.

    `likeness` is that of their words, 0 … 1; `changed` names the parts of the
    statement whose words differ (source, cue, content).
    """

    old: str | None
    new: str | None
    kind: MatchKind
    likeness: float
    changed: tuple[str, ...] = ()


_Words: TypeAlias = tuple[str, ...]
"""Source, cue and content."""


def match_statements(old: Record, new: Record) -> tuple[Match, ...]:
    """Matches the statements of a report with those of its revision, one to one.

    First those with the very same words, in reading order; then the most alike
    of the others. In the order of the new text, what is gone behind what stood
    before it. A pure function: ids are those of the two records. The same
    function matches two readings of one text by different models.
    """
    before, after = [_words(s) for s in old.statements], [_words(s) for s in new.statements]
    pairs = _same_words(before, after)
    pairs |= _alike(before, after, pairs)
    in_place = _longest_rising(sorted((i, j) for i, j in pairs.items()))
    matches = [
        _matched(old.statements[i], new.statements[j], before[i], after[j], i in in_place)
        for i, j in pairs.items()
    ]
    rows = [((float(pairs[i]), 0), match) for i, match in zip(pairs, matches, strict=True)]
    known = set(pairs.values())
    rows += [
        ((float(j), 0), Match(None, s.id, MatchKind.NEW, 0.0))
        for j, s in enumerate(new.statements)
        if j not in known
    ]
    behind = -1.0
    for i, statement in enumerate(old.statements):
        if i in pairs:
            behind = float(pairs[i])
        else:
            rows.append(((behind, 1 + i), Match(statement.id, None, MatchKind.GONE, 0.0)))
    return tuple(match for _, match in sorted(rows, key=lambda row: row[0]))


def _words(statement: Statement) -> _Words:
    parts = (statement.source.text, statement.cue.text, statement.content.text)
    return (_plain(parts[0]), _plain(parts[1]), _plain(parts[2]))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _same_words(before: Sequence[_Words], after: Sequence[_Words]) -> dict[int, int]:
    """Pairs with the very same words: all three parts first, then the content alone."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for parts in (slice(0, 3), slice(2, 3)):
        open_by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for j, words in enumerate(after):
            if j not in taken and words[2]:
                open_by_words[words[parts]].append(j)
        for i, words in enumerate(before):
            waiting = open_by_words.get(words[parts])
            if i not in pairs and waiting:
                pairs[i] = waiting.pop(0)
                taken.add(pairs[i])
    return pairs


def _alike(before: Sequence[_Words], after: Sequence[_Words], pairs: dict[int, int]) -> dict[int, int]:
    """Pairs of the rest, the most alike first."""
    left = [i for i in range(len(before)) if i not in pairs]
    right = [j for j in range(len(after)) if j not in set(pairs.values())]
    if not left or not right:
        return {}
    scores = process.cdist(
        [" ".join(before[i]) for i in left], [" ".join(after[j]) for j in right], scorer=fuzz.ratio
    )
    ranked = sorted(
        (-float(scores[a, b]), abs(i - j), i, j)
        for a, i in enumerate(left)
        for b, j in enumerate(right)
        if scores[a, b] >= ALIKE
    )
    found: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The old numbers of the longest run that stands in the same order in both texts."""
    best: list[tuple[int, int]] = []  # length of the run that ends here, number of the one before
    for k, (_, j) in enumerate(pairs):
        before = [(best[m][0], -m) for m in range(k) if pairs[m][1] < j]
        length, at = max(before, default=(0, 1))
        best.append((length + 1, -at))
    if not best:
        return frozenset()
    k = max(range(len(best)), key=lambda m: (best[m][0], -m))
    run = set()
    while k >= 0:
        run.add(pairs[k][0])
        k = best[k][1]
    return frozenset(run)


def _matched(old: Statement, new: Statement, before: _Words, after: _Words, in_place: bool) -> Match:
    changed = tuple(
        name for name, a, b in zip(("source", "cue", "content"), before, after, strict=True) if a != b
    )
    likeness = fuzz.ratio(" ".join(before), " ".join(after)) / 100
    if changed:
        return Match(old.id, new.id, MatchKind.CHANGED, round(likeness, 4), changed)
    return Match(old.id, new.id, MatchKind.SAME if in_place else MatchKind.MOVED, 1.0)
