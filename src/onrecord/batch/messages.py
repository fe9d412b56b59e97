"""What the parts of a batch tell each other: pieces and shards of the input, tasks, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from onrecord.api.messages import MODEL_READER
from onrecord.read.received import slug
from onrecord.record.errors import OnrecordError

LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of Parquet, or the keys of JSON lines, are called; all but `text` may be missing."""

    text: str = "text"
    published: str = "published"
    url: str = "url"
    publisher: str = "publisher"
    title: str = "title"
    bylines: str = "bylines"
    id: str = "id"

    def renamed(self) -> Mapping[str, str]:
        """The keys of onrecord and what they are called here; empty where all have their own names."""
        named = {name: str(getattr(self, name)) for name in self.__slots__}
        return {} if all(name == theirs for name, theirs in named.items()) else named


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker of a batch needs to know.

    `input` is the address of the input and `output` that of the output, both
    such that any worker can open them. `reader` names the function that makes a
    reader of reports.
    """

    input: str
    output: str
    columns: Columns = field(default_factory=Columns)
    published: str | None = None
    model: Path | None = None
    reader: str = MODEL_READER


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the input, or a range of what is in it.

    `source` is what its reports are said to come from, `path` where it is opened, `key` its
    path within the input, `stamp` changes when the file does. `first` counts from 0: lines of
    JSON lines, rows of Parquet, else items in their order; `count` None is all. `offset` is the byte
    where the first line begins. `refused` tells why nothing can be read.
    """

    source: str
    path: str
    key: str
    stamp: str
    kind: str = "any"
    first: int = 0
    count: int | None = None
    offset: int | None = None
    refused: OnrecordError | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Some pieces of the input that one worker reads into one file of each table."""

    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """The name of its files: it follows from the names of what is in it."""
        told = "\n".join(f"{p.key}\t{p.first}\t{p.count}" for p in self.pieces)
        digest = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return f"{slug(self.pieces[0].key)[:LONGEST_SLUG]}-{digest}"

    @property
    def stamp(self) -> str:
        """Changes when one of its files does."""
        return sha256("\n".join(p.stamp for p in self.pieces).encode()).hexdigest()[:16]

    @property
    def label(self) -> str:
        """What it is called for people."""
        first = self.pieces[0]
        if first.count is not None:
            return f"{first.key} from {first.first + 1}"
        more = len(self.pieces) - 1
        return f"{first.key} and {more} more" if more else first.key

    @property
    def expected(self) -> int:
        """How many reports are in it, as far as is known before it is read."""
        return sum(1 if p.count is None else p.count for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be read. `poison` are the positions of items over which processes died: set aside unread.

    `closely`: every item is told of before it is read, so that it is known over which one a process dies.
    """

    shard: Shard
    poison: frozenset[int] = frozenset()
    closely: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """How far a shard is: the item that is read next, and what became of those before it."""

    shard: str
    position: int
    reports: int = 0
    refused: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """A shard that is done: what was in it, and what it took. It is written when all its files are there."""

    shard: str
    key: str
    first: int
    stamp: str
    model: str
    items: int = 0
    reports: int = 0
    refused: int = 0
    passed_over: int = 0
    statements: int = 0
    speakers: int = 0
    words: int = 0
    bytes: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Died:
    """A worker that was lost, with the shard that it was reading and the item as far as it is known."""

    task: Task
    position: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A shard that could not be written, or a worker that cannot read at all (`for_good`)."""

    task: Task
    got: str
    expected: str = ""
    hint: str = ""
    for_good: bool = False


Event = At | Receipt | Died | Broken
