"""The record of one report: what `read` gives and every export starts from."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.report import Report, Warning
from onrecord.record.showing import shown
from onrecord.record.speaker import Speaker
from onrecord.record.statement import Statement

SCHEMA = "onrecord/1"


@dataclass(frozen=True, slots=True)
class Record:
    """A report with its speakers, statements and warnings.

    Speakers are in the order of their first statement, statements in the order
    of their first character.
    """

    report: Report
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def speaker(self, speaker_id: str | None) -> Speaker | None:
        """The speaker with that id, None where there is none."""
        return next((s for s in self.speakers if s.id == speaker_id), None)

    def statement(self, statement_id: str | None) -> Statement | None:
        """The statement with that id, None where there is none."""
        return next((s for s in self.statements if s.id == statement_id), None)

    def said_by(self, speaker_id: str) -> tuple[Statement, ...]:
        """All statements of one speaker, in reading order."""
        return tuple(s for s in self.statements if s.source.speaker == speaker_id)

    def _repr_html_(self) -> str | None:
        """What a notebook shows of it."""
        return shown(self)
