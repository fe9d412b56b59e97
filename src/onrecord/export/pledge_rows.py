"""Promises as the pages write them: whose, with what condition, and who says what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.compare.matters import Telling
from onrecord.compare.pledges import Pledge, Verdict
from onrecord.export.comparison_words import day_of, due_of, verdict_phrase, who
from onrecord.export.phrasing import collapsed, shortened
from onrecord.export.printable import printable
from onrecord.export.shelf import Link
from onrecord.export.side_by_side import LONGEST_GLANCE, Cell, Writer


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """Who says that a promise was kept or broken, when, and in which words."""

    phrase: str
    kept: bool
    day: str
    words: str
    because: str
    link: Link


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One promise; `kind` is its state as a class name takes it."""

    state: str
    kind: str
    name: str
    hue: str
    cell: Cell
    condition: str
    due: str
    verdicts: tuple[VerdictRow, ...]


def pledge_rows(pledges: Iterable[Pledge], writer: Writer) -> tuple[PledgeRow, ...]:
    """The promises in the order given."""
    return tuple(_row(pledge, writer) for pledge in pledges)


def _row(pledge: Pledge, writer: Writer) -> PledgeRow:
    return PledgeRow(
        str(pledge.state),
        str(pledge.state).split()[-1],
        printable(who(pledge.speaker)),
        writer.shelf.hue(pledge.speaker),
        writer.cell_of(Telling(pledge.statements, pledge.said)),
        printable(collapsed(pledge.condition or "")),
        printable(due_of(pledge)),
        tuple(_verdict(verdict, writer) for verdict in pledge.by),
    )


def _verdict(verdict: Verdict, writer: Writer) -> VerdictRow:
    words = writer.shelf.statement(verdict.statement).content.text
    return VerdictRow(
        printable(verdict_phrase(verdict)),
        verdict.kept,
        printable(day_of(verdict.said)),
        printable(shortened(words, LONGEST_GLANCE)),
        printable(collapsed(verdict.because)),
        writer.shelf.link(verdict.statement),
    )
