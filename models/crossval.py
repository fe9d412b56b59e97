"""Scores whole records by cross-validation over reports: nothing learnt from a report reads it.

    python models/crossval.py RECORDS --data DATA [--report report.json]

For every fold the small models that learn from annotated reports (act,
certainty, polarity; status; places) are trained without its reports, and the
fold is read with them. DATA holds the other corpora (polnear, unlabelled, pages,
places). The tagger has not seen RECORDS, but for the reports of part `d-pol`.
Word lists and rules were written with about half of the reports in sight: the
part `not in sight` are the others, the honest figure for new reports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from onrecord.evaluate.corpus import digest_of
from onrecord.evaluate.record_files import by_part, fold_of
from onrecord.evaluate.records import score

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "onrecord" / "interpret" / "weights"
READ = """
import sys
from pathlib import Path
from onrecord.pipeline import Pipeline
from onrecord.read import read_text
from onrecord.record import to_json
import json
pipe = Pipeline()
for path in map(Path, sys.argv[2:]):
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(gold["id"] + ".txt").read_bytes().decode("utf-8")
    record = pipe.read(read_text(text, published=gold.get("published"), report_id=gold["id"]))
    (Path(sys.argv[1]) / (gold["id"] + ".json")).write_text(to_json(record), encoding="utf-8")
"""


def in_sight(report: str) -> bool:
    """Whether rules and word lists were written with this report in sight."""
    return hashlib.sha1(report.encode()).hexdigest()[0] in "01234567"


def train(reports: Path, data: Path, weights: Path) -> None:
    """Trains the small models on a folder of reports."""
    unlabelled = data / "unlabelled"
    more = [
        "--labels",
        HERE / "labels" / "labels.jsonl",
        "--corpora",
        f"polnear={data / 'polnear' / 'train.jsonl.gz'}",
        f"local-news={unlabelled / 'local-news.jsonl.gz'}",
        f"syria={unlabelled / 'syria.jsonl.gz'}",
        f"pages={data / 'pages'}",
    ]
    stance = [reports, "--out", weights / "stance-en.json", "--like", SHIPPED / "stance-en.json", *more]
    _run(HERE / "stance" / "train.py", *stance)
    polnear = data / "polnear" / "train.jsonl.gz"
    status = ["--records", reports, "--polnear", polnear, "--weights", weights / "status.json"]
    _run(HERE / "status-en" / "train.py", *status, "--card", weights / "card.md", *more)
    places = [reports, data / "places" / "GeoWebNews.xml", "--out", weights / "places.json"]
    _run(HERE / "places" / "fit_statements.py", *places)


def _run(*command: object, **environment: str) -> None:
    given = [sys.executable, "-W", "ignore", *map(str, command)]
    subprocess.run(given, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})


def read_fold(paths: list[Path], folder: Path, data: Path, work: Path) -> None:
    """Trains without the reports of `paths` and reads them into `folder`."""
    reports, weights = work / "reports", work / "weights"
    reports.mkdir()
    weights.mkdir()
    left_out = {path.name for path in paths}
    for path in paths[0].parent.glob("*.gold.json"):
        if path.name not in left_out:
            text = path.with_name(path.name.replace(".gold.json", ".txt"))
            (reports / path.name).symlink_to(path.resolve())
            (reports / text.name).symlink_to(text.resolve())
    train(reports, data, weights)
    _run("-c", READ, folder, *paths, ONRECORD_WEIGHTS=str(weights))


def summary(scores: dict[str, Any]) -> str:
    """A score in one line."""
    f = scores["fields"]
    named = (
        ("speaker", "speaker", "accuracy"),
        ("type", "speaker.type", "accuracy"),
        ("named", "speaker.named", "accuracy"),
        ("via", "via", "f1"),
        ("act", "act", "accuracy"),
        ("act macro", "act", "macro_f1"),
        ("certainty", "certainty", "accuracy"),
        ("certainty macro", "certainty", "macro_f1"),
        ("negative", "negative", "f1"),
        ("said given", "said given", "f1"),
        ("channel given", "channel given", "f1"),
        ("status", "about.status", "accuracy"),
        ("start", "about.start", "f1"),
        ("end", "about.end", "f1"),
        ("places", "places", "f1"),
        ("figures", "figures", "f1"),
    )
    fields = "  ".join(f"{name} {f[field][measure]}" for name, field, measure in named)
    return f"found {scores['found']['f1']}  whole {scores['whole']}  {fields}"


def main() -> None:
    """Reads the arguments, cross-validates, prints and writes the scores."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("records", type=Path)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--folds", type=int, default=6)
    options.add_argument("--report", type=Path)
    o = options.parse_args()
    paths = sorted(o.records.glob("*.gold.json"))
    pairs = []
    for fold in range(o.folds):
        own = [p for p in paths if fold_of(p.name.removesuffix(".gold.json"), o.folds) == fold]
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            (work / "read").mkdir()
            read_fold(own, work / "read", o.data, work)
            for path in own:
                gold = json.loads(path.read_text(encoding="utf-8"))
                pairs.append((gold, json.loads((work / "read" / f"{gold['id']}.json").read_text("utf-8"))))
        print(f"fold {fold + 1} of {o.folds}: {len(own)} reports", flush=True)
    scores = {"all": score(pairs), **by_part(pairs)}
    scores["not in sight"] = score([p for p in pairs if not in_sight(p[0]["id"])])
    for name, own in scores.items():
        print(f"{name:13}", summary(own))
    if o.report:
        report = {"folds": o.folds, "digest": digest_of(sorted(o.records.glob("*"))), "scores": scores}
        o.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
