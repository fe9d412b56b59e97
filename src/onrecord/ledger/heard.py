"""Speakers as they are compared across reports: stored with keys, so that a new one finds its like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from sqlalchemy import Connection, Table, delete, insert, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import local, permanent
from onrecord.ledger.load import load_speakers
from onrecord.ledger.rows import few
from onrecord.people import Appearance, AppearanceKey, appearances_of, blocking_keys, profile_of
from onrecord.record import Record, Report, Speaker, SpeakerType


def key_of(speaker: str) -> AppearanceKey:
    """The key among appearances of a permanent id, REPORT:p2."""
    report, _, own = speaker.rpartition(":")
    return report, own


def id_of(key: AppearanceKey) -> str:
    """The permanent id of an appearance."""
    return permanent(*key) or ""


def fresh(connection: Connection, reports: Sequence[str]) -> list[Appearance]:
    """The speakers of some reports as they stand, read from their rows and texts."""
    c, v = t.speakers.c, t.revisions.c
    found: list[Appearance] = []
    for some in few(reports):
        rows = connection.execute(select(c.report, c.key).where(c.report.in_(some), c.current)).all()
        cast = load_speakers(connection, [key for _, key in rows])
        by_report: dict[str, list[Speaker]] = defaultdict(list)
        for report, key in rows:
            by_report[report].append(cast[key])
        texts = (
            select(v.report, v.text, v.published, v.publisher)
            .join(t.reports, (t.reports.c.id == v.report) & (t.reports.c.revision == v.number))
            .where(v.report.in_(some))
        )
        for report, text, published, publisher in connection.execute(texts):
            head = Report(
                id=report,
                path=None,
                sha256="",
                original_sha256="",
                title=None,
                publisher=publisher,
                url=None,
                bylines=(),
                published=published,
                language="en",
                text=text,
            )
            found += appearances_of(Record(head, tuple(by_report[report]), (), ()))
    return found


def keep(
    connection: Connection,
    reports: Sequence[str],
    those: Iterable[Appearance],
    alone: Collection[AppearanceKey],
) -> set[str]:
    """Keeps appearances of some reports with their keys, in place of earlier ones; gives old and new keys.

    Speakers that are never merged are left out.
    """
    a, b = t.appearances.c, t.blocks.c
    keys: set[str] = set()
    for some in few(reports):
        own = select(a.speaker).where(a.report.in_(some))
        keys.update(connection.execute(select(b.key).where(b.speaker.in_(own))).scalars())
        connection.execute(delete(t.blocks).where(b.speaker.in_(own)))
        connection.execute(delete(t.appearances).where(a.report.in_(some)))
    rows: dict[Table, list[dict[str, object]]] = {t.appearances: [], t.blocks: []}
    for one in those:
        profile = profile_of(one, alone=one.key in alone)
        if profile is None:
            continue
        profile.add(one)
        speaker = id_of(one.key)
        rows[t.appearances].append({"speaker": speaker, "report": one.report, "acronym": one.acronym})
        found = blocking_keys(profile)
        rows[t.blocks] += [{"key": key, "speaker": speaker} for key in found]
        keys.update(found)
    for table, made in rows.items():
        if made:
            connection.execute(insert(table), made)
    return keys


def forget(connection: Connection, report: str) -> set[str]:
    """Takes the speakers of a report out, and gives the keys that they had."""
    return keep(connection, [report], (), ())


def area(
    connection: Connection, keys: Iterable[str], linked: Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """The speakers that have one of some keys, and all that hang together with them by keys or decisions."""
    b = t.blocks.c
    done: set[str] = set()
    speakers: set[str] = set()
    waiting = set(keys)
    while waiting:
        done |= waiting
        found: set[str] = set()
        for some in few(sorted(waiting)):
            found.update(connection.execute(select(b.speaker).where(b.key.in_(some))).scalars())
        found -= speakers
        found |= {other for one in found for other in linked(one)} - speakers
        speakers |= found
        waiting = set()
        for some in few(sorted(found)):
            rows = connection.execute(select(b.key).where(b.speaker.in_(some)).distinct())
            waiting.update(rows.scalars())
        waiting -= done
    return tuple(sorted(speakers))


def stored(connection: Connection, speakers: Sequence[str]) -> list[Appearance]:
    """Appearances as they were kept, without texts and mentions."""
    found: list[Appearance] = []
    s, a, v, r = t.speakers.c, t.appearances.c, t.revisions.c, t.roles.c
    for some in few(speakers):
        chosen = (
            select(
                s.key,
                s.id,
                s.name,
                s.type,
                s.named,
                s.affiliation,
                a.report,
                a.acronym,
                v.published,
                v.publisher,
            )
            .join(t.appearances, a.speaker == s.id)
            .join(t.reports, t.reports.c.id == s.report)
            .join(t.revisions, (v.report == s.report) & (v.number == t.reports.c.revision))
            .where(s.id.in_(some), s.current)
        )
        rows = connection.execute(chosen).all()
        roles: dict[int, list[str]] = defaultdict(list)
        for owners in few([row.key for row in rows]):
            of = select(r.speaker, r.role).where(r.speaker.in_(owners)).order_by(r.speaker, r.position)
            for key, role in connection.execute(of):
                roles[key].append(role)
        for row in rows:
            kind = None if row.type is None else SpeakerType(row.type)
            speaker = Speaker(
                local(row.id) or "", row.name, kind, row.named, tuple(roles[row.key]), row.affiliation, ()
            )
            found.append(Appearance(row.report, row.published, row.publisher, speaker, row.acronym))
    return found
