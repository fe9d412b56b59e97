"""*Speaker*: everything somebody said, in order, and what reports call them."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from onrecord.export import MANY_FORMATS
from onrecord.ledger.listing import state
from onrecord.ledger.positioned import Turn, turns
from onrecord.ledger.query import SORTS
from onrecord.ledger.speaking import Profile, members_of, profile, said_by
from onrecord.record.found import Hit, Page
from onrecord.web.asked import text
from onrecord.web.kept import patience
from onrecord.web.pages.search import SORT_NAMES
from onrecord.web.pictures import Bar, columns
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of
from onrecord.web.templating import marked

router = APIRouter()
ON_A_PAGE = 40
TURNS = 5
"""Changes of position that the page shows; all stand on the page of positions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement of the speaker."""

    hit: Hit
    words: Markup


@router.get("/speakers/{voice}")
def speaker(request: Request, voice: str) -> Response:
    """Everything said, by all speakers who are one."""
    site = site_of(request)
    sort, after = text(request, "sort") or SORTS[0], text(request, "after")
    known, page = found(site, voice, sort, after)
    turned, changes = turned_of(site, voice)
    return show(
        request,
        "speaker.html.jinja",
        id=voice,
        known=known,
        found=[Shown(hit, marked(hit.statement.content.text, ())) for hit in page.hits],
        following=page.after,
        begins=after is None,
        sort=sort,
        sorts=SORT_NAMES,
        formats=MANY_FORMATS,
        turned=turned,
        changes=changes,
        months=columns([Bar(month, count) for month, count in known.months]),
    )


def found(site: Site, voice: str, sort: str, after: str | None) -> tuple[Profile, Page]:
    """Who it is, and a page of what they said."""
    with site.ledger.reading() as connection:
        now = state(connection)
        known = site.kept.get(("profile", voice), now, lambda: profile(connection, voice))
        page = site.kept.get(
            ("said", voice, sort, after),
            now,
            lambda: said_by(
                connection,
                site.ledger.backend,
                members_of(connection, voice),
                sort=sort,
                limit=ON_A_PAGE,
                after=after,
            ),
        )
    return known, page


def turned_of(site: Site, voice: str) -> tuple[tuple[Turn, ...], int]:
    """The last changes of position, and how many there are."""
    with site.ledger.reading() as connection:
        return site.kept.get(
            ("turns", voice),
            state(connection),
            lambda: turns(connection, members_of(connection, voice), TURNS),
            patience(connection),
        )
