"""Confidence: how likely an attribution is right, as a probability.

A logistic model over the tagger's own evidence, fitted on the tuning part
(Platt 1999). Right means: the cue is met, and source and content agree in more
than half of their words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

FEATURES = ("cue", "content", "link", "source", "source_link", "no_source", "words")


def features_of(evidence: Mapping[str, float], words: int) -> list[float]:
    """The evidence of one attribution as numbers.

    Shape: one number for each of `FEATURES`. Logarithms are cut at -5;
    `words` is the logarithm of the content's length.
    """
    row = [max(-5.0, evidence.get(name, 0.0)) for name in FEATURES[:5]]
    row.append(0.0 if "source" in evidence else 1.0)
    row.append(math.log1p(words) / 4)
    return row


def confidence_of(row: Sequence[float], weights: Sequence[float]) -> float:
    """The probability for one row; `weights` has the intercept last."""
    total = weights[-1] + sum(a * b for a, b in zip(row, weights, strict=False))
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 4)
