"""The pages on several reports, in a browser: what a reader sees, clicks, prints and hears."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from onrecord.compare import compare
from onrecord.compare.following import find_account, follow
from onrecord.compare.matters import Layout
from onrecord.compare.pledges import pledges_of
from onrecord.export import comparison_page, view_pages
from onrecord.record import Comparison
from tests.export.story import STORY, hostile

Opened = Callable[..., Page]
Render = Callable[[Comparison], str]

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
EVIL = "\"><img src=x onerror=alert(1)><script>document.title='taken over'</script>\u202e'"

PAGES: dict[str, Render] = {
    "compare": comparison_page.render,
    "follow": lambda c: view_pages.follow(c, follow(c, c.records[0].speakers[2].name)),
    "figures": lambda c: view_pages.figures(c, Layout(c).matter(find_account(c, "a1"))),
    "promises": lambda c: view_pages.promises(c, pledges_of(c)),
}

PALE = """() => {
  const parsed = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour.length && (colour[3] ?? 1) > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("script, style, article, desc, title")) continue;
    const style = getComputedStyle(element);
    const ink = parsed(element instanceof SVGElement ? style.fill : style.color);
    const [low, high] = [light(ink), light(ground(element))].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const name = `${element.tagName}.${element.getAttribute("class")}: ${node.data.trim()}`;
    if (ratio < 4.5) found[name] = ratio;
  }
  return found;
}"""
"""Words whose contrast with their ground is less than WCAG 2.2 asks at level AA."""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page; a script error, a message of the console or a request to outside fails the test."""
    pages: list[Page] = []
    troubles: list[str] = []
    file = tmp_path / "page.html"

    def open_page(comparison: Comparison = STORY, page: str = "compare", **kind: Any) -> Page:
        file.write_text(PAGES[page](comparison), encoding="utf-8", newline="")
        new = browser.new_page(**{"viewport": WIDE, "reduced_motion": "reduce", **kind})
        pages.append(new)
        new.on("pageerror", lambda error: troubles.append(str(error)))
        new.on("console", lambda message: troubles.append(message.text))
        new.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        new.on(
            "request",
            lambda r: None if r.url.startswith((file.as_uri(), "data:")) else troubles.append(r.url),
        )
        new.goto(file.as_uri())
        return new

    yield open_page
    for one in pages:
        one.close()
    assert not troubles


def _texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


# ------------------------------------------------------------ what it shows
def test_conflicts_are_on_top(opened: Opened) -> None:
    """In the list of matters, in their order, and within a matter above the positions."""
    page = opened()
    assert _texts(page, ".index .label") == ["In conflict 2", "Not in conflict 1", "Promises 2", "Reports 4"]
    assert _texts(page, ".matter > h2") == [
        "killed in the Ferrow tunnel",
        "locking the gates",
        "list of the missing",
        "Promises",
    ]
    top = "name => document.querySelector(`#a1 ${name}`).getBoundingClientRect().top"
    assert (
        page.evaluate(top, ".conflicts")
        < page.evaluate(top, ".positions")
        < page.evaluate(top, "svg.figures")
    )


def test_positions_stand_side_by_side(opened: Opened) -> None:
    """Each origin has a column with its name, at the same height; on a phone one below the other."""
    place = """() => [...document.querySelectorAll('#a1 .position')].map(e => e.getBoundingClientRect())
      .map(box => [Math.round(box.left), Math.round(box.top)])"""
    (first, second) = opened().evaluate(place)
    assert first[1] == second[1]
    assert second[0] > first[0] + 200
    (first, second) = opened(viewport=PHONE).evaluate(place)
    assert first[0] == second[0]
    assert second[1] > first[1]


def test_origins_are_counted_in_words(opened: Opened) -> None:
    """Reports and origins are told apart where the matter is named."""
    assert (
        "4 reports, 2 origins: Interior Ministry of Ostrel, Ferrow Miners' Union"
        in _texts(opened(), "#a1 .origins")[0]
    )


