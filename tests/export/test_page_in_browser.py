from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, ViewportSize

from onrecord.export import page, sourcing_page
from onrecord.record import Content, Cue, Record, Source, Span, Speaker, SpeakerType, Statement, Warning

RecordOf = Callable[..., Record]
Opened = Callable[..., Page]

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ENOUGH = 4.5
"""The contrast that WCAG 2.2 asks of text at level AA."""

CONTRASTS = """() => {
  const value = (of, name) => getComputedStyle(of).getPropertyValue(name).trim();
  const light = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const mixed = (a, b, share) => "#" + [1, 3, 5].map((at) =>
    Math.round(parseInt(a.slice(at, at + 2), 16) * share + parseInt(b.slice(at, at + 2), 16) * (1 - share))
      .toString(16).padStart(2, "0")).join("");
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const root = document.documentElement;
  const found = {};
  for (const [ink, ground] of [["ink", "paper"], ["muted", "paper"], ["dim", "paper"], ["accent", "paper"],
    ["alarm", "paper"], ["ink", "raised"], ["alarm", "raised"], ["accent", "raised"]])
    found[`${ink} on ${ground}`] = ratio(value(root, `--${ink}`), value(root, `--${ground}`));
  for (const hue of [0, 1, 2, 3, 4, 5, 6, 7, "none"]) {
    const sample = document.createElement("span");
    sample.className = `hue-${hue}`;
    document.body.append(sample);
    const [tint, edge] = [value(sample, "--tint"), value(sample, "--edge")];
    found[`ink on tint ${hue}`] = ratio(value(root, "--ink"), tint);
    found[`ink on lit tint ${hue}`] = ratio(value(root, "--ink"), mixed(edge, tint, 0.16));
    found[`edge ${hue} on paper`] = ratio(edge, value(root, "--paper"));
  }
  return found;
}"""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens the page of a record; a script error, a broken policy or a dialog fails the test."""
    pages: list[Page] = []
    troubles: list[str] = []

    def refuse(dialog: Dialog) -> None:
        troubles.append(dialog.message)
        dialog.dismiss()

    def _open(record: Record, render: Callable[[Record], str] = page.render, **kind: Any) -> Page:
        (tmp_path / "page.html").write_text(render(record), encoding="utf-8", newline="")
        new = browser.new_page(**{"viewport": WIDE, "reduced_motion": "reduce", **kind})
        pages.append(new)
        new.on("pageerror", lambda error: troubles.append(str(error)))
        new.on("console", lambda message: troubles.append(message.text))
        new.on("dialog", refuse)
        new.goto((tmp_path / "page.html").as_uri())
        return new

    yield _open
    for one in pages:
        one.close()
    assert not troubles


def _lit(shown: Page, selector: str = ".lit") -> list[str]:
    texts: list[str] = shown.eval_on_selector_all(
        f"article .part{selector}", "all => all.map(e => e.innerText)"
    )
    return [text.replace("\xa0", " ") for text in texts]


def _article(shown: Page) -> str:
    text: str = shown.evaluate("document.querySelector('article').textContent")
    return text


TEXTS = [
    "",
    "\n\n  First line with <b>tags</b> &amp; &lt;entities&gt;.\n\n\nSecond.  \n",
    "Windows lines.\r\n\r\nAnother paragraph,\r\nwrapped.\r\n",
    "Old Mac lines.\r\rNext.\fPage.\x0bTab\tend.",
    "\u3000Wide indent.\n\u00a0\nNo-break blank.\u2029Separated.\u2028Line.\x85Next line.",
    "Signs \u202egnp.exe\u202c \u2066isolate\u2069 \x1b[31mred \x07 \x9b, joined \u200d\u00ad \ufeffmark.",
    "Astral \U0001f30a waves and cafe\u0301.\n\n</p></article><script>document.title='x'</script>",
    "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631.\n\nThe minister said.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_article_is_the_report_character_by_character(
    opened: Opened, record_of: RecordOf, text: str
) -> None:
    """Whatever the text holds, the page's article has every character of it in order."""
    speaks = tuple(
        Statement(f"s{n + 1}", Source((Span(n, n + 2),)), Cue(), Content((Span(n + 1, n + 9),)))
        for n in range(0, len(text), 3)
    )
    assert _article(opened(replace(record_of(text, title="Tarn"), statements=speaks))) == text


