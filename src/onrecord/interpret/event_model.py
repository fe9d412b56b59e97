"""The event model: how likely each PLOVER class is for a text.

A linear model over base forms in runs of one to three, and over the phrases of
the lexicon, where they stand, and which comes first: what governs ("agreed to
lift") stands before what it governs. Trained in `models/plover`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.interpret.event_parties import Chunk, chunk_features
from onrecord.interpret.event_words import NAME, Hit, Token, hits_of
from onrecord.lexicon import words as lexicon_words
from onrecord.record.errors import ModelError

Floats = npt.NDArray[np.float32]

WEIGHTS = "plover.npz"


@dataclass(frozen=True, slots=True)
class Parties:
    """How likely each chunk is a party, in the order of the chunks. Shape: (chunks,) each."""

    actor: Floats
    recipient: Floats


class EventModel:
    """The weights of types and parties, as `models/plover/train.py` wrote them.

    `version` names them in traces. Raises `ModelError` where the file is
    missing or not of the kind.
    """

    def __init__(self, path: Path | None = None) -> None:
        source = path or resources.files("onrecord.interpret") / "weights" / WEIGHTS
        try:
            with source.open("rb") as file, np.load(file, allow_pickle=False) as held:
                self._load({name: held[name] for name in held.files})
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{source} holds no event weights ({error})", "a file of train.py") from None

    def _load(self, held: dict[str, npt.NDArray[np.generic]]) -> None:
        self.version = f"plover/{_text(held['version'])}"
        self.types = tuple(_text(held["types"]).split())
        self._rows = {name: n for n, name in enumerate(_text(held["features"]).split("\n"))}
        self._weights = held["weights"].astype(np.float32)
        self._bias = held["bias"].astype(np.float32)
        self._party_rows = {name: n for n, name in enumerate(_text(held["party_features"]).split("\n"))}
        self._party_weights = held["party_weights"].astype(np.float32)

    def types_of(self, tokens: Sequence[Token]) -> dict[str, float]:
        """The probability of each class, given that the words are of an event; they sum to 1."""
        found = [(self._rows[f], v) for f, v in features_of(tokens).items() if f in self._rows]
        scores = self._bias.copy()
        if found:
            rows, values = zip(*found, strict=True)
            scores += np.asarray(values, dtype=np.float32) @ self._weights[list(rows)]
        shares = np.exp(scores - scores.max())
        return dict(zip(self.types, (shares / shares.sum()).tolist(), strict=True))

    def parties_of(self, tokens: Sequence[Token], chunks: Sequence[Chunk], trigger: Hit) -> Parties:
        """The probability of each chunk to be the actor, and the recipient."""
        scores = np.zeros((len(chunks), 2), dtype=np.float32)
        for number in range(len(chunks)):
            names = chunk_features(tokens, chunks, number, trigger)
            scores[number] = self._party_weights[
                [r for n in names if (r := self._party_rows.get(n)) is not None]
            ].sum(0)
        shares = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return Parties(shares[:, 0], shares[:, 1])


def _text(array: npt.NDArray[np.generic]) -> str:
    """Text kept as bytes, in an array."""
    return array.tobytes().decode("utf-8")


@cache
def shipped() -> EventModel:
    """The weights that ship, loaded once."""
    return EventModel()


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
    border = border_of(bases, hits)
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


def border_of(bases: Sequence[str], hits: Sequence[Hit]) -> int:
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
