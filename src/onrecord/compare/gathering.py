"""Gathering: statements by the matter they speak of.

Average-link clustering over the pairs that were compared; a pair that was not
counts as unlike. Ties fall in the order of statements, so that the outcome is
the same every time.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence

ENOUGH = 0.2
"""Mean likeness from which two groups of statements are one account."""

Pair = tuple[int, int]


def gather(number: int, likeness: Mapping[Pair, float], enough: float = ENOUGH) -> list[tuple[int, ...]]:
    """Groups the statements 0 … number-1; `likeness` is by pairs (i, j) with i < j."""
    found: list[tuple[int, ...]] = []
    for part, pairs in _parts(number, likeness, enough):
        found += _gather(part, pairs, number, enough) if len(part) > 1 else [tuple(part)]
    return sorted(found)


def _parts(
    number: int, likeness: Mapping[Pair, float], enough: float
) -> Iterator[tuple[list[int], dict[Pair, float]]]:
    """What hangs together by pairs that are alike enough: nothing else is ever gathered."""
    leader = list(range(number))

    def led_by(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for (i, j), value in likeness.items():
        if value >= enough:
            leader[led_by(i)] = led_by(j)
    parts: dict[int, tuple[list[int], dict[Pair, float]]] = {}
    for i in range(number):
        parts.setdefault(led_by(i), ([], {}))[0].append(i)
    for (i, j), value in likeness.items():
        if led_by(i) == led_by(j):
            parts[led_by(i)][1][i, j] = value
    yield from parts.values()


def _gather(
    part: Sequence[int], likeness: Mapping[Pair, float], following: int, enough: float
) -> list[tuple[int, ...]]:
    """The groups of one part; merged groups are numbered from `following` on."""
    members: dict[int, list[int]] = {i: [i] for i in part}
    sums: dict[int, dict[int, float]] = {i: {} for i in part}
    for (i, j), value in likeness.items():
        sums[i][j] = sums[j][i] = value
    heap = [(-value, i, j) for (i, j), value in likeness.items() if value >= enough]
    heapq.heapify(heap)
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        _merge(members, sums, i, j, following)
        for k, value in sums[following].items():
            mean = value / (len(members[k]) * len(members[following]))
            if mean >= enough:
                heapq.heappush(heap, (-mean, min(k, following), max(k, following)))
        following += 1
    return [tuple(sorted(group)) for group in members.values()]


def _merge(
    members: dict[int, list[int]], sums: dict[int, dict[int, float]], i: int, j: int, new: int
) -> None:
    members[new] = members.pop(i) + members.pop(j)
    joined: dict[int, float] = {}
    for old in (sums.pop(i), sums.pop(j)):
        for k, value in old.items():
            if k in (i, j):
                continue
            joined[k] = joined.get(k, 0.0) + value
            sums[k].pop(i, None)
            sums[k].pop(j, None)
    for k, value in joined.items():
        sums[k][new] = value
    sums[new] = joined
