"""*Map*: where what statements are about is, and how real it is, at the precision that is known."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.ledger.reality import has_status
from onrecord.ledger.spread import naming
from onrecord.record.errors import QueryError
from onrecord.record.spread import Spot, Spread
from onrecord.web.asked import pairs, query_of, text, texts
from onrecord.web.drawing.marks import KEYS, Mark, drawn, points_of
from onrecord.web.drawing.rings import in_words
from onrecord.web.drawing.view import HEIGHT, WIDTH, WORLD, View, holding
from onrecord.web.pages.realities import check_statuses, legend
from onrecord.web.pages.search import CHOICES, SORT_NAMES
from onrecord.web.pages.selecting import selected
from onrecord.web.showing import show
from onrecord.web.site import site_of
from onrecord.web.spreading import known, remembered, spread_of
from onrecord.web.templating import query

router = APIRouter()
LISTED = 200
"""Places of the table; the picture shows fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the table: how exactly it is known, how many statements name it, and their list."""

    spot: Spot
    known: str
    told: str
    href: str
    chosen: bool


@router.get("/map")
def map_page(request: Request) -> Response:
    """The places of what meets the filters of the address; with `on` the statements about some of them."""
    site, asked = site_of(request), pairs(request)
    statuses, keys = texts(request, "status"), texts(request, "on")
    told, view, picked, why = Spread((), 0, 0, ()), WORLD, None, ""
    told_of: tuple[object, ...] = ()
    try:
        wanted = query_of(request)
        check_statuses(statuses)
        also = [has_status(statuses)] if statuses else []
        told, told_of = spread_of(site, wanted, statuses), (wanted, statuses)
        view = View.of(given) if (given := text(request, "view")) else holding(points_of(told.spots))
        if keys:
            picked = selected(site, request, wanted, [*also, naming(keys)])
    except QueryError as error:
        why = str(error)
    links = _Links(asked, statuses, view)
    picture = remembered(site, ("map", told_of, view), lambda: drawn(told.spots, view))
    return show(
        request,
        "map.html.jinja",
        status=400 if why else 200,
        why=why,
        asked=asked,
        chosen=[one for one in asked if one[0] not in ("words", "sort")],
        extra=[("status", one) for one in statuses],
        is_asked=bool(asked),
        values=request.query_params,
        sort=text(request, "sort") or "said",
        sorts=SORT_NAMES,
        choices=CHOICES,
        told=told,
        view=view,
        picture=picture,
        width=WIDTH,
        height=HEIGHT,
        links=links,
        legend=legend(told.statuses, statuses, [*asked, ("view", text(request, "view") or "")], "/map"),
        rows=[links.row(one, keys) for one in told.spots[:LISTED]],
        more=len(told.spots) - LISTED,
        selection=[one for one in told.spots if one.key in keys],
        keys=keys,
        picked=picked,
        begins=text(request, "after") is None,
    )


class _Links:
    """Addresses of this page with something changed."""

    def __init__(self, asked: list[tuple[str, str]], statuses: tuple[str, ...], view: View) -> None:
        self._kept = [*asked, *(("status", one) for one in statuses)]
        self._view = view

    def to(self, *keys: str, view: View | None = None) -> str:
        """The page with some places chosen, in this view or another."""
        on = [("on", key) for key in keys[:KEYS]]
        return query("/map", *self._kept, ("view", str(view or self._view)), *on)

    def mark(self, mark: Mark) -> str:
        """The statements of a mark; where it is of several places, nearer too."""
        keys = (one.key for one in mark.spots)
        if len(mark.spots) == 1:
            return f"{self.to(*keys)}#statements"
        west, south, east, north = mark.box
        x, y = max((east - west) * 0.3, 0.2), max((north - south) * 0.3, 0.1)
        near = View.filling(west - x, south - y, east + x, north + y)
        return f"{self.to(*keys, view=near)}#statements"

    def place(self, one: Spot) -> str:
        """The statements of one place."""
        return f"{self.to(one.key)}#statements"

    def moved(self) -> list[tuple[str, str, str]]:
        """Ways to look elsewhere: what it does, its sign, its address."""
        v = self._view
        return [
            ("nearer", "+", self.to(view=v.zoomed(2))),
            ("further off", "−", self.to(view=v.zoomed(0.5))),
            ("to the west", "←", self.to(view=v.moved(-0.4, 0))),
            ("to the north", "↑", self.to(view=v.moved(0, 0.4))),
            ("to the south", "↓", self.to(view=v.moved(0, -0.4))),
            ("to the east", "→", self.to(view=v.moved(0.4, 0))),
        ]

    @property
    def world(self) -> str:
        """The whole world."""
        return self.to(view=WORLD)

    @property
    def first(self) -> str:
        """Where most of it is."""
        return query("/map", *self._kept)

    def row(self, one: Spot, keys: tuple[str, ...]) -> Row:
        """A place of the table."""
        return Row(one, known(one), in_words(one.statuses), self.place(one), one.key in keys)
