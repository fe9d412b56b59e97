"""Who speaks in which report and who that is across reports, in memory, beside the columns of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import tables as t


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker of one report, as it stands; `words` is its name, folded."""

    report: str
    name: str
    type: str | None
    named: bool
    affiliation: str | None
    words: str


@dataclass(slots=True)
class PersonRow:
    """A person or body; `words` are its other names, folded, one a line."""

    name: str
    type: str | None
    words: str = ""


class CastList:
    """Speakers and reports by their ids, and the people and families they belong to.

    `heads` are outlet and day of publication of reports.
    """

    def __init__(self) -> None:
        self.speakers: dict[str, SpeakerRow] = {}
        self.heads: dict[str, tuple[str | None, str | None]] = {}
        self.persons: dict[str, PersonRow] = {}
        self.members: dict[str, str] = {}
        self.copies: frozenset[str] = frozenset()
        self._of_report: dict[str, list[str]] = defaultdict(list)

    def drop(self, report: str) -> None:
        """Forgets the speakers of a report."""
        for one in self._of_report.pop(report, ()):
            self.speakers.pop(one, None)

    def add(self, connection: Connection, reports: Sequence[str] | None) -> None:
        """Loads the speakers that stand and the outlets, of some reports or of all."""
        p, r, v = t.speakers.c, t.reports.c, t.revisions.c
        wanted = select(p.id, p.report, p.name, p.type, p.named, p.affiliation, p.words).where(p.current)
        outlets = select(r.id, v.publisher, v.published).join(
            t.revisions, (v.report == r.id) & (v.number == r.revision)
        )
        if reports is not None:
            wanted, outlets = wanted.where(p.report.in_(reports)), outlets.where(r.id.in_(reports))
        for row in connection.execute(wanted):
            self.speakers[row[0]] = SpeakerRow(row[1], row[2], row[3], row[4], row[5], row[6] or "")
            self._of_report[row[1]].append(row[0])
        self.heads.update((row[0], (row[1], row[2])) for row in connection.execute(outlets))

    def join(self, connection: Connection) -> tuple[set[str], set[str]]:
        """Loads who is one with whom, and which reports are near-copies.

        Gives the speakers of whom that is news, and the reports.
        """
        h, a, m = t.people.c, t.aliases.c, t.memberships.c
        persons = {
            row[0]: PersonRow(row[1], row[2]) for row in connection.execute(select(h.id, h.name, h.type))
        }
        for person, words in connection.execute(select(a.person, a.words).order_by(a.person, a.name)):
            persons[person].words += f"\n{words or ''}"
        members = {row[0]: row[1] for row in connection.execute(select(m.speaker, m.person))}
        copies = frozenset(connection.execute(select(t.copies.c.report)).scalars())
        renamed = {one for one, row in persons.items() if self.persons.get(one) != row}
        moved = {pair[0] for pair in members.items() ^ self.members.items()}
        news = moved | {one for one, person in members.items() if person in renamed}
        copied = set(copies ^ self.copies)
        self.persons, self.members, self.copies = persons, members, copies
        return news, copied

    def speakers_of(self, report: str) -> tuple[str, ...]:
        """The speakers of a report."""
        return tuple(self._of_report.get(report, ()))

    def person_of(self, speaker: str) -> PersonRow | None:
        """The person or body that a speaker is."""
        return self.persons.get(self.members.get(speaker, ""))
