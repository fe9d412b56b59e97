"""Archives: files to one zip, in pieces, the same bytes every time and everywhere.

Members are stored as they are, not compressed: what a compressor gives depends
on its version. They bear no time but the earliest that a zip can.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from onrecord.export.handed import Member

EARLIEST = (1980, 1, 1, 0, 0, 0)
LONGEST_NAME = 80
_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_FILE = 0o100644 << 16


class _Sink(io.RawIOBase):
    """A file in which one may go back as far as the last piece that was taken out."""

    def __init__(self) -> None:
        self._taken = 0
        self._waiting = io.BytesIO()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._taken + self._waiting.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        assert whence == io.SEEK_SET
        return self._taken + self._waiting.seek(offset - self._taken)

    def write(self, data: object) -> int:
        return self._waiting.write(data)  # type: ignore[arg-type]

    def take(self) -> bytes:
        taken = self._waiting.getvalue()
        self._taken += len(taken)
        self._waiting = io.BytesIO()
        return taken


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """A zip of some files, a piece for each and one for the list at its end."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = 3
            info.external_attr = _FILE
            archive.writestr(info, data)
            yield sink.take()
    yield sink.take()


class Names:
    """Names for files: safe on every system and in every shell, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, wanted: str) -> str:
        """The name as near to the wanted one as can be, without an ending."""
        plain = _ODD.sub("-", wanted)[:LONGEST_NAME].strip("-.") or "report"
        name, number = plain, 1
        while name.lower() in self._given:
            number += 1
            name = f"{plain}-{number}"
        self._given.add(name.lower())
        return name
