"""Which row of a statement or speaker is the one that stands.

Run after every reading and every correction: what nobody corrected stands as
the machine read it; what somebody corrected stands in a row of its own, made
anew from the last reading and the corrections. A person's word thus outlives
every reading, and search looks at one column.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.corrected import Corrected, Correction, corrected
from onrecord.ledger.ids import local
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.marking import mark
from onrecord.ledger.rows import Rows, Standing, next_key, put_speaker, put_statement
from onrecord.ledger.stored import current_revision, stored_report
from onrecord.record import Speaker, Statement
from onrecord.record.errors import NotInLedger


@dataclass(frozen=True, slots=True)
class Effective:
    """A statement or speaker as it stands, what the machine reads now, and all corrections.

    `standing` is None where it was rejected, or is no longer in the text.
    """

    id: str
    machine: Statement | Speaker | None
    corrected: Corrected
    corrections: tuple[Correction, ...]

    @property
    def standing(self) -> Statement | Speaker | None:
        """As it stands."""
        return self.corrected.standing


def corrections_of(connection: Connection, target: str) -> tuple[Correction, ...]:
    """All corrections of a statement or speaker, the oldest first."""
    return _corrections(connection, t.corrections.c.target == target)


def corrections_in(connection: Connection, report: str) -> dict[str, tuple[Correction, ...]]:
    """All corrections in a report by what they correct."""
    sorted_out: dict[str, list[Correction]] = defaultdict(list)
    for one in _corrections(connection, t.corrections.c.target.startswith(f"{report}:", autoescape=True)):
        sorted_out[one.target].append(one)
    return {target: tuple(those) for target, those in sorted_out.items()}


def _corrections(connection: Connection, which: object) -> tuple[Correction, ...]:
    c = t.corrections.c
    rows = connection.execute(select(t.corrections).where(which).order_by(c.key)).mappings()  # type: ignore[arg-type]
    return tuple(
        Correction(
            r["key"],
            r["at"],
            r["who"],
            r["why"],
            r["target"],
            r["kind"],
            r["revision"],
            r["field"],
            r["value"],
            r["machine_value"],
        )
        for r in rows
    )


def effective(connection: Connection, target: str) -> Effective:
    """A statement or speaker by its permanent id, with what people and the machine say of it.

    Raises `NotInLedger`.
    """
    report = target.rpartition(":")[0]
    revision = current_revision(connection, report)
    corrections = corrections_of(connection, target)
    _, machine = _machine(connection, target, revision)
    if machine is None and not corrections and not _ever(connection, target):
        raise NotInLedger(
            f"{report} has no {local(target)}", hint=f"onrecord show {report} lists what it has"
        )
    text = stored_report(connection, report, revision).text
    return Effective(target, machine, corrected(machine, corrections, text), corrections)


def settle_report(connection: Connection, report: str) -> None:
    """Settles all that people corrected in a report."""
    for target in corrections_in(connection, report):
        settle(connection, target)


def settle(connection: Connection, target: str) -> None:
    """Makes the row current that stands for a statement or speaker."""
    table = _table(target)
    report = target.rpartition(":")[0]
    stands = effective(connection, target)
    if table is t.speakers:
        mark(connection, report)
    connection.execute(delete(table).where(table.c.id == target, table.c.made_by == "person"))
    connection.execute(update(table).where(table.c.id == target, table.c.current).values(current=False))
    if stands.standing is None:
        return
    revision = current_revision(connection, report)
    key, machine = _machine(connection, target, revision)
    if key is not None and stands.standing == machine:
        connection.execute(update(table).where(table.c.key == key).values(current=True))
        return
    _write(connection, stands.standing, Standing(report, revision, None, "person"), key)


def _write(connection: Connection, one: Statement | Speaker, standing: Standing, machine: int | None) -> None:
    rows = Rows()
    table = t.statements if isinstance(one, Statement) else t.speakers
    position = connection.execute(select(table.c.position).where(table.c.key == machine)).scalar()
    key, at = next_key(connection, table), 1_000_000 if position is None else position
    if isinstance(one, Statement):
        put_statement(rows, key, at, one, standing)
    else:
        put_speaker(rows, key, at, one, standing)
    rows.write(connection)


def _machine(
    connection: Connection, target: str, revision: int
) -> tuple[int | None, Statement | Speaker | None]:
    """The last row that the machine made of it on the text that stands."""
    c = _table(target).c
    last = (
        select(c.key)
        .where(c.id == target, c.made_by == "machine", c.revision == revision)
        .order_by(c.key.desc())
        .limit(1)
    )
    key: int | None = connection.execute(last).scalar()
    if key is None:
        return None, None
    if _table(target) is t.statements:
        return key, load_statements(connection, [key])[key]
    return key, load_speakers(connection, [key])[key]


def _ever(connection: Connection, target: str) -> bool:
    table = _table(target)
    return connection.execute(select(table.c.key).where(table.c.id == target).limit(1)).first() is not None


def _table(target: str) -> Table:
    return t.speakers if (local(target) or "").startswith("p") else t.statements
