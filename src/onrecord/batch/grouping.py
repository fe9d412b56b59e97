"""Grouping: files of one report each, some of them to a shard.

Where a shard ends follows from the names of the files, so that a file more or
less changes the shard it stands in and no other (content-defined chunking, as
Muthitacharoen et al. 2001 cut files).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from onrecord.batch.messages import Piece, Shard


def grouped(pieces: Iterable[Piece], size: int) -> Iterator[Shard]:
    """Shards of about `size` reports each, at least half and at most twice as many; ranges stand alone."""
    group: list[Piece] = []
    for piece in pieces:
        if piece.count is not None:
            if group:
                yield Shard(tuple(group))
                group = []
            yield Shard((piece,))
            continue
        group.append(piece)
        if len(group) >= 2 * size or (2 * len(group) >= size and _ends(piece.key, size)):
            yield Shard(tuple(group))
            group = []
    if group:
        yield Shard(tuple(group))


def _ends(key: str, size: int) -> bool:
    """Whether a shard that is half full ends with a file, by its name; on average it is full then."""
    digest = sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % (size // 2 + 1) == 0
