"""What clustering by bags of words reaches on annotated statements, tuned on the very data it is scored on.

    python benchmarks/compare/bag_of_words.py GOLD_DIR

Every weighting (counts of presence, tf-idf over the cluster), linkage (average,
single, complete) and threshold (0.05 … 0.9) is tried; shown is the best of all
for each cluster, and the best one setting for all clusters. Accounts are scored
by extended B-cubed, as `onrecord evaluate compare` does.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.comparison_scores import bcubed
from onrecord.evaluate.comparisons import read_links, reports_of
from onrecord.lexicon import words as lexicon_words

LINKAGES = {"average": np.mean, "single": np.max, "complete": np.min}
THRESHOLDS = [n / 20 for n in range(1, 19)]
Setting = tuple[str, str, float]


def main(folder: Path) -> None:
    """Tries every setting on every cluster and prints the best."""
    found: dict[str, dict[Setting, float]] = {}
    for name, links in read_links(folder).items():
        found[name] = scores_of(folder, links)
        best = max(found[name], key=lambda s: found[name][s])
        print(f"{name:12} best of its own: {found[name][best]:.1f}  {best}")
    settings = next(iter(found.values()))
    one = max(settings, key=lambda s: sum(scores[s] for scores in found.values()))
    mean = sum(scores[one] for scores in found.values()) / len(found)
    each = ", ".join(f"{name} {scores[one]:.1f}" for name, scores in found.items())
    print(f"{'all':12} one setting: {mean:.1f}  {one}  ({each})")


def scores_of(folder: Path, links: Mapping[str, Any]) -> dict[Setting, float]:
    """F1 of the accounts of one cluster for every setting."""
    keys, texts = [], []
    for report in sorted(reports_of(links)):
        document = json.loads((folder / f"{report}.gold.json").read_text(encoding="utf-8"))
        for statement in document["statements"]:
            keys.append((report, statement["id"]))
            texts.append(" ".join(statement["text"]["content"]))
    gold = [{tuple(key) for key in account["statements"]} for account in links["accounts"]]
    scores: dict[Setting, float] = {}
    for weighting, likeness in likenesses(texts).items():
        for linkage in LINKAGES:
            for threshold, groups in merged(likeness, linkage).items():
                given = [{keys[i] for i in group} for group in groups]
                scores[weighting, linkage, threshold] = bcubed(gold, given)["f1"]
    return scores


def likenesses(texts: list[str]) -> dict[str, npt.NDArray[np.float64]]:
    """Cosines of all pairs of texts, by weighting. Shape: (texts, texts)."""
    idle = lexicon_words("english", "function_words")
    bags = [{w for w in re.findall(r"[^\W_]+", text.lower()) if w not in idle} for text in texts]
    counts = Counter(word for bag in bags for word in bag)
    columns = {word: i for i, word in enumerate(sorted(counts))}
    present = np.zeros((len(bags), len(columns)))
    for row, bag in enumerate(bags):
        present[row, [columns[word] for word in bag]] = 1.0
    rarity = np.array([math.log((len(bags) + 1) / counts[word]) for word in sorted(counts)])
    return {name: cosines(rows) for name, rows in (("presence", present), ("tf-idf", present * rarity))}


def cosines(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Cosines of all pairs of rows; 0 with an empty one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit @ unit.T


def merged(likeness: npt.NDArray[np.float64], linkage: str) -> dict[float, list[list[int]]]:
    """The groups at every threshold, by merging the two most alike again and again."""
    groups = [[i] for i in range(len(likeness))]
    mean = LINKAGES[linkage]
    left = sorted(THRESHOLDS, reverse=True)
    found: dict[float, list[list[int]]] = {}
    while True:
        best = (-1.0, 0, 0)
        if len(groups) > 1:
            best = max(
                (float(mean(likeness[np.ix_(a, b)])), -i, -j)
                for i, a in enumerate(groups)
                for j, b in enumerate(groups[:i])
            )
        while left and (best[0] < left[0]):
            found[left.pop(0)] = [list(group) for group in groups]
        if not left:
            return found
        i, j = -best[1], -best[2]
        groups[j] = groups[j] + groups[i]
        del groups[i]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
