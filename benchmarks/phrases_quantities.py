"""Reads fifty quantity phrases of local news with our grammar and with quantulum3.

    python benchmarks/phrases_quantities.py [PHRASES]

The answers in `phrases/quantities.jsonl` were written by hand before any
grammar had read the phrases. They are the first fifty sentences, in order of
the SHA-256 of the sentence, of a corpus of 588 local news articles (LGL) that
hold a number or number word with what it counts or measures; dates, times of
day, durations, ages, addresses and bare vague words (several, few) do not
count, and only a sentence's first phrase was taken. `sentence` is that hash.
The grammar read 45 of them right the first time; five faults were then mended
("about a 10%", square feet, "an eight-", "one point", "second-degree").

Three counts: `all` asks for low, high, approximate and measure, and for money,
shares and lengths the unit; `ends` for low, high and that unit alone, since
quantulum3 knows no measures and no qualifiers ("at least" leaves its value
closed); `number` for the number as written alone. quantulum3 is not among our
dependencies; install it into a copy of the environment that runs this:

    pip install quantulum3
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from onrecord.interpret.cardinals import tokens_of
from onrecord.interpret.measures import plain_measure
from onrecord.interpret.quantities import read_quantities
from onrecord.interpret.tolls import read_tolls
from onrecord.interpret.units import Kind

HERE = Path(__file__).parent
FIELDS = ("low", "high", "approximate", "measure", "unit")
ENDS = ("low", "high", "unit")
UNITS = {"dollar": "USD", "percentage": "percent", "mile": "miles", "foot": "feet", "inch": "inches"}


def ours(phrase: str) -> dict[str, Any]:
    """What our grammar makes of the first quantity of a phrase; lengths and compounds count here."""
    tokens = tokens_of(phrase)
    quantities = read_quantities(tokens)
    for quantity, toll in zip(quantities, read_tolls(tokens, quantities), strict=True):
        if quantity.kind not in (Kind.DURATION, Kind.NOBODY):
            measure = toll.measure if toll else plain_measure(tokens, quantity)
            return {"measure": measure.value, **{f: getattr(quantity, f) for f in FIELDS if f != "measure"}}
    return {}


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
    """Prints what either reader gets wrong, and the three counts."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "phrases" / "quantities.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    readers = {"onrecord": ours}
    try:
        import quantulum3  # noqa: F401

        readers["quantulum3"] = theirs
    except ImportError:
        print("quantulum3 is missing; to compare: pip install quantulum3 into a copy of this environment")
    table = Table("phrase", *readers)
    counts = {name: [0, 0, 0] for name in readers}
    for row in rows:
        marks = []
        for name, read in readers.items():
            got = read(row["phrase"])
            marks_of_row = (is_right(row, got, FIELDS), is_right(row, got, ENDS), has_value(row, got))
            counts[name] = [c + mark for c, mark in zip(counts[name], marks_of_row, strict=True)]
            sought = marks_of_row[0] if name == "onrecord" else marks_of_row[1]
            marks.append("right" if sought else f"{got or 'nothing'}")
        if any(mark != "right" for mark in marks):
            table.add_row(row["phrase"], *marks)
    console = Console(width=150)
    console.print(table)
    for name, (whole, ends, number) in counts.items():
        console.print(f"{name}: of {len(rows)} phrases all {whole}, ends {ends}, number {number}")


if __name__ == "__main__":
    main()
