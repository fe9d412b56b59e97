"""Archives, zip and tar: their members in order, read where they lie.

Nothing is ever unpacked onto the disk, so no member can be written outside;
members whose names lead out of their archive are refused all the same, as
their names go on record.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from onrecord.intake.expanding import DAMAGE, FREE, MOST_GROWTH, guard
from onrecord.record.errors import ContainerDamaged, OnrecordError

MOST_MEMBERS = 1_000_000
LONGEST_TAR_NAME = 65_536
"""In bytes: tar lets a name be as long as the archive."""
_DAMAGE = (*DAMAGE, NotImplementedError, RuntimeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, and what it holds or why that can't be read."""

    name: str
    stream: io.BufferedReader | None = None
    error: OnrecordError | None = None


def is_zip(head: bytes) -> bool:
    """Whether a file is a zip archive, by its first bytes."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    """Whether a file is a tar archive, by its first block."""
    return head[257:262] == b"ustar"


def read_zip(raw: BinaryIO) -> Iterator[Member]:
    """The files of a zip archive by name; raises `ContainerDamaged` where it can't be read at all."""
    try:
        archive = zipfile.ZipFile(raw)
        members = sorted(archive.infolist(), key=lambda info: info.filename)
    except _DAMAGE as error:
        raise ContainerDamaged(f"this zip archive cannot be read ({error})", "a whole zip archive") from None
    packed = max(1, sum(info.compress_size for info in members))
    left = FREE + MOST_GROWTH * packed
    for info in members[:MOST_MEMBERS]:
        if info.is_dir():
            continue
        left -= info.file_size
        if left < 0:
            raise ContainerDamaged(
                f"this zip archive unpacks to more than {MOST_GROWTH} times its size", "an archive of reports"
            )
        yield _zip_member(archive, info)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = info.filename
    if leads_out(name):
        return Member(shown(name), error=_outside(name))
    try:
        return Member(name, guard(archive.open(info)))
    except _DAMAGE as error:
        return Member(name, error=ContainerDamaged(f"it cannot be unpacked ({error})", "a readable member"))


class _ShortNames(tarfile.TarInfo):
    """Members of tar whose long names and extra headers are of a sensible size."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _ShortNames:
        info = super().frombuf(buf, encoding, errors)
        extra = info.type in (
            tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
            tarfile.GNUTYPE_LONGLINK, b"L", b"K",
        )  # fmt: skip
        if extra and info.size > LONGEST_TAR_NAME:
            raise tarfile.ReadError(f"a header of {info.size:,} bytes")
        if info.size < 0:
            raise tarfile.ReadError("a negative size")
        return info


def read_tar(raw: BinaryIO) -> Iterator[Member]:
    """The files of a tar archive in its own order; links and devices are left out.

    Raises `ContainerDamaged` where it breaks off.
    """
    try:
        with tarfile.open(fileobj=raw, mode="r|", tarinfo=_ShortNames, errorlevel=1) as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps them all
                if not info.isreg() or info.issparse():
                    continue
                if leads_out(info.name):
                    yield Member(shown(info.name), error=_outside(info.name))
                    continue
                file = archive.extractfile(info)
                if file is not None:
                    yield Member(info.name, guard(file))
    except _DAMAGE as error:
        raise ContainerDamaged(f"this tar archive breaks off ({error})", "a whole tar archive") from None


def leads_out(name: str) -> bool:
    """Whether the name of a member leads out of its archive.

    >>> leads_out("2022/a.html"), leads_out("../a.html"), leads_out("/etc/a"), leads_out("C:\\\\a")
    (False, True, True, True)
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name.split("/", maxsplit=1)[0] or "\0" in name


def shown(name: str) -> str:
    """A name for people: without control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:200]


def _outside(name: str) -> ContainerDamaged:
    return ContainerDamaged(f"the name {shown(name)!r} leads out of its archive", "names inside it")
