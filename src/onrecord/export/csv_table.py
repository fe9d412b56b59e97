"""CSV after RFC 4180: rows to bytes and back, safe to open in a spreadsheet.

- UTF-8 without a byte order mark, lines end in CR LF, text stands in quotation marks.
- A missing value is an empty cell. Several values in one cell are apart by ` | `; in
  them `\\|` is a bar, `\\\\` a backslash, `\\N` a missing value, `\\E` an empty text.
- Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a
  line end) gets an apostrophe before it, and so does text that begins with
  apostrophes before one of these. Spans count the report's own text, without it.
- What UTF-8 cannot carry (lone surrogates) is U+FFFD, one for one: offsets hold.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.export.columns import Column
from onrecord.export.flat import Kind, Row, Scalar, Value
from onrecord.record.errors import RecordError

PIECE = 256 * 1024
"""Characters after which a piece is handed on."""

LONGEST_CELL = 2**31 - 1
"""Characters; the reader of Python refuses more than 131,072 unless it is told."""

BAR = " | "
LINE_END = "\r\n"
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNSTORABLE = re.compile("[\ud800-\udfff]")
_MISSING, _EMPTY = r"\N", r"\E"


def write(columns: Sequence[Column], table: Iterable[Row]) -> Iterator[bytes]:
    """A header and the rows, in pieces."""
    waiting = [",".join(column.name for column in columns) + LINE_END]
    size = len(waiting[0])
    for row in table:
        line = ",".join(_cell(value, column) for value, column in zip(row, columns, strict=True)) + LINE_END
        waiting.append(line)
        size += len(line)
        if size >= PIECE:
            yield storable("".join(waiting)).encode("utf-8")
            waiting, size = [], 0
    yield storable("".join(waiting)).encode("utf-8")


def storable(text: str) -> str:
    """The text with U+FFFD for what UTF-8 cannot carry, as long as before."""
    return _UNSTORABLE.sub("\ufffd", text)


def _cell(value: Value, column: Column) -> str:
    if isinstance(value, tuple):
        return _quoted(joined(value)) if value else ""
    if value is None:
        return ""
    bare = column.kind in {Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN}
    return _shown(value) if bare else _quoted(_shown(value))


def _quoted(text: str) -> str:
    doubled = guarded(text).replace('"', '""')
    return f'"{doubled}"'


def joined(values: Iterable[Scalar]) -> str:
    """Several values in one cell."""
    return BAR.join(_part(value) for value in values)


def parted(cell: str | None) -> tuple[str | None, ...]:
    """The values that `joined` put into one cell."""
    if not cell:
        return ()
    return tuple(None if part == _MISSING else _unescaped(part) for part in cell.split(BAR))


def _part(value: Scalar) -> str:
    if value is None:
        return _MISSING
    return _shown(value).replace("\\", "\\\\").replace("|", "\\|") or _EMPTY


def _shown(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


# ---------------------------------------------------------------- back
def read(columns: Sequence[Column], lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a table that `write` wrote; further columns are left out.

    `lines` is a file opened with `newline=""`. An empty text comes back as a
    missing value. Raises `RecordError` where a column is missing or a value is
    of another type.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    reader = csv.reader(lines)
    header = next(reader, [])
    missing = [column.name for column in columns if column.name not in header]
    if missing:
        raise RecordError(f"the table has no column {missing[0]}", "the columns of docs/reference/columns.md")
    places = [header.index(column.name) for column in columns]
    for row in reader:
        if len(row) != len(header):
            raise RecordError(f"line {reader.line_num} has {len(row)} cells", f"{len(header)}")
        yield tuple(_value(row[place], column) for place, column in zip(places, columns, strict=True))


def _value(cell: str, column: Column) -> Value:
    if not column.several:
        return _scalar(unguarded(cell), column) if cell else None
    parts = parted(unguarded(cell))
    return tuple(None if part is None else _scalar(part, column) for part in parts)


def _unescaped(part: str) -> str:
    return "" if part == _EMPTY else _ESCAPED.sub(r"\1", part)


def _scalar(text: str, column: Column) -> Scalar:
    try:
        if column.kind is Kind.INTEGER:
            return int(text)
        if column.kind is Kind.NUMBER:
            return float(text)
    except ValueError:
        raise RecordError(f"{column.name} is {text!r}", f"{column.kind}") from None
    return text == "true" if column.kind is Kind.BOOLEAN else text
