"""Planning: from an input to its shards, the same for the same input on every machine.

Files of one report each are grouped by their names. Of files that hold many
(JSON lines, Parquet, web archives, zip …) it is counted how many, and each
shard is a range of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from onrecord.batch.grouping import grouped
from onrecord.batch.items import all_items
from onrecord.batch.messages import Columns, Piece, Shard
from onrecord.batch.parquet_rows import count_rows
from onrecord.batch.places import Place
from onrecord.intake.containers import CONTAINERS
from onrecord.intake.expanding import is_compressed
from onrecord.intake.folders import walk
from onrecord.lexicon import words
from onrecord.read.jsonlines import LONGEST_LINE
from onrecord.record.errors import BatchError

LARGE = 1_000_000
"""In bytes: a file beyond may hold many reports, whatever it is called, and is looked into."""
REPORT_BYTES = 6_000
"""About the size of a report, to tell from the size of an input how many there are."""
LEAST, MOST = 10, 250
"""Reports in a shard where nobody says how many."""
SHARDS = 200
"""So many shards are made of a small input, that all cores have some until the end."""
LINES = (".jsonl", ".ndjson", ".jsonlines")
PARQUET = (".parquet", ".pq")
PACKED = (".gz", ".bz2", ".xz", ".tgz")
ARCHIVES = (".zip", ".tar", ".tgz", ".warc", *PACKED)


@dataclass(frozen=True, slots=True)
class Found:
    """The files of an input, with their sizes in bytes, and how many files nobody would take for reports."""

    pieces: tuple[tuple[Piece, int], ...]
    passed_over: int = 0

    @property
    def shard_size(self) -> int:
        """How many reports a shard has: few where there are few, so that all cores have some."""
        size = sum(size for _, size in self.pieces)
        return min(MOST, max(LEAST, max(len(self.pieces), size // REPORT_BYTES) // SHARDS))


def find(address: str) -> Found:
    """The files of an input in order; raises `BatchError` where there is none."""
    place = Place.at(address)
    try:
        found = _local(address, place) if place.is_local else _remote(address, place)
    except OSError as error:
        raise BatchError(f"{address} cannot be listed ({error})", "a folder or a file") from None
    if not found.pieces:
        raise BatchError(
            f"there is no report in {address}", "a folder of reports, JSON lines, Parquet or WARC"
        )
    return found


def _local(address: str, place: Place) -> Found:
    given = Path(address.removeprefix("file://"))
    root = Path(place.path)
    if not root.exists():
        raise BatchError(f"there is no {given}", "a folder or a file that is there")
    if not root.is_dir():
        return Found(((_file(str(given), root, root.name), root.stat().st_size),))
    pieces, passed_over = [], 0
    for one in walk(given):
        path = root / one.path.relative_to(given)
        key = path.relative_to(root).as_posix()
        if one.passed_over:
            passed_over += 1
        elif one.error is not None:
            pieces.append((Piece(str(one.path), str(path), key, "refused", refused=one.error), 0))
        else:
            pieces.append((_file(str(one.path), path, key), path.stat().st_size))
    return Found(tuple(pieces), passed_over)


def _file(source: str, path: Path, key: str) -> Piece:
    status = path.stat()
    return Piece(source, str(path), key, f"{status.st_size} {status.st_mtime_ns}", kind_of(key))


def _remote(address: str, place: Place) -> Found:
    if not place.fs.exists(place.path):
        raise BatchError(f"there is no {address}", "a folder or a file that is there")
    infos = place.fs.find(place.path, detail=True)
    root = place.path.rstrip("/")
    pieces, passed_over = [], 0
    for path in sorted(infos, key=path_order):
        info = infos[path]
        key = path[len(root) :].strip("/") or PurePosixPath(path).name
        if any(part.startswith(".") for part in key.split("/")):
            continue
        if PurePosixPath(key).suffix.lower() in words("formats", "files.no_reports"):
            passed_over += 1
            continue
        stamp = (
            f"{info.get('size')} {info.get('ETag') or info.get('LastModified') or info.get('created') or ''}"
        )
        pieces.append(
            (Piece(place.fs.unstrip_protocol(path), path, key, stamp, kind_of(key)), info["size"] or 0)
        )
    return Found(tuple(pieces), passed_over)


def path_order(key: str) -> tuple[bytes, ...]:
    """The order of files: folder by folder, by the bytes of their names."""
    return tuple(part.encode("utf-8", "surrogateescape") for part in key.split("/"))


def kind_of(name: str) -> str:
    """What a name says is in a file: `lines`, `parquet`, `many` for archives, `any` for the rest."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    last = suffixes[-1] if suffixes else ""
    inner = suffixes[-2] if len(suffixes) > 1 and last in PACKED else last
    if last in PARQUET:
        return "parquet"
    if inner in LINES:
        return "lines"
    held = {suffix for container in CONTAINERS for suffix in container.suffixes}
    return "many" if last in ARCHIVES or last in held else "any"


def plan(found: Found, address: str, columns: Columns, size: int) -> tuple[Shard, ...]:
    """The shards of an input, each of about `size` reports; raises `BatchError`."""
    place = Place.at(address)
    ranges = (r for piece, large in found.pieces for r in _ranges(piece, large, place, columns, size))
    return tuple(grouped(ranges, size))


def _ranges(piece: Piece, large: int, place: Place, columns: Columns, size: int) -> Iterable[Piece]:
    """A file as it is, or cut into ranges of what is in it."""
    if piece.refused is not None or (piece.kind == "any" and large <= LARGE):
        return (piece,)
    here = Place(place.fs, piece.path)
    try:
        if piece.kind == "parquet":
            return _cut(piece, count_rows(here, piece.source, columns), size)
        with here.opened() as stream:
            if (
                piece.kind == "lines"
                and not is_compressed(head := stream.peek(64)[:64])
                and not _is_list(head)
            ):
                return tuple(_lines(piece, stream, size))
            return _cut(piece, sum(1 for _ in all_items(stream, piece, columns)), size)
    except OSError as error:
        reason = BatchError(f"it cannot be read ({error.strerror or error})", "a file that can be read")
        return (replace(piece, refused=reason),)


def _is_list(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def _cut(piece: Piece, count: int, size: int) -> Iterator[Piece]:
    if count == 0 or (count == 1 and piece.kind == "any"):
        yield piece
        return
    for first in range(0, count, size):
        yield replace(piece, first=first, count=min(size, count - first))


def _lines(piece: Piece, stream: BinaryIO, size: int) -> Iterator[Piece]:
    """Ranges of lines, each with the byte where its first line begins."""
    begun, at, lines, ended = 0, 0, 0, True
    while line := stream.readline(LONGEST_LINE):
        at += len(line)
        lines, ended = lines + ended, line.endswith(b"\n")
        if ended and lines % size == 0:
            yield replace(piece, first=lines - size, count=size, offset=begun)
            begun = at
    if lines % size or not lines:
        yield replace(piece, first=lines - lines % size, count=lines % size, offset=begun)
