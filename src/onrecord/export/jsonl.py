"""JSON lines: one whole record a line, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.handed import Options
from onrecord.record import Record, from_json, to_dict
from onrecord.record.errors import RecordError
from onrecord.record.wire import as_json, plain


def write(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """One line a record, as `onrecord read --format json` gives it."""
    for record in records:
        data = to_dict(record)
        origin = options.provenance(record) if options.provenance else None
        if origin:
            data["provenance"] = plain(origin)
        yield (as_json(data) + "\n").encode("utf-8")


def read(lines: Iterable[str | bytes]) -> Iterator[Record]:
    """The records of a file of JSON lines, opened to be read.

    Raises `RecordError` with the number of the line that holds no record.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield from_json(line)
            except RecordError as error:
                raise RecordError(f"line {number}: {error.got}", error.expected, error.hint) from None
