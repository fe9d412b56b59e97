"""The event model: how likely each PLOVER class is for a text.

A linear model over base forms in runs of one to three, and over the phrases of
the lexicon, where they stand, and which comes first: what governs ("agreed to
lift") stands before what it governs. Trained in `models/plover`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from onrecord.interpret.event_words import NAME, Hit, Token, hits_of, tokens_of
from onrecord.lexicon import words as lexicon_words

WEIGHTS = "weights/plover.npz"


def masked(tokens: Sequence[Token]) -> list[str]:
    """The base forms with every run of capitalised words as one mark for a name."""
    shown: list[str] = []
    for i, token in enumerate(tokens):
        opens = i == 0 and not (len(tokens) > 1 and tokens[1].capital)
        if token.capital and not opens:
            if not shown or shown[-1] != NAME:
                shown.append(NAME)
        else:
            shown.append(token.base)
    return shown


def features_of(tokens: Sequence[Token]) -> dict[str, float]:
    """What the model sees of a text: a value for each feature that is there."""
    bases = [t.base for t in tokens]
    hits = hits_of(bases)
    border = _border(bases, hits)
    values = dict.fromkeys(_runs(masked(tokens)), 1.0)
    if hits:
        values.update(dict.fromkeys(_turned(bases, hits[0]), 1.0))
    for name, value in _lexical(hits, border):
        values[name] = values.get(name, 0.0) + value
    return values


def _runs(shown: list[str]) -> Iterator[str]:
    for width in (1, 2, 3):
        for i in range(len(shown) - width + 1):
            yield " ".join(shown[i : i + width])


def _border(bases: Sequence[str], hits: Sequence[Hit]) -> int:
    """The number of the token where the main clause ends: a subordinator behind the first phrase."""
    first = hits[0].first if hits else 0
    clause = lexicon_words("plover", "subordinators")
    return next((i for i in range(first + 1, len(bases)) if bases[i] in clause), len(bases))


def _turned(bases: Sequence[str], hit: Hit) -> Iterator[str]:
    """Future tense and negation before the first phrase, or within it."""
    before = bases[max(0, hit.first - 4) : hit.last]
    for turn in ("future", "negations"):
        if not lexicon_words("plover", turn).isdisjoint(before):
            yield f"@{turn} {hit.type}"


def _lexical(hits: Sequence[Hit], border: int) -> Iterator[tuple[str, float]]:
    order: list[str] = []
    for hit in hits:
        if hit.type not in order:
            order.append(hit.type)
        yield f"@ {hit.type}", 0.5
        if hit.width > 1:
            yield f"@wide {hit.type}", 0.5 * (hit.width - 1)
        if hit.first < border:
            yield f"@main {hit.type}", 0.5
    for place, kind in enumerate(order[:3], 1):
        yield f"@{place} {kind}", 1.0
    if len(order) > 1:
        yield f"@> {order[0]} {order[1]}", 1.0
