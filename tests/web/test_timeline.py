"""The timeline: what was said when, about when, as exactly as it is known."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import About, EventStatus, Record, Said, Status
from onrecord.record.errors import QueryError
from onrecord.record.spread import Timed
from onrecord.web.drawing.axis import Axis, edges
from onrecord.web.drawing.moments import Moment
from onrecord.web.drawing.strands import MOST_BARS, MOST_FLOWS, about_of, flows, lane, said_of, usual
from tests.ledger import fake
from tests.web.conftest import STORM, Open, keep

TIMES = (
    (Said("2031-06-13"), About(Status.PAST, "2031-06-10", "2031-06-10")),
    (Said("2031-06-13"), About(Status.FUTURE, "2031-07", "2031-07")),
    (Said("2031-06"), About(Status.PAST, "2031-05-20", None)),
    (Said(), About(Status.PAST)),
)


@pytest.fixture
def dated(empty: Path, opened: Open) -> TestClient:
    """Four statements: by days, by a month, with an open end, without any date."""
    record = fake.read(STORM, name="storm")
    said = (
        replace(one, said=told, about=about)
        for one, (told, about) in zip(record.statements, TIMES, strict=True)
    )
    keep(empty, Record(record.report, record.speakers, tuple(said), record.warnings))
    return opened()


def timed(said: str | None, start: str | None = None, end: str | None = None, count: int = 1) -> Timed:
    return Timed(said, start, end, EventStatus.HAPPENED, count)


def marks(page: str, kind: str) -> list[tuple[str, str]]:
    """Titles and addresses of columns or bars."""
    found = re.findall(rf'<a class="{kind}[^"]*" href="([^"]+)"[^>]*><title>([^<]+)</title>', page)
    return [(title, unescape(href)) for href, title in found]


def test_days_are_columns_months_are_bars(dated: TestClient) -> None:
    """Both sides; what is known by the month alone is a bar as long as the month, open ends have an arrow."""
    page = dated.get("/timeline").text
    assert [title for title, _ in marks(page, "column")] == [
        "Said 13 June 2031: 2 statements, 2 happened",
        "About 10 June 2031: 1 statement, 1 happened",
    ]
    assert {title for title, _ in marks(page, "span")} == {
        "Said June 2031: 1 statement, 1 happened",
        "About July 2031: 1 statement, 1 happened",
        "About from 20 May 2031: 1 statement, 1 happened",
    }
    assert len(re.findall(r'<path class="is-happened" d="M[\d. ]+l6 ', page)) == 1
    assert page.count('stroke-width="') - page.count("<rect") < 10


def test_an_open_beginning_has_an_arrow_too(empty: Path, opened: Open) -> None:
    """To the left; all that is drawn is as browsers read it: numbers apart from one another."""
    record = fake.read(STORM, name="storm")
    about = (About(Status.PAST, None, "2031-05-20"), About(Status.PAST, "2031-05-01", None))
    said = (replace(one, about=of) for one, of in zip(record.statements, about, strict=False))
    keep(empty, Record(record.report, record.speakers, tuple(said), record.warnings))
    paths = re.findall(r'<path[^>]* d="([^"]+)"', opened().get("/timeline").text)
    assert [path for path in paths if "l-6 " in path]
    assert [path for path in paths if "l6 " in path]
    number = r"-?\d+(?:\.\d+)?"
    for path in paths:
        assert re.fullmatch(rf"(?:[A-Za-z](?:{number}(?:[ ,]|(?=-))?)*\s*)+", path), path
        assert all(text.count(".") < 2 for text in re.split(r"[A-Za-z ,-]", path))
        for arrow in re.findall(r"l([^z]+)z", path):
            assert len(re.findall(number, arrow)) == 4, path


def test_what_has_no_date_is_told_and_can_be_listed(dated: TestClient) -> None:
    """It is not put anywhere on the axis."""
    page = dated.get("/timeline").text
    (href,) = re.findall(r'<a href="([^"]+)">1 do not say when they were said</a>', page)
    told = dated.get(unescape(href)).text
    assert "Without a date when it was said" in told
    assert told.count('<article class="hit') == 1


def test_each_mark_leads_to_as_many_statements_as_it_says(dated: TestClient) -> None:
    """From the picture and from the tables."""
    page = dated.get("/timeline").text
    for title, href in [*marks(page, "column"), *marks(page, "span")]:
        number = int(re.search(r": (\d+) statement", title)[1])  # type: ignore[index]
        assert dated.get(href).text.count('<article class="hit') == number, title
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">[^<]+</a></th>.*?<td class="num">(\d+)</td>', page)
    assert len(rows) == 7
    for href, number in rows:
        assert dated.get(unescape(href)).text.count('<article class="hit') == int(number), href


def test_choosing_when_it_was_said_shows_what_it_was_about(dated: TestClient) -> None:
    """The rest of both sides goes pale, and only its threads are left."""
    everything = dated.get("/timeline?span=2031-05-15..2031-08-01").text
    chosen = dated.get("/timeline?span=2031-05-15..2031-08-01&on=said:2031-06-13").text
    assert everything.count('class="is-happened" stroke-width') == 3
    assert chosen.count('class="is-happened" stroke-width') == 2
    assert len(re.findall(r'class="column ghost', chosen)) == 2
    assert not re.findall("ghost", everything)


def test_the_span_is_in_the_address(dated: TestClient) -> None:
    """What lies before and after it is counted; one that is none is told in words."""
    page = dated.get("/timeline?span=2031-06-12..2031-06-14").text
    assert "Not shown: 2 earlier times, 1 later ones." in page
    for wrong in ("soon", "2031..", "2032..2031"):
        assert dated.get("/timeline", params={"span": wrong}).status_code == 400
    for wrong in ("said", "said:soon", "about:=..", "said:2031-06-13' or 1=1", "when:2031"):
        answer = dated.get("/timeline", params={"on": wrong})
        assert answer.status_code == 400, wrong
        assert "no mark of the timeline" in unescape(answer.text)


def test_a_ledger_without_times_says_so(empty: Path, opened: Open) -> None:
    """And leads to the statements."""
    record = fake.read(STORM, name="storm")
    said = tuple(replace(one, said=Said(), about=About(Status.PAST)) for one in record.statements)
    keep(empty, Record(record.report, record.speakers, said, record.warnings))
    page = opened().get("/timeline").text
    assert "there is nothing to draw" in page
    assert "<svg viewBox" not in page.partition("<main")[2]


def test_times_as_json(dated: TestClient) -> None:
    """As they are given: days, months, open ends; null where none is given."""
    told = dated.get("/api/v1/timeline").json()
    assert (told["undated"], told["total"]) == (1, 4)
    assert told["times"][0] == {
        "said": "2031-06",
        "start": "2031-05-20",
        "end": None,
        "status": "happened",
        "statements": 1,
    }
    assert dated.get("/api/v1/timeline?said=2031-06-13").json()["total"] == 3


def test_a_month_is_a_column_where_columns_are_months() -> None:
    """By years it falls in its year; in days it is longer than any column."""
    times = [timed("2031-06"), timed("2031-06-13")]
    by_days, by_months, by_years = (
        lane("said", times, said_of, Axis.of(span))
        for span in ("2031-06-01..2031-06-30", "2031..2032", "1990..2031")
    )
    assert [len(by_days.columns), len(by_days.bars)] == [1, 1]
    assert [(c.key, c.count) for c in by_months.columns] == [("said:2031-06", 2)]
    assert [(c.key, c.count) for c in by_years.columns] == [("said:2031", 2)]
    assert by_days.bars[0].width == pytest.approx(1000)


def test_no_picture_has_more_than_it_can_show() -> None:
    """However many times there are, what is not drawn is counted."""
    times = [
        timed(f"20{n % 90 + 10}-{n % 12 + 1:02}-{n % 28 + 1:02}", f"{1000 + n}", f"{1300 + n}")
        for n in range(999)
    ]
    axis = usual(times)
    assert axis
    assert len(axis.bins) <= 220
    about = lane("about", times, about_of, Axis.of("1000..2100"))
    assert len(about.bars) <= MOST_BARS
    shown = sum(b.count for b in about.bars) + sum(c.count for c in about.columns)
    assert shown + about.hidden + about.earlier + about.later + about.undated == 999
    assert len(flows(times, Axis.of("1000..2100"))) <= MOST_FLOWS


def test_dates_that_are_none_are_undated() -> None:
    """A month 13 or a word in a correction breaks no page."""
    odd = [timed("2031-13"), timed("2031-02-30"), timed("soon"), timed("0000"), timed("2031-06-13")]
    told = lane("said", odd, said_of, Axis.of("2031"))
    assert (told.undated, len(told.columns)) == (4, 1)
    assert edges("9999-12-31")
    assert Axis.of("9990..9999").moved(5).last <= Axis.of("9999").last
    assert Axis.of("0001..0002").moved(-5).first >= 1
    assert usual([timed(None)]) is None


def test_a_mark_says_what_it_is() -> None:
    """In words, for the heading above its statements."""
    assert Moment.of("said:2031-06").in_words == "Said in June 2031"
    assert Moment.of("about:=2030..").in_words == "About from 2030"
    assert Moment.of("about:none").in_words == "Without a date of what it is about"
    with pytest.raises(QueryError):
        Moment.of("about:=x..y")
