"""Which reports of a ledger are near-copies of others, worked out anew where a text came, changed or went.

Candidates come from the samples in the tables; a text is compared with those
alone. Copies of copies are one family with one origin, whoever came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select

from onrecord.copies import Copy, CopyIndex, Family, Text, candidates, compare, families, make_text
from onrecord.copies.index import COMMON, ENOUGH
from onrecord.ledger import tables as t
from onrecord.ledger.kin import NearCopy, keep_copies
from onrecord.ledger.marking import mark_statements
from onrecord.ledger.rows import few, next_key


def relate(connection: Connection, reports: Sequence[str]) -> None:
    """Marks near-copies among some reports and all that are like them."""
    concerned = set(family_of(connection, reports))
    texts = {one.report: one for one in _texts(connection, reports)}
    for one in texts.values():
        _keep_sketch(connection, one)
    for report in sorted(texts):
        near = _near(connection, texts[report])
        missing = [one for one in near if one not in texts]
        texts |= {one.report: one for one in _texts(connection, missing)}
        alike = (compare(texts[report], texts[one]) for one in near)
        concerned |= {end for c in alike if c and c.kind.is_copy for end in (c.report, c.of)}
    concerned |= set(family_of(connection, sorted(concerned)))
    texts |= {one.report: one for one in _texts(connection, sorted(concerned - set(texts)))}
    members = {report: texts[report] for report in sorted(concerned) if report in texts}
    found = _copies_among(members.values())
    marked = [one for family in families(members, found) for one in _near_copies(family, members, found)]
    before = _origins(connection, concerned)
    keep_copies(connection, marked, concerned)
    now = {one.report: one.origin for one in marked}
    for report in sorted(concerned):
        if now.get(report) != before.get(report) and report in texts:
            mark_statements(connection, report)


def _origins(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """Of which report some reports are marked as copies."""
    c = t.copies.c
    found: dict[str, str] = {}
    for some in few(sorted(reports)):
        rows = connection.execute(select(c.report, c.origin).where(c.report.in_(some)))
        found |= {report: origin for report, origin in rows}
    return found


def forget(connection: Connection, report: str) -> None:
    """Takes out what a report's text is found by."""
    connection.execute(delete(t.sketches).where(t.sketches.c.report == report))


def family_of(connection: Connection, reports: Sequence[str]) -> list[str]:
    """Reports that are marked as one text with some reports, those among them."""
    c = t.copies.c
    found: set[str] = set()
    for some in few(reports):
        near = select(c.report, c.origin).where(or_(c.report.in_(some), c.origin.in_(some)))
        found |= {end for row in connection.execute(near) for end in row}
    for origins in few(sorted(found)):
        found |= set(connection.execute(select(c.report).where(c.origin.in_(origins))).scalars())
    return sorted(found)


def _texts(connection: Connection, reports: Sequence[str]) -> Iterable[Text]:
    """The texts of reports as they stand."""
    r, v = t.reports.c, t.revisions.c
    for some in few(reports, 100):
        chosen = (
            select(v.report, v.text, v.published, v.publisher)
            .join(t.reports, (r.id == v.report) & (r.revision == v.number))
            .where(v.report.in_(some))
        )
        yield from (make_text(*row) for row in connection.execute(chosen).all())


def _keep_sketch(connection: Connection, one: Text) -> None:
    forget(connection, one.report)
    sample = one.sketch.sample.tolist()
    key = next_key(connection, t.sketches)
    row = {"key": key, "report": one.report, "words": one.sketch.words, "sampled": len(sample)}
    connection.execute(insert(t.sketches).values(**row))
    if sample:
        connection.execute(insert(t.samples), [{"hash": value, "sketch": key} for value in sample])


def _near(connection: Connection, one: Text) -> list[str]:
    """Reports whose texts are worth comparing with one."""
    s, k = t.samples.c, t.sketches.c
    sample = one.sketch.sample.tolist()
    counted: list[tuple[int, int]] = []
    for some in few(sample):
        rows = select(s.hash, func.count()).where(s.hash.in_(some)).group_by(s.hash)
        counted += [(number, value) for value, number in connection.execute(rows) if number > 1]
    counted.sort()
    rare = [value for number, value in counted if number <= COMMON + 1]
    used = rare if len(rare) >= ENOUGH else [value for _, value in counted[:ENOUGH]]
    holders: dict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for some in few(used):
        rows = (
            select(s.hash, k.report, k.sampled)
            .join(t.sketches, k.key == s.sketch)
            .where(s.hash.in_(some), k.report != one.report)
        )
        for value, report, sampled in connection.execute(rows):
            holders[value].append(report)
            sizes[report] = sampled
    return candidates(len(sample), list(holders.values()), sizes.__getitem__)


def _copies_among(texts: Iterable[Text]) -> tuple[Copy, ...]:
    index = CopyIndex()
    return tuple(copy for one in texts for copy in index.add(one) if copy.kind.is_copy)


def _near_copies(family: Family, texts: dict[str, Text], found: Sequence[Copy]) -> Iterable[NearCopy]:
    """The members of a family but its origin, each with how it is like that, or the member nearest to it."""
    for report in family.reports[1:]:
        direct = compare(texts[family.origin], texts[report])
        if direct and direct.kind.is_copy:
            yield NearCopy(report, family.origin, direct.containment, f"{direct.because}; {family.because}")
            continue
        own = [c for c in found if report in (c.report, c.of)]
        best = min(own, key=lambda c: (-c.containment, c.report, c.of))
        other = best.of if best.report == report else best.report
        because = f"as one text with {other}: {best.because}; {family.because}"
        yield NearCopy(report, family.origin, best.containment, because)
