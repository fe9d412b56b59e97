"""Which part of a page is its article: by what the page marks, by how it is built, and without its headline."""

# ruff: noqa: E501  (pages stand on few lines)
from __future__ import annotations

import time

from onrecord.read.html import read_html

SENTENCES = [
    f"The mayor of Tarrow said on day {day} that the old bridge over the Tarn will stay closed until the spring, "
    f"and that engineers had found {day} cracks in the eastern pier."
    for day in range(1, 13)
]
PARAGRAPHS = [f"<p>{sentence}</p>" for sentence in SENTENCES]
OTHERS = "".join(
    f"<div class='teaser'><h3>Ferry {n}</h3><p>Ferry {n} will run twice as often from Monday, the harbour office said, "
    "and nobody will have to pay more than before for it.</p></div>"
    for n in range(30)
)


def test_the_marked_body_is_the_article():
    """Where a page marks its article's body, the other stories on it are no part of the text."""
    page = f"<html><body><div>{OTHERS}</div><div itemprop='articleBody'>{''.join(PARAGRAPHS)}</div></body></html>"
    assert read_html(page)[0] == "\n\n".join(SENTENCES)


def test_a_body_that_is_marked_and_short_is_a_summary():
    """A mark on a sentence or two does not hide the article."""
    page = f"<html><body><div itemprop='articleBody'><p>Cracks!</p></div><article>{''.join(PARAGRAPHS)}</article></body></html>"
    assert SENTENCES[-1] in read_html(page)[0]


def test_pieces_of_one_article_are_joined():
    """An article that is cut up by advertisements is read to its end."""
    pieces = "".join(
        f"<div class='grid'><div class='piece body'>{''.join(PARAGRAPHS[i : i + 3])}</div></div><div class='ad'>Buy now</div>"
        for i in range(0, 12, 3)
    )
    text, _ = read_html(f"<html><body><div class='chunks'>{pieces}</div></body></html>")
    assert text == "\n\n".join(SENTENCES)


def test_the_headline_is_the_title_and_no_part_of_the_story():
    """A headline above the story is not read as its first sentence."""
    page = (
        "<html><head><title>Bridge stays closed</title></head><body><article><h1>Bridge stays closed</h1>"
        f"{''.join(PARAGRAPHS)}</article></body></html>"
    )
    text, about = read_html(page)
    assert text.startswith(SENTENCES[0])
    assert about.title == "Bridge stays closed"


def test_a_page_of_a_hundred_thousand_tags_is_read_in_seconds():
    """The heaviest pages are read by their paragraphs, menus and footers left out."""
    links = "".join(f"<li><a href='/{n}'>Story {n}</a></li>" for n in range(40_000))
    spans = "<span>a</span> " * 20_000
    page = (
        f"<html><head><title>Bridge</title></head><body><nav><p>Menu</p><ul>{links}</ul></nav><article>{''.join(PARAGRAPHS)}"
        f"<p>{spans}</p></article><footer><p>All rights reserved</p></footer></body></html>"
    )
    begun = time.process_time()
    text, about = read_html(page)
    assert time.process_time() - begun < 20
    assert text.split("\n\n")[:12] == SENTENCES
    assert "Menu" not in text
    assert "rights" not in text
    assert about.title == "Bridge"
