"""Reading one shard: its items one by one, then all its tables at once.

The same in every engine; an engine only carries the events to who wants them.
"""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Iterator

from onrecord.api.messages import Failed, Read, Reader, Stopped
from onrecord.api.readers import answer
from onrecord.batch.items import items_of
from onrecord.batch.messages import At, Broken, Event, Receipt, Settings, Task
from onrecord.batch.output import Output
from onrecord.batch.places import Place
from onrecord.batch.tables import Tables
from onrecord.read import Received, Refused
from onrecord.record.errors import OnrecordError

LONGEST_READING = 1800.0
"""Seconds that one report may take; then its process is ended."""
POISON = "the process that read it died over it, twice"


def read_shard(task: Task, settings: Settings, reader: Reader) -> Iterator[Event]:
    """Reads a shard and writes it; gives `At` before each item, and at last a `Receipt` or `Broken`."""
    began, cpu = time.monotonic(), time.process_time()
    tables, passed_over, position, model = Tables(), 0, 0, ""
    items = items_of(task.shard, Place.at(settings.input), settings.columns)
    while True:
        yield At(task.shard.name, position, len(tables.kept), len(tables.errors), tables.words)
        item = next(items, None)
        if item is None:
            break
        if isinstance(item, Refused):
            passed_over += item.passed_over
            if not item.passed_over:
                tables.refuse(position, str(item.origin), type(item.error).__name__, str(item.error))
        elif position in task.poison:
            tables.refuse(position, str(item.origin), "ProcessDied", POISON)
        else:
            given = _taken(tables, position, item, reader)
            if isinstance(given, Stopped):
                yield Broken(task, given.got, given.expected, given.hint, for_good=True)
                return
            model = given or model
        position += 1
    first = task.shard.pieces[0]
    receipt = Receipt(
        shard=task.shard.name,
        key=first.key,
        first=first.first,
        stamp=task.shard.stamp,
        model=model,
        items=position,
        reports=len(tables.kept),
        refused=len(tables.errors),
        passed_over=passed_over,
        statements=tables.statements,
        speakers=tables.speakers,
        words=tables.words,
    )
    try:
        yield Output.at(settings.output).put(receipt, tables, began, cpu)
    except (OSError, OnrecordError) as error:
        yield Broken(task, f"{settings.output} cannot be written ({error})", "a place to write to")


def watched(events: Iterator[Event]) -> Iterator[Event]:
    """The same events; where one takes too long the process ends, which its engine notices.

    For processes of an engine alone. It ends them even where a native library
    holds the interpreter.
    """
    while True:
        faulthandler.dump_traceback_later(LONGEST_READING, exit=True, file=2)
        event = next(events, None)
        faulthandler.cancel_dump_traceback_later()
        if event is None:
            return
        yield event


def _taken(tables: Tables, position: int, item: Received, reader: Reader) -> str | Stopped | None:
    """What became of an item, noted; the weights that read it."""
    given = answer(reader, item)
    if isinstance(given, Stopped):
        return given
    if isinstance(given, Read):
        tables.keep(position, item, given.record, given.model)
        return given.model
    why = given.why if isinstance(given, Failed) else "its text is known"
    tables.refuse(position, str(item.origin), "ReadError", why)
    return None
