"""Measures the shipped event model on the test part and writes its card.

python evaluate.py --data train.jsonl.gz --card CARD.md --scores report.json
"""

from __future__ import annotations

import argparse
from pathlib import Path
from string import Template
from typing import Any

from onrecord.evaluate.events import evaluate_events


def class_rows(scores: dict[str, Any]) -> str:
    """One row a class."""
    classes = scores["types"]["classes"].items()
    return "\n".join(f"| {n} | {c['gold']} | {c['p']} | {c['r']} | {c['f1']} |" for n, c in classes)


def party_rows(scores: dict[str, Any]) -> str:
    """One row a role."""
    names = ("told", "token_f1_of_told", "token_f1")
    return "\n".join(
        f"| {r} | " + " | ".join(str(scores[r][n]) for n in names) + " |" for r in ("actor", "recipient")
    )


def main() -> None:
    """Reads the options, measures and writes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--card", type=Path, required=True)
    options.add_argument("--scores", type=Path)
    given = options.parse_args()
    scores = evaluate_events(given.data, scores=given.scores)
    template = Template((Path(__file__).parent / "card.template.md").read_text("utf-8"))
    card = template.substitute(
        version=scores["model"],
        sentences=scores["sentences"],
        digest=scores["corpus_sha256"],
        accuracy=scores["types"]["accuracy"],
        macro=scores["types"]["macro_f1"],
        told=scores["told"]["told"],
        precision=scores["told"]["precision"],
        classes=class_rows(scores),
        parties=party_rows(scores),
    )
    given.card.write_text(card, encoding="utf-8")
    print(f"wrote {given.card}: macro-F1 {scores['types']['macro_f1']}")


if __name__ == "__main__":
    main()
