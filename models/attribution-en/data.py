"""Training data: PolNeAR articles as words, labels and links; a tuning part; augmentation."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.tag.labels import OUTSIDE, span_labels
from onrecord.tag.windows import Encoded, Pieces, encode_words
from onrecord.text.words import Words, split_words

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


Links = dict[int, list[tuple[int, float]]]


@dataclass
class Soft:
    """What a teacher says of the words of a text.

    Shape: `labels` (words, labels) probabilities; `to_cue`, `to_source` map a
    word to the words it points at, with probabilities; what is missing to 1 is
    the probability that it points at none.
    """

    labels: np.ndarray
    to_cue: Links
    to_source: Links

    def moved(self, words: list[int]) -> Soft:
        """The same for a text whose words are the old words with these numbers."""
        new_of: dict[int, int] = {}
        for new, old in enumerate(words):
            new_of.setdefault(old, new)

        def move(links: Links) -> Links:
            return {
                new: [(new_of[t], p) for t, p in links[old] if t in new_of]
                for new, old in enumerate(words)
                if old in links
            }

        return Soft(self.labels[words], move(self.to_cue), move(self.to_source))


NOWHERE = -100
"""The label of a word that nobody has looked at."""


@dataclass
class Inner:
    """What stands within contents: the contents that were looked at, and the attributions found there."""

    known: Spans
    attributions: list[Attribution]


@dataclass
class Targets:
    """What one set of heads should say of the words of a text."""

    labels: list[int]
    to_cue: dict[int, list[int]] = field(default_factory=dict)
    to_source: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class Example:
    """An article as the network is trained on it.

    `to_cue` and `to_source` map a word to the words it should point at, an
    empty list meaning that there is none. `labels` is None where nobody has
    annotated the text; then `soft` teaches alone. `inner` is the same of what
    stands within contents, with the label `NOWHERE` where nobody has looked.
    """

    encoded: Encoded
    labels: list[int] | None
    to_cue: dict[int, list[int]] = field(default_factory=dict)
    to_source: dict[int, list[int]] = field(default_factory=dict)
    soft: Soft | None = None
    inner: Targets | None = None


def make_example(
    text: str, attributions: list[Attribution] | None, pieces: Pieces, inner: Inner | None = None
) -> Example:
    """Turns spans of characters into labels and links of words; None are no annotations at all."""
    words = split_words(text)
    if attributions is None:
        return Example(encode_words(words, pieces), None)
    at_char = {}
    for k, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        for c in range(start, end):
            at_char[c] = k
    outer = _targets(attributions, [OUTSIDE] * len(words), at_char)
    example = Example(encode_words(words, pieces), outer.labels, outer.to_cue, outer.to_source)
    if inner is not None:
        labels = [NOWHERE] * len(words)
        for run in _runs(inner.known, at_char):
            labels[run.start : run.stop] = [OUTSIDE] * len(run)
        example.inner = _targets(inner.attributions, labels, at_char)
    return example


def _targets(attributions: list[Attribution], labels: list[int], at_char: dict[int, int]) -> Targets:
    """Labels, written over those given, and links."""
    made = Targets(labels)
    for attribution in attributions:
        runs = {role: _runs(attribution.get(role, []), at_char) for role in ("content", "source", "cue")}
        for role, of_role in runs.items():
            for run in of_role:
                labels[run[0] : run[-1] + 1] = span_labels(role, len(run))
        cue = [w for run in runs["cue"] for w in run]
        source = [w for run in runs["source"] for w in run]
        for w in [*source, *(w for run in runs["content"] for w in run)]:
            if cue:
                made.to_cue.setdefault(w, []).append(cue[0])
        for w in cue:
            made.to_source[w] = source[:1]
    return made


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


@dataclass
class Copy:
    """A text with its annotations; `origin` gives for every character that of the text it was made from."""

    text: str
    attributions: list[Attribution]
    origin: list[int]

    def words_of(self, original: Words) -> list[int]:
        """For every word of this text the number of the word it was in the original."""
        starts = split_words(self.text).starts
        return [max(0, bisect_right(original.starts, self.origin[s]) - 1) for s in starts]


def augmented(text: str, attributions: list[Attribution], rng: random.Random) -> Copy:
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
    copy = Copy(text, attributions, list(range(len(text) + 1)))
    for pattern, replacement in edits:
        copy = _replace(copy, pattern, replacement)
    return copy


def _replace(copy: Copy, pattern: re.Pattern[str], by: Any) -> Copy:
    parts: list[str] = []
    moved: list[int] = []  # new offset of every old character
    origin: list[int] = []
    last = 0
    for match in pattern.finditer(copy.text):
        kept, new = copy.text[last : match.start()], by(match)
        moved.extend(range(len(origin), len(origin) + len(kept)))
        origin.extend(copy.origin[last : match.start()])
        moved.extend(len(origin) + min(i, len(new)) for i in range(match.end() - match.start()))
        origin.extend([copy.origin[match.start()]] * len(new))
        parts += [kept, new]
        last = match.end()
    parts.append(copy.text[last:])
    moved.extend(range(len(origin), len(origin) + len(copy.text) - last + 1))
    origin.extend(copy.origin[last:])

    def move(spans: Spans) -> Spans:
        return [[moved[s], moved[e]] for s, e in spans if moved[s] < moved[e]]

    attributions = [{role: move(spans) for role, spans in a.items()} for a in copy.attributions]
    return Copy("".join(parts), attributions, origin)


# ------------------------------------------------------------------ what a teacher says
def soft_path(folder: Path, text: str) -> Path:
    """Where the teacher's word on a text is kept."""
    return folder / f"{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.npz"


def write_soft(path: Path, soft: Soft) -> None:
    """Keeps what a teacher says of a text."""
    arrays = {"labels": soft.labels.astype(np.float16)}
    for name, links in (("cue", soft.to_cue), ("source", soft.to_source)):
        rows = [(w, t, p) for w, own in links.items() for t, p in own]
        arrays[name] = np.array(rows, np.float32).reshape(-1, 3)
    np.savez_compressed(path, **arrays)


def read_soft(path: Path) -> Soft:
    """Reads what `write_soft` kept."""
    kept = np.load(path)
    links: list[Links] = []
    for name in ("cue", "source"):
        own: Links = defaultdict(list)
        for w, t, p in kept[name].tolist():
            own[int(w)].append((int(t), p))
        links.append(dict(own))
    return Soft(kept["labels"].astype(np.float32), *links)
