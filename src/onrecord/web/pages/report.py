"""*Report*: the text as published, every statement lit in its place, and beside it who said what."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.export import FORMATS, MANY_FORMATS
from onrecord.export.article import Block, blocks
from onrecord.export.cards import Group, groups
from onrecord.export.cast import Cast
from onrecord.export.fields import ALWAYS, decided_anywhere
from onrecord.export.frame import web_address
from onrecord.export.phrasing import counted, is_unsure, tally, title_of, word_count
from onrecord.ledger.elsewhere import conflicts_elsewhere
from onrecord.ledger.hits import report_heads
from onrecord.ledger.listing import state
from onrecord.ledger.revising import Passage, Revision, changes, revisions, words_changed
from onrecord.ledger.settling import corrections_in
from onrecord.record import Act, Record, Statement
from onrecord.record.errors import NotInLedger, QueryError
from onrecord.record.found import ReportHead
from onrecord.text.paragraphs import paragraph_at, paragraphs
from onrecord.web.asked import flag, text
from onrecord.web.kept import patience
from onrecord.web.reviewing import Review, reviewed
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning, with the number of the paragraph it is of; 0 for the whole report."""

    message: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as its page shows it: drawn once, used until something of it changes."""

    record: Record
    all_of_it: Record
    head: ReportHead
    revisions: tuple[Revision, ...]
    reviews: dict[str, Review]
    rejected: tuple[str, ...]
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    carded: frozenset[str]
    notices: tuple[Notice, ...]
    unsure: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are lit; empty means all."""

    speaker: str | None = None
    act: str | None = None
    named: bool | None = None
    unsure: bool | None = None
    conflict: bool | None = None

    def meets(self, record: Record, one: Statement, elsewhere: Container[str] = ()) -> bool:
        """Whether a statement is lit; `elsewhere` are the ids of those that conflict in other reports."""
        speaker = record.speaker(one.source.speaker)
        return (
            (self.speaker is None or one.source.speaker == self.speaker)
            and (self.act is None or one.act == self.act)
            and (self.named is None or (speaker is not None and speaker.named) == self.named)
            and (self.unsure is None or is_unsure(one) == self.unsure)
            and (self.conflict is None or (one.id in elsewhere) == self.conflict)
        )


@router.get("/reports/{report}")
def report(request: Request, report: str) -> Response:
    """The report as it stands, with all statements, or those that meet the filters."""
    site = site_of(request)
    wanted = _filter(request)
    with site.ledger.reading() as connection:
        now = state(connection, report)
        elsewhere = site.kept.get(
            ("elsewhere", report),
            state(connection),
            lambda: conflicts_elsewhere(connection, report),
            patience(connection),
        )
    apart = frozenset(elsewhere) if wanted.conflict is not None else frozenset()
    seen = site.kept.get(("report", report, wanted, apart), now, lambda: _seen(site, report, wanted, apart))
    decided = decided_anywhere(seen.record.statements)
    return show(
        request,
        "report.html.jinja",
        seen=seen,
        elsewhere=elsewhere,
        report=seen.record.report,
        head=seen.head,
        title=title_of(seen.all_of_it),
        words=counted(word_count(seen.record.report), "word"),
        link=web_address(seen.record.report.url),
        tally=tally(seen.record),
        undecided=tuple(name for name in ALWAYS if name not in decided) if seen.record.statements else (),
        speakers=[p for p in seen.all_of_it.speakers if seen.all_of_it.said_by(p.id)],
        acts=sorted({str(one.act) for one in seen.all_of_it.statements if one.act}, key=list(Act).index),
        wanted=wanted,
        asked=[(n, v) for n, v in request.query_params.multi_items() if v],
        formats={**FORMATS, **MANY_FORMATS},
    )


@router.get("/reports/{report}/text")
def as_text(request: Request, report: str) -> Response:
    """The text of the report and nothing else, as a file."""
    record = site_of(request).ledger.record(report)
    return Response(
        record.report.text.encode("utf-8", "replace"),
        media_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{report}.txt"'},
    )


@router.get("/reports/{report}/changes")
def changed(request: Request, report: str) -> Response:
    """What changed from one revision to another, in the text and in what is said."""
    site = site_of(request)
    with site.ledger.reading() as connection:
        known = revisions(connection, report)
        head = report_heads(connection, {report}).get(report)
    if head is None or not known:
        raise NotInLedger(f"there is no report {report}")
    after = _revision(request, "to", len(known), known)
    before = _revision(request, "from", max(1, after - 1), known)
    old = site.ledger.machine_record(report, before)
    new = site.ledger.machine_record(report, after)
    old_ids, new_ids = {s.id for s in old.statements}, {s.id for s in new.statements}
    told: list[Passage] = list(changes(old.report.text, new.report.text))
    return show(
        request,
        "changes.html.jinja",
        head=head,
        title=title_of(new),
        report=report,
        revisions=known,
        before=before,
        after=after,
        passages=told,
        is_same=all(not one.stretches for one in told),
        gone=[(s, old.speaker(s.source.speaker)) for s in old.statements if s.id not in new_ids],
        new=[(s, new.speaker(s.source.speaker)) for s in new.statements if s.id not in old_ids],
        kept=len(old_ids & new_ids),
        altered=[
            (s, new.speaker(s.source.speaker), tuple(words_changed(was.content.text, s.content.text)))
            for s in new.statements
            if (was := old.statement(s.id)) and was.content.text != s.content.text
        ],
    )


def _revision(request: Request, name: str, default: int, known: Sequence[Revision]) -> int:
    value = text(request, name)
    number = int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else default
    if number not in {one.number for one in known}:
        raise NotInLedger(f"there is no revision {number}", f"1 to {len(known)}")
    return number


def _filter(request: Request) -> Filter:
    act = text(request, "act")
    if act is not None and act not in list(Act):
        raise QueryError(f"act is {act!r}", f"one of {', '.join(Act)}")
    return Filter(
        text(request, "speaker"),
        act,
        flag(request, "named"),
        flag(request, "unsure"),
        flag(request, "conflict"),
    )


def _seen(site: Site, report: str, wanted: Filter, apart: Container[str]) -> Seen:
    record = site.ledger.record(report)
    with site.ledger.reading() as connection:
        head = report_heads(connection, {report})[report]
        known = revisions(connection, report)
        corrections = corrections_in(connection, report)
    chosen = tuple(one for one in record.statements if wanted.meets(record, one, apart))
    shown = replace(record, statements=chosen)
    cast = Cast(record)
    standing = {one.id for one in record.statements}
    targets = {target.rpartition(":")[2]: those for target, those in corrections.items()}
    return Seen(
        record=shown,
        all_of_it=record,
        head=head,
        revisions=known,
        reviews={one: review for one, those in targets.items() if (review := reviewed(those))},
        rejected=tuple(sorted((one for one in targets if one[0] == "s" and one not in standing), key=_rank)),
        blocks=tuple(blocks(shown, cast)),
        groups=tuple(groups(shown, Cast(shown, hues=_hues(record)))),
        carded=frozenset(cast.key(one.id) for one in chosen),
        notices=tuple(_notices(record)),
        unsure=sum(1 for one in record.statements if is_unsure(one)),
    )


def _hues(record: Record) -> dict[str, int]:
    return {speaker.id: n for n, speaker in enumerate(record.speakers)}


def _rank(one: str) -> int:
    return int(one[1:])


def _notices(record: Record) -> Sequence[Notice]:
    found = paragraphs(record.report.text)
    return [
        Notice(one.message, paragraph_at(found, one.span.start) + 1 if one.span else 0)
        for one in record.warnings
    ]
