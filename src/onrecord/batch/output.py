"""The folder that a batch writes: what it was made from, which shards are done, their files.

    OUTPUT/_batch.json            the input and the settings
    OUTPUT/_shards/NAME.json      a receipt for each shard that is done
    OUTPUT/statements/NAME.parquet, and so for each table

A shard is done when its receipt is there, which is written last. Names that
begin with _ are passed over by Spark and others.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from importlib.metadata import version

from onrecord.batch.messages import Receipt, Shard
from onrecord.batch.places import Place
from onrecord.batch.planning import path_order
from onrecord.batch.tables import TABLES, Tables
from onrecord.record.errors import BatchError

SCHEMA = "onrecord-batch/1"
ABOUT = "_batch.json"
RECEIPTS = "_shards"


@dataclass(frozen=True, slots=True)
class About:
    """What a batch was made from; all of it but the counts must be the same to go on with it.

    `shard_size` is how many reports a shard has; `shards` and `reports` are those of the last plan.
    """

    input: str
    model: str
    shard_size: int
    columns: dict[str, str]
    published: str | None = None
    onrecord: str = version("onrecord")
    shards: int = 0
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """The folder of a batch."""

    place: Place

    @classmethod
    def at(cls, address: str) -> Output:
        """The output at a path or address."""
        return cls(Place.at(address))

    def about(self) -> About | None:
        """What it was made from, None where nothing is there; raises `BatchError` where something else is."""
        try:
            data = json.loads(self.place.under(ABOUT).content())
            if data.pop("schema", None) != SCHEMA:
                raise ValueError(f"it is no {SCHEMA}")
            return About(**data)
        except FileNotFoundError:
            there = self.place.names()
        except (ValueError, TypeError) as error:
            raise BatchError(
                f"{self.place.path}/{ABOUT} cannot be read ({error})", "what onrecord batch wrote"
            ) from None
        if there:
            raise BatchError(
                f"{self.place.path} holds {there[0]!r} and is no output of onrecord batch",
                "a new folder, or one that onrecord batch began",
                "give another OUTPUT",
            )
        return None

    def begin(self, about: About) -> None:
        """Notes what the batch is made from."""
        told = json.dumps({"schema": SCHEMA, **asdict(about)}, ensure_ascii=False, indent=1)
        self.place.under(ABOUT).write(told.encode("utf-8"))

    # ------------------------------------------------------------ shards
    def receipts(self) -> tuple[Receipt, ...]:
        """Those of all shards that are done, in the order of the input."""
        known = {f.name for f in fields(Receipt)}
        made = []
        for name in self.place.under(RECEIPTS).names():
            if name.endswith(".json"):
                data = json.loads(self.place.under(RECEIPTS, name).content())
                made.append(Receipt(**{k: v for k, v in data.items() if k in known}))
        return tuple(sorted(made, key=lambda r: (path_order(r.key), r.first)))

    def put(self, receipt: Receipt, tables: Tables, began: float, cpu: float) -> Receipt:
        """Writes the files of a shard and then its receipt, with the time since `began` and `cpu`."""
        size = 0
        for table, data in tables.written():
            self.file(table, receipt.shard).write(data)
            size += len(data)
        done = replace(
            receipt,
            bytes=size,
            seconds=round(time.monotonic() - began, 3),
            cpu_seconds=round(time.process_time() - cpu, 3),
        )
        told = json.dumps(asdict(done), ensure_ascii=False)
        self.place.under(RECEIPTS, f"{done.shard}.json").write(told.encode("utf-8", "surrogateescape"))
        return done

    def file(self, table: str, shard: str) -> Place:
        """The file of a shard in a table."""
        return self.place.under(table, f"{shard}.parquet")

    def clear(self, shards: Iterable[Shard]) -> int:
        """Takes out files of shards that the input no longer has; gives how many shards those were."""
        planned = {shard.name for shard in shards}
        gone = set()
        for folder in (RECEIPTS, *TABLES):  # receipts first: what has none is not done
            for name in self.place.under(folder).names():
                stem = name.rpartition(".")[0]
                if stem not in planned and not name.startswith("."):
                    self.place.under(folder, name).remove()
                    gone.add(stem)
        return len(gone)

    def done(self, shards: Iterable[Shard]) -> Iterator[Receipt]:
        """The receipts of those shards that are done and whose input has not changed since."""
        stamps = {shard.name: shard.stamp for shard in shards}
        return (one for one in self.receipts() if stamps.get(one.shard) == one.stamp)
