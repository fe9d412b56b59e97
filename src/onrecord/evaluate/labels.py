"""Labels of statements whose texts lie elsewhere: read with the corpora they belong to."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.read import read_bytes
from onrecord.record.errors import ReadError

DIGITS = 12  # of a text's SHA-256 that a label keeps


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the labels of some of its statements, each a dict with spans by role and labels by field."""

    corpus: str
    id: str
    text: str
    published: str | None
    labels: tuple[dict[str, Any], ...]


def read_labels(path: Path, corpora: Mapping[str, Path]) -> Iterator[Labelled]:
    """The texts of `corpora` (name to path) that have labels in the JSON lines of `path`.

    A path is a gzipped file of JSON lines with `id`, `text` and perhaps
    `published`, or a folder of pages (`<id>.html.gz`). Labels of a corpus that
    is not given, and of a text that is not the one labelled, are left out.
    """
    own: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            label = json.loads(line)
            own[label["corpus"], label["id"]].append(label)
    for corpus, place in corpora.items():
        for id, text, published in _texts(place):
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
            labels = tuple(label for label in own.get((corpus, id), ()) if label["sha256"] == digest)
            if labels:
                yield Labelled(corpus, id, text, published, labels)


def _texts(place: Path) -> Iterator[tuple[str, str, str | None]]:
    if place.is_dir():
        for page in sorted(place.glob("*.html.gz")):
            try:
                report = read_bytes(gzip.decompress(page.read_bytes()), path=page.stem).report
            except ReadError:
                continue  # in another language or without a text: it has no labels
            yield page.name.split(".")[0], report.text, report.published
        return
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"], row.get("published")
