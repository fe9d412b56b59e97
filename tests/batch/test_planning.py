"""Planning: the same input gives the same shards, whatever engine reads them."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.batch.items import items_of
from onrecord.batch.messages import Columns, Shard
from onrecord.batch.places import Place
from onrecord.batch.planning import find, plan
from onrecord.read import Received, Refused
from onrecord.record.errors import BatchError
from tests.batch.texts import line, text, write_lines


def shards_of(address: str, size: int, columns: Columns | None = None) -> tuple[Shard, ...]:
    return plan(find(address), address, columns or Columns(), size)


def items(address: str, size: int, columns: Columns | None = None) -> list[Received | Refused]:
    """All items of an input, shard by shard."""
    place, named = Place.at(address), columns or Columns()
    return [item for shard in shards_of(address, size, named) for item in items_of(shard, place, named)]


def folder(path: Path, count: int) -> Path:
    path.mkdir()
    for n in range(count):
        (path / f"r{n:04}.txt").write_text(text(n), encoding="utf-8")
    return path


def test_lines_are_cut_into_ranges_that_leave_nothing_out(tmp_path: Path) -> None:
    """Whatever the size of a shard, the lines come once each, in order, with their own numbers."""
    wire = write_lines(tmp_path / "wire.jsonl", 23)
    whole = [str(item.origin) for item in items(str(wire), 1000)]
    assert whole == [f"{wire}, line {n}" for n in range(1, 25)]
    for size in (1, 4, 23, 24):
        assert [str(item.origin) for item in items(str(wire), size)] == whole
    wire.write_text(wire.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    assert [str(item.origin) for item in items(str(wire), 5)] == whole
    assert len(shards_of(str(wire), 5)) == 5


def test_blank_lines_and_a_byte_order_mark_do_not_count(tmp_path: Path) -> None:
    """As when the file is read whole."""
    wire = tmp_path / "wire.jsonl"
    wire.write_text(f"\ufeff{line(1)}\n\n\n{line(2)}\n", encoding="utf-8")
    assert [str(i.origin) for i in items(str(wire), 1)] == [f"{wire}, line 1", f"{wire}, line 4"]


def test_compressed_lines_lists_and_archives_are_cut_by_items(tmp_path: Path) -> None:
    """They can't be entered in the middle, and give the same items all the same."""
    lines = [line(n) for n in range(9)]
    (tmp_path / "wire.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (tmp_path / "list.jsonl").write_text("[" + ",\n".join(lines) + "]", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for n in range(9):
            archive.writestr(f"r{n}.txt", text(n))
    for name in ("wire.jsonl.gz", "list.jsonl", "all.zip"):
        found = items(str(tmp_path / name), 4)
        assert all(isinstance(item, Received) for item in found)
        assert len({str(item.origin) for item in found}) == 9
        assert [s.expected for s in shards_of(str(tmp_path / name), 4)] == [4, 4, 1]


def test_the_same_input_has_the_same_shards(tmp_path: Path) -> None:
    """Names follow from what is in the input, not from when or where it is planned."""
    one, other = folder(tmp_path / "one", 90), folder(tmp_path / "other", 90)
    names = [shard.name for shard in shards_of(str(one), 10)]
    assert names == [shard.name for shard in shards_of(str(other), 10)]
    assert len(set(names)) == len(names) > 3


def test_a_file_more_changes_its_shard_alone(tmp_path: Path) -> None:
    """What was read before stays read."""
    reports = folder(tmp_path / "in", 200)
    before = {shard.name for shard in shards_of(str(reports), 10)}
    (reports / "r0100b.txt").write_text("Late news.", encoding="utf-8")
    after = {shard.name for shard in shards_of(str(reports), 10)}
    assert len(before - after) <= 2
    assert len(before & after) >= len(before) - 2


def test_parquet_rows_are_reports_by_named_columns(tmp_path: Path) -> None:
    """Columns of any name; days and moments too; rows of several groups, each once."""
    table = pa.table(
        {
            "body": [text(n) for n in range(11)],
            "day": pa.array([20_000 + n for n in range(11)], pa.date32()),
            "outlet": ["Radio Sund"] * 11,
            "link": [f"https://sund.example/{n}" for n in range(11)],
            "views": list(range(11)),
        }
    )
    file = tmp_path / "wire.parquet"
    pq.write_table(table, file, row_group_size=3)
    columns = Columns(text="body", published="day", publisher="outlet", url="link")
    found = items(str(file), 4, columns)
    assert [str(i.origin) for i in found] == [f"{file}, row {n}" for n in range(1, 12)]
    first = json.loads(found[0].data) if isinstance(found[0], Received) else {}
    assert first == {
        "text": text(0),
        "published": "2024-10-04",
        "publisher": "Radio Sund",
        "url": "https://sund.example/0",
    }


def test_a_missing_column_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    """Before anything is read."""
    file = tmp_path / "wire.parquet"
    pq.write_table(pa.table({"body": ["a"], "day": ["b"]}), file)
    with pytest.raises(BatchError, match=r"no column 'text'; its columns are 'body', 'day'.*--text-column"):
        shards_of(str(file), 10)
    with pytest.raises(BatchError, match=r"no column 'date'.*--published-column"):
        shards_of(str(file), 10, Columns(text="body", published="date"))


def test_keys_of_json_lines_may_have_other_names(tmp_path: Path) -> None:
    """As the columns of Parquet."""
    wire = tmp_path / "wire.jsonl"
    wire.write_text(
        '{"body": "The dam holds, he said.", "when": "2031-02-03", "text": 5}\n', encoding="utf-8"
    )
    (item,) = items(str(wire), 5, Columns(text="body", published="when"))
    assert isinstance(item, Received)
    assert json.loads(item.data) == {"text": "The dam holds, he said.", "published": "2031-02-03"}


def test_any_file_system_of_fsspec_is_read(tmp_path: Path) -> None:
    """The same items from a store in memory as from the disk."""
    store = fsspec.filesystem("memory")
    store.pipe_file("/batch-in/b/two.txt", text(2).encode())
    store.pipe_file("/batch-in/one.txt", text(1).encode())
    store.pipe_file("/batch-in/picture.png", b"x")
    store.pipe_file("/batch-in/.hidden.txt", b"x")
    found = items("memory://batch-in", 10)
    assert [str(item.origin) for item in found] == [
        "memory:///batch-in/b/two.txt",
        "memory:///batch-in/one.txt",
    ]
    assert find("memory://batch-in").passed_over == 1


def test_inputs_that_cannot_be_are_told(tmp_path: Path) -> None:
    """A scheme that nobody knows, nothing there, nothing in it, no Parquet."""
    with pytest.raises(BatchError, match="nowhere://reports cannot be opened"):
        find("nowhere://reports")
    with pytest.raises(BatchError, match=r"there is no .*absent"):
        find(str(tmp_path / "absent"))
    with pytest.raises(BatchError, match="there is no report in"):
        find(str(tmp_path))
    (tmp_path / "wire.parquet").write_text("no Parquet")
    with pytest.raises(BatchError, match="is no Parquet"):
        shards_of(str(tmp_path), 5)


def test_a_shard_is_as_large_as_the_input_asks(tmp_path: Path) -> None:
    """Few reports in each of a small input, so that all cores have some."""
    assert find(str(folder(tmp_path / "in", 30))).shard_size == 10
    assert find(str(write_lines(tmp_path / "wire.jsonl", 30))).shard_size == 10
