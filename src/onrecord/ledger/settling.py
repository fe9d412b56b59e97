"""Which row of a statement or speaker is the one that stands.

Run after every reading and every correction: what nobody corrected stands as
the machine read it; what somebody corrected stands in a row of its own, made
anew from the last reading and the corrections. A person's word thus outlives
every reading, and search looks at one column. What a reading gives to a speaker
who was merged into another is the other's, whenever it is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, delete, exists, or_, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.corrected import Corrected, Correction, corrected, merged_into
from onrecord.ledger.ids import local, report_of
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.marking import mark, mark_statements
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
    report = report_of(target)
    revision = current_revision(connection, report)
    corrections = corrections_of(connection, target)
    _, machine = _machine(connection, target, revision)
    if machine is None and not corrections and not _ever(connection, target):
        raise NotInLedger(
            f"{report} has no {local(target)}", hint=f"onrecord show {report} lists what it has"
        )
    text = stored_report(connection, report, revision).text
    stands = corrected(machine, corrections, text)
    if isinstance(stands.standing, Statement):
        stands = replace(stands, standing=_of_those_kept(connection, report, stands.standing))
    return Effective(target, machine, stands, corrections)


def kept_speaker(connection: Connection, report: str, speaker: str) -> str:
    """The speaker of a report that one was merged into, or that one; ids within the report."""
    passed: set[str] = set()
    while speaker not in passed:
        passed.add(speaker)
        speaker = merged_into(corrections_of(connection, f"{report}:{speaker}")) or speaker
    return speaker


def _of_those_kept(connection: Connection, report: str, one: Statement) -> Statement:
    """A statement with the speakers kept in place of those merged into them."""

    def kept(speaker: str | None) -> str | None:
        return None if speaker is None else kept_speaker(connection, report, speaker)

    return replace(
        one,
        source=replace(one.source, speaker=kept(one.source.speaker)),
        via=tuple(replace(link, speaker=kept(link.speaker)) for link in one.via),
    )


def settle_report(connection: Connection, report: str) -> None:
    """Settles all that people corrected in a report, and what is of speakers that they merged."""
    corrections = corrections_in(connection, report)
    _unsettle(connection, report, corrections)
    for target in corrections:
        settle(connection, target)
    merged = [target for target, those in corrections.items() if merged_into(those) is not None]
    for target in statements_of(connection, merged):
        settle(connection, target)
    for target in absent_speakers(connection, report):
        if _ever(connection, target):  # the last reading missed who says what somebody corrected
            settle(connection, target)


def _unsettle(connection: Connection, report: str, corrected_ones: Collection[str]) -> None:
    """What stands otherwise than read, but was not corrected itself, stands as it was last read."""
    c, of = t.statements.c, t.readings.c
    made = connection.execute(select(c.id).where(c.report == report, c.made_by == "person")).scalars()
    loose = sorted(set(made) - set(corrected_ones))
    if not loose:
        return
    connection.execute(delete(t.statements).where(c.id.in_(loose), c.made_by == "person"))
    reading = select(of.key).where(of.report == report, of.current).scalar_subquery()
    connection.execute(update(t.statements).where(c.id.in_(loose), c.reading == reading).values(current=True))


def statements_of(connection: Connection, speakers: Collection[str]) -> list[str]:
    """The statements that stand and are said or passed on by some speakers; all are permanent ids."""
    c, v = t.statements.c, t.via.c
    passed_on = exists().where(v.statement == c.key, v.speaker.in_(speakers))
    rows = select(c.id).where(c.current, or_(c.speaker.in_(speakers), passed_on)).order_by(c.key)
    return list(connection.execute(rows).scalars()) if speakers else []


def absent_speakers(connection: Connection, report: str) -> list[str]:
    """Permanent ids of those who say or pass on what stands in a report, and do not stand in it."""
    c, v, p = t.statements.c, t.via.c, t.speakers.c
    standing = select(p.id).where(p.report == report, p.current)
    said = select(c.speaker).where(c.report == report, c.current, c.speaker.is_not(None))
    passed_on = (
        select(v.speaker)
        .join(t.statements, c.key == v.statement)
        .where(c.report == report, c.current, v.speaker.is_not(None))
    )
    named = {one for rows in (said, passed_on) for one in connection.execute(rows).scalars()}
    return sorted(named - set(connection.execute(standing).scalars()))


def settle(connection: Connection, target: str) -> None:
    """Makes the row current that stands for a statement or speaker."""
    table = _table(target)
    report = report_of(target)
    stands = effective(connection, target)
    (mark if table is t.speakers else mark_statements)(connection, report)
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