def test_a_conflict_names_both_sides_and_why(opened: Opened) -> None:
    """The aspect, the two sides with their words, the reason."""
    (conflict,) = _texts(opened(), "#a1 .conflict")
    assert conflict.startswith("figure 30 killed against 19 Ferrow Miners' Union the dead at 30")
    assert "against Interior Ministry of Ostrel" in conflict


def test_changes_stand_where_they_were_made(opened: Opened) -> None:
    """A toll that rose and was taken back says so in its cells."""
    assert _texts(opened(), "#a1 .change") == [
        "changed at least 12 killed → 19 killed",
        "changed takes back: “corrected”",
        "changed 19 killed → 17 killed",
    ]


def test_a_promise_has_its_state_and_who_says_so(opened: Opened) -> None:
    """The page never rules: each verdict is somebody's."""
    (first, second) = _texts(opened(page="promises"), ".pledge")
    assert first.startswith("Dana Velt disputed")
    assert "a committee of the families reports it kept" in first
    assert "Ferrow Miners' Union reports it broken" in first
    assert "No later statement says whether it was kept." in second


def test_the_reports_stand_in_the_page_as_published(opened: Opened) -> None:
    """Every one, character by character."""
    texts = opened().eval_on_selector_all("article", "all => all.map(e => e.textContent)")
    assert texts == [record.report.text for record in STORY.records]


def test_other_pages_hold_only_the_reports_they_show(opened: Opened) -> None:
    """The course of the company stands in two of the four reports."""
    assert opened(page="follow").locator("article").count() == 2


