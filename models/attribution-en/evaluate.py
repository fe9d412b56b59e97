"""Evaluates an exported model through the record and writes its card.

    python evaluate.py FOLDER --data dev.jsonl.gz --train train.jsonl.gz --report report.json --card CARD.md

Figures overall, by content type, by publisher and by confidence; the card is
made of them, so it cannot say what was not measured.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from data import read_articles, split_train
from onrecord.evaluate.attribution import judge, pair, score
from onrecord.evaluate.corpus import digest_of
from onrecord.evaluate.elements import Layout
from onrecord.evaluate.polnear import polnear_row
from onrecord.pipeline import Pipeline
from onrecord.read import read_text
from onrecord.record import Record

BINS = 10


def read_all(pipe: Pipeline, articles: list[dict[str, Any]]) -> dict[str, Record]:
    """The records of all articles by id."""
    return {a["id"]: pipe.read(read_text(a["text"])) for a in articles}


def confidences(articles: list[dict[str, Any]], records: dict[str, Record]) -> tuple[np.ndarray, np.ndarray]:
    """Confidence of every statement that is not nested, and whether it is right (lenient)."""
    sure, right = [], []
    for article in articles:
        layout = Layout(article["text"])
        gold = [layout.annotated(a) for a in article["attributions"]]
        own = [s for s in records[article["id"]].statements if s.within is None]
        given = [
            layout.annotated({"source": s.source.spans, "cue": s.cue.spans, "content": s.content.spans})
            for s in own
        ]
        good = {j for i, j in pair(gold, given).items() if judge(gold[i], given[j]).lenient}
        sure += [s.confidence for s in own]
        right += [j in good for j in range(len(own))]
    return np.array(sure), np.array(right, float)


def calibration(sure: np.ndarray, right: np.ndarray, gold: int) -> dict[str, Any]:
    """Expected calibration error (bins of equal count), AUROC, recall at 90 % precision, a curve."""
    order = np.argsort(-sure, kind="stable")
    bins = np.array_split(order[::-1], BINS)
    error = sum(len(b) * abs(sure[b].mean() - right[b].mean()) for b in bins if len(b)) / len(sure)
    ranks = np.empty(len(sure))
    ranks[np.argsort(sure, kind="stable")] = np.arange(1, len(sure) + 1)
    good = int(right.sum())
    auroc = (ranks[right == 1].sum() - good * (good + 1) / 2) / (good * (len(sure) - good))
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    recall = np.cumsum(right[order]) / gold
    enough = np.flatnonzero(precision >= 0.9)
    curve = [
        [float(sure[order[i]]), float(precision[i]), float(recall[i])]
        for i in np.linspace(0, len(order) - 1, 21).astype(int)
    ]
    return {
        "ece": error,
        "auroc": float(auroc),
        "recall_at_90": float(recall[enough[-1]]) if len(enough) else 0.0,
        "curve": curve,
    }


def figures(pipe: Pipeline, articles: list[dict[str, Any]]) -> dict[str, Any]:
    """All figures of one part of the corpus."""
    records = read_all(pipe, articles)
    rows = {a["id"]: polnear_row(records[a["id"]], a["id"]) for a in articles}
    by_publisher: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        by_publisher[article["id"].split("_")[0]].append(article)
    whole = score(articles, list(rows.values()), bootstrap=500)
    statements = [s for r in records.values() for s in r.statements]
    return {
        "overall": whole,
        "by_publisher": {
            k: score(v, [rows[a["id"]] for a in v])["attribution"] for k, v in sorted(by_publisher.items())
        },
        "confidence": calibration(*confidences(articles, records), whole["gold_attributions"]),
        "nested_share": sum(s.within is not None for s in statements) / max(1, len(statements)),
    }


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(r) + " |" for r in (head, ["---"] * len(head), *rows))


def card_of(version: str, report: dict[str, Any], template: str) -> str:
    """The card: the template with the measured tables put in."""
    dev = report["dev"]
    levels, roles = dev["overall"]["attribution"], dev["overall"]["roles"]
    kinds = dev["overall"]["content_recall_by_type"]
    parts = {
        "version": version,
        "whole": table(
            ["attributions", "P", "R", "F1"],
            [[k, *(f"{levels[k][m]:.1f}" for m in ("P", "R", "F1"))] for k in ("lenient", "strict")],
        ),
        "roles": table(
            ["F1", "exact", "exact without punctuation", "words"],
            [[r, *(f"{roles[r][m]['F1']:.1f}" for m in ("exact", "exact_nopunct", "token"))] for r in roles],
        ),
        "kinds": table(
            ["content", "attributions", "found (lenient)"],
            [
                [k, str(v["gold"] if "gold" in v else v["n"]), f"{v['lenient']:.1f} %"]
                for k, v in kinds.items()
            ],
        ),
        "publishers": table(
            ["publisher", "lenient F1", "strict F1"],
            [
                [k, f"{v['lenient']['F1']:.1f}", f"{v['strict']['F1']:.1f}"]
                for k, v in dev["by_publisher"].items()
            ],
        ),
        "confidence": table(
            ["measure", "value"],
            [
                ["expected calibration error", f"{dev['confidence']['ece']:.3f}"],
                ["AUROC", f"{dev['confidence']['auroc']:.3f}"],
                ["share of gold kept at 90 % precision", f"{100 * dev['confidence']['recall_at_90']:.1f} %"],
                [
                    "share of statements that are nested (the corpus has none)",
                    f"{100 * dev['nested_share']:.1f} %",
                ],
            ],
        ),
        "curve": table(
            ["confidence at least", "precision", "recall"],
            [
                [f"{c:.2f}", f"{100 * p:.1f}", f"{100 * r:.1f}"]
                for c, p, r in dev["confidence"]["curve"][1::3]
            ],
        ),
        "digest": dev["digest"],
    }
    for name, text in parts.items():
        template = template.replace("{" + name + "}", text)
    return template


def main() -> None:
    """Reads the arguments, evaluates, writes report and card."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--train", type=Path)
    options.add_argument("--report", type=Path, required=True)
    options.add_argument("--card", type=Path)
    o = options.parse_args()
    pipe = Pipeline(o.folder, threads=2)
    report = {"model": pipe.tagger.version, "dev": figures(pipe, read_articles(o.data))}
    report["dev"]["digest"] = digest_of([o.data])
    if o.train:
        report["tune"] = figures(pipe, split_train(read_articles(o.train))[1])
    o.report.parent.mkdir(parents=True, exist_ok=True)
    o.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if o.card:
        template = (Path(__file__).parent / "card.template.md").read_text(encoding="utf-8")
        o.card.write_text(card_of(pipe.tagger.version, report, template), encoding="utf-8")
    print(
        json.dumps(
            {
                k: {m: round(v["F1"], 2) for m, v in p["overall"]["attribution"].items()}
                for k, p in report.items()
                if k != "model"
            }
        )
    )


if __name__ == "__main__":
    main()
