"""The survey: all findings of one report."""

from __future__ import annotations

from onrecord.record import Record
from onrecord.sourcing.answers import accusations, denials
from onrecord.sourcing.findings import Sourcing, Subject
from onrecord.sourcing.matters import matters
from onrecord.sourcing.passages import story_paragraphs, unattributed
from onrecord.sourcing.quotations import shared_quotations
from onrecord.sourcing.unnamed import no_source, unnamed


def survey(record: Record) -> Sourcing:
    """Lists what the record shows of a report's sourcing; the same record gives the same list."""
    single, several = matters(record)
    report = record.report
    return Sourcing(
        report=Subject(
            report.id, report.path, report.sha256, report.title, report.publisher, report.published
        ),
        unnamed=unnamed(record),
        no_source=no_source(record),
        shared_quotations=shared_quotations(record),
        single_source=single,
        several_sources=several,
        unattributed=unattributed(record),
        paragraphs=len(story_paragraphs(record)),
        denials=denials(record),
        accusations=accusations(record),
    )
