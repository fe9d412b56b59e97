"""Near-copies: found and missed among made ones, growth, and a sample of real pairs with verdicts by eye.

    python benchmarks/copies.py [TEXTS.jsonl.gz] [--reports 1000,3000,10000] [--seed 7] [-o FILE]

The made ones are invented reports and what outlets do to them. TEXTS holds one
report a line with `id`, `title`, `publisher`, `published` and `text`; the table
names ids and titles only. Verdicts stand in `verdicts/copies.tsv`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from judged import cell, tally, verdict_on, verdicts

from onrecord.copies import Copy, CopyIndex, Text
from onrecord.copies.index import make_text

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "ar", "en")]
FRAMES = (
    "{A} said on {D} that {n} {things} were {done} near {B} after {why}",
    "In {B}, {n} {things} stood {done} while {A} waited for {why}",
    "According to {A}, {n} {things} of {B} went {done} under {A} after {D}",
    "{A} denied that {n} {things} were {done}, and spoke of {why}",
    "Nobody in {B} saw {n} {things} that {A} called {done} on {D}",
)
WORDS = {
    "things": [
        "bridges",
        "barns",
        "boats",
        "lorries",
        "wells",
        "mills",
        "tents",
        "pumps",
        "sluices",
        "wagons",
    ],
    "done": ["closed", "counted", "flooded", "repaired", "moved", "searched", "sealed", "rebuilt", "emptied"],
    "why": ["a night of rain", "the talks", "a broken dam", "the vote", "a long drought", "an old quarrel"],
    "D": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def sentence(draw: random.Random) -> str:
    """One invented sentence."""
    names = [" ".join("".join(draw.choices(SYLLABLES, k=2)).capitalize() for _ in range(2)) for _ in "AB"]
    chosen = {key: draw.choice(values) for key, values in WORDS.items()}
    return draw.choice(FRAMES).format(A=names[0], B=names[1], n=draw.randint(2, 980), **chosen) + "."


def story(draw: random.Random, sentences: int = 18) -> list[str]:
    """An invented report, sentence by sentence."""
    return [sentence(draw) for _ in range(sentences)]


Edit = Callable[[list[str], random.Random], str]


def _other_headline(text: list[str], draw: random.Random) -> str:
    return f"{sentence(draw)[:-1]}\n\n{' '.join(text)}"


def _stripped(text: list[str], draw: random.Random) -> str:
    return re.sub(r"[,.'’]", "", " ".join(text))


def _longer(text: list[str], draw: random.Random) -> str:
    return " ".join([*text, *story(draw, 4)])


def _lead(share: float) -> Edit:
    return lambda text, draw: " ".join(text[: round(len(text) * share)])


def _picked(text: list[str], draw: random.Random) -> str:
    return " ".join(text[k] for k in sorted(draw.sample(range(len(text)), len(text) // 2)))


def _rewritten(text: list[str], draw: random.Random) -> str:
    words = " ".join(text).split()
    return " ".join(w if draw.random() > 1 / 20 else draw.choice(SYLLABLES) for w in words)


def _all_of_it(text: list[str], draw: random.Random) -> str:
    return _other_headline([_stripped(text[: len(text) * 2 // 3], draw), *story(draw, 3)], draw)


EDITS: dict[str, Edit] = {
    "word for word": lambda text, draw: " ".join(text),
    "another headline": _other_headline,
    "marks stripped": _stripped,
    "a paragraph added": _longer,
    "first two thirds": _lead(2 / 3),
    "first half": _lead(1 / 2),
    "first third": _lead(1 / 3),
    "every other sentence": _picked,
    "one word in twenty changed": _rewritten,
    "headline, two thirds, stripped, added": _all_of_it,
}


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the made copies of one kind were found."""

    edit: str
    found: int
    made: int


def made_shelf(originals: int, seed: int) -> tuple[list[Text], dict[tuple[str, str], str]]:
    """Invented reports, a copy of each kind of edit, and reports that share a background only."""
    draw = random.Random(seed)
    texts: list[Text] = []
    truth: dict[tuple[str, str], str] = {}
    edits = list(EDITS.items())
    for k in range(originals):
        told = story(draw)
        texts.append(make_text(f"o{k}", " ".join(told), "2031-05-01"))
        name, edit = edits[k % len(edits)]
        texts.append(make_text(f"c{k}", edit(told, draw), "2031-05-02"))
        truth[f"c{k}", f"o{k}"] = name
        background = [*story(draw, 13), *draw.sample(told, 5)]
        texts.append(make_text(f"b{k}", " ".join(background), "2031-05-03"))
    draw.shuffle(texts)
    return texts, truth


