"""Parts of many records at once, to be shown: some statements of each, without what decided their fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, and_, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import permanent
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.rows import few
from onrecord.ledger.stored import first_character
from onrecord.record import Record, Report, Speaker, Statement


def load_parts(connection: Connection, statements: Iterable[str]) -> list[Record]:
    """Records with some statements that stand, those they stand within, and their speakers.

    `statements` are permanent ids. Traces and warnings are left out.
    """
    places = _with_outer(connection, set(statements))
    loaded: dict[int, Statement] = {}
    for some in few(sorted(places)):
        loaded |= load_statements(connection, some, traced=False)
    said: dict[str, list[int]] = defaultdict(list)
    for key, (report, _) in places.items():
        said[report].append(key)
    cast = _cast(connection, said, loaded)
    return [
        Record(
            report,
            tuple(cast[report.id]),
            tuple(
                loaded[key]
                for key in sorted(
                    said[report.id], key=lambda k: (first_character(loaded[k]), places[k][1], k)
                )
            ),
            (),
        )
        for report in _reports(connection, sorted(said))
    ]


def load_whole(connection: Connection, reports: Iterable[str]) -> dict[str, Record]:
    """Records by report with all statements that stand; of speakers those that a statement names.

    Traces and warnings are left out. A report without statements is not among them.
    """
    c = t.statements.c
    found: dict[str, Record] = {}
    for some in few(sorted(reports), 50):
        own = connection.execute(select(c.id).where(c.current, c.report.in_(some))).scalars()
        found |= {record.report.id: record for record in load_parts(connection, own)}
    return found


def _with_outer(connection: Connection, wanted: set[str]) -> dict[int, tuple[str, int]]:
    """Report and position of the rows of some statements, and of those they stand within, by key."""
    c = t.statements.c
    found: dict[int, tuple[str, int]] = {}
    known, asked = set(wanted), wanted
    while asked:
        outer: set[str] = set()
        for some in few(sorted(asked)):
            rows = select(c.key, c.report, c.position, c.within).where(c.current, c.id.in_(some))
            for key, report, position, within in connection.execute(rows):
                found[key] = (report, position)
                outer |= {within} if within else set()
        asked = outer - known
        known |= asked
    return found


def _cast(
    connection: Connection, said: dict[str, list[int]], loaded: dict[int, Statement]
) -> dict[str, list[Speaker]]:
    """The speakers of some statements and those who passed them on, by report, in its order."""
    ids = {
        permanent(report, one) or ""
        for report, keys in said.items()
        for key in keys
        for one in (loaded[key].source.speaker, *(link.speaker for link in loaded[key].via))
        if one
    }
    c = t.speakers.c
    keys = _keys(connection, t.speakers, ids)
    speakers: dict[int, Speaker] = {}
    ranks: dict[int, tuple[str, int]] = {}
    for some in few(keys):
        speakers |= load_speakers(connection, some)
        rows = connection.execute(select(c.key, c.report, c.position).where(c.key.in_(some)))
        ranks |= {row[0]: (row[1], row[2]) for row in rows}
    cast: dict[str, list[Speaker]] = defaultdict(list)
    for key in sorted(speakers, key=lambda k: (*ranks[k], int(speakers[k].id[1:]))):
        cast[ranks[key][0]].append(speakers[key])
    return cast


def _keys(connection: Connection, table: Table, ids: Iterable[str]) -> list[int]:
    c = table.c
    found: list[int] = []
    for some in few(sorted(ids)):
        found += connection.execute(select(c.key).where(c.current, c.id.in_(some))).scalars()
    return found


def _reports(connection: Connection, ids: Sequence[str]) -> list[Report]:
    r, v, b = t.reports.c, t.revisions.c, t.bylines.c
    bylines: dict[str, list[str]] = defaultdict(list)
    made: list[Report] = []
    for some in few(ids):
        names = (
            select(b.report, b.name)
            .join(t.reports, and_(r.id == b.report, r.revision == b.revision))
            .where(b.report.in_(some))
            .order_by(b.report, b.position)
        )
        for report, name in connection.execute(names):
            bylines[report].append(name)
        rows = connection.execute(
            select(t.revisions)
            .join(t.reports, and_(r.id == v.report, r.revision == v.number))
            .where(r.id.in_(some))
            .order_by(r.id)
        ).mappings()
        made += [
            Report(
                id=row["report"],
                path=row["path"],
                sha256=row["redacted_sha256"] or row["sha256"],
                original_sha256=row["original_sha256"],
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                bylines=tuple(bylines[row["report"]]),
                published=row["published"],
                language=row["language"],
                text=row["text"],
            )
            for row in rows
        ]
    return made
