"""Reading a report again: numbers stay, a person's word stays, and where they now differ is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

from onrecord.ledger.arrival import Run
from onrecord.ledger.corrected import Difference
from onrecord.ledger.settling import corrections_in, effective
from onrecord.ledger.store import Ledger
from onrecord.record import Record, Report
from onrecord.record.errors import RecordError


@dataclass(frozen=True, slots=True)
class Reread:
    """What a new reading changed: permanent ids of statements.

    `differences` are the fields where a person's word stands and the machine
    now reads another value, by what was corrected.
    """

    report: str
    kept: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    differences: tuple[tuple[str, Difference], ...] = ()


def reread(ledger: Ledger, report: str, read: Callable[[Report], tuple[Record, str]]) -> Reread:
    """Reads the text that a ledger has of a report again, and keeps the new reading.

    `read` gives the record of the text and the version that read it. Raises
    `RecordError` where it read another text.
    """
    before = ledger.machine_record(report)
    record, model = read(before.report)
    if record.report.text != before.report.text:
        raise RecordError(f"another text was read than that of {report}", "the text of the ledger")
    told = {w.code for w in record.warnings}
    lasting = tuple(w for w in before.warnings if w.code not in told)
    record = replace(record, report=before.report, warnings=(*lasting, *record.warnings))
    own = version("onrecord")
    run = ledger.begin_run(Run(own, model, own, "reread"))
    gone = ledger.read_again(report, record, run)
    ledger.end_run(run)
    ledger.relate()
    ledger.compare_waiting()
    old = {s.id for s in before.statements}
    now = {s.id for s in ledger.machine_record(report).statements}
    return Reread(
        report,
        _named(report, now & old),
        _named(report, now - old),
        _named(report, gone),
        _differences(ledger, report),
    )


def _differences(ledger: Ledger, report: str) -> tuple[tuple[str, Difference], ...]:
    with ledger.reading() as connection:
        return tuple(
            (target, difference)
            for target in corrections_in(connection, report)
            for difference in effective(connection, target).corrected.differences
        )


def _named(report: str, ids: set[str] | frozenset[str]) -> tuple[str, ...]:
    return tuple(f"{report}:{one}" for one in sorted(ids, key=lambda i: int(i[1:])))