# ------------------------------------------------------------ to read it
@pytest.mark.parametrize("page", PAGES)
def test_each_cell_is_one_click_from_its_place(opened: Opened, page: str) -> None:
    """The click brings the statement into view, lit, and the button leads back."""
    shown = opened(page=page)
    link = shown.locator("main a[href*='-s']").first
    key = (link.get_attribute("href") or "")[1:]
    link.click()
    shown.wait_for_function("key => document.activeElement.id === key", arg=key)
    box = shown.locator(f"#{key}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= WIDE["height"]
    assert shown.locator(f"article .part.lit[data-ids~='{key}']").count() > 0
    shown.locator("button.back").click()
    shown.wait_for_function("() => document.querySelector('button.back').hidden")


def test_hovering_a_cell_lights_all_its_tellings(opened: Opened) -> None:
    """The wire's words light in both outlets."""
    shown = opened()
    shown.locator("#card-r1-s1").hover()
    lit = shown.eval_on_selector_all("article .content.lit", "all => all.map(e => e.innerText)")
    assert lit == [
        "that at least 12 people were killed in the Ferrow tunnel",
        "at least 12 people were killed in the Ferrow tunnel",
    ]


def test_keys_walk_through_the_reports(opened: Opened) -> None:
    """n, p and Escape, as on the page of one report; Enter leads to the cell above."""
    shown = opened()
    for key in ("n", "n", "n", "p"):
        shown.keyboard.press(key)
    assert shown.evaluate("document.activeElement.id") == "r1-s2"
    shown.keyboard.press("Enter")
    shown.wait_for_function("() => document.activeElement.id === 'card-r1-s2'")
    shown.keyboard.press("Escape")
    assert shown.locator(".lit").count() == 0


def test_the_first_stops_skip_to_matters_and_reports(opened: Opened) -> None:
    """For those who use no mouse; a link in the picture is a stop with a name."""
    shown = opened()
    stops = []
    for _ in range(2):
        shown.keyboard.press("Tab")
        stops.append(shown.evaluate("document.activeElement.getAttribute('href')"))
    assert stops == ["#matters", "#reports"]
    named = shown.eval_on_selector_all("svg.figures a", "all => all.map(e => e.getAttribute('aria-label'))")
    assert named[0] == "Interior Ministry of Ostrel: at least 12"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere_without_script(page: str) -> None:
    """And no anchor is given twice."""
    html = PAGES[page](STORY)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert {target for target in re.findall(r'href="#([^"]*)"', html) if target not in ids} == set()


# ------------------------------------------------------------ for everybody
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_have_contrast_enough(opened: Opened, page: str, scheme: str) -> None:
    """Every word outside the articles, at rest and while one is lit, in light and in dark."""
    shown = opened(page=page, color_scheme=scheme)
    assert shown.evaluate(PALE) == {}
    if shown.locator("main .card").count():
        shown.locator("main .card").first.hover()
        assert shown.evaluate(PALE) == {}


@pytest.mark.parametrize("page", PAGES)
def test_headings_and_landmarks_are_in_order(opened: Opened, page: str) -> None:
    """One main, one heading of the first rank, none skipped; regions, links, pictures have names."""
    shown = opened(page=page)
    assert shown.locator("main").count() == shown.locator("h1").count() == 1
    ranks = shown.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(e => +e.tagName[1])")
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    nameless = """() => [...document.querySelectorAll("a, button, nav, svg[role=img]")]
      .filter(e => !(e.getAttribute("aria-label") || e.textContent.trim()
        || document.getElementById(e.getAttribute("aria-labelledby")?.split(" ")[0])?.textContent.trim()))
      .map(e => e.outerHTML.slice(0, 80))"""
    assert shown.evaluate(nameless) == []
    dangling = """() => [...document.querySelectorAll("[aria-labelledby]")]
      .flatMap(e => e.getAttribute("aria-labelledby").split(" "))
      .filter(id => !document.getElementById(id))"""
    assert shown.evaluate(dangling) == []


def test_a_table_is_a_table_on_a_phone_too(opened: Opened) -> None:
    """Its rows stand one below the other, and still are rows with headed cells."""
    shown = opened(viewport=PHONE, page="figures")
    rows = shown.get_by_role("table").first.get_by_role("row")
    assert rows.count() == 6
    assert rows.nth(1).get_by_role("cell").count() == 4
    assert rows.nth(1).get_by_role("rowheader").inner_text() == "Interior Ministry of Ostrel"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(opened: Opened, page: str, width: int) -> None:
    """However long a word is."""
    shown = opened(hostile("W" * 300), page, viewport={"width": width, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("page", PAGES)
def test_hostile_reports_are_text(opened: Opened, page: str) -> None:
    """Titles, names, matters, cues and reasons with markup in them stay what they are; nothing runs."""
    shown = opened(hostile(EVIL), page)
    assert shown.locator("img").count() == 0
    assert shown.locator("script").count() == 1
    assert shown.locator("[onerror]").count() == 0
    assert "taken over" not in shown.title() or "script" in shown.title()
    assert shown.locator("a[href^=javascript]").count() == 0
    outside = shown.eval_on_selector_all("main, nav, h1, h3", "all => all.map(e => e.textContent).join('')")
    assert "\u202e" not in outside


def test_a_very_long_statement_is_cut_in_its_cell_and_whole_in_its_report(opened: Opened) -> None:
    """A cell stays readable; the report keeps every word."""
    shown = opened(hostile("word " * 2000))
    assert all(len(text) <= 320 for text in _texts(shown, "main .card .what"))


def test_on_paper_everything_is_there(opened: Opened) -> None:
    """Positions in two columns, the button gone, the reports from a new page, nothing dimmed."""
    shown = opened()
    shown.keyboard.press("n")
    shown.emulate_media(media="print")
    assert not shown.locator("button.back").is_visible()
    assert shown.evaluate("getComputedStyle(document.querySelector('.reports')).breakBefore") == "page"
    columns = shown.evaluate("getComputedStyle(document.querySelector('.positions')).gridTemplateColumns")
    assert len(columns.split()) == 2
    ink = shown.locator("h1").evaluate("e => getComputedStyle(e).color")
    assert shown.locator("article").first.evaluate("e => getComputedStyle(e).color") == ink


def test_reports_without_a_matter_in_common_say_so(opened: Opened) -> None:
    """No empty headings."""
    shown = opened(Comparison(STORY.records))
    assert _texts(shown, "h1") == ["4 reports, no matter in common"]
    assert "No two statements of these reports speak of one matter." in _texts(shown, "main")[0]


def test_what_is_compared_by_the_program_has_a_page_too(opened: Opened) -> None:
    """Not the story's own relations alone."""
    assert opened(compare(STORY.records)).locator("article").count() == 4
