"""Training data: PolNeAR articles as words, labels and links; a tuning part; augmentation."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.tag.labels import OUTSIDE, span_labels
from onrecord.tag.windows import Encoded, encode_words
from onrecord.text.words import split_words

Spans = list[list[int]]
Attribution = dict[str, Spans]

TUNE_PER_PUBLISHER = 8
# these four stand in the annotated reports that the records are scored on
LEFT_OUT = frozenset(
    {
        "usa-today_2016-04-28_sanders-lays-off-more-than-campa",
        "huff-post_2016-07-14_fdic-accused-of-covering-up-chin",
        "nyt_2016-02-17_jeb-bush-helped-by-george-goes-a",
        "wash-post_2016-04-05_democratic-primaries-turn-into-a",
    }
)


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Reads a PolNeAR file of JSON lines, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def split_train(articles: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Cuts the tuning part off: of every publisher the eight articles whose id hashes lowest."""
    by_publisher: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        if article["id"] not in LEFT_OUT:
            by_publisher[article["id"].split("_")[0]].append(article)
    train, tune = [], []
    for _, own in sorted(by_publisher.items()):
        own.sort(key=lambda a: hashlib.sha256(a["id"].encode()).hexdigest())
        tune += own[:TUNE_PER_PUBLISHER]
        train += own[TUNE_PER_PUBLISHER:]
    return train, tune


@dataclass
class Example:
    """An article as the network is trained on it.

    `to_cue` and `to_source` map a word to the words it should point at, an
    empty list meaning that there is none.
    """

    encoded: Encoded
    labels: list[int]
    to_cue: dict[int, list[int]] = field(default_factory=dict)
    to_source: dict[int, list[int]] = field(default_factory=dict)


def make_example(text: str, attributions: list[Attribution], tokenizer: Any) -> Example:
    """Turns spans of characters into labels and links of words."""
    words = split_words(text)
    at_char = {}
    for k, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        for c in range(start, end):
            at_char[c] = k
    example = Example(encode_words(words, tokenizer), [OUTSIDE] * len(words))
    for attribution in attributions:
        runs = {role: _runs(attribution.get(role, []), at_char) for role in ("content", "source", "cue")}
        for role, of_role in runs.items():
            for run in of_role:
                example.labels[run[0] : run[-1] + 1] = span_labels(role, len(run))
        cue = [w for run in runs["cue"] for w in run]
        source = [w for run in runs["source"] for w in run]
        for w in [*source, *(w for run in runs["content"] for w in run)]:
            if cue:
                example.to_cue.setdefault(w, []).append(cue[0])
        for w in cue:
            example.to_source[w] = source[:1]
    return example


def _runs(spans: Spans, at_char: dict[int, int]) -> list[range]:
    """Spans as runs of words; adjoining ones become one."""
    covered = sorted({at_char[c] for s, e in spans for c in range(s, e) if c in at_char})
    runs: list[range] = []
    for w in covered:
        if runs and runs[-1].stop == w:
            runs[-1] = range(runs[-1].start, w + 1)
        else:
            runs.append(range(w, w + 1))
    return runs


# ------------------------------------------------------------------ augmentation
CURLY = {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"}


def augmented(
    text: str, attributions: list[Attribution], rng: random.Random
) -> tuple[str, list[Attribution]]:
    """Makes a copy as untidy as texts found in the wild; most stay as they are.

    Commas and apostrophes stripped, curly marks straightened, straight ones
    doubled or made single, the space after a closing mark lost, paragraphs run together.
    """
    edits: list[tuple[re.Pattern[str], Any]] = []
    draw = rng.random()
    if draw < 0.10:
        edits.append((re.compile(r"[,'\u2019\u2018]"), lambda m: ""))
    elif draw < 0.20:
        edits.append((re.compile("[" + "".join(CURLY) + "]"), lambda m: CURLY[m.group()]))
    elif draw < 0.23:
        edits.append((re.compile('["\u201c\u201d]'), lambda m: "''"))
    elif draw < 0.28:
        edits.append((re.compile('["\u201c\u201d]'), lambda m: "'"))
    draw = rng.random()
    if draw < 0.08:
        edits.append((re.compile(r"\n\s*\n"), lambda m: "\n"))
    elif draw < 0.16:
        edits.append((re.compile(r"\s*\n\s*"), lambda m: " "))
    if rng.random() < 0.10:
        edits.append((re.compile(r'(?<=[.?!,]["\u201d])[ ]'), lambda m: "" if rng.random() < 0.3 else " "))
    for pattern, replacement in edits:
        text, attributions = _replace(text, attributions, pattern, replacement)
    return text, attributions


def _replace(
    text: str, attributions: list[Attribution], pattern: re.Pattern[str], by: Any
) -> tuple[str, list[Attribution]]:
    parts, moved, last, length = [], [], 0, 0
    for match in pattern.finditer(text):
        kept, new = text[last : match.start()], by(match)
        moved.extend(range(length, length + len(kept)))
        length += len(kept)
        old = match.end() - match.start()
        moved.extend(length + min(i, len(new)) for i in range(old))
        length += len(new)
        parts += [kept, new]
        last = match.end()
    parts.append(text[last:])
    moved.extend(range(length, length + len(text) - last + 1))

    def move(spans: Spans) -> Spans:
        return [[moved[s], moved[e]] for s, e in spans if moved[s] < moved[e]]

    return "".join(parts), [{role: move(spans) for role, spans in a.items()} for a in attributions]
