"""Side by side: matters, positions and tellings as the pages of a comparison write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field

from markupsafe import Markup

from onrecord.compare.courses import Course, Step, courses_of
from onrecord.compare.denial import is_denied
from onrecord.compare.matters import Clash, Layout, Matter, Side, Telling, hubs_of
from onrecord.compare.series import Entry, MatterFigures, OriginRange, Series, figures_of
from onrecord.export.comparison_words import (
    answer_phrase,
    change_phrase,
    clash_phrase,
    count_phrase,
    day_of,
    entry_phrase,
    listed,
    origins_phrase,
    range_phrase,
    who,
)
from onrecord.export.fields import traits
from onrecord.export.figure_picture import draw, drawable
from onrecord.export.phrasing import collapsed, counted, is_unsure, shortened
from onrecord.export.printable import printable
from onrecord.export.shelf import Link, Shelf
from onrecord.record import Comparison, Mode, Record, StatementKey

LONGEST_EXCERPT = 320
"""Characters of a telling in its cell; the whole stands in the report."""

LONGEST_GLANCE = 110
"""Characters of a telling where a conflict names it."""

LONGEST_MATTER = 90
PLAIN = ("assertion", "certain", "certainty unknown", "past", "present", "future")
"""Traits that go without saying."""

MOST_ANSWERS = 3
"""Others that say otherwise, by name, beside one telling."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One telling: its words, a way to them, when and where it was said, what changed with it.

    `anchor` is the key of the first statement where it is shown for the first
    time in the page, `keys` are all statements that light with it.
    """

    anchor: str
    keys: str
    href: str
    cue: str
    words: str
    day: str
    link: Link
    also: tuple[Link, ...]
    traits: tuple[str, ...]
    changes: tuple[str, ...]
    answers: tuple[str, ...]
    denied: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class Position:
    """What one origin says of a matter."""

    name: str
    hue: str
    about: str
    reports: str
    clashing: bool
    named: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a conflict at a glance."""

    name: str
    hue: str
    words: str
    link: Link
    because: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One side against others, in what and why; each of the others has its own reason where they differ."""

    aspect: str
    because: str
    one: Party
    others: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the table."""

    day: str
    value: str
    written: str
    scope: str
    name: str
    hue: str
    links: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """What one origin gave in all, and last."""

    name: str
    hue: str
    range: str
    latest: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of one measure: a picture where there is one to see, and all of them in rows."""

    key: str
    measure: str
    picture: Markup
    rows: tuple[FigureRow, ...]
    ranges: tuple[RangeRow, ...]
    stands: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One matter as the template writes it."""

    key: str
    name: str
    origins: str
    count: str
    conflicts: tuple[Conflict, ...]
    positions: tuple[Position, ...]
    figures: tuple[FigureTable, ...]
    changed: int

    @property
    def aspects(self) -> tuple[str, ...]:
        """In what its sides conflict, each once."""
        return tuple(dict.fromkeys(conflict.aspect for conflict in self.conflicts if conflict.aspect))