def test_what_html_cannot_carry_is_replaced(opened: Opened, record_of: RecordOf) -> None:
    """NUL and lone surrogates stand as the replacement character; nothing else changes."""
    assert _article(opened(record_of("A\x00B\ud800C\n\nD", title="Tarn"))) == "A\ufffdB\ufffdC\n\nD"


def test_the_invented_report_is_shown_as_published(opened: Opened, record: Record) -> None:
    """Statements, numbers and marks add nothing to the text, neither at rest nor while one is lit."""
    shown = opened(record)
    assert _article(shown) == record.report.text
    shown.keyboard.press("n")
    assert _article(shown) == record.report.text


def test_paragraphs_and_lists_keep_their_breaks(opened: Opened, record: Record) -> None:
    """A blank line is a paragraph; short lines stay lines."""
    shown = opened(record)
    assert shown.locator("article p").count() == record.report.text.strip().count("\n\n") + 1
    assert shown.locator("article p").last.inner_text().splitlines() == [
        "Emergency numbers",
        "Velmora 555 0101",
        "Sorrel 555 0102",
    ]


def test_the_page_asks_nobody_for_anything(opened: Opened, record: Record) -> None:
    """Opening the page and lighting a statement makes no request but for the page itself."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    shown = opened(record)
    shown.on("request", note)
    shown.reload()
    shown.locator("#card-s4 .jump").hover()
    shown.wait_for_timeout(200)
    outside = [url for url in asked if not url.startswith("data:")]
    assert outside == [shown.url]


def test_script_from_a_report_cannot_run(opened: Opened, record: Record) -> None:
    """The hostile title is a title, and the policy stops any script but the page's own."""
    shown = opened(record)
    assert shown.title() == f"{record.report.title} – on record"
    assert shown.locator("h1").inner_text() == record.report.title
    assert shown.locator("script").count() == 1
    assert shown.locator("article b, article script, aside i").count() == 0


def test_the_policy_stops_foreign_script(browser: Browser, record: Record, tmp_path: Path) -> None:
    """Even script that got into the page would not run."""
    html = page.render(record).replace("</article>", "<script>document.title = 'run'</script></article>")
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    shown = browser.new_page()
    shown.goto((tmp_path / "page.html").as_uri())
    assert shown.title() != "run"
    shown.close()


def test_every_field_of_a_hostile_record_is_text(opened: Opened, record: Record) -> None:
    """Names, cues, roles, places and warnings with markup in them stay what they are."""
    evil = "\"><img src=x onerror=alert(1)><script>alert(2)</script>\u202e'"
    first = record.statements[0]
    hostile = replace(
        record,
        report=replace(
            record.report, publisher=evil, published=evil, bylines=(evil,), language=evil, url=evil
        ),
        speakers=(Speaker("p1", evil, SpeakerType.PERSON, False, (evil,), evil, ()),),
        statements=(
            replace(
                first,
                id=evil,
                within=evil,
                channel=evil,
                audience=evil,
                cue=Cue(first.cue.spans, evil),
                condition=evil,
            ),
        ),
        warnings=(Warning(evil, evil),),
    )
    shown = opened(hostile)
    assert shown.locator("img").count() == 0
    assert shown.locator("script").count() == 1
    assert evil in shown.locator("aside h3 bdi").all_inner_texts()
    assert shown.evaluate("document.querySelectorAll('[onerror]').length") == 0


