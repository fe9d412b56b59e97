"""*Sourcing*: where a set of reports has it from; listed and drawn, not judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.export.sourcing import Section, sections
from onrecord.ledger.hits import report_heads
from onrecord.ledger.listing import ReportQuery, list_reports, publishers, state
from onrecord.record import Mode, Record
from onrecord.record.errors import NotInLedger
from onrecord.record.found import ReportHead
from onrecord.sourcing import Sourcing, survey
from onrecord.web.asked import flag, given, text, texts
from onrecord.web.kept import LAG
from onrecord.web.pictures import Part, parts
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of

router = APIRouter()
MOST = 60
"""Reports that are looked at together."""
SHOWN = 12
"""Sources that are listed of those who speak most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One report: how its statements are sourced."""

    head: ReportHead
    named: int
    unnamed: int
    nobody: int
    quoted: int
    statements: int
    without_reason: int
    single: int
    unanswered: int
    bare: int
    paragraphs: int
    speakers: tuple[tuple[str, bool, int], ...]
    found: Sourcing
    sections: tuple[Section, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its statements as a bar."""
        return parts(("named", self.named), ("unnamed", self.unnamed), ("nobody", self.nobody))


@dataclass(frozen=True, slots=True)
class Outlet:
    """All reports of one outlet together."""

    name: str
    reports: int
    named: int
    unnamed: int
    nobody: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its statements as a bar."""
        return parts(("named", self.named), ("unnamed", self.unnamed), ("nobody", self.nobody))


@router.get("/sourcing")
def sourcing(request: Request) -> Response:
    """The audit of the reports that meet the filters, the newest first; of one report all its findings."""
    site, chosen = site_of(request), texts(request, "report")
    filters = given(
        words=text(request, "words"),
        publisher=text(request, "publisher"),
        published=text(request, "published"),
        copies=None if flag(request, "copies") is not False else False,
    )
    heads, total, outlets = _chosen(site, chosen, ReportQuery.of(**filters))
    rows = [row for head in heads if (row := _row(site, head)) is not None]
    return show(
        request,
        "sourcing.html.jinja",
        rows=rows,
        total=total,
        outlets=outlets,
        by_outlet=_by_outlet(rows),
        speakers=_speakers(rows),
        sums={name: sum(getattr(row, name) for row in rows) for name in _SUMMED},
        unnamed=[(row.head, one) for row in rows for one in row.found.unnamed],
        alone=rows[0] if chosen and len(rows) == 1 else None,
        values=request.query_params,
        is_filtered=bool(filters or chosen),
        asked=[(n, v) for n, v in request.query_params.multi_items() if v],
    )


_SUMMED = ("named", "unnamed", "nobody", "quoted", "statements", "single", "unanswered", "bare", "paragraphs")


def _chosen(
    site: Site, chosen: Sequence[str], wanted: ReportQuery
) -> tuple[list[ReportHead], int, tuple[tuple[str, int], ...]]:
    with site.ledger.reading() as connection:
        outlets = site.kept.get("outlets", state(connection), lambda: publishers(connection), LAG)
        if chosen:
            known = report_heads(connection, set(chosen))
            for one in chosen:
                if one not in known:
                    raise NotInLedger(f"there is no report {one}")
            return [known[one] for one in dict.fromkeys(chosen)][:MOST], len(known), outlets
        page = list_reports(connection, site.ledger.backend, wanted, limit=MOST)
    return [one.head for one in page.reports], page.total, outlets


def _row(site: Site, head: ReportHead) -> Row:
    with site.ledger.reading() as connection:
        now = state(connection, head.id)
    return site.kept.get(("sourcing", head), now, lambda: _made(head, site.ledger.record(head.id)))


def _made(head: ReportHead, record: Record) -> Row:
    found = survey(record)
    named = {p.id: p.named for p in record.speakers}
    kinds = Counter(named.get(one.source.speaker or "") for one in record.statements)
    spoken = Counter(one.source.speaker for one in record.statements if one.source.speaker in named)
    names = {p.id: p.name for p in record.speakers}
    without = [one for one in found.unnamed if not any(a.reason.text for a in one.anonymity)]
    return Row(
        head=head,
        named=kinds[True],
        unnamed=kinds[False],
        nobody=kinds[None],
        quoted=sum(1 for one in record.statements if one.content.mode in (Mode.DIRECT, Mode.MIXED)),
        statements=len(record.statements),
        without_reason=len(without),
        single=len(found.single_source),
        unanswered=sum(1 for one in found.accusations if not one.answers),
        bare=len(found.unattributed),
        paragraphs=found.paragraphs,
        speakers=tuple((names[one or ""], named[one or ""], count) for one, count in spoken.items()),
        found=found,
        sections=tuple(one for one in sections(record, found) if one.entries),
    )


def _by_outlet(rows: Sequence[Row]) -> tuple[Outlet, ...]:
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(row.head.publisher or "", []).append(row)
    made = [
        Outlet(
            name,
            len(those),
            sum(one.named for one in those),
            sum(one.unnamed for one in those),
            sum(one.nobody for one in those),
        )
        for name, those in by_name.items()
    ]
    return tuple(sorted(made, key=lambda one: (-(one.named + one.unnamed + one.nobody), one.name)))


def _speakers(rows: Sequence[Row]) -> tuple[tuple[str, bool, int], ...]:
    counted: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        for name, named, count in row.speakers:
            counted[name, named] += count
    return tuple((name, named, count) for (name, named), count in counted.most_common(SHOWN))
