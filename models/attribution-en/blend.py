"""What several teachers say of texts, as one word.

    python blend.py --out SOFT --labels A=0.2 B=0.6 … --links A=0.5 B=0.5 …

A and B are folders that `teach.py` wrote, each with its weight in the roles of words and in
their links; a text gets a word where every one of them has one. Teachers differ in what they do
well: the large network is better at roles, the small ones at links.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from data import Links, Soft, read_soft, write_soft
from onrecord.tag.labels import OUTSIDE
from teach import LEAST

Weighted = dict[Path, float]


def blend(told: dict[Path, Soft], labels: Weighted, links: Weighted) -> Soft:
    """The weighted mean of what several teachers say of one text."""
    mean = np.sum([weight * told[folder].labels.astype(np.float32) for folder, weight in labels.items()], 0)
    speaking = [(told[folder], told[folder].labels[:, OUTSIDE] < 1 - LEAST, w) for folder, w in links.items()]
    return Soft(
        mean,
        _blended([(soft.to_cue, words, weight) for soft, words, weight in speaking]),
        _blended([(soft.to_source, words, weight) for soft, words, weight in speaking]),
    )


def _blended(tables: list[tuple[Links, np.ndarray, float]]) -> Links:
    """Weighted means; a teacher to whom a word is surely outside has no say in where it points."""
    total: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    weights: dict[int, float] = defaultdict(float)
    for links, words, weight in tables:
        for word in map(int, np.flatnonzero(words)):
            weights[word] += weight
            for target, p in links.get(word, ()):
                total[word][target] += weight * p
    return {word: [(t, p / weights[word]) for t, p in total[word].items()] for word in weights}


def _weighted(given: list[str]) -> Weighted:
    pairs = [text.rpartition("=") for text in given]
    total = sum(float(weight) for _, _, weight in pairs)
    return {Path(folder): float(weight) / total for folder, _, weight in pairs}


def main() -> None:
    """Reads the arguments and writes the blend of every text that all teachers have read."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--labels", nargs="+", required=True, metavar="FOLDER=WEIGHT")
    options.add_argument("--links", nargs="+", required=True, metavar="FOLDER=WEIGHT")
    o = options.parse_args()
    labels, links = _weighted(o.labels), _weighted(o.links)
    folders = sorted({*labels, *links})
    o.out.mkdir(parents=True, exist_ok=True)
    names = set.intersection(*({path.name for path in folder.glob("*.npz")} for folder in folders))
    for name in sorted(names):
        if not (o.out / name).exists():
            write_soft(o.out / name, blend({f: read_soft(f / name) for f in folders}, labels, links))
    print(f"{len(names)} texts")


if __name__ == "__main__":
    main()