def test_hovering_a_card_lights_its_words(opened: Opened, record: Record) -> None:
    """All parts of the statement light up, on both sides, and nothing else does."""
    shown = opened(record)
    assert _lit(shown) == []
    shown.locator("#card-s1 .jump").hover()
    assert _lit(shown) == [
        '"The wall is sound,"',
        "said",
        "Ines Corvald, the governor of Tarn Province",
        '"We have counted at least 20 cracks, and none of them is deep."',
    ]
    assert shown.eval_on_selector_all(".card.lit", "all => all.map(e => e.id)") == ["card-s1"]
    shown.locator("h1").hover()
    assert _lit(shown) == []


def test_the_others_step_back_while_one_is_lit(opened: Opened, record: Record) -> None:
    """While a statement is lit, the rest of the text is paler than it."""
    shown = opened(record)
    shown.locator("#card-s1 .jump").hover()
    colour = "e => getComputedStyle(e).color"
    lit = shown.locator("article .part.lit").first.evaluate(colour)
    other = shown.locator("article .part:not(.lit)").first.evaluate(colour)
    assert lit != other


def test_hovering_words_lights_the_innermost_statement(opened: Opened, record: Record) -> None:
    """Where statements overlap, the one within the other is meant."""
    shown = opened(record)
    shown.get_by_text("the lower gates were opened by hand", exact=True).first.hover()
    assert _lit(shown) == ["Her office", "believes", "the lower gates were opened by hand"]
    assert shown.locator("#card-s3.lit").count() == 1
    assert shown.locator("#card-s2.lit").count() == 0


def test_words_know_their_statements_and_roles(opened: Opened, record: Record) -> None:
    """Each lit piece lists statements and roles side by side."""
    part = opened(record).get_by_text("believes", exact=True).first
    assert part.get_attribute("data-ids") == "s2 s3"
    assert part.get_attribute("data-roles") == "content cue"


def test_n_and_p_walk_through_the_statements(opened: Opened, record: Record) -> None:
    """The keys move focus to the next and the previous statement; Escape lets go."""
    shown = opened(record)
    focus = "document.activeElement.id"
    seen = []
    for key in ("n", "n", "n", "p"):
        shown.keyboard.press(key)
        seen.append(shown.evaluate(focus))
    assert seen == ["s1", "s2", "s3", "s2"]
    assert "two senior officials" in _lit(shown)
    shown.keyboard.press("Escape")
    assert _lit(shown) == []


def test_keys_with_modifiers_are_left_to_the_browser(opened: Opened, record: Record) -> None:
    """Only the bare key is taken."""
    shown = opened(record)
    shown.keyboard.press("Control+p")
    shown.keyboard.press("Alt+n")
    assert _lit(shown) == []


def test_enter_leads_to_the_card_and_back(opened: Opened, record: Record) -> None:
    """From the mark in the text to the card, and from the card's link to the text."""
    shown = opened(record)
    shown.locator("#s4").focus()
    shown.keyboard.press("Enter")
    shown.wait_for_function("document.activeElement.id === 'card-s4'")
    shown.locator("#card-s4 .jump").focus()
    shown.keyboard.press("Enter")
    shown.wait_for_function("document.activeElement.id === 's4'")
    assert "the Ministry of Waters" in _lit(shown)


def test_tab_reaches_skip_links_first(opened: Opened, record: Record) -> None:
    """The first stop skips to the report, and every statement is a stop on both sides."""
    shown = opened(record)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.getAttribute('href')") == "#report"
    stops = shown.eval_on_selector_all(
        ".ref, .jump", "all => all.filter(e => e.tabIndex === 0).map(e => e.getAttribute('href'))"
    )
    assert sorted(stops) == sorted([f"#s{n}" for n in range(1, 8)] + [f"#card-s{n}" for n in range(1, 8)])


