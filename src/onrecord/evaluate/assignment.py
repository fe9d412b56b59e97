"""Assignment: which prediction is to be held against which gold.

The Hungarian method by shortest augmenting paths (Kuhn 1955, Munkres 1957;
Jonker and Volgenant 1987). Small and exact, for whole-number costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf


def best_pairs(weights: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Pairs gold and predicted one to one so that the sum of the weights is greatest.

    `weights` names the pairs that may be made, by (gold, predicted), with a
    positive weight. Groups that share no pair are solved apart, each with its
    smaller side as rows in ascending order: with equal sums the outcome is
    always the same.
    """
    pairs: dict[int, int] = {}
    for golds, predictions in _groups(weights):
        turned = len(golds) > len(predictions)
        rows, columns = (predictions, golds) if turned else (golds, predictions)
        costs = [[-weights.get((c, r) if turned else (r, c), 0) for c in columns] for r in rows]
        for row, column in zip(rows, cheapest_columns(costs), strict=True):
            gold, predicted = (columns[column], row) if turned else (row, columns[column])
            if (gold, predicted) in weights:
                pairs[gold] = predicted
    return pairs


def cheapest_columns(costs: Sequence[Sequence[int]]) -> list[int]:
    """Gives every row a column of its own so that the sum of the costs is least.

    Shape: (rows, columns) with rows <= columns; the result has one column a row.
    """
    matching = _Matching(costs)
    for row in range(len(costs)):
        matching.place(row)
    return matching.columns()


def _groups(weights: Mapping[tuple[int, int], int]) -> list[tuple[list[int], list[int]]]:
    """The connected parts of the graph of possible pairs, each as (golds, predictions), sorted."""
    of_gold: dict[int, list[int]] = {}
    of_predicted: dict[int, list[int]] = {}
    for gold, predicted in weights:
        of_gold.setdefault(gold, []).append(predicted)
        of_predicted.setdefault(predicted, []).append(gold)
    groups = []
    waiting = set(of_gold)
    for start in of_gold:
        if start not in waiting:
            continue
        golds, predictions, frontier = {start}, set[int](), {start}
        while frontier:
            reached = {p for g in frontier for p in of_gold[g]} - predictions
            predictions |= reached
            frontier = {g for p in reached for g in of_predicted[p]} - golds
            golds |= frontier
        waiting -= golds
        groups.append((sorted(golds), sorted(predictions)))
    return groups


class _Matching:
    """A matching of rows to columns under construction, optimal for the rows placed so far.

    Prices keep every reduced cost (cost less both prices) at zero or above, and
    at zero on matched pairs; so the cheapest way to place one more row is a
    shortest path.
    """

    def __init__(self, costs: Sequence[Sequence[int]]) -> None:
        width = len(costs[0])
        self._costs = costs
        self._row_price: list[float] = [0] * len(costs)
        self._column_price: list[float] = [0] * width
        self._owner: list[int | None] = [None] * width

    def columns(self) -> list[int]:
        """The column of each row placed, in the order of the rows."""
        owned = {row: column for column, row in enumerate(self._owner) if row is not None}
        return [owned[row] for row in range(len(self._costs))]

    def place(self, row: int) -> None:
        """Matches one more row, moving others where that is cheaper.

        Equal ways are decided for the first column.
        """
        width = len(self._owner)
        distance, previous = [inf] * width, [-1] * width
        unsettled, settled = list(range(width)), list[int]()
        here, last, length = row, -1, 0.0
        while True:
            for column in unsettled:
                reduced = self._costs[here][column] - self._row_price[here] - self._column_price[column]
                if length + reduced < distance[column]:
                    distance[column], previous[column] = length + reduced, last
            last = min(unsettled, key=distance.__getitem__)
            length = distance[last]
            owner = self._owner[last]
            if owner is None:
                break
            unsettled.remove(last)
            settled.append(last)
            here = owner
        self._reprice(row, settled, distance, length)
        while last != -1:
            before = previous[last]
            self._owner[last] = row if before == -1 else self._owner[before]
            last = before

    def _reprice(self, row: int, settled: list[int], distance: list[float], length: float) -> None:
        self._row_price[row] += length
        for column in settled:
            owner = self._owner[column]
            assert owner is not None
            self._row_price[owner] += length - distance[column]
            self._column_price[column] -= length - distance[column]
