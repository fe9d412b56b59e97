"""Fits the weights that tell names of places from other names.

    python models/places/fit.py CORPUS.xml ... --out src/onrecord/interpret/weights/place-names.json

Learns on the half of every corpus that `Article.half` calls "tuned" and prints
the scores on the other half. Needs scikit-learn. The corpora are GPL-3: they are
used to fit and measure, nothing of their text is kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.evaluate.toponyms import Corpus, read_corpus
from onrecord.interpret.spot_features import Company
from onrecord.interpret.spots import find_spots
from onrecord.text.words import split_words

SHARE = 0.8  # inverse strength of the regularisation
SMALLEST = 0.02  # weights below are left out
DIGITS = 2


def examples(corpus: Corpus, half: str):
    """Features of every spot, whether it is a toponym, and how many toponyms there are."""
    rows, right, total = [], [], 0
    for article in corpus.articles:
        if article.half != half:
            continue
        words = split_words(article.text)
        spots = find_spots(article.text, words)
        company = Company(words, spots)
        gold = {t.span for t in article.toponyms}
        total += len(gold)
        for number, spot in enumerate(spots):
            if spot.people:
                if not corpus.peoples:
                    total -= spot.span in gold
                continue
            rows.append(company.features(number))
            right.append(spot.span in gold)
            if spot.inner:
                rows.append(company.features(number, inner=True))
                right.append(spot.inner.span in gold)
    return rows, right, total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=SHARE)
    options = parser.parse_args()
    corpora = [read_corpus(path) for path in options.corpora]
    rows, right = [], []
    for corpus in corpora:
        r, y, _ = examples(corpus, "tuned")
        rows += r
        right += y
    vectors = DictVectorizer()
    seen = vectors.fit_transform([dict.fromkeys(r, 1.0) for r in rows])
    common = np.asarray(seen.sum(axis=0)).ravel() >= 3
    vectors.restrict(common)
    model = LogisticRegression(C=options.share, penalty="l1", solver="liblinear", random_state=0)
    model.fit(seen[:, common], right)
    names = vectors.get_feature_names_out()
    weights = {
        str(n): round(float(w), DIGITS)
        for n, w in zip(names, model.coef_[0], strict=True)
        if abs(w) >= SMALLEST
    }
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), DIGITS)
    options.out.write_text(
        json.dumps(
            {"credit": "fitted on LGL, GeoVirus and GeoWebNews", "weights": weights},
            ensure_ascii=False,
            indent=0,
            sort_keys=True,
        )
        + "\n",
        encoding="utf-8",
    )
    print(len(rows), "examples", len(weights), "weights", options.out.stat().st_size, "bytes")
    for corpus in corpora:
        report(corpus, weights)


def report(corpus: Corpus, weights) -> None:
    for half in ("tuned", "unseen"):
        rows, right, total = examples(corpus, half)
        given = [sum(weights.get(f, 0.0) for f in row) > 0 for row in rows]
        hit = sum(g and r for g, r in zip(given, right, strict=True))
        p, r = hit / max(1, sum(given)), hit / total
        print(f"{corpus.name:12} {half:7} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r):.1f}")


if __name__ == "__main__":
    main()