def test_the_page_reads_without_script(browser: Browser, record: Record, tmp_path: Path) -> None:
    """Without script the marks still stand in the text and every link leads somewhere."""
    html = page.render(record)
    assert 'class="keys" hidden' in html
    (tmp_path / "bare.html").write_text(html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    bare = context.new_page()
    bare.goto((tmp_path / "bare.html").as_uri() + "#card-s4")
    assert bare.locator("#card-s4").is_visible()
    assert not bare.locator(".keys").is_visible()
    context.close()
    targets = re.findall(r'href="#([^"]*)"', html)
    assert {target for target in targets if f'id="{target}"' not in html} == set()


def test_source_cue_and_content_differ_without_colour(opened: Opened, record: Record) -> None:
    """Weight, slant, kind of line and edges tell the three apart."""
    shown = opened(record)
    looks = {
        role: shown.locator(f'article .part[data-roles="{role}"]').first.evaluate(
            "e => ['fontWeight', 'fontStyle', 'textDecorationStyle', 'textDecorationLine', 'borderLeftWidth']"
            ".map(name => getComputedStyle(e)[name])"
        )
        for role in ("source", "cue", "content", "via")
    }
    assert looks["source"][:4] == ["600", "normal", "dotted", "underline"]
    assert looks["cue"][:4] == ["400", "italic", "solid", "underline"]
    assert looks["content"][3:] == ["none", "2px"]
    assert looks["via"][2] == "wavy"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_enough(opened: Opened, record: Record, scheme: str) -> None:
    """Every ink on every ground it stands on meets WCAG AA, in light and in dark."""
    found = opened(record, color_scheme=scheme).evaluate(CONTRASTS)
    assert {pair: ratio for pair, ratio in found.items() if ratio < ENOUGH} == {}


def test_the_dark_page_is_dark(opened: Opened, record: Record) -> None:
    """The reader's wish for a dark page is met."""
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert opened(record, color_scheme="dark").evaluate(ground) == "rgb(23, 24, 27)"
    assert opened(record, color_scheme="light").evaluate(ground) == "rgb(251, 250, 246)"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_window(opened: Opened, record: Record, width: int) -> None:
    """The page never scrolls sideways, however long a word is."""
    long = replace(record, report=replace(record.report, title="W" * 200, publisher="P" * 200))
    shown = opened(long, viewport={"width": width, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_list_stands_below(opened: Opened, record: Record) -> None:
    """Beside the text where there is room, below it where there is none."""
    place = """['article', 'aside'].map(name => document.querySelector(name).getBoundingClientRect())
      .map(box => [box.left, box.top])"""
    (article, aside) = opened(record, viewport=PHONE).evaluate(place)
    assert aside[1] > article[1]
    assert aside[0] == pytest.approx(article[0], abs=2)
    (article, aside) = opened(record).evaluate(place)
    assert aside[0] > article[0] + 300


def test_touching_words_on_a_phone_shows_who_said_them(opened: Opened, record: Record) -> None:
    """A touched statement brings its card over the text; closing it lets go."""
    shown = opened(record, viewport=PHONE, has_touch=True)
    shown.locator("article .part", has_text="Ministry of Waters").tap()
    assert "Ministry of Waters" in shown.locator(".sheet").inner_text()
    shown.locator(".sheet button").tap()
    assert not shown.locator(".sheet").is_visible()
    assert _lit(shown) == []


def test_on_paper_one_column_with_marks(opened: Opened, record: Record) -> None:
    """In print the list follows the text, marks are kept, and nothing stays dimmed."""
    shown = opened(record)
    plain = shown.locator("article .cue").first
    shown.keyboard.press("n")
    shown.emulate_media(media="print")
    assert shown.evaluate("getComputedStyle(document.querySelector('.columns')).display") == "block"
    assert shown.evaluate("getComputedStyle(document.querySelector('aside')).position") == "static"
    assert shown.evaluate("getComputedStyle(document.querySelector('#s1'), '::before').content") == '"s1"'
    assert plain.evaluate("e => getComputedStyle(e).color") == shown.locator("h1").evaluate(
        "e => getComputedStyle(e).color"
    )
    assert not shown.locator(".keys").is_visible()


def test_landmarks_and_headings_are_in_order(opened: Opened, record: Record) -> None:
    """One main, one heading of the first rank, none skipped, a language for the page and the text."""
    shown = opened(record)
    assert shown.locator("main").count() == shown.locator("h1").count() == shown.locator("aside").count() == 1
    ranks = shown.eval_on_selector_all("h1, h2, h3", "all => all.map(e => +e.tagName[1])")
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert shown.locator("html").get_attribute("lang") == "en"
    assert shown.locator("article").get_attribute("lang") == record.report.language


# ------------------------------------------------------------ the page of the sourcing
SOURCING = sourcing_page.render


def test_the_sourcing_stands_beside_the_report_as_published(opened: Opened, record: Record) -> None:
    """Marks of findings add nothing to the text, and the page asks nobody for anything."""
    shown = opened(record, SOURCING)
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.reload()
    assert _article(shown) == record.report.text
    assert [url for url in asked if not url.startswith("data:")] == [shown.url]


def test_a_finding_lights_its_words(opened: Opened, record: Record) -> None:
    """Pointing at a line of a finding lights the statement in the report, wherever else it is listed."""
    shown = opened(record, SOURCING)
    shown.locator("#card-s5 .jump").hover()
    assert _lit(shown) == [
        "A retired engineer, who ",
        "asked not to be named",
        "denied",
        "that anybody had warned him",
    ]
    lit = shown.locator(".kind .card.lit")
    assert lit.count() == shown.locator('.kind .card[data-ids="s5"]').count() > 1


def test_words_of_a_finding_are_marked(opened: Opened, record: Record) -> None:
    """Words about anonymity are underlined in the text though they are no statement."""
    assert opened(record, SOURCING).locator("article .noted").all_inner_texts() == ["asked not to be named"]


def test_a_paragraph_without_attribution_is_marked_and_led_to(opened: Opened, record: Record) -> None:
    """It has a rule beside it, and its finding leads there."""
    shown = opened(record, SOURCING)
    marked = shown.locator("article p.bare")
    assert marked.all_inner_texts() == [record.report.text.split("\n", maxsplit=1)[0]]
    href = shown.locator("#unattributed ~ .speaker a.jump").first.get_attribute("href")
    assert href == f"#{marked.first.get_attribute('id')}"


def test_every_link_of_the_sourcing_leads_somewhere(record: Record) -> None:
    """Without script too; statements of no finding lead to themselves."""
    html = SOURCING(record)
    targets = set(re.findall(r'href="#([^"]*)"', html))
    assert {target for target in targets if f'id="{target}"' not in html} == set()
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sourcing_has_contrast_enough(opened: Opened, record: Record, scheme: str) -> None:
    """In light and in dark."""
    found = opened(record, SOURCING, color_scheme=scheme).evaluate(CONTRASTS)
    assert {pair: ratio for pair, ratio in found.items() if ratio < ENOUGH} == {}


@pytest.mark.parametrize("width", [320, 1000, 1280])
def test_the_sourcing_is_no_wider_than_the_window(opened: Opened, record: Record, width: int) -> None:
    """However long the words of a finding are."""
    long = replace(record, speakers=tuple(replace(one, name="N" * 200) for one in record.speakers))
    shown = opened(long, SOURCING, viewport={"width": width, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_findings_come_first(opened: Opened, record: Record) -> None:
    """An editor opens the page for them; the report follows."""
    place = "name => document.querySelector(name).getBoundingClientRect().top"
    shown = opened(record, SOURCING, viewport=PHONE)
    assert shown.evaluate(place, "aside") < shown.evaluate(place, "article")


def test_a_hostile_report_is_text_in_its_sourcing(opened: Opened, record: Record) -> None:
    """Names and words with markup in them stay what they are."""
    evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    speakers = tuple(replace(one, name=evil, affiliation=evil, named=False) for one in record.speakers)
    statements = tuple(
        replace(one, cue=replace(one.cue, text=evil), content=replace(one.content, text=evil))
        for one in record.statements
    )
    shown = opened(replace(record, speakers=speakers, statements=statements), SOURCING)
    assert shown.locator("img").count() == 0
    assert shown.locator("script").count() == 1
    assert evil in shown.locator("aside h3 bdi").all_inner_texts()
