"""Items: from a piece of the input to the reports in it, as they arrived."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from onrecord.batch.messages import Columns, Piece, Shard
from onrecord.batch.parquet_rows import read_rows
from onrecord.batch.places import Place
from onrecord.intake.containers import open_up
from onrecord.intake.expanding import expand, is_compressed
from onrecord.read import Origin, Received, Refused, jsonlines
from onrecord.record.errors import OnrecordError, SourceMissing

Items = Iterator[Received | Refused]


def items_of(shard: Shard, place: Place, columns: Columns) -> Items:
    """All items of a shard in order; what can't be had is refused, never raised."""
    for piece in shard.pieces:
        try:
            yield from _of_piece(piece, Place(place.fs, piece.path), columns)
        except OnrecordError as error:
            yield Refused(Origin(piece.source), error)
        except (OSError, EOFError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield Refused(
                Origin(piece.source),
                SourceMissing(f"it cannot be read ({reason})", "a file that can be read"),
            )


def _of_piece(piece: Piece, here: Place, columns: Columns) -> Items:
    if piece.refused is not None:
        yield Refused(Origin(piece.source), piece.refused)
        return
    last = None if piece.count is None else piece.first + piece.count
    with here.opened() as stream:
        if piece.kind == "parquet":
            yield from read_rows(stream, piece, columns)
        elif piece.offset is not None and piece.count:
            stream.seek(piece.offset)
            keys = columns.renamed()
            yield from jsonlines.read_lines(stream, piece.source, piece.first + 1, piece.count, keys)
        else:
            yield from islice(all_items(stream, piece, columns), piece.first, last)


def all_items(stream: io.BufferedReader, piece: Piece, columns: Columns) -> Items:
    """All items of a file: JSON lines by their keys, else whatever it shows itself to be."""
    if piece.kind == "lines":
        head = stream.peek(64)[:64]
        lines = expand(stream, head) if is_compressed(head) else stream
        return jsonlines.read_stream(lines, piece.source, keys=columns.renamed())
    return open_up(stream, piece.source)
