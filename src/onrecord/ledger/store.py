"""The ledger: what a program calls to keep reports and statements.

One class for all databases; what differs stands in the backends. The work is
done in the modules beside this one, each on one connection in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, insert, select, update

from onrecord.ledger import adding, backup, checking, dump, repairing, settling, stored, voices
from onrecord.ledger import tables as t
from onrecord.ledger.arrival import Arrival, Arrived, Result, Run, now, unpacked
from onrecord.ledger.backend import Backend, backend_for, reading, told, writing
from onrecord.ledger.by_matter import ByMatter
from onrecord.ledger.by_people import ByPeople
from onrecord.ledger.conditions import conditions
from onrecord.ledger.finding import Found
from onrecord.ledger.migrations import migrate
from onrecord.ledger.query import Query
from onrecord.ledger.rows import next_key
from onrecord.record import Comparison, Record
from onrecord.record.audit import Audit, Voice
from onrecord.record.errors import LedgerMissing, NotInLedger

if TYPE_CHECKING:
    from onrecord.ledger.deciding import Decision
    from onrecord.ledger.kin import Merge, NearCopy
    from onrecord.ledger.persons import Listed


class Ledger(ByPeople, ByMatter):
    """Reports and statements, kept and found.

    Use it in a `with` block, or close it. One ledger may be open in several
    processes and threads at once.
    """

    def __init__(self, backend: Backend, engine: Engine) -> None:
        self.backend = backend
        self.engine = engine

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True) -> Self:
        """Opens the ledger of a path or `postgresql://` address, and brings its tables up to date.

        A SQLite file that is not there is made, unless `create` is false.
        Raises a `LedgerError` that says what to do.
        """
        backend = backend_for(address)
        if not create and not backend.exists():
            raise LedgerMissing(
                f"there is no ledger {backend.address}",
                "the path of one",
                "onrecord add makes one; --ledger or ONRECORD_LEDGER names another",
            )
        with told(backend):
            engine = backend.engine()
            ledger = cls(backend, engine)
            try:
                migrate(backend, engine)
            except BaseException:
                ledger.close()
                raise
        return ledger

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where it is, without a password."""
        return self.backend.address

    @property
    def location(self) -> str:
        """The address with which another process opens it."""
        return self.backend.location

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads one state of the ledger."""
        return reading(self.backend, self.engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        return writing(self.backend, self.engine)

    # ------------------------------------------------------------ taking in
    def begin_run(self, run: Run) -> int:
        """Notes the versions that will make statements; gives the number of the run."""
        with self.writing() as connection:
            number = next_key(connection, t.runs)
            connection.execute(
                insert(t.runs).values(
                    key=number,
                    onrecord=run.onrecord,
                    model=run.model,
                    rules=run.rules,
                    command=run.command,
                    started_at=now(),
                )
            )
        return number

    def end_run(self, number: int) -> None:
        """Notes that a run came to its end."""
        with self.writing() as connection:
            connection.execute(update(t.runs).where(t.runs.c.key == number).values(finished_at=now()))

    def add_record(self, record: Record, arrival: Arrival, run: int | None = None) -> Result:
        """Takes in one report that has been read, with its record, in one transaction.

        When it returns, the report is on the disk and whole. Raises
        `RecordError` for what cannot be kept.
        """
        with self.writing() as connection:
            return adding.add(connection, record, arrival, run)

    def recognise(self, arrival: Arrival, text_sha256: str | None = None) -> Result | None:
        """What becomes of an item that need not be read: its text or bytes are known, or were taken out.

        None for an item that has to be read.
        """
        digest = arrival.sha256
        with self.reading() as connection:
            if why := adding.buried(connection, text_sha256, digest):
                return adding.refused(arrival, why)
            known = adding.knows_bytes(connection, digest) if digest else None
            if known is None and text_sha256:
                known = adding.knows_text(connection, text_sha256)
            if known is None:
                return None
            if adding.has_arrived(connection, *known, arrival.source):
                return adding.known(arrival, *known)
        with self.writing() as connection:
            return adding.note_known(connection, *known, arrival, None)

    def has_text(self, sha256: str) -> bool:
        """Whether a report has, or had, the text of that hash, or it was taken out."""
        with self.reading() as connection:
            return bool(adding.knows_text(connection, sha256) or adding.buried(connection, sha256, None))

    def read_again(self, report: str, record: Record, run: int | None = None) -> frozenset[str]:
        """Keeps a new reading of a report's text; numbers of statements and people's corrections stay.

        Gives the ids of statements that are no longer found.
        """
        with self.writing() as connection:
            return adding.read_again(connection, report, record, run)

    def relate(self) -> int:
        """Works out the kin of all reports that wait for it; gives how many those were.

        Who of their speakers is one with whom, and which are near-copies. Each
        few reports are one transaction: stopped at any moment, it goes on.
        """
        from onrecord.ledger import relating

        done = 0
        while True:
            with self.writing() as connection:
                some = relating.relate_some(connection)
            done += some
            if not some:
                return done

    # -------------------------------------------------------------- looking
    def reports(self) -> tuple[str, ...]:
        """The ids of all reports, in order of their letters."""
        with self.reading() as connection:
            return tuple(connection.execute(select(t.reports.c.id).order_by(t.reports.c.id)).scalars())

    def record(self, report: str) -> Record:
        """The record of a report as it stands, with people's corrections; raises `NotInLedger`."""
        with self.reading() as connection:
            return stored.standing_record(connection, report)

    def machine_record(self, report: str, revision: int | None = None) -> Record:
        """The record as the machine last read it, of the current or an older revision."""
        with self.reading() as connection:
            return stored.machine_record(connection, report, revision)

    def effective(self, target: str) -> settling.Effective:
        """A statement (`REPORT:s7`) or speaker as it stands, as the machine reads it, and its corrections."""
        with self.reading() as connection:
            return settling.effective(connection, target)

    def find(self, words: str | Query | None = None, *, sort: str = "said", **filters: Any) -> Found:
        """What meets a query: words, filters by name (those of `Query`), or a `Query`.

        >>> ledger.find("withdraw*", speaker="Budanov", said="2022-03-20..")  # doctest: +SKIP

        Raises `QueryError` that says what cannot be understood.
        """
        query = Query.asked(words, **filters)
        return Found(self, query, sort)

    def compare(self, words: str | Query | None = None, **filters: Any) -> Comparison:
        """What meets a query, side by side: what repeats, agrees, conflicts, changes, what was promised.

        >>> ledger.compare(about="2022-03", place="Mariupol").accounts  # doctest: +SKIP

        Statements that do not meet it are left out; near-copies are one origin.
        What comparing has found is read, as far as no report waits to be compared
        (`compare_waiting`); else what meets the query is compared anew.
        """
        from onrecord.ledger import among, comparing, decided

        found = self.find(words, **filters)
        if self.is_compared():
            ids = found.ids()
            with self.reading() as connection:
                return among.between(connection, ids)
        with self.reading() as connection:
            told = decided.decided(connection)
        return comparing.compare_found(found, {copy.report: copy.origin for copy in self.copies()}, told)

    def speakers(
        self, words: str | Query | None = None, *, limit: int = 100, every_copy: bool = False, **filters: Any
    ) -> tuple[Voice, ...]:
        """Who speaks in what meets a query, the most quoted first; persons and bodies once.

        Of reports that are one text (near-copies) one is counted, unless `every_copy`.
        """
        query = Query.asked(words, **filters)
        with self.reading() as connection:
            where = conditions(connection, self.backend, query)
            return tuple(voices.voices(connection, where, every_copy=every_copy)[:limit])

    def people(self, words: str | None = None, *, limit: int | None = None) -> tuple[Listed, ...]:
        """People and bodies across reports, those of most reports first; by a name or id, or all."""
        from onrecord.ledger import persons

        with self.reading() as connection:
            return persons.listed(connection, words, limit)

    def proposals(self) -> tuple[Merge, ...]:
        """Merges that a person should decide on, the surest first."""
        from onrecord.ledger import kin

        with self.reading() as connection:
            return kin.merges(connection, "proposed")

    def decisions(self) -> tuple[Decision, ...]:
        """All that people decided of who is one, the first first."""
        from onrecord.ledger import deciding

        with self.reading() as connection:
            return deciding.decisions(connection)

    def copies(self) -> tuple[NearCopy, ...]:
        """The reports that are near-copies of others, in order of their ids."""
        from onrecord.ledger import kin

        with self.reading() as connection:
            return kin.copies(connection)

    def audit(self, words: str | Query | None = None, *, every_copy: bool = False, **filters: Any) -> Audit:
        """The sourcing of what meets a query, in numbers; near-copies count as in `speakers`."""
        query = Query.asked(words, **filters)
        with self.reading() as connection:
            where = conditions(connection, self.backend, query)
            return voices.audit(connection, where, every_copy=every_copy)

    def arrivals(self, report: str) -> tuple[Arrived, ...]:
        """When and from where each text of a report was taken in, the first first."""
        c = t.arrivals.c
        with self.reading() as connection:
            rows = connection.execute(select(t.arrivals).where(c.report == report).order_by(c.key)).mappings()
            return tuple(Arrived(**{f.name: row[f.name] for f in fields(Arrived)}) for row in rows)

    def runs(self) -> tuple[Run, ...]:
        """By which versions statements were made, the first run first."""
        with self.reading() as connection:
            rows = connection.execute(select(t.runs).order_by(t.runs.c.key)).mappings()
            names = ("onrecord", "model", "rules", "command", "key", "started_at", "finished_at")
            return tuple(Run(*(row[name] for name in names)) for row in rows)

    def original(self, sha256: str) -> bytes:
        """The bytes as received; raises `NotInLedger`."""
        c = t.originals.c
        with self.reading() as connection:
            row = connection.execute(select(c.compression, c.bytes).where(c.sha256 == sha256)).first()
        if row is None:
            raise NotInLedger(f"there is no original {sha256}")
        if row[0] == "none" and not row[1]:
            raise NotInLedger(f"the bytes {sha256} were taken out", hint="a tombstone says by whom and why")
        return unpacked(row[0], row[1])

    def dump(self) -> Iterator[str]:
        """All that is kept, as lines in one order, without clock time, runs and order of arrival."""
        with self.reading() as connection:
            yield from dump.dump(connection)

    # ----------------------------------------------------------- never lost
    def check(self) -> checking.Checked:
        """Whether everything is as it was written, and what to do where it is not."""
        with self.writing() as connection:  # SQLite's check of the index is a command that writes
            return checking.check(connection, self.backend)

    def repair(self) -> None:
        """Makes anew what follows from the rest: the full-text index, and what corrections made stand."""
        with self.writing() as connection:
            repairing.repair(connection, self.backend)
        self.relate()

    def back_up(self, out: Path, *, replace: bool = False) -> None:
        """Writes a backup while the ledger may be in use; for SQLite alone."""
        backup.back_up(self.backend, out, replace=replace)
