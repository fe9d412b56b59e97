"""Where and when what statements are about is: GeoJSON for maps, times for timelines."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from onrecord.record import EventStatus
from onrecord.record.spread import Counts, Spot
from onrecord.web.drawing.geojson import geometry_of
from onrecord.web.drawing.rings import NAMES
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.filters import Filters
from onrecord.web.rest.places import Feature, Features, Located, Time, Timeline
from onrecord.web.site import site_of
from onrecord.web.spreading import known, spread_of, times_of

router = APIRouter(tags=["map and timeline"])
CREDIT = "Countries: Natural Earth. Places: GeoNames, CC BY 4.0."


class GeoJSON(JSONResponse):
    """What the answer says it is."""

    media_type = "application/geo+json"


class Realities(Filters):
    """Filters, and how real what statements are about is."""

    status: list[EventStatus | Literal["undecided"]] = Field(
        default_factory=list,
        description="how real it is by the statement: of its event, else by act, polarity and tense",
    )


class MapOptions(Realities):
    """Filters and size."""

    limit: Annotated[int, Query(ge=1, le=5000, description="at most so many places, the most named")] = 500
    shapes: Annotated[bool, Query(description="false leaves the shapes of countries out")] = True


def _filters(options: Filters) -> Filters:
    return Filters(**options.model_dump(include=set(Filters.model_fields)))


@router.get("/map", response_model=Features, response_class=GeoJSON, responses={**MODIFIED})
def places(request: Request, options: Annotated[MapOptions, Query()]) -> Response:
    """The places that statements name, as GeoJSON: towns as points, regions and countries as areas.

    The geometry is null where it is not known which place a name means, or how far it reaches.
    """
    told = spread_of(site_of(request), _filters(options).query(), [str(one) for one in options.status])
    shown = told.spots[: options.limit]
    features = tuple(_feature(one, options.shapes) for one in shown)
    found = Features("FeatureCollection", features, told.placed, told.total, len(told.spots), CREDIT)
    return answer(request, found, media_type=GeoJSON.media_type)


@router.get("/timeline", response_model=Timeline, responses={**MODIFIED})
def timeline(request: Request, options: Annotated[Realities, Query()]) -> Response:
    """When statements were said and when their events are: each combination of times, how many have it."""
    told = times_of(site_of(request), _filters(options).query(), [str(one) for one in options.status])
    dated = tuple(
        Time(one.said, one.start, one.end, str(one.status or "undecided"), one.count) for one in told.timed
    )
    return answer(request, Timeline(dated, told.total - sum(one.statements for one in dated), told.total))


def _feature(one: Spot, shapes: bool) -> Feature:
    drawn = shapes or one.precision != "country"
    located = Located(
        one.name, one.geonames, one.country, one.precision, known(one), one.count, by_name(one.statuses)
    )
    return Feature("Feature", one.key, geometry_of(one) if drawn else None, located)


def by_name(counts: Counts) -> dict[str, int]:
    """How many have which status."""
    return {NAMES[status]: count for status, count in counts}
