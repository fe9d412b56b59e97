"""Where on a page its article stands, by what the page itself says and how it is built.

Extraction by statistics loses its way on pages full of other stories. Many
pages mark their article's body (schema.org `articleBody`), others cut it into
pieces with an advertisement between any two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SHORTEST_BODY = 400
"""In characters of paragraphs: what is marked as a body and shorter is a summary."""
LONG_PARAGRAPH = 80
NEAR = 3
"""Pieces of one article hang from a common element at most so many levels up."""
MOST_PIECES = 200
MOST_IN_HEAD = 300
_PROSE = frozenset({"p", "blockquote", "h2", "h3"})
_STORY = frozenset({"article", "main"})
_ASIDE = frozenset({"nav", "footer", "aside", "form", "script", "style", "template", "noscript", "figure"})
_BODY = './/*[contains(concat(" ", normalize-space(@itemprop), " "), " articleBody ")]'


def article_body(tree: Any) -> Any:
    """The tree of a page, or of its article alone where the page marks it; pieces of one article are joined.

    The tree given is changed.
    """
    _join_pieces(tree)
    marked = [(sum(map(len, _paragraphs(element))), element) for element in tree.xpath(_BODY)[:MOST_PIECES]]
    length, body = max(marked, key=lambda pair: pair[0], default=(0, None))
    return _alone(body) if length >= SHORTEST_BODY else tree


def head_of(tree: Any) -> Any:
    """A page that has the head of another and an empty body."""
    from copy import deepcopy

    from lxml.html import document_fromstring

    page = document_fromstring("<html><head></head><body></body></html>")
    head = tree.find("head")
    if head is not None:
        kept = [child for child in head if child.tag in ("title", "meta", "link")][:MOST_IN_HEAD]
        page.find("head").extend(deepcopy(child) for child in kept)
    return page


def most_children(tree: Any) -> int:
    """How many children the element with most of them has."""
    return max(map(len, tree.iter("*")), default=0)


def bare_paragraphs(tree: Any) -> list[str]:
    """The paragraphs of a page in order, those of menus, notes and footers left out; one pass over the tree.

    Where the page has paragraphs inside `article` or `main`, they alone count.
    """
    found: list[tuple[bool, str]] = []
    aside = inside = 0
    for event, element in _walk(tree):
        step = 1 if event == "start" else -1
        if element.tag in _ASIDE:
            aside += step
        elif element.tag in _STORY:
            inside += step
        elif event == "start" and element.tag in _PROSE and not aside:
            text = " ".join("".join(_own_texts(element)).split())
            if text:
                found.append((inside > 0, text))
    return [text for within, text in found if within] or [text for _, text in found]


def _walk(tree: Any) -> Any:
    """Starts and ends of all elements in order."""
    from lxml import etree

    return etree.iterwalk(tree, events=("start", "end"))


def _own_texts(element: Any) -> Iterator[str]:
    """The texts of a paragraph without those of paragraphs in it, which come by themselves."""
    if element.text:
        yield element.text
    pending = list(reversed(element))
    while pending:
        child = pending.pop()
        if isinstance(child, str):
            yield child
            continue
        if child.tail:
            pending.append(child.tail)
        if child.tag not in _PROSE and child.tag not in _ASIDE and isinstance(child.tag, str):
            pending.extend(reversed(child))
            if child.text:
                pending.append(child.text)


def _paragraphs(element: Any) -> list[str]:
    return ["".join(p.itertext()).strip() for p in element.iter("p")]


def _alone(body: Any) -> Any:
    """A page that holds nothing but a body."""
    from lxml.html import document_fromstring

    page = document_fromstring("<html><head></head><body><article></article></body></html>")
    body.tail = None
    page.find(".//article").append(body)
    return page


def _join_pieces(tree: Any) -> None:
    """Puts all pieces of an article into its first one.

    Pieces are elements of one name and class that hold two or more long
    paragraphs each, near one another and none in another.
    """
    alike: dict[tuple[str, str], list[Any]] = {}
    for element in tree.iter("div", "section"):
        name = element.get("class")
        if name and _holds_story(element):
            alike.setdefault((element.tag, name), []).append(element)
    for pieces in alike.values():
        first, above = pieces[0], _above(pieces[0])
        for piece in pieces[1:MOST_PIECES]:
            if above & _above(piece) and first not in piece.iterancestors():
                first.extend(list(piece))


def _holds_story(element: Any) -> bool:
    long = 0
    for child in element.iterchildren("p"):
        long += len("".join(child.itertext())) > LONG_PARAGRAPH
        if long == 2:
            return True
    return False


def _above(element: Any) -> set[Any]:
    """The nearest elements that hold another, but for the page itself."""
    above = [holder for holder, _ in zip(element.iterancestors(), range(NEAR), strict=False)]
    return {holder for holder in above if holder.tag not in ("html",)}
