"""Running a batch: plan, go on where it stopped, give out shards, and try again what was lost."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.api.messages import MODEL_READER
from onrecord.batch.engine import ENGINES, Engine
from onrecord.batch.messages import At, Broken, Columns, Died, Event, Receipt, Settings, Shard, Task
from onrecord.batch.output import About, Output
from onrecord.batch.places import Place
from onrecord.batch.planning import find, plan
from onrecord.record.errors import BatchError, ModelError
from onrecord.tag.network import default_model, read_card

MOST_DEATHS = 8
"""How often a shard may lose its worker before it is left for another run."""
MOST_FAULTS = 3
"""How often a shard may fail to be written before the batch ends."""
POISONED = 2
"""An item over which so many workers died is set aside."""
PATIENCE = 0.5
"""Seconds to wait for news before the progress is shown anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch is asked to do.

    `workers` are the processes that read, by default one a core; with 0 this one reads.
    `shard` is how many reports a shard has, by default as the input is large. `reader` names the function
    that makes a reader of reports.
    """

    input: str
    output: str
    engine: str = "local"
    address: str | None = None
    workers: int | None = None
    shard: int | None = None
    columns: Columns = field(default_factory=Columns)
    published: str | None = None
    model: Path | None = None
    reader: str = MODEL_READER


@dataclass(slots=True)
class Course:
    """How far a batch is. `done` are the receipts of all shards that are done, `begun` those of earlier runs.

    `under_way` has the shards that are being read, `lost` those that are left for another run, `deaths`
    counts the workers that were lost, `cleared` the shards of input that is gone.
    """

    shards: tuple[Shard, ...]
    begun: int = 0
    passed_over: int = 0
    cleared: int = 0
    deaths: int = 0
    workers: int = 0
    done: dict[str, Receipt] = field(default_factory=dict)
    under_way: dict[str, At] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)

    def count(self, what: str) -> int:
        """A count over all receipts, such as `reports`."""
        return int(sum(getattr(one, what) for one in self.done.values()))

    @property
    def expected(self) -> int:
        """How many items there are: known for shards that are done, else as planned."""
        return sum(self.done[s.name].items if s.name in self.done else s.expected for s in self.shards)

    @property
    def items(self) -> int:
        """How many items are done, those of shards under way too."""
        return self.count("items") + sum(at.position for at in self.under_way.values())

    @property
    def refused(self) -> int:
        """How many items could not be read, those of shards under way too."""
        return self.count("refused") + sum(at.refused for at in self.under_way.values())


Watch = Callable[[Course], None]


def run_batch(asked: Asked, watch: Watch = lambda _: None) -> Course:
    """Reads an input into an output, or what is left to read of it; `watch` is called with every news.

    Raises `BatchError` where it can't be begun or written, `ModelError` without weights.
    """
    settings, shards, course = prepare(asked)
    waiting = deque(Task(shard) for shard in shards if shard.name not in course.done)
    watch(course)
    if waiting:
        with _engine(asked, settings) as engine:
            _Running(course, waiting, engine, watch).go_on()
    return course


def prepare(asked: Asked) -> tuple[Settings, tuple[Shard, ...], Course]:
    """The plan of a batch and what of it is done; takes away what the input no longer has."""
    output, found = Output.at(asked.output), find(asked.input)
    _apart(Place.at(asked.input), output.place)
    before = output.about()
    size = asked.shard or (before.shard_size if before else found.shard_size)
    about = About(
        input=_absolute(asked.input),
        model=read_card(asked.model or default_model()).shown,
        shard_size=size,
        columns=dict(asked.columns.renamed()),
        published=asked.published,
    )
    if before:
        _same(before, about, asked.output)
    shards = plan(found, asked.input, asked.columns, size)
    output.begin(replace(about, shards=len(shards), reports=sum(s.expected for s in shards)))
    cleared = output.clear(shards)
    done = {one.shard: one for one in output.done(shards)}
    settings = Settings(
        _absolute(asked.input),
        _absolute(asked.output),
        asked.columns,
        asked.published,
        asked.model,
        asked.reader,
    )
    course = Course(shards, sum(r.items for r in done.values()), found.passed_over, cleared, done=done)
    return settings, shards, course


def _absolute(address: str) -> str:
    """An address that means the same in every process."""
    place = Place.at(address)
    return place.path if place.is_local else address


def _apart(source: Place, output: Place) -> None:
    """Raises `BatchError` where the output would lie within the input, or on it."""
    one, other = source.path.rstrip("/") + "/", output.path.rstrip("/") + "/"
    if type(source.fs) is type(output.fs) and other.startswith(one):
        raise BatchError(f"the output {output.path} lies within the input", "a folder outside of it")


def _same(before: About, now: About, output: str) -> None:
    """Raises `BatchError` where an output was made from something else."""
    for what in ("input", "onrecord", "model", "columns", "published", "shard_size"):
        was, is_now = getattr(before, what), getattr(now, what)
        if was != is_now:
            name = {"shard_size": "--shard", "input": "input", "onrecord": "version of onrecord"}.get(
                what, what
            )
            raise BatchError(
                f"{output} was made with another {name}: {was or 'none'} there, {is_now or 'none'} now",
                "the same input and settings, to go on where it stopped",
                "give another OUTPUT, or take this one away first",
            )


def _engine(asked: Asked, settings: Settings) -> Engine:
    if asked.engine not in ENGINES:
        raise BatchError(f"there is no engine {asked.engine!r}", f"one of {', '.join(ENGINES)}")
    return ENGINES[asked.engine](settings, asked.workers, asked.address)


class _Running:
    """Gives out tasks until none is left."""

    def __init__(self, course: Course, waiting: deque[Task], engine: Engine, watch: Watch) -> None:
        self._course, self._waiting, self._engine, self._watch = course, waiting, engine, watch
        self._deaths: Counter[str] = Counter()
        self._over: dict[str, Counter[int]] = {}
        self._faults: Counter[str] = Counter()
        self._running = 0

    def go_on(self) -> None:
        """Until every shard is done or given up."""
        while self._waiting or self._running:
            while self._waiting and self._engine.free > 0:
                self._engine.submit(self._waiting.popleft())
                self._running += 1
            for event in self._engine.events(PATIENCE):
                self._take(event)
            self._course.workers = self._engine.workers
            self._watch(self._course)

    def _take(self, event: Event) -> None:
        if isinstance(event, At):
            self._course.under_way[event.shard] = event
            return
        self._running -= 1
        if isinstance(event, Receipt):
            self._course.done[event.shard] = event
            self._course.under_way.pop(event.shard, None)
            return
        self._course.under_way.pop(event.task.shard.name, None)
        if isinstance(event, Died):
            self._died(event)
        else:
            self._broken(event)

    def _died(self, event: Died) -> None:
        """A shard that lost its worker is read again first; an item that kills is found and set aside."""
        task, name = event.task, event.task.shard.name
        self._course.deaths += 1
        self._deaths[name] += 1
        over = self._over.setdefault(name, Counter())
        if event.position is not None:
            over[event.position] += 1
        if self._deaths[name] >= MOST_DEATHS:
            self._course.lost[name] = f"{task.shard.label}: {event.why}, {MOST_DEATHS} times"
            return
        poison = frozenset(position for position, times in over.items() if times >= POISONED)
        self._waiting.appendleft(replace(task, poison=poison, closely=True))

    def _broken(self, event: Broken) -> None:
        if event.for_good:
            raise ModelError(event.got, event.expected, event.hint)
        name = event.task.shard.name
        self._faults[name] += 1
        if self._faults[name] >= MOST_FAULTS:
            raise BatchError(event.got, event.expected, "what is done is kept; the same command goes on")
        self._waiting.append(event.task)


def finished(output: Output) -> Iterator[Receipt]:
    """The receipts of an output, in the order of its input."""
    yield from output.receipts()
