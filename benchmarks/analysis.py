"""Questions to a great many statements in Parquet, asked of DuckDB, and how their time grows.

    python benchmarks/analysis.py STATEMENTS.parquet [SIZE …] [--json benchmarks/reports/analysis.json]

STATEMENTS.parquet is what `onrecord export --format parquet` writes. Up to each
SIZE (by default 50,000, a million and ten million) its rows are repeated, without the texts of the
reports, as `onrecord batch` leaves them out: under other ids, with dates up to
400 days later and a number behind the words, half of the speakers under the
same name and the others as somebody new. Rows that are so much alike pack
better than real ones do. A question is asked three times and the best counts:
milliseconds by the clock, on all cores, and of processor time.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

QUESTIONS = {
    "how many of each act": "SELECT act, count(*) FROM statements GROUP BY ALL ORDER BY 2 DESC",
    "who denies most": """SELECT speaker_name, count(*) FROM statements WHERE act = 'denial'
        GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 20""",
    "statements by month": """SELECT left(said_date, 7) AS month, count(*) FROM statements
        WHERE length(said_date) >= 7 GROUP BY ALL ORDER BY 1""",
    "share of unnamed speakers by outlet": """SELECT report_publisher, avg((NOT speaker_named)::INT), count(*)
        FROM statements WHERE speaker_named IS NOT NULL GROUP BY ALL ORDER BY 3 DESC, 1 LIMIT 20""",
    "what one speaker said, in order": """SELECT statement, said_date, content_text FROM statements
        WHERE speaker_name = (SELECT speaker_name FROM statements
                              WHERE speaker_type = 'person' AND speaker_named
                              GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1)
        ORDER BY said_date, statement""",
    "a word in what was said": """SELECT statement, said_date, content_text FROM statements
        WHERE content_text ILIKE '%ceasefire%' ORDER BY said_date DESC, statement LIMIT 50""",
    "one statement by its id": """SELECT * FROM statements
        WHERE statement = (SELECT max(statement) FROM statements)""",
    "countries spoken of": """SELECT country, count(*)
        FROM (SELECT unnest(places_country) AS country FROM statements)
        GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 20""",
    "how many speakers": "SELECT count(DISTINCT speaker_name) FROM statements WHERE speaker_named",
}
REPEATED = """
    SELECT * EXCLUDE (k) REPLACE (
        statement || '~' || k AS statement,
        report_id || '~' || k AS report_id,
        content_text || ' ' || k AS content_text,
        CASE WHEN hash(speaker_name) % 2 = 0 THEN speaker_name
             ELSE speaker_name || ' ' || k END AS speaker_name,
        CASE WHEN length(said_date) = 10
             THEN strftime(said_date::DATE + (hash(report_id, k) % 400)::INT, '%Y-%m-%d')
             ELSE said_date END AS said_date)
    FROM base, range(?, ?) AS rounds(k)"""
AT_ONCE = 1_000_000
"""Rows in each file, about."""
REPEAT = 3


def repeat(source: Path, folder: Path, size: int) -> int:
    """Writes so many rows at least, in files of about a million; gives how many there are."""
    base = duckdb.connect()
    base.read_parquet(str(source)).project("* EXCLUDE (report_text)").create("base")
    rows = int(base.execute("SELECT count(*) FROM base").fetchall()[0][0])
    rounds = -(-size // rows)
    each = max(1, AT_ONCE // rows)
    for first in range(0, rounds, each):
        some = base.sql(REPEATED, params=[first, min(rounds, first + each)])
        some.write_parquet(str(folder / f"statements-{first:05d}.parquet"), compression="zstd")
    return rounds * rows


def ask(folder: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds for each question: by the clock, and of the processor."""
    asked = duckdb.connect()
    asked.read_parquet(str(folder / "*.parquet")).create_view("statements")
    found = {}
    for name, question in QUESTIONS.items():
        took = []
        for _ in range(REPEAT):
            clock, processor = time.perf_counter(), time.process_time()
            asked.execute(question).fetchall()
            took.append((time.perf_counter() - clock, time.process_time() - processor))
        found[name] = (round(min(t[0] for t in took) * 1000, 1), round(min(t[1] for t in took) * 1000, 1))
    return found


def main() -> None:
    """Reads the arguments, measures, prints a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("statements", type=Path)
    options.add_argument("sizes", type=int, nargs="*", default=[50_000, 1_000_000, 10_000_000])
    options.add_argument("--json", type=Path)
    o = options.parse_args()
    told: list[dict[str, Any]] = []
    for size in o.sizes:
        with TemporaryDirectory() as place:
            begun = time.perf_counter()
            rows = repeat(o.statements, Path(place), size)
            size_on_disk = sum(file.stat().st_size for file in Path(place).iterdir())
            print(
                f"{rows:,} statements written in {time.perf_counter() - begun:.0f} s, {size_on_disk:,} bytes"
            )
            told.append({"statements": rows, "bytes": size_on_disk, "milliseconds": ask(Path(place))})
    table = Table(
        "question", *(f"{one['statements']:,}" for one in told), title="milliseconds, clock / processor"
    )
    for name in QUESTIONS:
        table.add_row(name, *("{:,.0f} / {:,.0f}".format(*one["milliseconds"][name]) for one in told))
    Console(width=110).print(table)
    if o.json:
        o.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
