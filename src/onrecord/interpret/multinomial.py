"""The linear model: multinomial logistic regression over named features.

Few weights, each of a feature that has words: what decided can be told. The
confidence is the probability after division of the scores by a temperature
(Guo et al. 2017) that was fitted on held-out reports.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.interpret.stored import stored

FORMAT = 1


class Decision(NamedTuple):
    """A label, how sure it is (0 … 1), and the features that spoke most for it."""

    label: str
    confidence: float
    reasons: tuple[str, ...]


class Heard(NamedTuple):
    """A feature that has weights: its name, its strength, and one weight a label."""

    name: str
    strength: float
    row: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one question.

    Shape: `bias` and every row of `weights` have one number a label. `scales`
    multiply the features whose names begin so; `scaled` has what each feature
    that has weights is multiplied with. `table` is `weights` as rows, `place` the
    row of each feature.
    """

    version: str
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    scales: Mapping[str, float]
    temperature: float
    scaled: Mapping[str, float] = field(init=False, repr=False, compare=False)
    table: npt.NDArray[np.float64] = field(init=False, repr=False, compare=False)
    place: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scaled", {name: scale_of(name, self.scales) for name in self.weights})
        object.__setattr__(self, "table", np.array([*self.weights.values()], np.float64))
        object.__setattr__(self, "place", {name: k for k, name in enumerate(self.weights)})

    def weigh(
        self, values: Mapping[str, float], usual: Sequence[float] | None = None
    ) -> tuple[list[float], list[Heard]]:
        """The logarithm of every label's probability, and the features that were heard.

        `usual` is added to the scores: what is known of the labels beforehand.
        """
        start = [b + u for b, u in zip(self.bias, usual or [0.0] * len(self.bias), strict=True)]
        place, scaled = self.place, self.scaled
        names = [name for name in values if name in place]
        strengths = [values[name] * scaled[name] for name in names]
        heard = [Heard(n, s, self.weights[n]) for n, s in zip(names, strengths, strict=True)]
        if not heard:
            return log_shares([score / self.temperature for score in start]), heard
        # one after the other, so that the sum is the same on every machine
        rows = self.table[[place[name] for name in names]] * np.array(strengths)[:, None]
        scores = np.add.reduce(np.concatenate([[start], rows]), 0).tolist()
        return log_shares([score / self.temperature for score in scores]), heard

    def decide(self, shares: Sequence[float], heard: Sequence[Heard]) -> Decision:
        """The label with the highest share; `shares` are logarithms, one a label."""
        order = sorted(range(len(shares)), key=lambda k: (-shares[k], k))
        best, second = order[0], order[1]
        pulls = sorted((h.strength * (h.row[second] - h.row[best]), h.name) for h in heard)
        reasons = tuple(name for pull, name in pulls if pull < 0)
        return Decision(self.labels[best], math.exp(shares[best]), reasons)


def log_shares(scores: Sequence[float]) -> list[float]:
    """Scores as logarithms of shares that sum to one."""
    total = log_sum(scores)
    return [score - total for score in scores]


def log_sum(values: Sequence[float]) -> float:
    """The logarithm of a sum of exponentials."""
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))


def scale_of(name: str, scales: Mapping[str, float]) -> float:
    """What a feature is multiplied with; 1 where no beginning fits."""
    return next((scale for start, scale in scales.items() if name.startswith(start)), 1.0)


@cache
def shipped() -> dict[str, Any]:
    """The file of weights that ships.

    Raises `ValueError` where it has another format than this code reads.
    """
    data: dict[str, Any] = json.loads(stored("stance-en.json"))
    if data["format"] != FORMAT:
        raise ValueError(f"stance-en.json has format {data['format']}, expected {FORMAT}: reinstall onrecord")
    return data


@cache
def linear_model(question: str) -> LinearModel:
    """The weights that ship for `act`, `certainty` or `polarity`."""
    data = shipped()
    part = data["questions"][question]
    return LinearModel(
        version=f"{data['name']}/{data['version']}",
        labels=tuple(part["labels"]),
        bias=tuple(part["bias"]),
        weights={name: tuple(row) for name, row in part["weights"].items()},
        scales=part["scales"],
        temperature=part["temperature"],
    )