def copies_among(texts: list[Text]) -> tuple[CopyIndex, list[Copy]]:
    """All copies among some texts, taken in one after the other."""
    index = CopyIndex()
    return index, [copy for text in texts for copy in index.add(text)]


def generated(originals: int, seed: int) -> tuple[list[Found], int, int]:
    """Made copies found by kind, how many pairs were called copies, and how many of those are."""
    texts, truth = made_shelf(originals, seed)
    called = {(c.report, c.of) for c in copies_among(texts)[1] if c.kind.is_copy}
    rows = []
    for name in EDITS:
        pairs = {pair for pair, edit in truth.items() if edit == name}
        rows.append(Found(name, len(pairs & called), len(pairs)))
    return rows, len(called), len(called & truth.keys())


def growth(sizes: list[int], seed: int) -> list[tuple[int, float, float]]:
    """CPU seconds for sketching and finding, and for nothing but cutting the texts into sets of shingles."""
    rows = []
    for size in sizes:
        draw = random.Random(seed)
        told = [" ".join(story(draw)) for _ in range(size // 2)]
        raw = [*told, *(t[: len(t) * 3 // 4] for t in told)]
        start = time.process_time()
        copies_among([make_text(f"r{k}", text) for k, text in enumerate(raw)])
        own = time.process_time() - start
        start = time.process_time()
        for text in raw:
            words = text.lower().split()
            {" ".join(words[k : k + 5]) for k in range(len(words) - 4)}
        rows.append((size, own, time.process_time() - start))
    return rows


def real(path: Path, seed: int, size: int) -> list[str]:
    """A sample of the pairs found in a file of reports, with titles and verdicts."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = {row["id"]: row for row in map(json.loads, file)}
    texts = [make_text(r["id"], r["text"], r["published"], r["publisher"]) for r in rows.values()]
    _, copies = copies_among(texts)
    counted = {kind: sum(c.kind == kind for c in copies) for kind in sorted({c.kind for c in copies})}
    drawn = sorted(
        random.Random(seed).sample([c for c in copies if c.kind.is_copy], size), key=lambda c: c.report
    )
    known = verdicts("copies")
    judged = [verdict_on(known, c.report, c.of) for c in drawn]
    told = ", ".join(f"{count} {kind}" for kind, count in counted.items())
    lines = ["## Real pairs, checked by eye", "", f"{len(rows)} reports: {told}. A sample of the copies: "]
    lines[-1] += f"{len(drawn)} pairs. One text? {tally(judged)}."
    lines += ["", "| # | copy | its title | of | its title | kind | containment | one text? | note |"]
    lines += ["|--:|---|---|---|---|---|--:|---|---|"]
    for number, (copy, verdict) in enumerate(zip(drawn, judged, strict=True), 1):
        titles = [cell(rows[i]["title"])[:60] for i in (copy.report, copy.of)]
        row = (copy.report, titles[0], copy.of, titles[1], str(copy.kind), f"{copy.containment:.2f}")
        lines.append(f"| {number} | {' | '.join(row)} | {verdict.verdict} | {verdict.note} |")
    return [*lines, ""]


def report(rows: list[Found], called: int, right: int) -> list[str]:
    """The section on made copies."""
    found, made = sum(r.found for r in rows), sum(r.made for r in rows)
    lines = ["# Near-copies", "", "## Made copies", ""]
    lines += [
        f"{made} invented reports, a copy of each, and {made} that share five sentences of background: "
        f"**precision {right / called:.1%}, recall {found / made:.1%}**.",
        "",
        "| what was done to the copy | found | made |",
        "|---|--:|--:|",
    ]
    return [*lines, *(f"| {r.edit} | {r.found} | {r.made} |" for r in rows), ""]


def main() -> None:
    """Measures and writes the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--reports", default="1000,3000,10000")
    parser.add_argument("--originals", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    lines = report(*generated(options.originals, options.seed))
    if options.texts:
        lines += real(options.texts, options.seed, 50)
    text = "\n".join(lines)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    for size, own, peer in growth([int(n) for n in options.reports.split(",")], options.seed):
        times = f"{own / peer:.1f} times as long as cutting them into shingles"
        told = f"{size:,} reports: {own:.2f} s of CPU, {times}"
        sys.stderr.write(told + "\n")


if __name__ == "__main__":
    main()
