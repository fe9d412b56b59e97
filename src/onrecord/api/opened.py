"""A ledger as a Python user opens it: with the reading of reports behind `add`.

with onrecord.open("ledger.db") as ledger:
    print(ledger.add(Path("reports/")))
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.api.reading import pipeline
from onrecord.api.taking_in import PassedOver, Summary, Taking, take_in
from onrecord.intake import gather
from onrecord.ledger import Arrival, Ledger, Outcome, Result
from onrecord.ledger.rereading import Reread, reread
from onrecord.read import Origin, Received, Refused, read_text
from onrecord.record import Record, Report
from onrecord.record.errors import RecordError


class OpenLedger(Ledger):
    """A ledger that reads what it is given.

    Finding, correcting and the other ways to look at it stand in
    `onrecord.ledger.Ledger`.
    """

    def add(
        self,
        *sources: str | Path | Record,
        published: str | None = None,
        model: Path | None = None,
        workers: int | None = None,
    ) -> Summary:
        """Takes in files, folders, addresses, texts and records; gives what became of them.

        A `Path` is a file or a folder, a `str` an address that begins with
        http:// or https://, else the text of one report. `workers` are the
        processes that read, by default one for each core. What cannot be read is
        counted with its reason, and the rest goes on.
        """
        summary = Summary()
        taking = Taking(published, model, workers)
        for result in take_in(self, _items(sources), taking):
            if isinstance(result, PassedOver):
                summary.passed_over += 1
            else:
                summary.note(result)
        for one in sources:
            if isinstance(one, Record):
                summary.note(self._added(one))
        self.relate()
        self.compare_waiting()
        summary.note_copies(self)
        return summary

    def _added(self, record: Record) -> Result:
        of = record.report
        arrival = Arrival(of.path or of.id, name=of.id)
        try:
            return self.add_record(record, arrival)
        except RecordError as error:
            return Result(Outcome.REFUSED, arrival.source, why=str(error))

    def reread(self, report: str, *, model: Path | None = None) -> Reread:
        """Reads a report again, with newer weights or rules; ids and people's corrections stay.

        Gives where a person's word and the machine's now differ.
        """

        def read(of: Report) -> tuple[Record, str]:
            pipe = pipeline(model)
            taken = read_text(of.text, published=of.published, path=of.path, report_id=of.id)
            return pipe.read(taken), pipe.tagger.version

        return reread(self, report, read)


def open_ledger(address: str | Path = "onrecord.db", *, create: bool = True) -> OpenLedger:
    """Opens the ledger of a file or a `postgresql://` address; use it in a `with` block.

    A file that is not there is made, unless `create` is false. Raises a
    `LedgerError` that says what to do.
    """
    return OpenLedger.open(address, create=create)


def _items(sources: tuple[str | Path | Record, ...]) -> Iterator[Received | Refused]:
    for one in sources:
        if isinstance(one, Path):
            yield from gather([one])
        elif isinstance(one, str):
            yield from _of_text(one)


def _of_text(text: str) -> Iterator[Received | Refused]:
    if text.startswith(("http://", "https://")) and not any(c.isspace() for c in text.strip()):
        yield from gather(urls=[text.strip()])
    else:
        yield Received(Origin("text"), text.encode("utf-8", "surrogatepass"), "text/plain", "utf-8")
