"""Columns of numbers in memory: values as codes, and arrays that grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value", bound="str | None")
Numbers = NDArray[np.int32]


class Codes(Generic[Value]):
    """Values by the order in which they were first met."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self._codes: dict[Value, int] = {}

    def __len__(self) -> int:
        return len(self.values)

    def __call__(self, value: Value) -> int:
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.values)
            self.values.append(value)
        return code

    def known(self, value: Value) -> int | None:
        """The code of a value, None where it was never met."""
        return self._codes.get(value)

    def of(self, values: Iterable[Value]) -> NDArray[np.int32]:
        """The codes of some values, one after the other."""
        return np.fromiter((self(value) for value in values), dtype=np.int32)


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

    @property
    def all(self) -> NDArray[Any]:
        """All values; a view, which is right until something is added."""
        return self._held[: self._length]


def counted(codes: NDArray[Any], of: int) -> NDArray[Any]:
    """How often each code from 0 to `of` stands there; those below 0 are no codes."""
    return np.bincount(codes[codes >= 0], minlength=of)


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
