"""What the tables of a comparison share: the day, the reports, the words of a telling."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from onrecord.compare.matters import Telling
from onrecord.export.comparison_words import outlet_of
from onrecord.export.phrasing import collapsed, date_phrase
from onrecord.export.printable import printable
from onrecord.record import Comparison, Record, StatementKey

NOT_JUDGED = "Listed, not judged: found by a program, to be checked against the texts."


class Reports:
    """Look-up of statements and their reports by id."""

    def __init__(self, comparison: Comparison) -> None:
        self._records: dict[str, Record] = {record.report.id: record for record in comparison.records}

    def words(self, key: StatementKey) -> str:
        """The words of a statement, on one line."""
        statement = self._records[key[0]].statement(key[1])
        return printable(collapsed(statement.content.text)) if statement else ""

    def told(self, key: StatementKey) -> Text:
        """The words of a statement behind those of its cue."""
        statement = self._records[key[0]].statement(key[1])
        cue = collapsed(statement.cue.text) if statement else ""
        said = (f"{printable(cue)} ", "italic green") if any(c.isalpha() for c in cue) else ""
        return Text.assemble(said, self.words(key))

    def stated(self, telling: Telling) -> bool:
        """Whether the text gives the day of a telling."""
        found = (self._records[report].statement(name) for report, name in telling.statements)
        return any(statement is not None and statement.said.date for statement in found)

    def where(self, keys: Iterable[StatementKey]) -> str:
        """The reports of some statements, each with the ids in it: "courier s3 s7, post s1"."""
        names: dict[str, list[str]] = {}
        for report, name in keys:
            names.setdefault(report, []).append(name)
        return ", ".join(
            printable(f"{self._called(report)} {' '.join(own)}") for report, own in names.items()
        )

    def _called(self, report: str) -> str:
        name = outlet_of(self._records[report])
        return name if name == report else f"{name} ({report})"


def day_text(day: str | None, stated: bool) -> Text:
    """A day, with a mark where it is that of publication."""
    if not day:
        return Text("no date", style="dim")
    shown = printable(date_phrase(day))
    return Text(shown) if stated else Text.assemble(shown, ("\npublished", "dim"))


def grid(*columns: tuple[str, int]) -> Table:
    """A table without lines, of columns with a style and a share of the width."""
    table = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    for style, ratio in columns:
        table.add_column(ratio=ratio, overflow="fold", style=style)
    return table
