"""From a stream to what is in it: one report, or a container of many.

`CONTAINERS` is the table of formats that hold several reports; a new one is a
module in `read/` and a line there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from onrecord.intake.archives import Member, is_tar, is_zip, read_tar, read_zip
from onrecord.intake.expanding import expand, is_compressed
from onrecord.intake.feeds import read_feed_file
from onrecord.read import LARGEST_FILE, Origin, Received, Refused, jsonlines, newsml_stream, warc
from onrecord.read.feed import ROOTS as FEED_ROOTS
from onrecord.read.newsml import ROOTS as NEWSML_ROOTS
from onrecord.read.xml import root_name
from onrecord.record.errors import ContainerDamaged, OnrecordError, SourceMissing, TooLarge

HEAD = 8192
Reader = Callable[[BinaryIO, str, str | None], Iterator[Received | Refused]]


@dataclass(frozen=True, slots=True)
class Container:
    """A format of several reports: its name, its endings, how its first bytes look, how it is read."""

    name: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Reader


def _xml_root(head: bytes) -> str | None:
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return root_name(text.lstrip("\ufeff")) if "<" in text[:64] else None


CONTAINERS = (
    Container("warc", (".warc",), lambda head: head.startswith(b"WARC/"), warc.read_stream),
    Container("newsml", (), lambda head: _xml_root(head) in NEWSML_ROOTS, newsml_stream.read_stream),
    Container("feed", (), lambda head: _xml_root(head) in FEED_ROOTS, read_feed_file),
    Container(
        "jsonl",
        (".jsonl", ".ndjson", ".jsonlines"),
        lambda head: bool(re.match(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{", head)),
        jsonlines.read_stream,
    ),
)


def open_up(
    stream: io.BufferedReader, source: str, member: str | None = None, *, depth: int = 0
) -> Iterator[Received | Refused]:
    """All reports of a stream, whatever it is; what can't be read is refused, never raised.

    Compression is undone, archives are gone through member by member. An
    archive in an archive is refused.
    """
    try:
        yield from _open_up(stream, source, member, depth)
    except OnrecordError as error:
        yield Refused(Origin(source, member), error)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Refused(Origin(source, member), SourceMissing(f"it cannot be read ({reason})", "a file"))


def _open_up(
    stream: io.BufferedReader, source: str, member: str | None, depth: int
) -> Iterator[Received | Refused]:
    head = stream.peek(HEAD)[:HEAD]
    name = member or source
    if is_compressed(head) and not _is_warc(name):
        if depth > 1:
            raise ContainerDamaged("it is compressed several times over", "a file compressed once")
        yield from _open_up(expand(stream, head), source, _unpacked(source, member), depth + 1)
        return
    if is_zip(head) or is_tar(head):
        if member is not None and member != _unpacked(source, None):
            raise ContainerDamaged("it is an archive in an archive", "reports", "unpack it first")
        for found in read_zip(stream) if is_zip(head) else read_tar(stream):
            yield from _member(found, source)
        return
    container = container_of(head, name)
    if container:
        yield from container.read(stream, source, member)
        return
    yield _whole(stream, source, member)


def container_of(head: bytes, name: str) -> Container | None:
    """The container that first bytes or the ending of a name show; None where it is one report."""
    suffixes = PurePosixPath(name.lower()).suffixes
    named = (c for c in CONTAINERS if any(suffix in c.suffixes for suffix in suffixes[-2:]))
    return next((c for c in CONTAINERS if c.looks_like(head)), None) or next(named, None)


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc.gz", ".warc.zst", ".wet.gz"))


def _unpacked(source: str, member: str | None) -> str | None:
    """The name of what a compressed file holds: bridge.html of bridge.html.gz."""
    if member is not None:
        return member
    name = PurePosixPath(source.replace("\\", "/")).name
    return re.sub(r"\.(?:gz|bz2|xz)$", "", re.sub(r"\.tgz$", ".tar", name)) if name else None


def _member(found: Member, source: str) -> Iterator[Received | Refused]:
    if found.error is not None:
        yield Refused(Origin(source, found.name), found.error)
    elif found.stream is not None:
        hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(found.name).parts)
        if not hidden:
            yield from open_up(found.stream, source, found.name, depth=1)


def _whole(stream: io.BufferedReader, source: str, member: str | None) -> Received | Refused:
    """A stream as one report."""
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"it has more than {LARGEST_FILE:,} bytes", "one report", "split the file first")
    return Received(Origin(source, member), data)
