"""Trains the status model, measures it by cross-validation over reports, and writes weights and card.

python train.py --records DIR --polnear train.jsonl.gz --weights status.json --card CARD.md
    [--labels ../labels/labels.jsonl --corpora polnear=train.jsonl.gz pages=DIR …]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from data import Example, labelled_examples, polnear_examples, record_examples

LABELS = ("future", "none", "past", "present")
FOLDS = 10
STRENGTH = 0.2  # inverse of the penalty
FEWEST = 2  # reports that a sign must stand in: names of one story tell nothing of another
HALF = 0.5  # every record counts once with its act and once without, PolNeAR at half
TEMPLATE = Path(__file__).with_name("card.template.md")


@dataclass(frozen=True)
class Fitted:
    signs: list[str]
    weights: np.ndarray  # Shape: (4, signs)
    bias: np.ndarray  # Shape: (4,)

    def scores(self, examples: list[Example], with_act: bool) -> np.ndarray:
        """Shape: (examples, 4)."""
        number = {sign: k for k, sign in enumerate(self.signs)}
        out = np.tile(self.bias, (len(examples), 1))
        for k, example in enumerate(examples):
            known = sorted({number[s] for s in example.signs(with_act) if s in number})
            out[k] += self.weights[:, known].sum(axis=1)
        return out


def fit(records: list[Example], others: list[Example]) -> Fitted:
    rows = [(e, with_act) for e in (*records, *others) for with_act in (False, True)]
    signs = [set(e.signs(with_act)) for e, with_act in rows]
    often = Counter(
        sign for sign, _ in {(s, e.report) for (e, _), row in zip(rows, signs, strict=True) for s in row}
    )
    kept = [{s: 1.0 for s in sorted(row) if often[s] >= FEWEST} for row in signs]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(table, [e.status for e, _ in rows], sample_weight=[HALF] * len(rows))
    assert tuple(model.classes_) == LABELS
    return Fitted(list(vectorizer.feature_names_), model.coef_, model.intercept_)


def folds(records: list[Example]) -> Iterator[tuple[list[int], list[int]]]:
    """Whole reports, the largest first into the smallest fold."""
    of_report = defaultdict(list)
    for k, example in enumerate(records):
        of_report[example.report].append(k)
    parts: list[list[int]] = [[] for _ in range(FOLDS)]
    for report in sorted(of_report, key=lambda r: (-len(of_report[r]), r)):
        min(parts, key=len).extend(of_report[report])
    for part in parts:
        held = set(part)
        yield [k for k in range(len(records)) if k not in held], part


def crossed(records: list[Example], others: list[Example], with_act: bool) -> np.ndarray:
    scores = np.zeros((len(records), len(LABELS)))
    for train, test in folds(records):
        model = fit([records[k] for k in train], others)
        scores[test] = model.scores([records[k] for k in test], with_act)
    return scores


def temperature(scores: np.ndarray, right: np.ndarray) -> float:
    def loss(t: float) -> float:
        z = scores / t
        z = z - z.max(axis=1, keepdims=True)
        return float(-(z[np.arange(len(z)), right] - np.log(np.exp(z).sum(axis=1))).mean())

    return float(round(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x, 3))


def shares(records: list[Example], scores: np.ndarray) -> dict[str, float]:
    """Share right of all and of each part, and macro F1, in percent."""
    got = [LABELS[k] for k in scores.argmax(axis=1)]
    hits: dict[str, list[bool]] = defaultdict(list)
    for example, label in zip(records, got, strict=True):
        for part in ("all", example.report.split("-")[0]):
            hits[part].append(label == example.status)
    out = {part: round(100 * sum(h) / len(h), 1) for part, h in sorted(hits.items())}
    f1 = []
    for label in LABELS:
        both = sum(g == e.status == label for g, e in zip(got, records, strict=True))
        total = got.count(label) + sum(e.status == label for e in records)
        f1.append(2 * both / total)
    return {**out, "macro F1": round(100 * sum(f1) / len(f1), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--card", type=Path, required=True)
    parser.add_argument("--labels", type=Path, help="labels of statements of other corpora")
    parser.add_argument("--corpora", nargs="*", default=[], metavar="NAME=PATH", help="their texts")
    arguments = parser.parse_args()
    records = record_examples(arguments.records)
    others = polnear_examples(arguments.polnear)
    if arguments.labels:
        corpora = dict(c.split("=", 1) for c in arguments.corpora)
        others += labelled_examples(arguments.labels, {name: Path(path) for name, path in corpora.items()})
    bare, acted = crossed(records, others, False), crossed(records, others, True)
    right = np.array([LABELS.index(e.status) for e in records])
    # scored without the act: the act that the program finds is often wrong, so this is the safer confidence
    warmth = temperature(bare, right)
    model = fit(records, others)
    weights = {
        sign: [round(float(w), 3) for w in column]
        for sign, column in zip(model.signs, model.weights.T, strict=True)
        if abs(column).max() >= 0.01
    }
    stored = {
        "by": "status-en/1",
        "labels": LABELS,
        "bias": [round(float(b), 4) for b in model.bias],
        "temperature": warmth,
        "weights": dict(sorted(weights.items())),
    }
    arguments.weights.write_text(
        json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    without, within = shares(records, bare), shares(records, acted)
    table = "\n".join(f"| {name} | {without[name]} | {within[name]} |" for name in without)
    card = TEMPLATE.read_text("utf-8").format(
        records=len(records),
        reports=len({e.report for e in records}),
        others=len(others),
        signs=len(weights),
        table=table,
        temperature=warmth,
    )
    arguments.card.write_text(card, "utf-8")
    print(card)


if __name__ == "__main__":
    main()
