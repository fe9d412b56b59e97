"""Linear models: probabilities from named features and weights kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from onrecord.interpret.stored import stored


class Linear:
    """A logistic regression over named features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def of_names(self, features: Iterable[str]) -> float:
        """The probability where the named features hold, each counted once."""
        weights = self.weights
        return _squashed(sum(weights.get(name, 0.0) for name in set(features)))

    def of_values(self, features: Mapping[str, float]) -> float:
        """The probability given features with their values."""
        weights = self.weights
        return _squashed(sum(weights.get(name, 0.0) * value for name, value in features.items()))


def _squashed(total: float) -> float:
    return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


@cache
def linear(name: str) -> Linear:
    """The model of that name that ships with the package, read once."""
    return Linear(json.loads(stored(f"{name}.json"))["weights"])
