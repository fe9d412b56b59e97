"""Trains the linear models of act, certainty and polarity, and says how good they are.

  python train.py RECORDS --out stance-en.json --card CARD.md [--predictions FILE]
    --labels ../labels/labels.jsonl --corpora polnear=train.jsonl.gz pages=FOLDER …

RECORDS: a folder of <id>.gold.json and <id>.txt. The labels of other corpora
are learnt from in every fold and count in no figure. The figures are of ten-fold
cross-validation over reports: no report is judged by weights that saw it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from data import FOLDS, QUESTIONS, Row, labelled_rows, rows_of
from onrecord.interpret.multinomial import FORMAT, log_shares, scale_of
from onrecord.interpret.rules import RULES
from onrecord.record import Certainty
from report import card

VERSION = "1"
FEWEST_REPORTS = 4  # a feature must stand in that many reports of the training part
AGREEMENT = 0.5  # how much the usual pairs of act and certainty count
TEMPERATURES = np.arange(0.3, 2.01, 0.05)


@dataclass(frozen=True)
class Question:
    """How one question is fitted: inverse strength of the ridge, and the weight of groups of features."""

    strength: float
    scales: dict[str, float]
    only: tuple[str, ...] = ()


HELD = [
    (label, {sign: 1.0})
    for label, signs in {
        Certainty.POSSIBLE: (
            "modal may",
            "modal might",
            "modal could",
            "cue alleged",
            "cue fear",
            "main may",
        ),
        Certainty.PROBABLE: ("cue think", "cue suspected", "cue predict", "own think", "main likely"),
        Certainty.UNKNOWN: ("rules say demand", "rules say other", "cue praise", "cue criticise"),
    }.items()
    for sign in signs
]
WORDS_LAST = {"word ": 0.7, "words ": 0.7, "cued ": 0.7}
RULES_FIRST = {"rules say": 6.0, "rule": 3.0, "cue ": 2.0, **WORDS_LAST}
PSEUDO = 25  # invented examples a rule: its own answer and nothing else
RARE = {"threat": 4, "warning": 2, "denial": 2}  # so many times more of rules for what is rare
NEGATION = (
    "neg", "rules negate", "tells", "cue deny", "cue reject", "cue refuse", "cue silent", "length", "no cue",
    "subject", "starts", "nested", "verb", "modal", "frame", "main denying", "mode",
)  # fmt: skip
FITTED = {
    "act": Question(0.05, RULES_FIRST),
    "certainty": Question(0.05, {"rule": 3.0, "cue ": 2.0, **WORDS_LAST}),
    "polarity": Question(1.0, {"neg": 3.0, "rules negate": 3.0}, NEGATION),
}


@dataclass
class Fit:
    """A fitted model of one question."""

    names: list[str]
    labels: list[str]
    bias: np.ndarray
    weights: np.ndarray
    vectorizer: DictVectorizer = field(repr=False)

    def scores(self, values: Sequence[dict[str, float]]) -> np.ndarray:
        return self.vectorizer.transform(values) @ self.weights.T + self.bias


def scaled(row: Row, question: Question) -> dict[str, float]:
    """The features of a row that the question hears, each with its weight."""
    heard = question.only or ("",)
    return {n: v * scale_of(n, question.scales) for n, v in row.values.items() if n.startswith(heard)}


def invented(name: str) -> list[Row]:
    """What the rules would answer by themselves, as rows that speak of nothing else."""
    answers: list[tuple[dict[str, float], str]] = []
    if name == "act":
        answers = [({f"rule {rule}": 1.0, f"rules say {act}": 1.0}, str(act)) for rule, act, _ in RULES]
    if name == "certainty":
        answers = [({f"rules hold it {label}": 1.0, **signs}, str(label)) for label, signs in HELD]
    return [
        Row(f"invented {k}", "rule", values, {name: label})
        for values, label in answers
        for k in range(PSEUDO * RARE.get(label, 1))
    ]


def fit(rows: Sequence[Row], name: str) -> Fit:
    question = FITTED[name]
    rows = [*rows, *invented(name)]
    values = [scaled(row, question) for row in rows]
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for row, own in zip(rows, values, strict=True):
        for feature in own:
            reports[feature].add(row.report)
    kept = {feature for feature, ids in reports.items() if len(ids) >= FEWEST_REPORTS}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{n: v for n, v in own.items() if n in kept} for own in values])
    model = LogisticRegression(C=question.strength, max_iter=2000, tol=1e-6)
    model.fit(matrix, [row.labels[name] for row in rows])
    weights, bias = model.coef_, model.intercept_
    if len(weights) == 1:  # two labels: one row of weights, for the second
        weights, bias = np.vstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    return Fit(list(vectorizer.feature_names_), list(model.classes_), bias, weights, vectorizer)


def held_out(rows: Sequence[Row], name: str) -> tuple[list[str], np.ndarray]:
    """Labels, and the scores of every row by a model that saw nothing of its report."""
    labels = sorted({row.labels[name] for row in rows})
    scores = np.full((len(rows), len(labels)), -30.0)
    for fold in range(FOLDS):
        model = fit([row for row in rows if row.fold != fold], name)
        at = [k for k, row in enumerate(rows) if row.fold == fold]
        columns = [labels.index(label) for label in model.labels]
        scores[np.ix_(at, columns)] = model.scores([scaled(rows[k], FITTED[name]) for k in at])
    return labels, scores


def best_temperature(scores: np.ndarray, wanted: Sequence[int]) -> float:
    """The temperature of least log loss on held-out scores."""

    def loss(temperature: float) -> float:
        logits = scores / temperature
        logits = logits - logits.max(1, keepdims=True)
        return float(np.mean(np.log(np.exp(logits).sum(1)) - logits[np.arange(len(wanted)), wanted]))

    return float(min(TEMPERATURES, key=loss))


def agreement(rows: Sequence[Row]) -> dict[str, list[float]]:
    """How much oftener than by chance each certainty goes with an act, as a logarithm."""
    pairs = Counter((row.labels["act"], row.labels["certainty"]) for row in rows)
    acts, firmness = (Counter(row.labels[name] for row in rows) for name in ("act", "certainty"))

    def logarithm(a: str, c: str) -> float:
        return AGREEMENT * float(np.log((pairs[a, c] + 0.5) * len(rows) / (acts[a] * firmness[c])))

    return {a: [round(logarithm(a, c), 4) for c in sorted(firmness)] for a in sorted(acts)}


def hear_acts(rows: Sequence[Row], acts: Sequence[str], scores: np.ndarray) -> None:
    """Adds to held-out scores of certainty what goes with the act, by the agreement of the other folds."""
    for fold in range(FOLDS):
        table = agreement([row for row in rows if row.fold != fold])
        for k, row in enumerate(rows):
            if row.fold == fold:
                scores[k] += table[acts[k]]


def exported(model: Fit, question: Question, temperature: float) -> dict[str, object]:
    weights = {n: [round(float(w), 4) for w in model.weights[:, k]] for k, n in enumerate(model.names)}
    return {
        "labels": model.labels,
        "bias": [round(float(b), 4) for b in model.bias],
        "scales": question.scales,
        "temperature": round(temperature, 2),
        "weights": weights,
    }


def rules_alone(rows: Iterable[Row], name: str) -> list[str]:
    """What the rules say by themselves, without weights."""
    start = {"act": "rules say ", "certainty": "rules hold it "}.get(name)
    if start is None:
        return ["negative" if "rules negate" in row.values else "positive" for row in rows]
    return [next(n.removeprefix(start) for n in row.values if n.startswith(start)) for row in rows]


def like(rows: Sequence[Row], other: dict[str, Any]) -> dict[str, object]:
    """Weights fitted on all rows, with the temperatures of other weights: without any cross-validation."""
    return {
        name: exported(fit(rows, name), FITTED[name], other["questions"][name]["temperature"])
        for name in QUESTIONS
    }


def write(path: Path, rows: Sequence[Row], questions: dict[str, Any]) -> None:
    """Writes the weights of all questions."""
    data = {
        "name": "stance-en",
        "version": VERSION,
        "format": FORMAT,
        "agreement": agreement(rows),
        "questions": questions,
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--card", type=Path)
    parser.add_argument("--labels", type=Path, help="labels of statements of other corpora")
    parser.add_argument("--corpora", nargs="*", default=[], metavar="NAME=PATH", help="their texts")
    parser.add_argument(
        "--like", type=Path, help="weights to take temperatures from, without cross-validation"
    )
    parser.add_argument("--predictions", type=Path, help="held-out answers as JSON")
    arguments = parser.parse_args()
    rows = list(rows_of(arguments.records))
    judged = len(rows)  # the others are learnt from in every fold
    if arguments.labels:
        corpora = dict(c.split("=", 1) for c in arguments.corpora)
        rows += labelled_rows(arguments.labels, {name: Path(path) for name, path in corpora.items()})
    print(Counter(row.spans for row in rows))
    if arguments.like:
        write(arguments.out, rows, like(rows, json.loads(arguments.like.read_text(encoding="utf-8"))))
        return
    questions, shares, labels = {}, {}, {}
    for name in QUESTIONS:
        labels[name], scores = held_out(rows, name)
        if name == "certainty":
            hear_acts(rows, [labels["act"][int(np.argmax(row))] for row in shares["act"]], scores)
        wanted = [labels[name].index(row.labels[name]) for row in rows[:judged]]
        temperature = best_temperature(scores[:judged], wanted)
        shares[name] = [log_shares(list(row)) for row in scores / temperature]
        questions[name] = exported(fit(rows, name), FITTED[name], temperature)
    answers = {
        name: {
            "model": [labels[name][int(np.argmax(row))] for row in shares[name][:judged]],
            "rules": rules_alone(rows[:judged], name),
            "sure": [float(np.exp(max(row))) for row in shares[name][:judged]],
        }
        for name in QUESTIONS
    }
    write(arguments.out, rows, questions)
    figures = card(rows[:judged], answers)
    print(figures)
    if arguments.card:
        template = Path(__file__).with_name("card.template.md").read_text(encoding="utf-8")
        features = sum(len(q["weights"]) for q in questions.values())
        body = template.replace("{figures}", figures).replace("{features}", str(features))
        arguments.card.write_text(body, encoding="utf-8")
    if arguments.predictions:
        keyed = [(r.report, r.spans, r.labels) for r in rows[:judged]]
        arguments.predictions.write_text(json.dumps({"rows": keyed, "answers": answers}), encoding="utf-8")


if __name__ == "__main__":
    main()
