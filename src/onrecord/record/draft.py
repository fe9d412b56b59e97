"""Drafts: what the stages hand on while a report is being read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.record import Record
from onrecord.record.report import Report, Warning
from onrecord.record.span import Span
from onrecord.record.speaker import Speaker
from onrecord.record.statement import Attribution, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the making; each stage gives a new one with more in it.

    `furniture` are the spans that are no part of the story.
    """

    report: Report
    furniture: tuple[Span, ...] = ()
    warnings: tuple[Warning, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def finished(self) -> Record:
        """The record."""
        return Record(self.report, self.speakers, self.statements, self.warnings)
