"""Counts in how many news reports each term stands, for the weights of comparing.

    python models/frequencies/build.py CORPUS.jsonl.gz … > src/onrecord/compare/frequencies.tsv

Each corpus is JSON lines with `text`. The output holds counts alone, a term a
line; the empty term counts the reports. Terms of fewer than three reports are
left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter

from onrecord.compare import terms

LEAST = 3


def texts_of(path: str) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def main(paths: list[str]) -> None:
    texts = [text for path in paths for text in texts_of(path)]
    small: Counter[str] = Counter()
    for text in texts:
        small.update({terms.stem_of(w[0]) for w in terms.WORD.finditer(text) if w[0].islower()})
    terms._frequencies = lambda: small  # names are told from words by the words in small letters
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(terms.terms_of(text).keys())
    counts += Counter({w: n for w, n in small.items() if w and w not in counts})
    print(f"\t{len(texts)}")
    for term, count in sorted(counts.items()):
        if count >= LEAST and term:
            print(f"{term}\t{count}")


if __name__ == "__main__":
    main(sys.argv[1:])
