"""Which reports of a ledger are near which, worked out anew where a report came, changed or went.

A report's own list holds those it is most like, thirty at most; it is compared
with them and with those that have it in theirs. A new report enters the lists of
those near it, and what falls out of a list on both sides is forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, and_, delete, insert, or_, select

from onrecord.compare.nearness import Near, Nearness, nearest
from onrecord.compare.parties import setting_of
from onrecord.compare.utterances import Passage, day_of, profile_of, weighted
from onrecord.ledger import tables as t
from onrecord.ledger.rows import Rows, few
from onrecord.ledger.unpairing import unpair, unpair_two

AT_ONCE = 500
"""Reports that are given their place in one transaction."""


def place_some(connection: Connection) -> list[str]:
    """Gives the next few marked reports their place and takes the marks away; gives which those were."""
    c = t.uncompared.c
    marked = sorted(connection.execute(select(c.report).order_by(c.report).limit(AT_ONCE)).scalars().all())
    if marked:
        place(connection, marked)
        for some in few(marked):
            connection.execute(delete(t.uncompared).where(c.report.in_(some)))
    return marked


def place(connection: Connection, reports: Sequence[str], gone: Collection[str] = ()) -> None:
    """Gives reports their place anew; `gone` are reports that had one of them near, and lost it."""
    for report in reports:
        unpair(connection, report)
    fresh = _profiles_read(connection, reports)
    before = {one: _profile(connection, one) for one in reports}
    changed = [one for one in reports if before[one] != fresh[one][:2]]
    bereft = set(gone) | _holders(connection, changed)
    rows = Rows()
    _forget(connection, changed)
    for one in changed:
        day, profile, setting = fresh[one]
        rows.add(t.placed, report=one, day=day, square=profile.square, setting=setting)
        for term, weight in profile.weights.items():
            rows.add(t.topics, report=one, term=term, weight=weight)
    rows.write(connection)
    _rank(connection, changed, sorted(bereft - set(changed)))
    _unheld(connection, {*reports, *bereft})


def forget(connection: Connection, report: str) -> list[str]:
    """Takes a report out; gives those that had it near, and are to be placed anew."""
    unpair(connection, report)
    holders = sorted(_holders(connection, [report]) - {report})
    _forget(connection, [report])
    return holders


def _profiles_read(
    connection: Connection, reports: Sequence[str]
) -> dict[str, tuple[str | None, Passage, str]]:
    """Day of publication, profile and setting of reports as their texts stand."""
    r, v = t.reports.c, t.revisions.c
    found: dict[str, tuple[str | None, Passage, str]] = {}
    for some in few(reports, 100):
        rows = connection.execute(
            select(v.report, v.published, v.text)
            .join(t.reports, and_(r.id == v.report, r.revision == v.number))
            .where(v.report.in_(some))
        )
        for report, published, text in rows:
            found[report] = published, profile_of(text), setting_of(text)
    return found


def _profile(connection: Connection, report: str) -> tuple[str | None, Passage] | None:
    """The day and the profile that a report was given its place by, None where it has none."""
    p, c = t.placed.c, t.topics.c
    row = connection.execute(select(p.day).where(p.report == report)).first()
    if row is None:
        return None
    terms = connection.execute(select(c.term, c.weight).where(c.report == report))
    return row[0], weighted({term: weight for term, weight in terms})


def _holders(connection: Connection, reports: Sequence[str]) -> set[str]:
    """The reports that have one of some reports near."""
    c = t.nearby.c
    found: set[str] = set()
    for some in few(reports):
        found |= set(connection.execute(select(c.report).where(c.other.in_(some))).scalars())
    return found


def _forget(connection: Connection, reports: Sequence[str]) -> None:
    n = t.nearby.c
    for some in few(reports):
        connection.execute(delete(t.nearby).where(or_(n.report.in_(some), n.other.in_(some))))
        for table in (t.topics, t.placed):
            connection.execute(delete(table).where(table.c.report.in_(some)))


def _rank(connection: Connection, changed: Sequence[str], bereft: Sequence[str]) -> None:
    """Writes the lists of reports that changed, of those that lost one, and of all that these enter."""
    profiles = {one: known for one in (*changed, *bereft) if (known := _profile(connection, one))}
    nearness = _nearness(connection, {term for _, p in profiles.values() for term in p.weights})
    lists: dict[str, list[Near]] = {}
    entering: dict[str, list[Near]] = defaultdict(list)
    for one, (day, profile) in profiles.items():
        found = nearness.near(one, day_of(day), profile)
        lists[one] = list(nearest(found))
        if one in set(changed):
            for near in found:
                entering[near.report].append(Near(near.likeness, one))
    others = sorted(entering.keys() - lists.keys())
    before = _lists(connection, others)
    fallen: set[tuple[str, str]] = set()
    for one in others:
        joined = sorted([*before.get(one, ()), *entering[one]], key=lambda near: near.place)
        kept = nearest(joined)
        out = {near.report for near in before.get(one, ())} - {near.report for near in kept}
        fallen |= {(min(one, x), max(one, x)) for x in out}
        if len(kept) != len(before.get(one, ())) or out:
            lists[one] = list(kept)
    _write(connection, lists)
    for a, b in sorted(fallen):
        if not _is_near(connection, a, b):
            unpair_two(connection, a, b)


def _nearness(connection: Connection, terms: set[str]) -> Nearness:
    """The profiles of all reports, as far as they have some terms."""
    p, c = t.placed.c, t.topics.c
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for some in few(sorted(terms)):
        rows = connection.execute(select(c.report, c.term, c.weight).where(c.term.in_(some)))
        for report, term, weight in rows:
            weights[report][term] = weight
    nearness = Nearness()
    for report, day, square in connection.execute(select(p.report, p.day, p.square).order_by(p.report)):
        if report in weights:
            nearness.add(report, day_of(day), Passage(weights[report], square, 0.0))
    return nearness


def _lists(connection: Connection, reports: Sequence[str]) -> dict[str, list[Near]]:
    c = t.nearby.c
    found: dict[str, list[Near]] = defaultdict(list)
    for some in few(reports):
        rows = connection.execute(select(c.report, c.likeness, c.other).where(c.report.in_(some)))
        for report, likeness, other in rows:
            found[report].append(Near(likeness, other))
    return found


def _write(connection: Connection, lists: dict[str, list[Near]]) -> None:
    for some in few(sorted(lists)):
        connection.execute(delete(t.nearby).where(t.nearby.c.report.in_(some)))
    rows = Rows()
    for one, near in sorted(lists.items()):
        for other in near:
            rows.add(t.nearby, report=one, other=other.report, likeness=other.likeness)
    rows.write(connection)


def _is_near(connection: Connection, a: str, b: str) -> bool:
    c = t.nearby.c
    either = or_(and_(c.report == a, c.other == b), and_(c.report == b, c.other == a))
    return connection.execute(select(c.report).where(either).limit(1)).first() is not None


def _unheld(connection: Connection, reports: Iterable[str]) -> None:
    c = t.unheld.c
    wanted = sorted(reports)
    there: set[str] = set()
    for some in few(wanted):
        there |= set(connection.execute(select(c.report).where(c.report.in_(some))).scalars())
    if new := [{"report": one} for one in wanted if one not in there]:
        connection.execute(insert(t.unheld), new)
