"""The part of a ledger behind a server through which one looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from onrecord.api.remote.finding import RemoteFound
from onrecord.api.remote.talking import Talk, params_of, path_of
from onrecord.ledger import Arrived, Correction, Decision, Difference, Effective, Listed, Merge, NearCopy, Run
from onrecord.ledger.corrected import Corrected
from onrecord.ledger.history import History, Step
from onrecord.ledger.listing import ListedReport
from onrecord.ledger.query import Query
from onrecord.ledger.redacting import Tombstone
from onrecord.ledger.training import Lesson
from onrecord.record import Comparison, Record, Speaker, Statement, from_dict, from_json
from onrecord.record.audit import Audit, Voice
from onrecord.record.comparison_wire import comparison_from_dict

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """How a statement or speaker stands, as a server tells it."""

    id: str
    statement: Statement | None
    speaker: Speaker | None
    machine: Statement | Speaker | None
    history: tuple[Step, ...]
    corrections: tuple[Correction, ...]
    differences: tuple[Difference, ...]
    unapplied: tuple[Correction, ...]

    @property
    def effective(self) -> Effective:
        """As a ledger gives it."""
        stands = Corrected(self.statement or self.speaker, self.differences, self.unapplied)
        return Effective(self.id, self.machine, stands, self.corrections)


@dataclass(frozen=True, slots=True)
class _Reports:
    reports: tuple[ListedReport, ...]
    after: str | None


class Looking:
    """Finding and showing, with the names, types and errors of `onrecord.ledger.Ledger`."""

    _talk: Talk

    def reports(self) -> tuple[str, ...]:
        """The ids of all reports, in order of their letters."""
        ids: list[str] = []
        after: str | None = None
        while True:
            params = [("sort", "-taken"), ("limit", str(AT_ONCE)), *([("after", after)] if after else [])]
            told = self._talk.get(_Reports, "/reports", params)
            ids += (one.head.id for one in told.reports)
            after = told.after
            if after is None:
                return tuple(sorted(set(ids)))

    def record(self, report: str) -> Record:
        """The record of a report as it stands, with people's corrections; raises `NotInLedger`."""
        return from_dict(self._talk.json(path_of("reports", report)))

    def machine_record(self, report: str, revision: int | None = None) -> Record:
        """The record as the machine last read it, of the current or an older revision."""
        asked = [("machine", "true")] if revision is None else [("revision", str(revision))]
        return from_dict(self._talk.json(path_of("reports", report), asked))

    def standing(self, target: str) -> Standing:
        """A statement or speaker with all that is known of it; raises `NotInLedger`."""
        return cast(Standing, self._talk.get(Standing, path_of("statements", target)))

    def effective(self, target: str) -> Effective:
        """A statement (`REPORT:s7`) or speaker as it stands, as the machine reads it, and its corrections."""
        return self.standing(target).effective

    def history(self, target: str) -> History:
        """All that happened to a statement or speaker; raises `NotInLedger`."""
        now = self.standing(target)
        stands = now.statement or now.speaker
        return History(target, now.history, stands, now.differences, now.unapplied)

    def find(self, words: str | Query | None = None, *, sort: str = "said", **filters: object) -> RemoteFound:
        """What meets a query: words, filters by name (those of `Query`), or a `Query`.

        Raises `QueryError` that says what cannot be understood.
        """
        return RemoteFound(self._talk, Query.asked(words, **filters), sort)

    def compare(self, words: str | Query | None = None, **filters: object) -> Comparison:
        """What meets a query, side by side: what repeats, agrees, conflicts, changes, what was promised."""
        asked = params_of(Query.asked(words, **filters))
        return comparison_from_dict(self._talk.json("/comparison", asked))

    def speakers(
        self,
        words: str | Query | None = None,
        *,
        limit: int = 100,
        every_copy: bool = False,
        **filters: object,
    ) -> tuple[Voice, ...]:
        """Who speaks in what meets a query, the most quoted first; persons and bodies once."""
        asked = params_of(Query.asked(words, **filters), limit=limit, every_copy=every_copy)
        return cast(tuple[Voice, ...], self._talk.get(tuple[Voice, ...], "/voices", asked))

    def audit(
        self, words: str | Query | None = None, *, every_copy: bool = False, **filters: object
    ) -> Audit:
        """The sourcing of what meets a query, in numbers; near-copies count as in `speakers`."""
        asked = params_of(Query.asked(words, **filters), every_copy=every_copy)
        return cast(Audit, self._talk.get(Audit, "/audit", asked))

    def people(self, words: str | None = None, *, limit: int | None = None) -> tuple[Listed, ...]:
        """People and bodies across reports, those of most reports first; by a name or id, or all."""
        asked = [("words", words)] if words else []
        asked += [("limit", str(limit))] if limit else []
        return cast(tuple[Listed, ...], self._talk.get(tuple[Listed, ...], "/people", asked))

    def proposals(self) -> tuple[Merge, ...]:
        """Merges that a person should decide on, the surest first."""
        return cast(tuple[Merge, ...], self._talk.get(tuple[Merge, ...], "/proposals"))

    def decisions(self) -> tuple[Decision, ...]:
        """All that people decided of who is one, the first first."""
        return cast(tuple[Decision, ...], self._talk.get(tuple[Decision, ...], "/decisions"))

    def copies(self) -> tuple[NearCopy, ...]:
        """The reports that are near-copies of others, in order of their ids."""
        return cast(tuple[NearCopy, ...], self._talk.get(tuple[NearCopy, ...], "/copies"))

    def arrivals(self, report: str) -> tuple[Arrived, ...]:
        """When and from where each text of a report was taken in, the first first."""
        path = path_of("reports", report, "arrivals")
        return cast(tuple[Arrived, ...], self._talk.get(tuple[Arrived, ...], path))

    def runs(self) -> tuple[Run, ...]:
        """By which versions statements were made, the first run first."""
        return cast(tuple[Run, ...], self._talk.get(tuple[Run, ...], "/runs"))

    def original(self, sha256: str) -> bytes:
        """The bytes as received; raises `NotInLedger`."""
        return self._talk.data(path_of("originals", sha256))

    def dump(self) -> Iterator[str]:
        """All that is kept, as lines in one order, without clock time, runs and order of arrival."""
        return self._talk.lines("/dump")

    def tombstones(self) -> tuple[Tombstone, ...]:
        """What was taken out, in order: by whom, when and why."""
        return cast(tuple[Tombstone, ...], self._talk.get(tuple[Tombstone, ...], "/tombstones"))

    def lessons(self, *reports: str) -> Iterator[Lesson]:
        """The corrections that count, as training data; of all reports, or of some."""
        asked = [("report", one) for one in reports]
        yield from self._talk.get(tuple[Lesson, ...], "/lessons", asked)

    def corrected_records(self) -> Iterator[Record]:
        """The records in which people corrected something, as they stand."""
        return map(from_json, self._talk.lines("/corrected"))
