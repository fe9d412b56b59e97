"""What docs/how-to/batch.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from onrecord.batch.tables import columns

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "batch.md"


def test_every_query_of_the_manual_runs(read_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The views are made, and every query after them finds rows."""
    base = read_here.parent
    monkeypatch.chdir(base)
    (base / "out").unlink(missing_ok=True)
    (base / "out").symlink_to(read_here)
    found = {}
    with duckdb.connect() as connection:
        for block in re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
            result = connection.sql(block)
            if result is not None and not block.startswith("CREATE"):
                found[block.split("\n")[0]] = result.fetchall()
    assert len(found) == 5
    assert all(found.values()), found
    words = next(rows for first, rows in found.items() if "substr" in first)
    every = duckdb.read_parquet(f"{read_here}/statements/*.parquet")
    shown = dict(every.project("statement, content_text").fetchall())
    assert all(shown[statement].startswith(said) for statement, said in words)


def test_pandas_reads_the_folders_as_they_are(read_here: Path) -> None:
    """With nothing else in them."""
    statements = pd.read_parquet(read_here / "statements")
    assert list(statements.columns) == [column.name for column in columns("statements")]
    assert statements["statement"].is_unique
    assert len(pd.read_parquet(read_here / "reports")) == 60
    assert list(pd.read_parquet(read_here / "errors")["kind"]) == ["NoArticle"]
