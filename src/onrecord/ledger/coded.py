"""Columns of numbers in memory: values as codes, and arrays that grow."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value", bound=Hashable)
Numbers = NDArray[np.int32]


class Codes(Generic[Value]):
    """Values by the order in which they were first met."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self._codes: dict[Value, int] = {}

    def __len__(self) -> int:
        return len(self.values)

    def __call__(self, value: Value) -> int:
        """The code of a value, a new one where it was never met."""
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.values)
            self.values.append(value)
        return code

    def known(self, value: Value) -> int | None:
        """The code of a value, None where it was never met."""
        return self._codes.get(value)

    def among(self, values: Iterable[Value]) -> NDArray[np.bool_]:
        """Of each code whether its value is among some."""
        chosen = np.zeros(len(self.values), dtype=np.bool_)
        chosen[[self._codes[value] for value in values if value in self._codes]] = True
        return chosen

    def ranks(self) -> NDArray[np.int64]:
        """Of each code where its value stands in the order of bytes; no value is before all."""
        ordered = sorted(range(len(self.values)), key=lambda code: str(self.values[code] or "").encode())
        ranks = np.empty(len(self.values), dtype=np.int64)
        ranks[ordered] = np.arange(len(ordered))
        return ranks


class Column:
    """Numbers one after the other; adding is cheap, and so is looking at all of them."""

    def __init__(self, kind: Any = np.int32) -> None:
        self._held: NDArray[Any] = np.zeros(1024, dtype=kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, values: Sequence[int]) -> None:
        """Adds values at the end."""
        end = self._length + len(values)
        if end > len(self._held):
            self._held = np.resize(self._held, max(end, 2 * len(self._held)))
        self._held[self._length : end] = values
        self._length = end

    def put(self, at: int, value: int) -> None:
        """Sets one value; what lies between the end and it is 0."""
        if at >= self._length:
            self.add([0] * (at + 1 - self._length))
        self._held[at] = value

    @property
    def all(self) -> NDArray[Any]:
        """All values; a view, which is right until something is added."""
        return self._held[: self._length]


class Known:
    """What is known of things by their codes: a column of codes of values, of which 0 is none."""

    def __init__(self) -> None:
        self.values: Codes[str | None] = Codes()
        self.values(None)
        self.column = Column()

    def put(self, code: int, value: str | None) -> None:
        """Notes the value of one of them."""
        self.column.put(code, self.values(value))

    def of(self, codes: NDArray[Any]) -> NDArray[Any]:
        """The codes of their values; what has no code has none."""
        values = np.append(self.column.all, 0)  # -1 is the last
        found: NDArray[Any] = values[codes]
        return found


def counted(codes: NDArray[Any], of: int) -> NDArray[Any]:
    """How often each code from 0 to `of` stands there; those below 0 are no codes."""
    counts: NDArray[Any] = np.bincount(codes[codes >= 0], minlength=of)
    return counts


def ranked(
    values: Sequence[str | None], counts: NDArray[Any], most: int
) -> tuple[tuple[tuple[str | None, int], ...], int]:
    """The most frequent values with their counts, and how much all others count together.

    Of equal counts the first by its letters goes first, no value last.
    """
    there = np.flatnonzero(counts)
    total = int(counts.sum())
    if len(there) > 4 * most:
        least = np.partition(counts[there], len(there) - most)[len(there) - most]
        there = there[counts[there] >= least]
    pairs = [(values[code], int(counts[code])) for code in there.tolist()]
    pairs.sort(key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))
    listed = tuple(pairs[:most])
    return listed, total - sum(count for _, count in listed)
