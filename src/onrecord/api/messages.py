"""What a process that takes reports in and its reading processes tell each other."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from onrecord.read import Received
from onrecord.record import Record

MODEL_READER = "onrecord.api.readers:model_reader"


@dataclass(frozen=True, slots=True)
class Options:
    """What readers need to know: day of publication, folder of weights, the ledger that knows texts."""

    published: str | None = None
    model: Path | None = None
    ledger: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """An item that was read, and by which weights."""

    record: Record
    model: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """An item that need not be read: its text has a hash that the ledger knows."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that could not be read, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing can be read at all, such as without weights; the parts of a `ModelError`."""

    got: str
    expected: str
    hint: str


Answer = Read | Recognised | Failed | Stopped
Reader = Callable[[Received], Answer]


def send(stream: IO[bytes], value: object) -> None:
    """Writes one pickle."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Reads one pickle; raises `EOFError` where the other end is gone."""
    head = stream.read(8)
    data = stream.read(int.from_bytes(head, "big")) if len(head) == 8 else b""
    if len(head) < 8 or len(data) < int.from_bytes(head, "big"):
        raise EOFError
    return pickle.loads(data)
