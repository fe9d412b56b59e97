"""How well the text of pages is read: onrecord beside bare trafilatura, in one run.

    python benchmarks/pages.py FOLDER [--pages] [--json OUT]

FOLDER is that of scrapinghub's article-extraction-benchmark (MIT licence), or
of its shape: `ground-truth.json`, and `ID.html.gz` or `html/ID.html.gz`. The
measure is that of its makers: precision and recall over the multiset of
four-word shingles of each page; their means over pages (precision over those
with any text); F1 of the means. A page that is refused has no text.

The corpus has pages in other languages, which `onrecord read` refuses and whose
text its reader finds all the same; the comparison is of the reader.

`--pages` lists the pages on which onrecord and trafilatura differ most.
Exits 1 where onrecord's F1 is below trafilatura's.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from onrecord.read import read_bytes
from onrecord.read.decoding import decode
from onrecord.read.html import read_html
from onrecord.record.errors import OnrecordError

SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one page; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where either is missing."""
        p, r = self.precision or 0.0, self.recall or 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Means:
    """The figures of one reader over all pages, in percent; seconds of CPU time."""

    precision: float
    recall: float
    f1: float
    mean_page_f1: float
    refused: int
    seconds: float


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, each as often as it stands there."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
    return Counter(run for run in runs if run)


def score(truth: str, text: str) -> Score:
    """How much of a text is right, and how much of the truth is in it."""
    true, found = shingles(truth), shingles(text)
    both = (true & found).total()
    return Score(
        both / found.total() if found else None,
        both / true.total() if true else None,
    )


def by_reader(page: bytes) -> str:
    """The text as onrecord's reader of pages gives it, in any language; empty where it finds no article."""
    try:
        return read_html(decode(page).text)[0]
    except OnrecordError:
        return ""


def by_command(page: bytes) -> str:
    """The text as `onrecord read` has it; empty where it refuses the page, as those in other languages."""
    try:
        return read_bytes(page).report.text
    except OnrecordError:
        return ""


def by_trafilatura(page: bytes, **options: object) -> str:
    """The text as trafilatura gives it."""
    import trafilatura

    return trafilatura.extract(page, **options) or ""


READERS: dict[str, Callable[[bytes], str]] = {
    "onrecord": by_reader,
    "onrecord, English alone": by_command,
    "trafilatura": by_trafilatura,
    "trafilatura, no comments": lambda page: by_trafilatura(page, include_comments=False),
    "trafilatura, no comments, no tables": lambda page: by_trafilatura(
        page, include_comments=False, include_tables=False
    ),
}


def pages_of(folder: Path) -> dict[str, tuple[bytes, str]]:
    """The pages with their true texts, by id."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    found = {}
    for name, entry in sorted(truth.items()):
        files = [folder / f"{name}.html.gz", folder / "html" / f"{name}.html.gz"]
        path = next(file for file in files if file.exists())
        found[name] = (gzip.decompress(path.read_bytes()), entry.get("articleBody", ""))
    return found


def measure(read: Callable[[bytes], str], pages: dict[str, tuple[bytes, str]]) -> tuple[Means, list[Score]]:
    """Reads all pages and scores them."""
    begun = time.process_time()
    texts = [read(page) for page, _ in pages.values()]
    seconds = time.process_time() - begun
    scores = [score(truth, text) for text, (_, truth) in zip(texts, pages.values(), strict=True)]
    precision = statistics.mean(s.precision for s in scores if s.precision is not None)
    recall = statistics.mean(s.recall for s in scores if s.recall is not None)
    means = Means(
        precision=100 * precision,
        recall=100 * recall,
        f1=100 * 2 * precision * recall / (precision + recall),
        mean_page_f1=100 * statistics.mean(s.f1 for s in scores),
        refused=sum(not text for text in texts),
        seconds=seconds,
    )
    return means, scores


def main() -> None:
    """Reads the arguments, measures, prints a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", action="store_true", help="list the pages that differ most")
    options.add_argument("--json", type=Path, help="write the figures")
    o = options.parse_args()
    pages = pages_of(o.folder)
    by_command(next(iter(pages.values()))[0])  # loading is not counted
    results = {name: measure(read, pages) for name, read in READERS.items()}
    table = Table("reader", "precision", "recall", "F1", "mean F1 of pages", "no text", "CPU s")
    for name, (means, _) in results.items():
        figures = (f"{x:.2f}" for x in (means.precision, means.recall, means.f1, means.mean_page_f1))
        table.add_row(name, *figures, str(means.refused), f"{means.seconds:.1f}")
    console = Console()
    console.print(f"{len(pages)} pages, macro-averaged over pages, in percent")
    console.print(table)
    if o.pages:
        show_pages(console, pages, results["onrecord"][1], results["trafilatura, no comments"][1])
    ours = results["onrecord"][0].f1
    best = max(means.f1 for name, (means, _) in results.items() if not name.startswith("onrecord"))
    if o.json:
        digest = hashlib.sha256((o.folder / "ground-truth.json").read_bytes()).hexdigest()
        figures = {name: asdict(means) for name, (means, _) in results.items()}
        report = {"corpus_sha256": digest, "pages": len(pages), "scores": figures}
        o.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.exit(0 if ours >= best else 1)


def show_pages(console: Console, pages: dict[str, object], ours: list[Score], theirs: list[Score]) -> None:
    """The pages with the largest differences, worst for onrecord first, then onrecord's lowest."""
    rows = sorted(zip(pages, ours, theirs, strict=True), key=lambda row: row[1].f1 - row[2].f1)
    lowest = sorted(rows, key=lambda row: row[1].f1)[:25]
    for title, chosen in (("furthest behind", rows[:15]), ("furthest ahead", rows[-10:]), ("lowest", lowest)):
        table = Table("page", "P", "R", "F1", "trafilatura P", "R", "F1", title=title)
        for name, a, b in chosen:
            cells = (
                f"{100 * (x or 0):.1f}" for x in (a.precision, a.recall, a.f1, b.precision, b.recall, b.f1)
            )
            table.add_row(name[:12], *cells)
        console.print(table)


if __name__ == "__main__":
    main()
