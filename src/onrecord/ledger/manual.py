"""The manual page of the tables, made from their comments, so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table

from onrecord.ledger import tables as t


def tables_page() -> str:
    """All tables with their columns, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# The tables of a ledger"
    yield ""
    yield "Made from `onrecord.ledger.tables`. " + " ".join((t.__doc__ or "").split("\n\n")[2].split())
    for table in t.metadata.sorted_tables:
        yield from _of(table)


def _of(table: Table) -> Iterator[str]:
    yield f"\n## {table.name}\n\n{table.comment}\n\n| column | holds |\n|---|---|"
    for column in table.columns:
        links = ", ".join(f"{key.column.table.name}.{key.column.name}" for key in column.foreign_keys)
        notes = ["key"] if column.primary_key else []
        notes += [f"→ {links}"] if links else []
        notes += ["may be null"] if column.nullable else []
        told = f" ({'; '.join(notes)})" if notes else ""
        yield f"| `{column.name}` | {column.comment}{told} |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(tables_page() + "\n")
