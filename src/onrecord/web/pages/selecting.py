"""The statements of a mark: what a map or timeline shows beneath its picture, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from markupsafe import Markup

from onrecord.ledger.conditions import Condition
from onrecord.ledger.finding import Found
from onrecord.ledger.query import SORTS, Query
from onrecord.record.found import Hit
from onrecord.web.asked import text
from onrecord.web.site import Site
from onrecord.web.templating import marked

ON_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement that was found, with the words lit that were looked for."""

    hit: Hit
    words: Markup


@dataclass(frozen=True, slots=True)
class Selected:
    """Some statements, how many there are, and where the next page begins."""

    shown: tuple[Shown, ...]
    total: int
    following: str | None


def selected(site: Site, request: Request, wanted: Query, also: Sequence[Condition]) -> Selected:
    """A page of the statements that meet the query and some conditions of a mark."""
    sort, after = text(request, "sort") or SORTS[0], text(request, "after")
    found = Found(site.ledger, wanted, sort, also)
    page = found.page(ON_A_PAGE, after)
    shown = tuple(Shown(hit, marked(hit.statement.content.text, hit.matched)) for hit in page.hits)
    return Selected(shown, len(found), page.after)
