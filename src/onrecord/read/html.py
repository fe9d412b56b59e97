"""HTML pages: the article, its paragraphs and block quotes, and what the page says of it."""

from __future__ import annotations

import logging
import re
from typing import Any

from onrecord.read.bylines import split_authors
from onrecord.read.markup import paragraphs
from onrecord.read.page_body import article_body, bare_paragraphs, head_of, most_children
from onrecord.read.taken import About
from onrecord.record.errors import NoArticle

_FIRST_TAGS = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*)?(?>(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset(
    {"body", "p", "head", "quote", "list", "item", "lb", "div", "ab", "table", "row", "cell", "code", "fw"}
)
# Days are read from what the page declares, never guessed from its text or the clock.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "outputformat": "%Y-%m-%d",
    "min_date": "1990-01-01",
    "max_date": "2199-12-31",
}
MOST_TAGS = 25_000
"""Heavier pages are read by their paragraphs alone: extraction's time grows with the square of their tags.

News pages have a few thousand: the heaviest of 95 that were looked at has 3,229."""
MOST_CHILDREN = 2_500
"""So is a page with an element that has more children than this, for the same reason."""
SHORTEST_ARTICLE = 120
"""In characters: what is shorter is a caption, a notice or a menu."""


def looks_like(text: str) -> bool:
    """Whether a text is an HTML page by its first tags."""
    return bool(_FIRST_TAGS.match(text[:4096]))


def read_html(page: str) -> tuple[str, About]:
    """The article of a page, its paragraphs parted by a blank line, and what the page's metadata say.

    Extraction is trafilatura's (Barbaresi 2021), with its leaning to precision,
    on the part of the page that is the article's where the page says so. A
    headline above the story is no part of it: it is the title. Raises
    `NoArticle` where the page has no article.
    """
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else pages without text write to stderr
    tree: Any = trafilatura.load_html(page)
    if tree is None:
        raise _no_article("")
    heavy = page.count("<") > MOST_TAGS or most_children(tree) > MOST_CHILDREN
    known: Any = trafilatura.extract_metadata(head_of(tree) if heavy else tree, date_config=_DATES)
    text = _heavy_text(tree, known.title) if heavy else _text(tree, known.title)
    if len(text) < SHORTEST_ARTICLE:
        raise _no_article(text)
    return text, _about(known)


def _text(tree: Any, title: str | None) -> str:
    body = article_body(tree)
    text = _extract(body, title, precise=True)
    return text if len(text) >= SHORTEST_ARTICLE else _extract(body, title)


def _heavy_text(tree: Any, title: str | None) -> str:
    """The text of a page of so many elements that extraction would take minutes: all its paragraphs."""
    return "\n\n".join(_without_title(bare_paragraphs(tree), title))


def _extract(tree: Any, title: str | None, precise: bool = False) -> str:
    """The text of the article in a tree, without its title."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        tree, include_comments=False, with_metadata=False, favor_precision=precise
    )
    if found is None or found.body is None:
        return ""
    return "\n\n".join(_without_title(list(paragraphs(found.body, _BLOCKS)), title))


def _without_title(story: list[str], title: str | None) -> list[str]:
    """The paragraphs of a story after those that repeat its title."""
    name = _words(title or "")
    start = 0
    while name and start < len(story) and _words(story[start]) == name:
        start += 1
    return story[start:]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _no_article(text: str) -> NoArticle:
    return NoArticle(
        f"this page holds no article ({len(text)} characters of running text)",
        "a page with a news report",
        "start pages, videos and pages filled in by scripts have none: save the article's text instead",
    )


def _about(known: Any) -> About:
    """What the metadata of a page say of its article."""
    byline = split_authors((known.author or "").split(";"))
    return About(
        title=known.title or None,
        publisher=known.sitename or byline.outlet,
        url=known.url if re.match(r"https?://", known.url or "") else None,
        bylines=tuple(name for name in byline.names if not _is_site(name, known.sitename)),
        published=known.date or None,
    )


def _is_site(author: str, site: str | None) -> bool:
    """Whether a page names itself as its author."""
    return author.lower() in (site or "").lower()
