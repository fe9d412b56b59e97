"""Pages for reading and searching, as they are without any script."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient

from onrecord.export import MANY_FORMATS
from tests.web.conftest import Open


def said(text: str) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_an_empty_ledger_says_what_to_do(opened: Open) -> None:
    """Every page of it opens, and leads to where reports are added."""
    client = opened()
    for page in ("/reports", "/search", "/speakers", "/sourcing"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert 'href="/add"' in answer.text
    assert "The ledger is empty" in client.get("/reports").text


def test_reports_are_listed_newest_first_with_what_they_hold(site: TestClient) -> None:
    """Title, outlet, day, and how many statements by how many speakers."""
    page = said(site.get("/reports").text)
    assert page.index("Ferry port shut") < page.index("Storm over Sarn")
    assert "Velden Post 20 June 2031" in page
    assert "4 statements by 3 speakers" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("words=ferry", "Ferry port shut", "Storm over Sarn"),
        ("publisher=Ostmark+Courier", "Storm over Sarn", "Ferry port shut"),
        ("published=2031-06-15..", "Ferry port shut", "Storm over Sarn"),
        ("corrected=no&words=storm", "Storm over Sarn", "Ferry port shut"),
    ],
)
def test_reports_are_filtered_by_the_address(site: TestClient, query: str, there: str, gone: str) -> None:
    """An address with filters gives the same list to whoever opens it."""
    page = said(re.search(r"<ol.*?</ol>", site.get(f"/reports?{query}").text, re.DOTALL)[0])  # type: ignore[index]
    assert there in page
    assert gone not in page


def test_a_report_is_shown_as_published_with_its_statements_lit(site: TestClient, storm: str) -> None:
    """The text is whole; each statement is marked in it and has a card with its speaker and fields."""
    text = site.get(f"/reports/{storm}").text
    article = re.search(r"<article.*?</article>", text, re.DOTALL)
    assert article
    assert "12 boats sank off Sarn" in said(article[0])
    assert article[0].count('class="ref"') == 4
    cards = said(text[text.index('id="speakers"') :])
    assert "Ilsabet Morrow" in cards
    assert "places Sarn (OM) figures killed: at least 12" in cards.replace("about ", "")
    assert "confidence 0.75" in cards


@pytest.mark.parametrize(
    ("query", "lit"), [("act=denial", 1), ("speaker=p1", 2), ("named=no", 0), ("unsure=yes", 0)]
)
def test_statements_are_lit_by_speaker_act_and_anonymity(
    site: TestClient, storm: str, query: str, lit: int
) -> None:
    """Those that do not meet the filters stay plain text."""
    text = site.get(f"/reports/{storm}?{query}").text
    assert text.count('class="ref"') == lit
    assert "12 boats sank off Sarn" in said(text)


def test_a_statement_has_an_address_of_its_own(site: TestClient, storm: str) -> None:
    """It shows why each field is what it is, its history, and three ways to cite it."""
    page = site.get(f"/statements/{storm}:s2")
    words = said(page.text)
    assert "that anybody had been warned" in words
    assert "by the cue “denied” fake/1, right 0.90" in words
    assert "read by" in words
    for name in ("Text", "HTML", "BibTeX"):
        assert f">{name}</label>" in page.text
    assert f"http://127.0.0.1:8737/statements/{storm}:s2" in words
    assert "@article{" in words


def test_search_finds_words_and_marks_them(site: TestClient) -> None:
    """What was looked for is marked, and each hit leads to its statement and report."""
    text = site.get("/search?words=boats").text
    assert "<mark>boats</mark>" in text
    assert "1 statement found" in said(text)


def test_counts_narrow_a_search_down(site: TestClient) -> None:
    """A count is a link to the search with that value, and takes it away again where it is chosen."""
    text = site.get("/search?words=that").text
    link = re.search(r'href="(/search\?[^"]*act=denial[^"]*)"', text)
    assert link
    narrowed = site.get(html.unescape(link[1])).text
    assert "1 statement found" in said(narrowed)
    assert "take away" in narrowed


def test_search_pages_begin_after_a_statement(site: TestClient) -> None:
    """Going on leaves nothing out and shows nothing twice."""
    from onrecord.web.pages import search

    before, search.ON_A_PAGE = search.ON_A_PAGE, 4
    try:
        seen, address = [], "/search?sort=report"
        while address:
            text = site.get(address).text
            seen += re.findall(r'class="what" href="/statements/([^"]+)"', text)
            more = re.search(r'class="button" href="([^"]+)">more', text)
            address = html.unescape(more[1]) if more else ""
    finally:
        search.ON_A_PAGE = before
    assert len(seen) == len(set(seen)) == 6


def test_what_cannot_be_understood_is_said_in_words(site: TestClient) -> None:
    """A search with a fault keeps its form and says what is wrong; other pages say it alone."""
    answer = site.get("/search?words=%22open")
    assert answer.status_code == 400
    assert "quotation mark" in answer.text
    for address, status in (
        ("/reports?published=soon", 400),
        ("/reports/no-such-report", 404),
        ("/statements/none:s1", 404),
        ("/speakers/nobody", 404),
        ("/speakers?page=-1", 400),
        ("/nowhere", 404),
        ("/export?format=pdf", 400),
    ):
        answer = site.get(address)
        assert answer.status_code == status, address
        assert "<h1>" in answer.text


def test_speakers_are_listed_and_each_has_a_page(site: TestClient) -> None:
    """Named speakers of one name are one; the page holds all they said, in order, with their roles."""
    text = site.get("/speakers?words=hulle").text
    link = re.search(r'<th scope="row"><a href="(/speakers/[^"]+)"', text)
    assert link
    page = said(site.get(link[1]).text)
    assert "2 statements" in page
    assert "2 reports" in page
    assert "that anybody had been warned" in page
    assert "that 3 shells fell on Velden" in page
    assert "skipper 14 June 2031 – 20 June 2031" in page


def test_sourcing_is_drawn_for_a_set_and_listed_for_one(site: TestClient, storm: str) -> None:
    """Named, unnamed and unknown as bars by outlet; of one report all findings with their statements."""
    text = site.get("/sourcing").text
    assert text.count('<svg class="share"') > 4
    assert "6 statements" in said(text)
    one = said(site.get(f"/sourcing?report={storm}").text)
    assert "Of one report: Storm over Sarn" in one


@pytest.mark.parametrize(
    ("page", "asked", "there", "gone"),
    [
        ("reports", "words=ferry", "Ferry port shut", "Storm over Sarn"),
        ("speakers", "words=adeyo", "Ruth Adeyo", "Peter Anslow"),
    ],
)
def test_lists_of_reports_and_speakers_are_exported_with_their_filters(
    site: TestClient, page: str, asked: str, there: str, gone: str
) -> None:
    """The page offers a table and JSON lines of what it lists, and each holds that alone."""
    told = site.get(f"/{page}?{asked}").text
    for form in ("csv", "jsonl"):
        address = f"/export/{page}?{asked}&format={form}"
        assert html.escape(address) in told
        answer = site.get(address)
        assert answer.headers["content-disposition"] == f'attachment; filename="{page}.{form}"'
        assert there in answer.text
        assert gone not in answer.text
    assert site.get(f"/export/{page}?format=pdf").status_code == 400


@pytest.mark.parametrize("name", sorted(MANY_FORMATS))
def test_every_list_is_exported_in_every_format(site: TestClient, name: str) -> None:
    """As a file to be saved, with what the filters leave."""
    answer = site.get(f"/export?format={name}&act=denial")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content


def test_a_page_that_has_not_changed_is_not_sent_again(site: TestClient, storm: str) -> None:
    """A browser that has it is told so."""
    first = site.get(f"/reports/{storm}")
    again = site.get(f"/reports/{storm}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
