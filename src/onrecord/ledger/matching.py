"""Which statement of one reading is which of another.

Two statements are one where most of their words are. On the same text words
are told apart by where they stand; between two texts by what they are. Pairs
are taken greedily, the most alike first, each statement once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence, Set

from onrecord.ledger.words import folded
from onrecord.record import Span, Speaker, Statement

LEAST = 0.5
"""Shares of words (Jaccard) that two statements must have in common."""
_WORD = re.compile(r"\w+")
Marks = frozenset[tuple[str, object]]


def match_statements(
    old: Sequence[Statement], new: Sequence[Statement], same_text: str | None
) -> dict[str, str]:
    """The id of the old statement for every new one that has one.

    `same_text` is the text where both readings are of the same, None else.
    """
    marks = (lambda s: _where(s, same_text)) if same_text is not None else _what
    return _pairs(old, new, marks, LEAST)


def match_speakers(
    old: Sequence[Speaker],
    new: Sequence[Speaker],
    statements: dict[str, tuple[str | None, str | None]],
) -> dict[str, str]:
    """The id of the old speaker for every new one that has one.

    `statements` gives for every matched statement its old and its new speaker:
    speakers who say the same are the same, before those of one name.
    """
    shared = Counter(pair for pair in statements.values() if None not in pair)
    alike = {one.id: one for one in old}
    scores = {
        (b.id, a): (shared[a, b.id], _same_name(alike[a], b)) for b in new for a in alike if shared[a, b.id]
    } | {(b.id, a.id): (shared[a.id, b.id], True) for b in new for a in old if _same_name(a, b)}
    matched: dict[str, str] = {}
    for (new_id, old_id), _ in sorted(
        scores.items(), key=lambda i: (-i[1][1], -i[1][0], _number(i[0][1]), _number(i[0][0]))
    ):
        if new_id not in matched and old_id not in matched.values():
            matched[new_id] = old_id
    return matched


def _same_name(a: Speaker, b: Speaker) -> bool:
    return folded(a.name) == folded(b.name)


def _where(one: Statement, text: str) -> Marks:
    parts = (("content", one.content.spans), ("cue", one.cue.spans))
    return frozenset((part, at) for part, spans in parts for span in spans for at in _starts(text, span))


def _starts(text: str, span: Span) -> list[int]:
    return [m.start() for m in _WORD.finditer(text, span.start, span.end)]


def _what(one: Statement) -> Marks:
    """Words of content and cue; a word that comes twice counts twice."""
    marks: set[tuple[str, object]] = set()
    for part, words in (("content", one.content.text), ("cue", one.cue.text)):
        counted: Counter[str] = Counter()
        for word in folded(words).split():
            counted[word] += 1
            marks.add((part, (word, counted[word])))
    return frozenset(marks)


def _pairs(
    old: Sequence[Statement],
    new: Sequence[Statement],
    marks: Callable[[Statement], Marks],
    least: float,
) -> dict[str, str]:
    before = {one.id: marks(one) for one in old}
    after = {one.id: marks(one) for one in new}
    having: dict[object, list[str]] = defaultdict(list)
    for old_id, its in before.items():
        for mark in its:
            having[mark].append(old_id)
    scores: list[tuple[float, int, int, str, str]] = []
    for new_id, its in after.items():
        shared = Counter(old_id for mark in its for old_id in having.get(mark, ()))
        for old_id in shared:
            score = _jaccard(before[old_id], its)
            if score >= least:
                scores.append((-score, _number(old_id), _number(new_id), old_id, new_id))
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for *_, old_id, new_id in sorted(scores):
        if new_id not in matched and old_id not in taken:
            matched[new_id] = old_id
            taken.add(old_id)
    return matched


def _jaccard(a: Set[object], b: Set[object]) -> float:
    return len(a & b) / len(a | b)


def _number(identity: str) -> int:
    return int(identity[1:])
