"""The columns of all tables as a page of Markdown, for the manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.export.columns import Column, provenance_columns, statement_columns
from onrecord.export.event_rows import event_columns
from onrecord.lexicon import load


def columns_page() -> str:
    """Name, type and meaning of every column, table by table, and the codes of events and acts."""
    return "\n".join(
        [
            *_table("Statements", "`--format csv` and `parquet`: a row a statement.", statement_columns()),
            *_table(
                "Events",
                "`--format events` and `events-parquet`: a row an event and figure.",
                event_columns(),
            ),
            *_table("Provenance", "Added by `--provenance`.", provenance_columns()),
            *_codes(),
        ]
    )


def _table(title: str, what: str, columns: Sequence[Column]) -> Iterator[str]:
    yield from (f"### {title}", "", what, "", "| column | type | meaning |", "|---|---|---|")
    for column in columns:
        yield f"| `{column.name}` | {column.type} | {column.meaning.replace('|', '&#124;')} |"
    yield ""


def _codes() -> Iterator[str]:
    coding = load("coding")
    yield from ("### Codes", "", "`event_type` is a root class of PLOVER; beside it:", "")
    yield from ("| `event_type` | `event_cameo` | `event_quad` |", "|---|---|---|")
    for name, codes in coding["event"].items():
        yield f"| {name} | {codes['cameo']} | {codes['quad']} |"
    yield from ("", "| `act` | `act_cameo` |", "|---|---|")
    for name, root in coding["act"].items():
        yield f"| {name} | {root} |"
    yield ""
