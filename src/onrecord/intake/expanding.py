"""Compressed streams that may not grow without measure: a few kilobytes of gzip can mean gigabytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from onrecord.record.errors import ContainerDamaged

MOST_GROWTH = 250
"""Text of news is packed to a fifth; the same report again and again to a hundredth."""
FREE = 256_000_000
"""Bytes that may come out before growth is looked at."""
DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError, ValueError)
"""What the standard library raises where compressed files and archives are not whole."""

OPENERS: tuple[tuple[bytes, Callable[[Any], Any]], ...] = (
    (b"\x1f\x8b", lambda raw: gzip.GzipFile(fileobj=raw)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\0", lzma.LZMAFile),
)
"""The first bytes of compressed files, and what opens them."""


def is_compressed(head: bytes) -> bool:
    """Whether a file is compressed, by its first bytes."""
    return any(head.startswith(mark) for mark, _ in OPENERS)


def expand(raw: BinaryIO, head: bytes) -> io.BufferedReader:
    """What a compressed stream holds; reading on raises `ContainerDamaged` where it is damaged or a bomb."""
    opener = next(opener for mark, opener in OPENERS if head.startswith(mark))
    counted = _Counted(raw)
    return io.BufferedReader(cast(Any, _Expanded(opener(counted), counted)), 65_536)


def guard(stream: Any) -> io.BufferedReader:
    """The same stream, whose damage shows as `ContainerDamaged`."""
    return io.BufferedReader(cast(Any, _Guarded(stream)), 65_536)


class _Guarded(io.RawIOBase):
    """A member of an archive."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.stream.read(len(buffer))
        except (*DAMAGE, NotImplementedError, RuntimeError) as error:
            raise ContainerDamaged(f"it cannot be unpacked ({error})", "a whole member") from None
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A stream that counts what is read from it, and can't go back."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw, self.count = raw, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.raw.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Expanded(io.RawIOBase):
    """The other end, which watches how much more comes out than went in."""

    def __init__(self, opened: Any, counted: _Counted) -> None:
        self.opened, self.counted, self.count = opened, counted, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.opened.read(len(buffer))
        except DAMAGE as error:
            raise ContainerDamaged(f"its compression is damaged ({error})", "a whole file") from None
        buffer[: len(data)] = data
        self.count += len(data)
        if self.count > FREE + MOST_GROWTH * self.counted.count:
            raise ContainerDamaged(
                f"it unpacks to more than {MOST_GROWTH} times its size", "a compressed file of reports"
            )
        return len(data)
