from __future__ import annotations

import pytest

from onrecord.export import FORMATS, table
from onrecord.record import Record, from_json


def test_the_table_lists_every_format() -> None:
    """Three formats can be asked for by name, each with a suffix and a description of its own."""
    assert list(FORMATS) == ["table", "json", "html"]
    assert all(name == one.name and one.description for name, one in FORMATS.items())
    assert len({one.suffix for one in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_gives_the_same_bytes_again(record: Record, name: str) -> None:
    """A record is written the same each time, as lines that end."""
    first = FORMATS[name].render(record).encode("utf-8")
    assert first == FORMATS[name].render(record).encode("utf-8")
    assert first.endswith(b"\n")


def test_json_can_be_read_back(record: Record) -> None:
    """The JSON is the whole record."""
    assert from_json(FORMATS["json"].render(record)) == record


def test_a_table_in_a_file_has_no_colour(record: Record) -> None:
    """What goes to a file is plain; the terminal gets the same format with colour."""
    assert "\x1b" not in FORMATS["table"].render(record)
    assert FORMATS["table"].on_terminal is table.render
