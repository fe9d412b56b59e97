"""Fits what is read off the tuning part: label biases, the nesting floor's scale, and the calibration.

    python fit.py FOLDER --data train.jsonl.gz

FOLDER holds an exported model; its model.json is written anew.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np

from data import read_articles, split_train
from onrecord.evaluate.attribution import judge, pair, score
from onrecord.evaluate.elements import Layout
from onrecord.record import Attribution
from onrecord.tag.confidence import FEATURES, features_of
from onrecord.tag.decode import Settings
from onrecord.tag.tagger import Tagger
from onrecord.tag.windows import cut_windows, encode_words
from onrecord.text.words import split_words

CUE_BIASES = (-0.2, 0.0, 0.2, 0.4)
CONTENT_BIASES = (0.0, 0.2, 0.4, 0.6)
RELUCTANCE = 0.5  # points that a bias of 1 must bring: a smaller gain is noise
LINK_FLOORS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


class Tuning:
    """The tuning part with the network's scores, so that decoding can be tried many times."""

    def __init__(self, tagger: Tagger, articles: list[dict[str, Any]]) -> None:
        self.tagger, self.articles = tagger, articles
        self.words = [split_words(a["text"]) for a in articles]
        self.encoded = [encode_words(w, tagger.network.pieces) for w in self.words]
        self.windows = [cut_windows([len(p) for p in e.pieces]) for e in self.encoded]
        self.scores = [tagger.score([e], [w])[0] for e, w in zip(self.encoded, self.windows, strict=True)]

    def read(self, settings: Settings) -> list[list[tuple[Attribution, list[float]]]]:
        """Attributions of every article with the features of their confidence."""
        self.tagger.settings = settings
        found = []
        for words, *given in zip(self.words, self.encoded, self.windows, self.scores, strict=True):
            own = []
            for linked in self.tagger.decode(*given):
                length = sum(run.end - run.start for run in linked.contents)
                own.append((self.tagger._attribution(words, linked), features_of(linked.evidence, length)))
            found.append(own)
        return found

    def score(self, settings: Settings) -> dict[str, Any]:
        """The scores under some settings."""
        rows = [
            {
                "id": a["id"],
                "attributions": [{"source": x.source, "cue": x.cue, "content": x.content} for x, _ in own],
            }
            for a, own in zip(self.articles, self.read(settings), strict=True)
        ]
        return score(self.articles, rows)

    def examples(self, settings: Settings) -> tuple[np.ndarray, np.ndarray]:
        """Features of all attributions, and whether each is right (lenient)."""
        features, right = [], []
        for article, own in zip(self.articles, self.read(settings), strict=True):
            layout = Layout(article["text"])
            gold = [layout.annotated(a) for a in article["attributions"]]
            given = [
                layout.annotated({"source": x.source, "cue": x.cue, "content": x.content}) for x, _ in own
            ]
            good = {j for i, j in pair(gold, given).items() if judge(gold[i], given[j]).lenient}
            features += [row for _, row in own]
            right += [j in good for j in range(len(own))]
        return np.array(features), np.array(right, float)


def logistic(features: np.ndarray, right: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Newton's method for a logistic model; the intercept is last and not shrunk."""
    x = np.hstack([features, np.ones((len(features), 1))])
    weights = np.zeros(x.shape[1])
    shrink = ridge * np.diag([1.0] * features.shape[1] + [0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (right - p) - shrink @ weights
        weights += np.linalg.solve((x.T * (p * (1 - p))) @ x + shrink, gradient)
    return weights


def main() -> None:
    """Reads the arguments, fits, writes model.json."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--data", type=Path, required=True)
    o = options.parse_args()
    _, articles = split_train(read_articles(o.data))
    tuning = Tuning(Tagger(o.folder, threads=2), articles)
    best, best_value = Settings(), -1.0
    for cue, content, floor in itertools.product(CUE_BIASES, CONTENT_BIASES, LINK_FLOORS):
        settings = Settings(cue, content, floor)
        rates = tuning.score(settings)["attribution"]
        value = rates["lenient"]["F1"] + 0.5 * rates["strict"]["F1"] - RELUCTANCE * (abs(cue) + content)
        if value > best_value:
            best, best_value = settings, value
            print(settings, {k: round(v["F1"], 2) for k, v in rates.items()}, flush=True)
    features, right = tuning.examples(best)
    weights = logistic(features, right)
    print(dict(zip((*FEATURES, "intercept"), np.round(weights, 3), strict=True)), f"right {right.mean():.3f}")
    path = o.folder / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card |= {"cue_bias": best.cue_bias, "content_bias": best.content_bias, "link_floor": best.link_floor}
    card["calibration"] = [round(float(w), 5) for w in weights]
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
