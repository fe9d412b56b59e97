"""Places: folders and files on this machine or behind any address that fsspec knows.

A file appears whole or not at all: where there are files, it is written beside
and moved; object stores show an object when all of it is there.
"""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from onrecord.record.errors import BatchError

MOVED = frozenset({"file", "local", "hdfs", "arrow_hdfs", "sftp", "ssh", "smb", "dbfs", "webhdfs"})
"""Protocols of file systems, which show a file while it is written; the others are object stores."""
BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """A file system and a path in it."""

    fs: Any
    path: str

    @classmethod
    def at(cls, address: str) -> Place:
        """The place of a path or address; raises `BatchError` where no file system knows it."""
        from fsspec.core import url_to_fs

        try:
            fs, path = url_to_fs(address)
        except ImportError as error:
            raise BatchError(f"{address} cannot be opened ({error})", hint="install what it names") from None
        except (ValueError, OSError) as error:
            raise BatchError(
                f"{address} cannot be opened ({error})",
                "a path, or an address such as s3://bucket/folder",
                "python -c 'import fsspec; print(fsspec.available_protocols())' lists the schemes",
            ) from None
        return cls(fs, str(path))

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        return self._protocol in ("file", "local")

    @property
    def _protocol(self) -> str:
        of = self.fs.protocol
        return str(of if isinstance(of, str) else of[0])

    def under(self, *parts: str) -> Place:
        """A path below it."""
        return Place(self.fs, "/".join((self.path.rstrip("/"), *parts)))

    @contextmanager
    def opened(self) -> Iterator[io.BufferedReader]:
        """The file, to be read."""
        if self.is_local:
            with Path(self.path).open("rb", buffering=65_536) as file:
                yield cast(io.BufferedReader, file)
            return
        with self.fs.open(self.path, "rb") as raw, io.BufferedReader(raw, BUFFER) as stream:
            yield stream

    def content(self) -> bytes:
        """All of a file; raises `FileNotFoundError`."""
        return bytes(self.fs.cat_file(self.path))

    def write(self, data: bytes) -> None:
        """Writes a file, which replaces one of that name when it is whole."""
        if self.is_local:
            self._replace(Path(self.path), data)
            return
        parent = self.path.rpartition("/")[0]
        with suppress(NotImplementedError, FileExistsError):
            self.fs.makedirs(parent, exist_ok=True)
        if self._protocol not in MOVED:
            self.fs.pipe_file(self.path, data)
            return
        part = f"{parent}/.{uuid.uuid4().hex}.part"
        self.fs.pipe_file(part, data)
        self.fs.mv(part, self.path)

    def _replace(self, target: Path, data: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{uuid.uuid4().hex}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def names(self) -> tuple[str, ...]:
        """The names of what is in a folder, in order; empty where there is none."""
        try:
            self.fs.invalidate_cache()
            found = self.fs.ls(self.path, detail=False)
        except (FileNotFoundError, NotADirectoryError):
            return ()
        return tuple(sorted(str(name).rstrip("/").rpartition("/")[2] for name in found))

    def remove(self) -> None:
        """Takes a file away, where it is there."""
        with suppress(FileNotFoundError):
            self.fs.rm_file(self.path)
