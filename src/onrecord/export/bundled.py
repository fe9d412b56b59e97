"""What a bundle is made of: records with their originals and their history."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.export.handed import Provenance
from onrecord.record import Record, Statement
from onrecord.record.errors import NoSuchStatement


@dataclass(frozen=True, slots=True)
class Original:
    """A report as it was received: its bytes, and the ending that tells what they are.

    `headers` are those of the request and the answer, as text, None where
    it did not come over the web.
    """

    data: bytes
    suffix: str = ".bin"
    headers: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a statement: which field, from what to what, by whom, when and why.

    `statement` is the id within the report; values are as the record's JSON
    has them, in words.
    """

    statement: str
    field: str
    before: str | None
    after: str | None
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Bundled:
    """One report of a bundle. `chosen` are ids of its statements; with none all are."""

    record: Record
    chosen: tuple[str, ...] = ()
    original: Original | None = None
    history: tuple[HistoryEntry, ...] = ()
    provenance: Provenance | None = None

    def statements(self) -> tuple[Statement, ...]:
        """The chosen statements and those within which they stand, in reading order.

        What somebody is said to believe is not handed over without who said so.
        Raises `NoSuchStatement` where the report has no statement of an id.
        """
        known = {statement.id: statement for statement in self.record.statements}
        missing = [name for name in self.chosen if name not in known]
        if missing:
            raise NoSuchStatement(
                f"{self.record.report.id} has no statement {missing[0]}", f"one of {', '.join(known)}"
            )
        wanted = set(self.chosen or known)
        for name in tuple(wanted):
            outer = known[name].within
            while outer in known and outer not in wanted:
                wanted.add(outer)
                outer = known[outer].within
        return tuple(statement for statement in self.record.statements if statement.id in wanted)

    def is_chosen(self, statement: Statement) -> bool:
        """Whether a statement was asked for itself."""
        return not self.chosen or statement.id in self.chosen
