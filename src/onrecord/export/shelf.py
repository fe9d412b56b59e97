"""The shelf: the reports that stand in one page, each with its statements lit, and links to them.

A statement of the second report is `r2-s7` in the page; one speaker has one
tint in all reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.export.article import Block, blocks
from onrecord.export.cast import HUES, NO_HUE, Cast
from onrecord.export.comparison_words import outlet_of
from onrecord.export.frame import web_address
from onrecord.export.phrasing import counted, date_phrase, shortened, title_of, word_count
from onrecord.export.printable import printable
from onrecord.record import Record, Speaker, Statement, StatementKey

LONGEST_LABEL = 44


@dataclass(frozen=True, slots=True)
class Link:
    """A way to the words of a statement in its report."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Volume:
    """One report as the template writes it."""

    anchor: str
    title: str
    outlet: str
    bylines: tuple[str, ...]
    published: str
    iso: str
    words: str
    address: str | None
    language: str
    blocks: tuple[Block, ...]


class Shelf:
    """Look-up from statements to their words, speakers, reports and places in the page."""

    def __init__(self, records: Iterable[Record], origins: Mapping[StatementKey, str | None]) -> None:
        self._records = {record.report.id: record for record in records}
        self._numbers = {report: n for n, report in enumerate(self._records, 1)}
        self._hues: dict[str, int] = {}
        for origin in origins.values():
            if origin:
                self._hues.setdefault(origin, len(self._hues))
        self._casts = {report: self._cast(record, origins) for report, record in self._records.items()}
        self._labels = dict(self._label(self._records.values()))

    def _cast(self, record: Record, origins: Mapping[StatementKey, str | None]) -> Cast:
        hues: dict[str, int] = {}
        for statement in record.statements:
            speaker = record.speaker(statement.source.speaker)
            if speaker and speaker.id not in hues:
                name = origins.get((record.report.id, statement.id)) or speaker.name
                hues[speaker.id] = self._hues.setdefault(name, len(self._hues))
        return Cast(record, f"r{self._numbers[record.report.id]}-", hues)

    def _label(self, records: Collection[Record]) -> Iterator[tuple[str, str]]:
        """Outlets by name; two reports of one outlet are told apart by their dates, else by their ids."""
        called = {record.report.id: self.called(record) for record in records}
        names = Counter(called.values())
        dated = Counter((called[record.report.id], record.report.published) for record in records)
        for record in records:
            name = called[record.report.id]
            if names[name] > 1:
                known = record.report.published if dated[name, record.report.published] == 1 else None
                name += f", {date_phrase(known) if known else record.report.id}"
            yield record.report.id, printable(shortened(name, LONGEST_LABEL))

    def called(self, record: Record) -> str:
        """What a report is called where its name is the only one of its kind."""
        return outlet_of(record)

    def statement(self, key: StatementKey) -> Statement:
        """The statement; `KeyError` where the comparison names one that is not there."""
        found = self._records[key[0]].statement(key[1])
        if found is None:
            raise KeyError(key)
        return found

    def speaker(self, key: StatementKey) -> Speaker | None:
        """Who says it, None where it is undecided."""
        return self._casts[key[0]].of(self.statement(key))

    def label(self, report: str) -> str:
        """What a report is called."""
        return self._labels[report]

    def key(self, key: StatementKey) -> str:
        """What a statement is called in the page."""
        return self._casts[key[0]].key(key[1])

    def href(self, key: StatementKey) -> str:
        """The way to the words of a statement, to its report where it has none."""
        statement = self.statement(key)
        spans = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
        return f"#{self.key(key)}" if any(s.start < s.end for s in spans) else f"#r{self._numbers[key[0]]}"

    def link(self, key: StatementKey) -> Link:
        """The way to the words of a statement, by the name of its report."""
        return Link(self.label(key[0]), self.href(key))

    def hue(self, origin: str | None) -> str:
        """The number of an origin's tint, as a class name takes it."""
        return str(self._hues[origin] % HUES) if origin in self._hues else NO_HUE

    def volumes(self) -> tuple[Volume, ...]:
        """The reports in order."""
        return tuple(self._volume(record) for record in self._records.values())

    def _volume(self, record: Record) -> Volume:
        report = record.report
        return Volume(
            f"r{self._numbers[report.id]}",
            printable(title_of(record)),
            self.label(report.id),
            report.bylines,
            date_phrase(report.published) if report.published else "",
            report.published or "",
            counted(word_count(report), "word"),
            web_address(report.url),
            report.language,
            tuple(blocks(record, self._casts[report.id])),
        )