@dataclass(slots=True)
class Writer:
    """Writes the matters of one comparison for one page; remembers which statements have a cell.

    `answering` puts beside each telling who says otherwise; `shelved` makes the
    shelf, where links are to lead elsewhere than into the page; `using` is a layout
    of the comparison that is there already.
    """

    comparison: Comparison
    matters: Sequence[Matter]
    answering: bool = False
    shelved: Callable[[Iterable[Record], Mapping[StatementKey, str | None]], Shelf] = Shelf
    using: InitVar[Layout | None] = None
    layout: Layout = field(init=False)
    shelf: Shelf = field(init=False)
    anchored: set[str] = field(init=False, default_factory=set)

    def __post_init__(self, using: Layout | None) -> None:
        origins: dict[StatementKey, str | None] = {}
        for matter in self.matters:
            for side in matter.sides:
                for telling in side.tellings:
                    origins.update((key, side.origin) for key in telling.statements if not origins.get(key))
        self.layout = using or Layout(self.comparison)
        self.shelf = self.shelved(self.comparison.records, origins)

    def sheet(self, matter: Matter) -> Sheet:
        """One matter."""
        clashing = {side for clash in matter.clashes for side in (clash.one, clash.other)}
        courses = courses_of(self.layout, matter)
        return Sheet(
            matter.account.id,
            printable(shortened(matter.account.matter, LONGEST_MATTER)),
            printable(origins_phrase(matter)),
            count_phrase(matter),
            self._conflicts(matter),
            tuple(
                self._position(side, courses[side.origin], side.origin in clashing) for side in matter.sides
            ),
            self.figures(figures_of(self.layout, matter)),
            sum(len(course.changes) for course in courses.values()),
        )

    def _position(self, side: Side, course: Course, clashing: bool) -> Position:
        speakers = [s for t in side.tellings for k in t.statements if (s := self.shelf.speaker(k))]
        first = next((s for s in speakers if s.name == side.origin), speakers[0] if speakers else None)
        facts = (first.type, *first.roles[:2], first.affiliation) if first else ()
        outlets = [self.shelf.label(report) for report in side.reports]
        return Position(
            printable(who(side.origin)),
            self.shelf.hue(side.origin),
            printable(" · ".join(collapsed(str(fact)) for fact in facts if fact)),
            f"in {listed(outlets, 3)}",
            clashing,
            first.named if first else True,
            self.cells(course.steps),
        )

    def cells(self, steps: Sequence[Step]) -> tuple[Cell, ...]:
        """The tellings of a course."""
        return tuple(self._cell(step) for step in steps)

    def cell_of(self, telling: Telling) -> Cell:
        """A telling alone."""
        return self._cell(Step(telling))

    def _cell(self, step: Step) -> Cell:
        keys = step.telling.statements
        statement = self.shelf.statement(keys[0])
        names = [self.shelf.key(key) for key in keys]
        fresh = names[0] not in self.anchored
        self.anchored.add(names[0])
        stated = any(self.shelf.statement(key).said.date for key in keys)
        told = [t for t in traits(statement) if t not in {*Mode, *PLAIN}]
        answers = list(dict.fromkeys(answer_phrase(a) for a in step.answers)) if self.answering else []
        return Cell(
            names[0] if fresh else "",
            " ".join(names),
            self.shelf.href(keys[0]),
            _cue(statement.cue.text),
            printable(shortened(statement.content.text, LONGEST_EXCERPT)),
            printable(day_of(step.telling.day, stated=stated)),
            self.shelf.link(keys[0]),
            tuple(_again(self.shelf, keys)),
            tuple(told),
            tuple(printable(change_phrase(change)) for change in step.changes),
            tuple(map(printable, _shown(answers))),
            is_denied(statement),
            is_unsure(statement),
        )

    def _conflicts(self, matter: Matter) -> tuple[Conflict, ...]:
        of = {k: s.origin for s in matter.sides for t in s.tellings for k in t.statements}
        return tuple(self._conflict(hub, clashes, of) for hub, clashes in hubs_of(matter.clashes))

    def _conflict(
        self, hub: str | None, clashes: Sequence[Clash], of: Mapping[StatementKey, str | None]
    ) -> Conflict:
        pairs = [_from(hub, clash, of) for clash in clashes]
        reasons = [clash_phrase(clash) for clash in clashes]
        shared = reasons[0] if len(set(reasons)) == 1 else ""
        others = tuple(
            self._party(other, of[other], "" if shared else reason)
            for (_, other), reason in zip(pairs, reasons, strict=True)
        )
        one = self._party(pairs[0][0], hub, "")
        return Conflict(str(clashes[0].aspect or ""), printable(shared), one, others)

    def _party(self, key: StatementKey, origin: str | None, because: str) -> Party:
        words = shortened(self.shelf.statement(key).content.text, LONGEST_GLANCE)
        return Party(
            printable(who(origin)),
            self.shelf.hue(origin),
            printable(words),
            self.shelf.link(key),
            printable(because),
        )

    def figures(self, figures: MatterFigures) -> tuple[FigureTable, ...]:
        """The figures of one matter, one table a measure."""
        return tuple(
            self._table(f"figures-{figures.account}-{n}", series)
            for n, series in enumerate(figures.series, 1)
        )

    def _table(self, key: str, series: Series) -> FigureTable:
        picture = Markup("")
        if drawable(series):
            picture = draw(series, key, self.shelf.hue, lambda e: self.shelf.href(e.statements[0]))
        unit = f" ({series.unit})" if series.unit else ""
        return FigureTable(
            key,
            printable(f"{series.measure}{unit}"),
            picture,
            tuple(map(self._figure, series.entries)),
            tuple(map(self._range, series.origins)),
            range_phrase(series.stands) if series.stands else "",
        )

    def _figure(self, entry: Entry) -> FigureRow:
        return FigureRow(
            printable(day_of(entry.said, stated=entry.dated)),
            printable(entry_phrase(entry)),
            printable(shortened(entry.text, 60)),
            printable(shortened(entry.scope or "", 60)),
            printable(who(entry.origin)),
            self.shelf.hue(entry.origin),
            tuple(self.shelf.link(key) for key in entry.statements),
            entry.left_out or "",
        )

    def _range(self, one: OriginRange) -> RangeRow:
        name, hue = printable(who(one.origin)), self.shelf.hue(one.origin)
        return RangeRow(name, hue, range_phrase(one.range), range_phrase(one.latest))


def _from(
    hub: str | None, clash: Clash, of: Mapping[StatementKey, str | None]
) -> tuple[StatementKey, StatementKey]:
    """The surest pair of a clash, the hub's statement first."""
    best = clash.pairs[0]
    return (best.a, best.b) if of[best.a] == hub else (best.b, best.a)


def _shown(answers: Sequence[str]) -> list[str]:
    if len(answers) <= MOST_ANSWERS:
        return list(answers)
    return [*answers[:MOST_ANSWERS], f"and {counted(len(answers) - MOST_ANSWERS, 'other')}"]


def _again(shelf: Shelf, keys: Sequence[StatementKey]) -> Iterator[Link]:
    """The ways to the further statements of a telling; a second one in a report is a number."""
    seen = Counter([keys[0][0]])
    for key in keys[1:]:
        seen[key[0]] += 1
        link = shelf.link(key)
        yield link if seen[key[0]] == 1 else Link(str(seen[key[0]]), link.href)


def _cue(text: str) -> str:
    """The words of a cue; a bare colon is none."""
    return printable(collapsed(text)) if any(c.isalpha() for c in text) else ""
