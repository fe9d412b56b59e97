"""The corpus: sentences with actor, recipient and root class, and which are kept for the test."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TEST_SHARE = 5  # one sentence in five, by its hash
_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True)
class Example:
    """One sentence: its class, and every actor and recipient that its rows name."""

    sentence: str
    root: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether it is of the test part."""
        return int(hashlib.sha1(self.sentence.encode()).hexdigest()[:8], 16) % TEST_SHARE == 0


def read_corpus(path: Path) -> list[Example]:
    """The sentences in the order of the file; rows of one sentence are one example."""
    rows: dict[str, list[dict[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            rows.setdefault(row["sentence"], []).append(row)
    return [
        Example(s, r[0]["root"], tuple(x["actor"] for x in r), tuple(x["recipient"] for x in r))
        for s, r in rows.items()
    ]


def token_f1(a: str, b: str) -> float:
    """F1 of the words of two phrases, articles left out."""
    x, y = (Counter(w for w in re.findall(r"\w+", s.lower()) if w not in _ARTICLES) for s in (a, b))
    shared = sum((x & y).values())
    return 2 * shared / (sum(x.values()) + sum(y.values())) if shared else 0.0
