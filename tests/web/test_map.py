"""The map: what is known of a place is what is drawn of it, and each mark leads to its statements."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.record import EventStatus, Place, Precision, Record, Span
from onrecord.record.errors import QueryError
from onrecord.record.spread import Spot
from onrecord.web import templating
from onrecord.web.drawing.lands import lands
from onrecord.web.drawing.marks import MOST_AREAS, MOST_POINTS, drawn
from onrecord.web.drawing.view import HEIGHT, WIDTH, WORLD, View, holding
from tests.ledger import fake
from tests.web.conftest import FERRY, STORM, Open, keep, named

HERE = Span(0, 1)
BAVARIA = Place("Bavaria", HERE, 2951839, 48.8, 11.5, "DE", Precision.REGION)
TOWN = Place("Velden", HERE, 11, 50.0, 10.0, "DE", Precision.CITY)
COUNTRY = Place("France", HERE, 3017382, 46.0, 2.0, "FR", Precision.COUNTRY)
MOOR = Place("the Low Moor", HERE, None, 49.0, 8.0, None, Precision.REGION)
UNKNOWN = Place("Oxley Wold", HERE)


def about(record: Record, *places: Place) -> Record:
    """The record with one place for each statement."""
    said = (replace(one, places=(place,)) for one, place in zip(record.statements, places, strict=True))
    return Record(record.report, record.speakers, tuple(said), record.warnings)


@pytest.fixture
def placed(empty: Path, opened: Open) -> TestClient:
    """Six statements: about a town (two), a region, a country, an area, and a place that nobody knows."""
    keep(
        empty,
        about(fake.read(STORM, name="storm"), TOWN, BAVARIA, COUNTRY, UNKNOWN),
        about(named(fake.read(FERRY, name="ferry"), publisher="Velden Post"), TOWN, MOOR),
    )
    return opened()


def links(page: str, kind: str) -> list[str]:
    """Addresses of the marks of a class."""
    return [unescape(one) for one in re.findall(rf'<a class="{kind}[^"]*" href="([^"]+)"', page)]


def test_only_a_town_is_a_point(placed: TestClient) -> None:
    """A country is its hatched shape, a region a circle as wide as it is, and there is no dot for either."""
    page = placed.get("/map").text
    assert len(links(page, "sized mark")) == 1
    assert len(re.findall(r'class="ground ', page)) == 1
    assert lands()["FR"].path in page
    (radius,) = re.findall(r'<circle class="reach[^>]* r="([\d.]+)"', page)
    assert float(radius) > 10
    assert page.count("<circle") == 2


def test_an_area_of_unknown_reach_is_its_name_alone(placed: TestClient) -> None:
    """No circle is made up for it."""
    page = placed.get("/map").text
    assert "the Low Moor, a region of which it is not known how far it reaches: 1 statement" in page
    assert re.search(r'<text class="of-area"[^>]*>the Low Moor', page)


def test_the_table_holds_all_in_words(placed: TestClient) -> None:
    """Also what cannot be drawn, each with how exactly it is known; without a script, in order of counts."""
    table = placed.get("/map").text.partition("<tbody>")[2]
    rows = re.findall(r'<th scope="row"><a href="[^"]+"><bdi>([^<]+)</bdi></a></th><td>([^<]+)</td>', table)
    assert rows[0] == ("Velden", "town in Germany")
    assert set(rows[1:]) == {
        ("Bavaria", "region in Germany"),
        ("France", "somewhere in the country"),
        ("the Low Moor", "region"),
        ("Oxley Wold", "which place is not known"),
    }


def test_each_mark_leads_to_its_statements(placed: TestClient) -> None:
    """As many as it says, from the picture and from the table, and the choice is in the address."""
    page = placed.get("/map").text
    for href in links(page, "sized mark"):
        told = placed.get(href).text
        assert told.count('<article class="hit') == 2
        assert '<tr class="on">' in told
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">.*?<td class="num">(\d+)</td>', page)
    assert len(rows) == 5
    for href, count in rows:
        assert placed.get(unescape(href)).text.count('<article class="hit') == int(count)


def test_the_status_is_shown_and_narrows_down(placed: TestClient, empty: Path) -> None:
    """What was denied is a ring, not a disc; the legend leads to it alone."""
    page = placed.get("/map").text
    (href,) = re.findall(r'<a href="([^"]+status=denied)">', page) or [""]
    assert not href, "nothing is denied by a coded event, so there is nothing to narrow down to"
    assert "status=happened" in page
    assert placed.get("/map?status=denied").text.count("No statement was found") == 1
    answer = placed.get("/map?status=maybe")
    assert answer.status_code == 400
    assert "one of announced" in answer.text


@pytest.mark.parametrize("path", ["/map", "/timeline"])
@pytest.mark.parametrize(
    "query", ["words=ferry", "speaker=Anders+Hulle", "act=denial", "publisher=Velden+Post", "country=DE"]
)
def test_the_filters_are_those_of_the_search(placed: TestClient, path: str, query: str) -> None:
    """The same statements, and ways from one page to the other that keep them."""
    found = placed.get(f"/api/v1/counts?{query}").json()["total"]
    page = placed.get(f"{path}?{query}").text
    told = re.search(r'role="status">(?:\d+ statements? of )?(\d+)', page)
    assert told
    assert int(told[1]) == found
    for other in ("/search", "/map", "/timeline"):
        assert f'href="{other}?{query.replace("&", "&amp;")}"' in page


def test_the_view_is_in_the_address(placed: TestClient) -> None:
    """What lies outside is counted; a view that is none is told in words."""
    page = placed.get("/map?view=-80,-40,-40,-20").text
    assert not links(page, "sized mark")
    assert "outside of what is shown" in page
    for wrong in ("1,2", "a,b,c,d", "10,10,5,20", "nan,0,1,1", "0,0,999,1"):
        answer = placed.get("/map", params={"view": wrong})
        assert answer.status_code == 400
        assert "west, south, east and north" in answer.text


def test_hostile_names_are_shown_and_do_nothing(empty: Path, opened: Open) -> None:
    """Script in a place's name, marks of direction, quotes, a very long one: in labels, titles, addresses."""
    wild = '"><script>alert(1)</script>'
    turned = "Sarn\u202egnp"
    long = "Ox" * 3000
    places = [
        replace(TOWN, name=name, geonames=20 + n, lat=40.0 + n) for n, name in enumerate((wild, turned, long))
    ]
    bare = Place("' onload=alert(1) x='", HERE)
    keep(empty, about(fake.read(STORM, name="storm"), *places, bare))
    client = opened()
    for path in ("/map", "/map?on=g20&on=g21&on=g22", "/timeline", "/api/v1/map"):
        answer = client.get(path)
        assert answer.status_code == 200
        if path.startswith("/api/"):
            assert answer.headers["content-type"] == "application/geo+json"
            continue
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text
        assert not re.search(r"<[^>]*\sonload=", answer.text)
        assert len(answer.text) < 60_000
    for key in ("<script>", "n<script>alert(1)</script>", "g1;drop table places", "n" + "x" * 3000):
        assert "<script>alert" not in client.get("/map", params={"on": key}).text


