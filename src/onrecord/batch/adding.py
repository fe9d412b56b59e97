"""From a batch's output to a ledger, without reading any report again."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from onrecord.batch.messages import Receipt
from onrecord.batch.output import Output
from onrecord.batch.tables import ErrorRow, Kept, read_errors, read_records
from onrecord.ledger import Ledger, Outcome, Result, Run
from onrecord.record.errors import BatchError, RecordError


def add_batch(ledger: Ledger, address: str, command: str = "onrecord add --batch") -> Iterator[Result]:
    """Takes in what a batch has read, in the order of its input; gives what became of each item.

    What the batch could not read is refused with its reason. When all is in,
    reports are compared with each other, as `take_in` does. Raises `BatchError`
    where there is no output of a batch.
    """
    output = opened(address)
    runs: dict[str, int] = {}
    for receipt in output.receipts():
        yield from _shard(ledger, output, receipt, runs, command)
    for number in runs.values():
        ledger.end_run(number)
    ledger.relate()


def opened(address: str) -> Output:
    """The output of a batch that is there; raises `BatchError`."""
    output = Output.at(address)
    if output.about() is None:
        raise BatchError(f"there is no batch in {address}", "the OUTPUT of onrecord batch")
    return output


def missing(output: Output) -> int:
    """How many shards of a batch are not done yet."""
    about = output.about()
    return 0 if about is None else about.shards - len(output.receipts())


def _shard(
    ledger: Ledger, output: Output, receipt: Receipt, runs: dict[str, int], command: str
) -> Iterator[Result]:
    """What became of the items of a shard, in their order."""
    with output.file("errors", receipt.shard).opened() as stream:
        errors = sorted(read_errors(stream), key=lambda row: row.position)
    with output.file("records", receipt.shard).opened() as stream:
        for kept in read_records(stream):
            while errors and errors[0].position < kept.position:
                yield _refused(errors.pop(0))
            yield _kept(ledger, kept, runs, command)
    yield from map(_refused, errors)


def _refused(row: ErrorRow) -> Result:
    return Result(Outcome.REFUSED, row.source, why=row.why)


def _kept(ledger: Ledger, kept: Kept, runs: dict[str, int], command: str) -> Result:
    if known := ledger.recognise(kept.arrival, kept.record.report.sha256):
        return known
    if kept.model not in runs:
        own = version("onrecord")
        runs[kept.model] = ledger.begin_run(Run(own, kept.model, own, command))
    try:
        return ledger.add_record(kept.record, kept.arrival, runs[kept.model])
    except RecordError as error:
        return Result(Outcome.REFUSED, kept.arrival.source, why=str(error))
