"""HTML pages: the article, its paragraphs and block quotes, and what the page says of it."""

from __future__ import annotations

import re

from onrecord.read.header import Header, split_byline
from onrecord.read.taken import About
from onrecord.record.errors import NoArticle

_TAGS = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p)\b", re.I)
_BLOCKS = ("p", "head", "quote", "item", "ab", "cell", "code", "lb")
SHORTEST_ARTICLE = 120


def looks_like(data: bytes) -> bool:
    """Whether bytes are an HTML page by their first tags."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and bool(_TAGS.search(data[:4096]))


def read_html(page: str) -> tuple[str, Header]:
    """The article of a page, its paragraphs parted by a blank line.

    Title, publisher, bylines, date and address are what the page's own
    metadata say. Raises `NoArticle` where the page has no article.
    """
    import trafilatura

    document = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=False, with_metadata=True, deduplicate=False
    )
    text = _article_text(document.body) if document is not None and document.body is not None else ""
    if len(text) < SHORTEST_ARTICLE:
        raise NoArticle(
            f"this page holds no article ({len(text)} characters of running text)",
            "a page with a news report",
            "a start page, a video page or a page filled in by scripts has none; save the article's text instead",
        )
    bylines = split_byline((document.author or "").replace(";", ","))[0]
    about = About(document.title, document.sitename, _address(document.url), bylines, _day(document.date))
    return text, Header(about)


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://", url) else None


def _day(value: str | None) -> str | None:
    return value if value and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else None


def _article_text(body: object) -> str:
    """Paragraphs of the extracted tree, in order, white space folded."""
    blocks = [re.sub(r"\s+", " ", block).strip() for block in _blocks(body)]
    return "\n\n".join(block for block in blocks if block)


def _blocks(element: object) -> list[str]:
    """The texts of an element's blocks; text between blocks is a block of its own."""
    blocks: list[str] = []
    running = ""

    def flush() -> None:
        nonlocal running
        if running.strip():
            blocks.append(running)
        running = ""

    def walk(node: object) -> None:
        nonlocal running
        tag = getattr(node, "tag", "")
        breaks = isinstance(tag, str) and tag in _BLOCKS
        if breaks:
            flush()
        running += getattr(node, "text", None) or ""
        for child in node:  # type: ignore[attr-defined]
            walk(child)
            running += getattr(child, "tail", None) or ""
        if breaks:
            flush()

    walk(element)
    flush()
    return blocks
