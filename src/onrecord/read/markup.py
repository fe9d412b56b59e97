"""Markup that is the body of a report and nothing else: its paragraphs, nothing taken away.

Agencies and feeds hand over bodies without the page around them, so there is
nothing to tell apart: every paragraph counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from onrecord.lexicon import words
from onrecord.record.errors import NoArticle


def read_markup(markup: str) -> str:
    """The text of a body of HTML, its paragraphs parted by a blank line.

    Raises `NoArticle` where it has none.
    """
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        root = document_fromstring(markup.encode("utf-8", "replace"), parser=_html_parser())
    except (etree.LxmlError, ValueError):
        raise NoArticle("this markup holds no text", "the body of a report") from None
    return text_of(root)


def _html_parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def text_of(root: Any) -> str:
    """The paragraphs of a tree of HTML or NITF, parted by a blank line."""
    return "\n\n".join(paragraphs(root, words("formats", "markup.blocks"), words("formats", "markup.unread")))


def paragraphs(root: Any, blocks: Collection[str], unread: Collection[str] = ()) -> Iterator[str]:
    """The paragraphs of a tree in order, white space folded; namespaces of the elements don't matter.

    A line break parts paragraphs too: extraction gives one for the two that
    older pages put between them.
    """
    running: list[str] = []
    for piece in pieces(root, blocks, unread):
        if piece is not None:
            running.append(piece)
            continue
        paragraph = re.sub(r"\s+", " ", "".join(running)).strip()
        running.clear()
        if paragraph:
            yield paragraph


def pieces(root: Any, blocks: Collection[str], unread: Collection[str] = ()) -> Iterator[str | None]:
    """The texts of a tree in order, None at every border of a block, and None at the end.

    A loop and no recursion: pages nest thousands deep.
    """
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if name in blocks or element is root:
            yield None
        if not done:
            stack.append((element, True))
            if name and name not in unread:
                if element.text:
                    yield element.text
                stack.extend((child, False) for child in reversed(element))
        elif element.tail and element is not root:
            yield element.tail
