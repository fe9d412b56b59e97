"""The status of a content's event by a linear model over its signs.

Multinomial logistic regression; `weights/status.json` holds a bias and the
weights of every sign for the four statuses, and a temperature that makes the
probabilities fit how often they are right (Guo et al. 2017). Trained by
`models/status-en`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

from onrecord.interpret.stored import stored
from onrecord.record import Status

SHOWN = 3  # signs that a reason names
_READABLE = ("cue", "word", "main", "verb", "class", "act", "time", "first")


@dataclass(frozen=True, slots=True)
class StatusModel:
    """Weights by sign, one for each of `labels`; `by` names the version."""

    by: str
    labels: tuple[Status, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    temperature: float

    def judge(self, signs: list[str]) -> tuple[Status, float, str]:
        """The likeliest status, its probability, and why in a sentence."""
        known = sorted({s for s in signs if s in self.weights})
        scores = list(self.bias)
        for sign in known:
            scores = [a + b for a, b in zip(scores, self.weights[sign], strict=True)]
        best = max(range(len(scores)), key=lambda k: scores[k])
        total = sum(math.exp((s - scores[best]) / self.temperature) for s in scores)
        return self.labels[best], round(1 / total, 4), self._because(known, best)

    def _because(self, known: list[str], best: int) -> str:
        """The signs that speak most for it, in words."""
        speaking = [s for s in known if s.split("=")[0] in _READABLE and "/" not in s]
        speaking.sort(key=lambda s: (-self.weights[s][best], s))
        named = [_in_words(s) for s in speaking[:SHOWN] if self.weights[s][best] > 0]
        return (
            f"{self.labels[best]} by {', '.join(named)}" if named else f"{self.labels[best]} is the commonest"
        )


def _in_words(sign: str) -> str:
    name, _, value = sign.partition("=")
    names = {
        "cue": "the cue “{}”",
        "main": "the verb form “{}”",
        "class": "a cue that looks “{}”",
        "act": "the act “{}”",
        "time": "a time that lies “{}”",
        "first": "its beginning “{}”",
        "verb": "the verb “{}-”",
    }
    return names.get(name, "the word “{}”").format(value)


@cache
def status_model() -> StatusModel:
    """The weights of the package, read once."""
    data = json.loads(stored("status.json"))
    weights = {sign: tuple(values) for sign, values in data["weights"].items()}
    labels = tuple(Status(label) for label in data["labels"])
    return StatusModel(data["by"], labels, tuple(data["bias"]), weights, data["temperature"])
