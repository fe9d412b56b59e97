"""Records and bundles from a ledger, for the commands that hand over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.export.bundled import Bundled, HistoryEntry, Original
from onrecord.export.handed import Provenance
from onrecord.export.phrasing import counted
from onrecord.record import Record
from onrecord.record.errors import NotInLedger

if TYPE_CHECKING:
    from onrecord.ledger import Arrived, Ledger
    from onrecord.ledger.query import Query

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/json": ".json",
}


class Kept:
    """What meets a query in a ledger, handed over report by report."""

    def __init__(self, ledger: Ledger, query: Query) -> None:
        self._ledger, self._query = ledger, query
        self._models = {run.number: f"onrecord {run.onrecord}, {run.model}" for run in ledger.runs()}
        self.reports = self.statements = 0

    def records(self) -> Iterator[Record]:
        """The records, in order of their ids."""
        for record in self._ledger.find(self._query).records():
            self._count(len(record.statements))
            yield record

    def bundled(self, wanted: Sequence[str], provenance: bool) -> Iterator[Bundled]:
        """Whole reports with the statements chosen by id, or else by the query.

        Raises `NotInLedger` for a statement that does not stand there.
        """
        for report, ids in self._chosen(wanted).items():
            record = self._ledger.record(report)
            known = {s.id for s in record.statements}
            if missing := [one for one in ids if one not in known]:
                raise NotInLedger(f"{report}:{missing[0]} does not stand in the ledger")
            made = Bundled(
                record,
                ids,
                self._original(report),
                tuple(self._history(report, ids)),
                self.provenance(record) if provenance else None,
            )
            self._count(len(made.statements()))
            yield made

    def provenance(self, record: Record) -> Provenance | None:
        """When, from where and by what a report was first taken in and read."""
        arrivals = self._ledger.arrivals(record.report.id)
        if not arrivals:
            return None
        first = arrivals[0]
        return Provenance(first.taken_at, first.source, None, self._models.get(first.run))

    def summary(self) -> str:
        """How much was handed over, in words."""
        return f"{counted(self.reports, 'report')}, {counted(self.statements, 'statement')}"

    def _count(self, statements: int) -> None:
        self.reports += 1
        self.statements += statements

    def _chosen(self, wanted: Sequence[str]) -> dict[str, tuple[str, ...]]:
        chosen: dict[str, tuple[str, ...]] = {}
        names = wanted or [hit.id for hit in self._ledger.find(self._query, sort="report")]
        for name in names:
            report, _, one = name.rpartition(":")
            if not report:
                raise NotInLedger(f"{name} names no statement", hint="REPORT:s7; onrecord find lists them")
            chosen[report] = (*chosen.get(report, ()), one)
        return chosen

    def _original(self, report: str) -> Original | None:
        arrivals = [one for one in self._ledger.arrivals(report) if one.original_sha256]
        record = self._ledger.record(report)
        same = [one for one in arrivals if one.original_sha256 == record.report.original_sha256]
        for one in same:
            try:
                data = self._ledger.original(one.original_sha256 or "")
            except NotInLedger:
                return None  # taken out
            headers = [part for part in (one.request, one.response) if part]
            return Original(data, _suffix(one), "\n\n".join(headers) or None)
        return None

    def _history(self, report: str, ids: Sequence[str]) -> Iterator[HistoryEntry]:
        for one in ids:
            for step in self._ledger.history(f"{report}:{one}").steps:
                for change in step.changes:
                    yield HistoryEntry(
                        one,
                        change.field,
                        change.before,
                        change.after,
                        step.by,
                        step.at,
                        step.why or step.what,
                    )


def _suffix(arrival: Arrived) -> str:
    media = (arrival.media_type or "").partition(";")[0].strip().lower()
    path = urlsplit(arrival.source).path if "://" in arrival.source else arrival.source
    return _SUFFIXES.get(media) or PurePath(path).suffix[:8] or ".bin"
