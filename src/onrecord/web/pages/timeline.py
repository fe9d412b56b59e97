"""*Timeline*: what was said when, and when what it is about is, as exactly as it is known."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.ledger.reality import has_status
from onrecord.record.errors import QueryError
from onrecord.record.spread import Times
from onrecord.web.asked import pairs, query_of, text, texts
from onrecord.web.drawing.axis import WIDTH, Axis
from onrecord.web.drawing.moments import Moment
from onrecord.web.drawing.strands import about_of, flows, lane, said_of, usual
from onrecord.web.pages.realities import check_statuses, legend
from onrecord.web.pages.search import CHOICES, SORT_NAMES
from onrecord.web.pages.selecting import selected
from onrecord.web.showing import show
from onrecord.web.site import site_of
from onrecord.web.spreading import remembered, times_of
from onrecord.web.templating import query

router = APIRouter()


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """The times of what meets the filters of the address; with `on` those of one mark, and its statements."""
    site, asked = site_of(request), pairs(request)
    statuses, on = texts(request, "status"), text(request, "on")
    told, axis, moment, picked, why = Times((), 0, ()), None, None, None, ""
    name: tuple[object, ...] = ()
    try:
        wanted = query_of(request)
        check_statuses(statuses)
        also = [has_status(statuses)] if statuses else []
        moment = Moment.of(on) if on else None
        told, name = times_of(site, wanted, statuses), (wanted, statuses)
        given = text(request, "span")
        axis = Axis.of(given) if given else remembered(site, ("usual", *name), lambda: usual(told.timed))
        if moment:
            picked = selected(site, request, wanted, [*also, moment.condition()])
    except QueryError as error:
        why = str(error)
    picture = None
    if axis and not why:
        made = partial(_picture, told, axis, moment)
        picture = remembered(site, ("timeline", *name, axis, moment, date.today()), made)
    kept = [*asked, *(("status", one) for one in statuses)]
    span = [("span", text(request, "span") or "")]
    return show(
        request,
        "timeline.html.jinja",
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
        legend=legend(told.statuses, statuses, [*asked, *span], "/timeline"),
        picture=picture,
        base=query("/timeline", *kept, ("span", str(axis) if axis else "")),
        moves=_moves(kept, axis) if axis else (),
        width=WIDTH,
        moment=moment,
        on=on,
        picked=picked,
        begins=text(request, "after") is None,
    )


def _picture(told: Times, axis: Axis, moment: Moment | None) -> dict[str, Any]:
    """Both sides, once of all and once of the mark that is chosen."""
    bare = told.total - sum(one.count for one in told.timed)
    said = lane("said", told.timed, said_of, axis, undated=bare)
    about = lane("about", told.timed, about_of, axis, undated=bare)
    some = [one for one in told.timed if moment is None or moment.meets(one)]
    return {
        "said": said,
        "about": about,
        "axis": axis,
        "ticks": axis.ticks(),
        "flows": flows(some, axis),
        "focus": (
            lane("said", some, said_of, axis, most=said.most),
            lane("about", some, about_of, axis, most=about.most),
        )
        if moment
        else None,
        "today": axis.x(date.today().toordinal())
        if axis.first <= date.today().toordinal() <= axis.last
        else None,
    }


def _moves(kept: list[tuple[str, str]], axis: Axis) -> list[tuple[str, str, str]]:
    """Ways to look elsewhere: what it does, its sign, its address."""
    ways = (
        ("nearer", "+", axis.zoomed(2)),
        ("further off", "−", axis.zoomed(0.5)),
        ("earlier", "←", axis.moved(-0.4)),
        ("later", "→", axis.moved(0.4)),
    )
    return [(what, sign, query("/timeline", *kept, ("span", str(to)))) for what, sign, to in ways]