def test_the_empty_ledger_says_what_to_do(empty: Path, opened: Open) -> None:
    """On both pages."""
    client = opened()
    for path in ("/map", "/timeline"):
        assert 'href="/add"' in client.get(path).text.partition("<main")[2]


def test_the_map_needs_no_script(placed: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the assets were not built the page does not ask for them; the links beneath move the map."""
    monkeypatch.setitem(templating.environment().globals, "built", lambda name: False)
    page = placed.get("/map").text
    assert "map.js" not in page
    moves = [unescape(one) for one in re.findall(r'<a class="move" href="([^"]+)"', page)]
    assert len(moves) == 6
    views = {re.search(r"view=([^&]+)", one)[1] for one in moves}  # type: ignore[index]
    assert len(views) == 6
    assert all(placed.get(one).status_code == 200 for one in moves)


def test_as_geojson_only_a_town_is_a_point(placed: TestClient) -> None:
    """A region is a polygon, a country its shape, null where nothing is known; counts with each."""
    told = placed.get("/api/v1/map").json()
    assert told["type"] == "FeatureCollection"
    assert (told["placed"], told["total"], told["places"]) == (6, 6, 5)
    kinds = {
        one["properties"]["name"]: one["geometry"] and one["geometry"]["type"] for one in told["features"]
    }
    assert kinds == {
        "Velden": "Point",
        "Bavaria": "Polygon",
        "France": "MultiPolygon",
        "the Low Moor": None,
        "Oxley Wold": None,
    }
    velden = told["features"][0]
    assert velden["geometry"]["coordinates"] == [10.0, 50.0]
    assert velden["properties"]["statuses"] == {"happened": 2}
    assert velden["properties"]["precision"] == "city"
    without = placed.get("/api/v1/map?shapes=false&country=FR").json()
    assert [one["geometry"] for one in without["features"]] == [None]
    tag = placed.get("/api/v1/map").headers["etag"]
    assert placed.get("/api/v1/map", headers={"If-None-Match": tag}).status_code == 304


def test_every_country_has_a_shape_that_closes() -> None:
    """And a box and a place for its name; as GeoJSON outer rings run against the clock."""
    from onrecord.web.drawing.geojson import shape_of

    assert len(lands()) > 230
    for code, land in lands().items():
        west, south, east, north = land.box
        assert -180 <= west <= east <= 180, code
        assert -90 <= south <= north <= 90, code
        shape = shape_of(code)
        assert shape
        for polygon in shape["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    credit = json.loads((resources.files("onrecord.web") / "drawing" / "countries.json").read_text())[
        "credit"
    ]
    assert "Natural Earth" in credit


def spots(number: int, kind: Precision) -> list[Spot]:
    """Many places, spread over the world."""
    return [
        Spot(f"g{n}", f"Ox{n}", n, (n * 37) % 120 - 50.0, (n * 73) % 340 - 170.0, None, kind, 1, ((None, 1),))
        for n in range(number)
    ]


def test_marks_are_bounded_and_lose_nothing() -> None:
    """However many places: so many marks, and together they count all statements."""
    picture = drawn([*spots(3000, Precision.CITY), *spots(500, Precision.REGION)], WORLD)
    assert len(picture.marks) <= MOST_POINTS
    assert len(picture.areas) <= MOST_AREAS
    assert sum(one.count for one in picture.marks) + len(picture.areas) + picture.outside == 3500


def test_towns_that_cover_each_other_are_one_mark_that_leads_nearer() -> None:
    """Seen from afar one mark with their sum, from near two."""
    two = [replace(one, lat=50.0, lon=10.0 + n / 10) for n, one in enumerate(spots(2, Precision.CITY))]
    assert [(len(m.spots), m.count) for m in drawn(two, WORLD).marks] == [(2, 2)]
    assert [len(m.spots) for m in drawn(two, View.of("9.8,49.8,10.4,50.2")).marks] == [1, 1]


def test_no_name_covers_another() -> None:
    """Where there is no room the name stands in the title and the table."""
    picture = drawn(spots(400, Precision.CITY), WORLD)
    labels = [one for one in picture.marks if one.label]
    assert 5 < len(labels) < len(picture.marks)
    boxes = [(m.x + m.radius, m.y, m.x + m.radius + 7 * len(m.label)) for m in labels]
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and abs(a[1] - b[1]) < 17)


def test_a_view_is_true_in_its_middle() -> None:
    """Ten kilometres north are as long as ten kilometres east; nothing is shown twice."""
    view = View.of("30,48,40,54")
    lat = (view.south + view.north) / 2
    import math

    east = view.across / (111.2 * math.cos(math.radians(lat)))
    assert view.units(1) == pytest.approx(east, rel=0.02)
    assert view.at(view.west, view.north) == (0, 0)
    assert view.at(view.east, view.south) == pytest.approx((WIDTH, HEIGHT))
    for far in (WORLD.zoomed(0.1), WORLD.moved(5, 5), view.moved(-9, 0), view.zoomed(1000)):
        assert -180 <= far.west < far.east <= 180
        assert View.of(str(far)).west == pytest.approx(far.west, abs=0.5)


def test_the_first_view_is_where_most_is() -> None:
    """One that lies far off does not make the rest small; without any it is the world."""
    points: list[Any] = [(36.0 + n / 10, 35.0 + n / 20, 5) for n in range(40)]
    view = holding([*points, (-120.0, 40.0, 1)])
    assert view.west > 20
    assert view.holds(38, 36)
    assert holding([]) == WORLD


def test_a_status_that_is_none_is_refused_in_rest(placed: TestClient) -> None:
    """And those that are known narrow down as on the page."""
    assert placed.get("/api/v1/map?status=maybe").status_code == 422
    assert placed.get("/api/v1/map?status=happened").json()["placed"] == 6
    assert placed.get("/api/v1/timeline?status=undecided").json() == {"times": [], "undated": 0, "total": 0}


def test_pieces_add_up_to_a_whole() -> None:
    """Fact is solid to the middle, the rest is a ring; one status alone is a whole circle."""
    from onrecord.web.drawing.rings import pieces

    fact, ring = pieces(((EventStatus.HAPPENED, 3), (EventStatus.DENIED, 1)), 10.0)
    assert (fact.kind, ring.kind) == ("happened", "denied")
    assert fact.path.endswith("L0 0z")
    assert "L0 0z" not in ring.path
    (whole,) = pieces(((EventStatus.HAPPENED, 3),), 10.0)
    assert whole.path.count("M") == 1
    with pytest.raises(QueryError):
        View.of("")
