"""Pairs that were looked at by eye: their verdicts, kept beside the benchmarks.

A verdict file is TSV without header: the two sides as they stand in the
report, `yes`, `no` or `unclear`, and a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

VERDICTS = Path(__file__).parent / "verdicts"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader decided on a pair: are the two one?"""

    verdict: str
    note: str


def verdicts(name: str) -> dict[tuple[str, str], Judged]:
    """The verdicts in the file of that name, empty where there is none."""
    path = VERDICTS / f"{name}.tsv"
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = {}
    for row in rows:
        one, other, verdict, *note = row.split("\t")
        found[one, other] = Judged(verdict, note[0] if note else "")
    return found


def verdict_on(known: Mapping[tuple[str, str], Judged], one: str, other: str) -> Judged:
    """The verdict on a pair, whichever side comes first; `unchecked` where nobody has looked."""
    return known.get((one, other)) or known.get((other, one)) or Judged("unchecked", "")


def tally(judged: Iterable[Judged]) -> str:
    """How many of each verdict, in words."""
    counted: dict[str, int] = {}
    for one in judged:
        counted[one.verdict] = counted.get(one.verdict, 0) + 1
    return ", ".join(f"{counted[v]} {v}" for v in ("yes", "no", "unclear", "unchecked") if v in counted)


def cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").split())
