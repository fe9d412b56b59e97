"""Annotations of statements within statements, and of whole texts, beside the corpora they point into.

`annotations.jsonl` has one text a line, by the SHA-256 of its characters in
UTF-8: `all` where every statement is there, `within` where only those are that
stand within the contents that a corpus annotates. Offsets alone are kept, no text.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data import Inner

Article = dict[str, Any]
ROLES = ("source", "cue", "content")
HELD_OUT = 8  # one in so many annotated texts is kept for tuning


def text_key(text: str) -> str:
    """The name of a text in the annotations."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def texts_in(path: Path) -> Iterator[Article]:
    """The articles of a corpus: JSON lines with a text, or a JSON of pages with an `articleBody`."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        if path.suffix == ".json":
            yield from ({"id": k, "text": v["articleBody"]} for k, v in sorted(json.load(lines).items()))
        else:
            yield from (_named(json.loads(line)) for line in lines)


def _named(row: Article) -> Article:
    """A row under the names of an article: some corpora are of sentences."""
    return {**row, "text": row.get("text") or row["sentence"]}


def read_annotations(path: Path, corpora: Iterable[Path]) -> list[Article]:
    """The annotated texts as articles with `attributions` and `inner`, in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    wanted = {row["sha256"] for row in rows}
    texts = {key: a for c in corpora for a in texts_in(c) if (key := text_key(a["text"])) in wanted}
    return [with_inner(texts[row["sha256"]], row) for row in rows if row["sha256"] in texts]


def with_inner(article: Article, row: dict[str, Any]) -> Article:
    """An article with what one line of the annotations says of it."""
    statements = row["statements"]
    if row["level"] == "all":
        outer = [{role: s[role] for role in ROLES} for s in statements if s["within"] is None]
        tops = {n for n, s in enumerate(statements) if s["within"] is None}
        within = [s for s in statements if s["within"] in tops]
    else:
        outer, within = article["attributions"], statements
    known = [span for a in outer for span in a.get("content", [])]
    inner = Inner(known, [{role: s[role] for role in ROLES} for s in within])
    return {"id": article["id"], "text": article["text"], "attributions": outer, "inner": inner}


def split_annotated(articles: Iterable[Article]) -> tuple[list[Article], list[Article]]:
    """Annotated texts for training and for tuning, by the hash of their text."""
    train: list[Article] = []
    tune: list[Article] = []
    for article in articles:
        (tune if int(text_key(article["text"])[:8], 16) % HELD_OUT == 0 else train).append(article)
    return train, tune
