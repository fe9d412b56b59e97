"""The corpus: articles with their gold attributions, from either kind of corpus the project reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluate.corpus import digest_of, gold_paths, read_gold, read_rows


@dataclass(frozen=True)
class Corpus:
    """Articles as rows {"id", "text", "attributions"}; `sha256` is that of `onrecord evaluate`."""

    name: str
    sha256: str
    rows: Sequence[dict[str, Any]]

    @property
    def words(self) -> int:
        """Words between white space, of all articles."""
        return sum(len(row["text"].split()) for row in self.rows)


def read_corpus(path: Path, limit: int | None = None) -> Corpus:
    """Reads a file of JSON lines, or a folder of <id>.gold.json and <id>.txt.

    Of a folder the statements count that stand within no other, as the first
    kind of corpus has no others. Raises `EvaluationError` as the project does.
    """
    if not path.is_dir():
        rows = read_rows(path, limit)
        return Corpus(path.name, digest_of([path]), rows)
    gold = read_gold(path, limit)
    files = sorted(file for one in gold for file in gold_paths(path, one.id))
    rows = [
        {
            "id": one.id,
            "text": one.text,
            "attributions": [
                {role: statement[role] for role in ("source", "cue", "content")}
                for statement in one.document["statements"]
                if statement.get("within") is None
            ],
        }
        for one in gold
    ]
    return Corpus(path.name, digest_of(files), rows)
