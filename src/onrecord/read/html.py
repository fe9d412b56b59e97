"""HTML pages: the article, its paragraphs and block quotes, and what the page says of it."""

from __future__ import annotations

import logging
import re
from typing import Any

from onrecord.read.bylines import split_authors
from onrecord.read.markup import paragraphs
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
SHORTEST_ARTICLE = 120
"""In characters: what is shorter is a caption, a notice or a menu."""


def looks_like(text: str) -> bool:
    """Whether a text is an HTML page by its first tags."""
    return bool(_FIRST_TAGS.match(text[:4096]))


def read_html(page: str) -> tuple[str, About]:
    """The article of a page, its paragraphs parted by a blank line, and what the page's metadata say.

    Extraction is trafilatura's (Barbaresi 2021) with its own balance of
    precision and recall, which did better on a public benchmark than either
    extreme. Raises `NoArticle` where the page has no article.
    """
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else pages without text write to stderr
    document: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    text = (
        "\n\n".join(paragraphs(document.body, _BLOCKS))
        if document is not None and document.body is not None
        else ""
    )
    if len(text) < SHORTEST_ARTICLE:
        raise NoArticle(
            f"this page holds no article ({len(text)} characters of running text)",
            "a page with a news report",
            "start pages, videos and pages filled in by scripts have none: save the article's text instead",
        )
    byline = split_authors((document.author or "").split(";"))
    return text, About(
        title=document.title or None,
        publisher=document.sitename or byline.outlet,
        url=document.url if re.match(r"https?://", document.url or "") else None,
        bylines=tuple(name for name in byline.names if not _is_site(name, document.sitename)),
        published=document.date or None,
    )


def _is_site(author: str, site: str | None) -> bool:
    """Whether a page names itself as its author."""
    return author.lower() in (site or "").lower()
