"""What people do to a ledger: correct, add, reject, merge, split, redact, remove.

Every call says who and why. What the machine read stays beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Engine, select

from onrecord.ledger import correcting, history, redacting, training
from onrecord.ledger import tables as t
from onrecord.ledger.backend import Backend, told
from onrecord.ledger.correcting import By
from onrecord.ledger.ids import report_of
from onrecord.ledger.marking import is_waiting, mark_statements
from onrecord.ledger.settling import Effective
from onrecord.record import Record, Statement
from onrecord.record.errors import CorrectionError


class ByPeople:
    """The part of a ledger through which people have their say."""

    backend: Backend
    engine: Engine

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads one state of the ledger."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        raise NotImplementedError

    # ---------------------------------------------------------- corrections
    def correct(self, target: str, field: str, value: Any, *, who: str, why: str) -> Effective:
        """Sets a field of a statement or speaker, or a part of one (`said.date`), to a plain value.

        For source, cue and content words are enough; they are looked up in the
        text. Raises `RecordError` or `CorrectionError` where it does not fit.
        """
        with self.writing() as connection:
            stands = correcting.correct(connection, target, field, value, By(who, why))
            _related(connection, target)
            return stands

    def correct_all(self, target: str, values: dict[str, Any], *, who: str, why: str) -> Effective:
        """Sets several fields at once: all of them, or none."""
        if not values:
            raise CorrectionError(f"nothing is said of {target}", "at least one field with its value")
        with self.writing() as connection:
            for field, value in values.items():
                stands = correcting.correct(connection, target, field, value, By(who, why))
            _related(connection, target)
            return stands

    def add_statement(self, report: str, statement: Statement, *, who: str, why: str) -> str:
        """Adds a statement that was missed; gives its permanent id."""
        with self.writing() as connection:
            return correcting.add_statement(connection, report, statement, By(who, why))

    def add_words(
        self,
        report: str,
        content: str,
        *,
        who: str,
        why: str,
        source: str | None = None,
        cue: str | None = None,
        speaker: str | None = None,
        values: dict[str, Any] | None = None,
    ) -> str:
        """Adds a missed statement by its very words, with other fields as plain values; gives its id."""
        with self.writing() as connection:
            return correcting.add_words(
                connection,
                report,
                (content, source, cue),
                {"source.speaker": speaker, **(values or {})},
                By(who, why),
            )

    def reject(self, target: str, *, who: str, why: str) -> Effective:
        """Takes out a statement that is none."""
        with self.writing() as connection:
            stands = correcting.reject(connection, target, By(who, why))
            _related(connection, target)
            return stands

    def restore(self, target: str, *, who: str, why: str) -> Effective:
        """Puts back what was rejected."""
        with self.writing() as connection:
            stands = correcting.restore(connection, target, By(who, why))
            _related(connection, target)
            return stands

    def merge_speakers(self, kept: str, gone: str, *, who: str, why: str) -> None:
        """Makes two speakers of one report one, the first."""
        with self.writing() as connection:
            correcting.merge_speakers(connection, kept, gone, By(who, why))
            _related(connection, kept)

    def split_speaker(
        self, speaker: str, statements: Sequence[str], changes: dict[str, Any], *, who: str, why: str
    ) -> str:
        """Makes another speaker of some statements of one; gives its permanent id.

        `changes` are the fields in which the new speaker differs, its name at least.
        """
        with self.writing() as connection:
            made = correcting.split_speaker(connection, speaker, statements, changes, By(who, why))
            _related(connection, speaker)
            return made

    def history(self, target: str) -> history.History:
        """All that happened to a statement or speaker; raises `NotInLedger`."""
        with self.reading() as connection:
            return history.history(connection, target)

    def lessons(self, *reports: str) -> Iterator[training.Lesson]:
        """The corrections that count, as training data; of all reports, or of some."""
        with self.reading() as connection:
            yield from training.lessons(connection, reports)

    def corrected_records(self) -> Iterator[Record]:
        """The records in which people corrected something, as they stand."""
        from onrecord.ledger.stored import standing_record

        with self.reading() as connection:
            for report in training.corrected_reports(connection):
                yield standing_record(connection, report)

    # ---------------------------------------------------- people and bodies
    def accept(self, proposal: str, *, who: str, why: str) -> None:
        """Makes the two of a proposed merge one, by the id of the proposal (`Merge.id`)."""
        from onrecord.ledger import persons

        self._decide(lambda c: persons.decide(c, proposal, "accepted", By(who, why)))

    def refuse(self, proposal: str, *, who: str, why: str) -> None:
        """Keeps the two of a proposed merge apart for ever."""
        from onrecord.ledger import persons

        self._decide(lambda c: persons.decide(c, proposal, "refused", By(who, why)))

    def merge_people(self, one: str, other: str, *, who: str, why: str) -> None:
        """Makes two people or bodies one: by id, by a speaker's, or by a name that is only theirs."""
        from onrecord.ledger import persons

        self._decide(lambda c: persons.merge(c, one, other, By(who, why)))

    def split_person(self, person: str, *speakers: str, who: str, why: str) -> None:
        """Takes speakers (`REPORT:p2`) out of a person or body; they are not merged with it again."""
        from onrecord.ledger import persons

        self._decide(lambda c: persons.split(c, person, speakers, By(who, why)))

    def undo(self, decision: str, *, who: str, why: str) -> None:
        """Takes back what was decided of a pair (`Decision.id`), as if nobody had decided."""
        from onrecord.ledger import persons

        self._decide(lambda c: persons.undo(c, decision, By(who, why)))

    def _decide(self, say: Callable[[Connection], list[str]]) -> None:
        from onrecord.ledger import who_is_one
        from onrecord.ledger.decided import watched

        with self.writing() as connection, watched(connection):
            reports = say(connection)
            who_is_one.relate(connection, sorted(set(reports)))

    # ----------------------------------------------------------- taking out
    def redact(self, report: str, *words: str, who: str, why: str) -> redacting.Redacted:
        """Covers words of a report wherever they stand, and makes the old ones unreadable on the disk.

        Bytes as received go. A tombstone stays. Backups, and what else was
        copied out of the ledger, are not reached. Raises `CorrectionError`
        where the words stand nowhere.
        """
        from onrecord.ledger import comparing, near_copies, relating

        with self.writing() as connection:
            self.backend.forget(connection)
            family = near_copies.family_of(connection, [report])
            near_copies.forget(connection, report)
            comparing.forget(connection, report)
            done = redacting.redact(connection, report, words, By(who, why))
            relating.relate(connection, sorted({done.report, *(one for one in family if one != report)}))
            mark_statements(connection, done.report)
            self.backend.rebuild_index(connection)
        self.erase()
        return done

    def remove(self, report: str, *, who: str, why: str) -> redacting.Removed:
        """Takes a report out, and makes it unreadable on the disk; a tombstone stays."""
        from onrecord.ledger import comparing, relating

        with self.writing() as connection:
            self.backend.forget(connection)
            keys, family = relating.forget(connection, report)
            comparing.forget(connection, report)
            done = redacting.remove(connection, report, By(who, why))
            relating.relate(connection, family, keys)
            self.backend.rebuild_index(connection)
        self.erase()
        return done

    def erase(self) -> None:
        """Makes unreadable what was taken out earlier, where something held the file then."""
        with told(self.backend):
            self.engine.dispose()
            self.backend.erase(self.engine)

    def tombstones(self) -> tuple[redacting.Tombstone, ...]:
        """What was taken out, in order: by whom, when and why."""
        c = t.tombstones.c
        chosen = select(c.at, c.who, c.why, c.kind, c.report, c.sha256, c.statements).order_by(c.key)
        with self.reading() as connection:
            return tuple(redacting.Tombstone(*row) for row in connection.execute(chosen))


def _related(connection: Connection, target: str) -> None:
    """Works out anew who the speakers of a report are, where a correction changed them."""
    report = report_of(target)
    if is_waiting(connection, report):
        from onrecord.ledger import relating

        relating.relate(connection, [report])
