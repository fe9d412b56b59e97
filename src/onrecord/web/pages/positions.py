"""*Positions*: what one speaker said on each matter in order, what changed, who says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.compare.matters import Layout
from onrecord.export.phrasing import counted, shortened
from onrecord.export.printable import printable
from onrecord.export.side_by_side import LONGEST_MATTER, Cell, Writer
from onrecord.export.views import FOLLOW_FORMATS
from onrecord.ledger.listing import state
from onrecord.ledger.positioned import positions_page
from onrecord.ledger.speaking import Profile, members_of, profile
from onrecord.web.asked import page_number
from onrecord.web.kept import LAG, patience
from onrecord.web.shelf import LedgerShelf
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of

router = APIRouter()
ON_A_PAGE = 12
"""Matters on a page."""


@dataclass(frozen=True, slots=True)
class Track:
    """What was said on one matter, in order."""

    account: str | None
    matter: str
    changes: str
    hue: str
    cells: tuple[Cell, ...]


@router.get("/speakers/{voice}/positions")
def positions(request: Request, voice: str) -> Response:
    """Matter by matter, those with changes first."""
    site, number = site_of(request), page_number(request)
    known, tracks, total = found(site, voice, number)
    return show(
        request,
        "positions.html.jinja",
        id=voice,
        known=known,
        tracks=tracks,
        total=total,
        number=number,
        last=max(1, -(-total // ON_A_PAGE)),
        formats=FOLLOW_FORMATS,
    )


def found(site: Site, voice: str, number: int) -> tuple[Profile, tuple[Track, ...], int]:
    """Who it is, a page of what they said by matter, and on how many matters in all."""
    with site.ledger.reading() as connection:
        now, lag = state(connection), patience(connection)
        known = site.kept.get(("profile", voice), now, lambda: profile(connection, voice), LAG)
    tracks, total = site.kept.get(
        ("positions", voice, number), now, lambda: _tracks(site, voice, known, number), lag
    )
    return known, tracks, total


def _tracks(site: Site, voice: str, known: Profile, number: int) -> tuple[tuple[Track, ...], int]:
    with site.ledger.reading() as connection:
        page = positions_page(connection, members_of(connection, voice), ON_A_PAGE, (number - 1) * ON_A_PAGE)
    if page.following is None:
        return (), page.total
    layout = Layout(page.comparison)
    writer = Writer(
        page.comparison,
        [layout.matter(one) for one in page.comparison.accounts],
        answering=True,
        shelved=LedgerShelf,
        using=layout,
    )
    return (
        tuple(
            Track(
                course.account,
                printable(shortened(course.matter or "", LONGEST_MATTER)),
                counted(len(course.changes), "change") if course.changes else "no change",
                writer.shelf.hue(course.origin),
                writer.cells(course.steps),
            )
            for course in page.following.courses
            if course.account
        ),
        page.total,
    )
