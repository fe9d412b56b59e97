"""The linear model: multinomial logistic regression over named features.

Few weights, each of a feature that has words: what decided can be told. The
confidence is the probability after division of the scores by a temperature
(Guo et al. 2017) that was fitted on held-out reports.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

FORMAT = 1


class Decision(NamedTuple):
    """A label, how sure it is (0 … 1), and the features that spoke most for it."""

    label: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one question.

    Shape: `bias` and every row of `weights` have one number a label. `scales`
    multiply the features whose names begin so.
    """

    version: str
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    scales: Mapping[str, float]
    temperature: float

    def decide(self, values: Mapping[str, float]) -> Decision:
        """The most probable label for some features."""
        scores = list(self.bias)
        heard = []
        for name, value in values.items():
            row = self.weights.get(name)
            if row:
                strength = value * scale_of(name, self.scales)
                heard.append((name, strength, row))
                for k, weight in enumerate(row):
                    scores[k] += strength * weight
        order = sorted(range(len(scores)), key=lambda k: (-scores[k], k))
        best, second = order[0], order[1]
        total = sum(math.exp((score - scores[best]) / self.temperature) for score in scores)
        pulls = sorted((-strength * (row[best] - row[second]), name) for name, strength, row in heard)
        reasons = tuple(name for pull, name in pulls if pull < 0)
        return Decision(self.labels[best], 1 / total, reasons)


def scale_of(name: str, scales: Mapping[str, float]) -> float:
    """What a feature is multiplied with; 1 where no beginning fits."""
    return next((scale for start, scale in scales.items() if name.startswith(start)), 1.0)


@cache
def linear_model(question: str) -> LinearModel:
    """The weights that ship for `act`, `certainty` or `polarity`.

    Raises `ValueError` where the file has another format than this code reads.
    """
    path = resources.files("onrecord.interpret") / "weights" / "stance-en.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    if data["format"] != FORMAT:
        raise ValueError(f"stance-en.json has format {data['format']}, expected {FORMAT}: reinstall onrecord")
    part = data["questions"][question]
    return LinearModel(
        version=f"{data['name']}/{data['version']}",
        labels=tuple(part["labels"]),
        bias=tuple(part["bias"]),
        weights={name: tuple(row) for name, row in part["weights"].items()},
        scales=part["scales"],
        temperature=part["temperature"],
    )
