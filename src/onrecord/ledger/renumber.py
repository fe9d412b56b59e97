"""Permanent numbers for a new reading: what was there before keeps its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.ledger.matching import match_speakers, match_statements
from onrecord.record import Record, Statement


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A record with permanent numbers; `kept` are the ids that stood in the old reading too."""

    record: Record
    kept: frozenset[str]


def renumber(old: Record, new: Record, same_text: bool, used: tuple[int, int]) -> Renumbered:
    """The new record with the numbers of the old one where statements and speakers are the same.

    `used` are the highest numbers ever given to statements and speakers of the
    report: new ones get the next.
    """
    matched = match_statements(old.statements, new.statements, new.report.text if same_text else None)
    spoke = {s.id: s.source.speaker for s in old.statements}
    pairs = {s.id: (spoke[matched[s.id]], s.source.speaker) for s in new.statements if s.id in matched}
    speakers = match_speakers(old.speakers, new.speakers, pairs)
    named = _names("s", (s.id for s in new.statements), matched, used[0])
    cast = _names("p", (p.id for p in new.speakers), speakers, used[1])
    return Renumbered(
        replace(
            new,
            speakers=tuple(replace(p, id=cast[p.id]) for p in new.speakers),
            statements=tuple(_renamed(s, named.__getitem__, cast.__getitem__) for s in new.statements),
        ),
        frozenset(matched.values()),
    )


def _names(letter: str, ids: Iterable[str], matched: Mapping[str, str], used: int) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in ids:
        if one in matched:
            names[one] = matched[one]
        else:
            used += 1
            names[one] = f"{letter}{used}"
    return names


def _renamed(one: Statement, statement: Callable[[str], str], speaker: Callable[[str], str]) -> Statement:
    who = one.source.speaker
    return replace(
        one,
        id=statement(one.id),
        within=None if one.within is None else statement(one.within),
        source=replace(one.source, speaker=None if who is None else speaker(who)),
        via=tuple(replace(v, speaker=None if v.speaker is None else speaker(v.speaker)) for v in one.via),
    )
