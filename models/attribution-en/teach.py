"""Writes down what a teacher says of texts, for a smaller network to learn from.

    python teach.py TEACHER --out SOFT --texts train.jsonl.gz more.jsonl.gz …

TEACHER is an exported model; every text gets a file in SOFT, named by its hash.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from annotated import texts_in
from data import Links, Soft, soft_path, write_soft
from onrecord.tag.decode import average_labels
from onrecord.tag.labels import OUTSIDE
from onrecord.tag.tagger import Tagger
from onrecord.tag.windows import cut_windows, encode_words, middle_weights
from onrecord.text.words import split_words

LEAST = 0.02  # probabilities under this are left out


def soft_of(tagger: Tagger, text: str) -> Soft | None:
    """What the teacher says of one text, averaged over its windows."""
    words = split_words(text)
    if not len(words):
        return None
    encoded = encode_words(words, tagger.network.pieces)
    windows = cut_windows([len(p) for p in encoded.pieces])
    (scores,) = tagger.score([encoded], [windows])
    labels = np.exp(average_labels(windows, scores, len(words)))
    speaking = labels[:, OUTSIDE] < 1 - LEAST
    links = [
        _average([(w.start, table(s), speaking) for w, s in zip(windows, scores, strict=True)])
        for table in (lambda s: s.to_cue, lambda s: s.to_source)
    ]
    return Soft(labels, *links)


def _average(tables: list[tuple[int, np.ndarray, np.ndarray]]) -> Links:
    """Averages the link tables of overlapping windows, words counted from the start of the text."""
    total: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    weight: dict[int, float] = defaultdict(float)
    for start, table, speaking in tables:
        own = middle_weights(len(table))
        for row in np.flatnonzero(speaking[start : start + len(table)]):
            weight[start + int(row)] += float(own[row])
            for column in np.flatnonzero(table[row, 1:] > LEAST):
                total[start + int(row)][start + int(column)] += float(own[row] * table[row, 1 + column])
    return {
        word: [(t, p / weight[word]) for t, p in total[word].items() if p / weight[word] > LEAST]
        for word in weight
    }


def main() -> None:
    """Reads the arguments and writes what the teacher says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("teacher", type=Path)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--texts", type=Path, nargs="+", required=True)
    options.add_argument("--threads", type=int, default=2)
    o = options.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    tagger = Tagger(o.teacher, o.threads)
    texts = [row["text"] for path in o.texts for row in texts_in(path)]
    texts.sort(key=lambda text: soft_path(o.out, text).name)  # what is done early is a fair sample
    for done, text in enumerate(texts):
        path = soft_path(o.out, text)
        soft = None if path.exists() else soft_of(tagger, text)
        if soft:
            write_soft(path, soft)
        if done % 50 == 0:
            print(f"{done} of {len(texts)}", flush=True)


if __name__ == "__main__":
    main()
