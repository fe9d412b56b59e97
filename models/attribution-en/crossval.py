"""Scores adapted taggers on the reports that each of them was not shown.

    python crossval.py RUN/0/exp RUN/1/exp … --records FOLDER --like FOLDER [--report report.json]

The folders are exported models in the order of their folds; calibration and
biases are taken from the model that `--like` names. Those reports that stand in
PolNeAR are read by the first and scored apart.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from onrecord.evaluate.corpus import digest_of
from onrecord.evaluate.record_files import by_part, fold_of
from onrecord.evaluate.records import score
from onrecord.pipeline import Pipeline
from onrecord.read import read_text
from onrecord.record import to_dict
from records import APART

FITTED = ("cue_bias", "content_bias", "link_floor", "nested_floor", "calibration")


def fit_like(folder: Path, like: Path) -> None:
    """Gives an exported model the fitted numbers of another."""
    card, other = (json.loads((f / "model.json").read_text(encoding="utf-8")) for f in (folder, like))
    card |= {key: other[key] for key in FITTED}
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def read_fold(
    folder: Path, fold: int, folds: int, records: Path
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Gold and prediction of every report of one fold."""
    pipe = Pipeline(folder)
    pairs = []
    for path in sorted(records.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        own = 0 if gold["id"].startswith(APART) else fold_of(gold["id"], folds)
        if own == fold:
            text = (records / f"{gold['id']}.txt").read_bytes().decode("utf-8")
            record = pipe.read(read_text(text, published=gold.get("published"), report_id=gold["id"]))
            pairs.append((gold, to_dict(record)))
    return pairs


def summary(scores: dict[str, Any]) -> str:
    """One line of a score."""
    found = scores["found"]
    return (
        f"{scores['statements']['gold']:5} statements"
        f"  found P {found['p']:5} R {found['r']:5} F1 {found['f1']:5}"
        f"  nested {scores['nested found']}  within {scores['fields']['within']['accuracy']}"
        f"  speaker {scores['fields']['speaker']['accuracy']}"
    )


def main() -> None:
    """Reads the arguments, scores, prints a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--records", type=Path, required=True)
    options.add_argument("--like", type=Path)
    options.add_argument("--folds", type=int, default=4)
    options.add_argument("--report", type=Path)
    o = options.parse_args()
    pairs = []
    for fold, folder in enumerate(o.folders):
        if o.like:
            fit_like(folder, o.like)
        pairs += read_fold(folder, fold, o.folds, o.records)
    whole, parts = score(pairs), by_part(pairs)
    print("all  ", summary(whole))
    for part, scores in parts.items():
        print(f"{part:5}", summary(scores))
    if o.report:
        paths = sorted(o.records.glob("*"))
        report = {"folds": o.folds, "digest": digest_of(paths), "all": whole, "parts": parts}
        o.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
