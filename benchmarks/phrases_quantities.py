"""Reads fifty quantity phrases of local news with our grammar and with quantulum3.

    python benchmarks/phrases_quantities.py [PHRASES]

The answers in `phrases/quantities.jsonl` were written by hand before any
grammar had read the phrases. They are the first fifty sentences, in order of
the SHA-256 of the sentence, of a corpus of 588 local news articles (LGL) that
hold a number or number word with what it counts or measures; dates, times of
day, durations, ages, addresses and bare vague words (several, few) do not
count, and only a sentence's first phrase was taken. `sentence` is that hash.

A phrase is right if low, high, approximate and measure are all right, and for
money, shares and lengths the unit too. quantulum3 knows no qualifiers and no
measures: its value, and its unit for money and shares, count beside that on
their own. It is not among our dependencies:

    python -m venv quantulum && quantulum/bin/pip install quantulum3 rich
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
FIELDS = ("low", "high", "approximate", "measure", "unit")
UNITS = {"dollar": "USD", "percentage": "percent", "cent": "cent"}


def ours(phrase: str) -> dict[str, Any]:
    """What our grammar makes of the first quantity of a phrase."""
    from onrecord.interpret.figures import measure_phrase

    return measure_phrase(phrase) or {}


def theirs(phrase: str) -> dict[str, Any]:
    """What quantulum3 makes of it: a value, or a range as value and uncertainty."""
    from quantulum3 import parser

    found = parser.parse(phrase)
    if not found:
        return {}
    first = found[0]
    spread = first.uncertainty or 0
    name = first.unit.name
    return {"low": first.value - spread, "high": first.value + spread, "unit": UNITS.get(name, name)}


def is_right(expected: dict[str, Any], got: dict[str, Any], fields: tuple[str, ...]) -> bool:
    """Whether every field is right; the unit of things counted is left open."""
    if not got:
        return False
    checked = [
        f
        for f in fields
        if f != "unit" or expected["measure"] in ("money", "percent") or _is_length(expected)
    ]
    return all(expected[f] == got.get(f) for f in checked)


def _is_length(expected: dict[str, Any]) -> bool:
    return expected["unit"] in ("miles", "feet", "inches", "square feet")


def has_value(expected: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether the number alone is right, whatever stands before it."""
    ends = {expected["low"], expected["high"]} - {None}
    return bool(got) and (ends <= {got.get("low"), got.get("high")} if ends else got.get("low") is None)


def main() -> None:
    """Prints both readers' rows and totals."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "phrases" / "quantities.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    readers = {"onrecord": ours}
    try:
        import quantulum3  # noqa: F401

        readers["quantulum3"] = theirs
    except ImportError:
        print("quantulum3 is missing; to compare: pip install quantulum3 (in an environment of its own)")
    table = Table("phrase", *(f"{name}" for name in readers))
    right = dict.fromkeys(readers, 0)
    values = dict.fromkeys(readers, 0)
    for row in rows:
        marks = []
        for name, read in readers.items():
            got = read(row["phrase"])
            whole, value = is_right(row, got, FIELDS), has_value(row, got)
            right[name] += whole
            values[name] += value
            marks.append("right" if whole else f"{'value only' if value else 'wrong'}: {got or 'nothing'}")
        if any(mark != "right" for mark in marks):
            table.add_row(row["phrase"], *marks)
    console = Console(width=150)
    console.print(table)
    for name in readers:
        console.print(f"{name}: {right[name]} of {len(rows)} right, {values[name]} with the right number")


if __name__ == "__main__":
    main()
