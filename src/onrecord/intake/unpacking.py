"""Bodies of answers, unpacked as they come and never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from onrecord.record.errors import FetchFailed, TooLarge

ACCEPTED = "gzip, deflate"
_STEP = 65_536


def read_body(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body of an answer.

    `encoding` is its Content-Encoding, `most` how many bytes it may have, both as
    sent and unpacked. Raises `TooLarge`, and `FetchFailed` for an encoding that
    was not asked for or is broken.
    """
    unpack = _unpacker(encoding)
    body = bytearray()
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        if sent > most:
            raise too_large(most)
        for piece in unpack.feed(chunk):
            body += piece
            if len(body) > most:
                raise too_large(most)
    unpack.end()
    return bytes(body)


def too_large(most: int) -> TooLarge:
    """The error for an answer of more than `most` bytes."""
    return TooLarge(f"the answer has more than {most:,} bytes", "one page with one report")


def _unpacker(encoding: str) -> _Plain | _Packed:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Packed(name)
    raise FetchFailed(f"the answer is packed as {name[:60]!r}, which was not asked for", ACCEPTED)


class _Plain:
    """A body as it is."""

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """Gives the bytes back."""
        return (chunk,)

    def end(self) -> None:
        """Nothing can be missing."""


class _Packed:
    """A body packed with gzip or deflate, unpacked a step at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | (16 if "gzip" in name else 0))
        self._begun = False

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """The bytes that a piece unpacks to, in steps."""
        rest = chunk
        while rest and not self._inflate.eof:
            try:
                piece = self._inflate.decompress(rest, _STEP)
            except zlib.error as error:
                if self._begun or self._name != "deflate":
                    raise FetchFailed(
                        f"the answer's compression is broken ({error})", "a whole answer"
                    ) from None
                self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers send it without its header
                self._begun = True
                continue
            self._begun = True
            rest = self._inflate.unconsumed_tail
            yield piece

    def end(self) -> None:
        """Raises `FetchFailed` where the end is missing."""
        if self._begun and not self._inflate.eof:
            raise FetchFailed("the answer breaks off", "a whole answer")
