"""NewsML-G2 (IPTC): news items with a body of XHTML, NITF or plain text, alone or many in a message.

https://iptc.org/std/NewsML-G2/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.read import markup
from onrecord.read.agency import embargo, refuse_unusable
from onrecord.read.bylines import outlet_named, split_authors
from onrecord.read.moments import dated
from onrecord.read.taken import About
from onrecord.read.xml import parse_xml, root_name
from onrecord.record.errors import NoArticle

ROOTS = frozenset({"newsMessage", "newsItem", "packageItem", "knowledgeItem", "conceptItem", "planningItem"})
_TEXT_CLASSES = frozenset({"text", "composite"})


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item: its id, its text and what it tells of it."""

    guid: str | None
    text: str
    about: About


def looks_like(text: str) -> bool:
    """Whether a text is NewsML-G2 by its first element."""
    return "<" in text[:64] and root_name(text) in ROOTS


def read_newsml(text: str) -> tuple[str, About]:
    """The text of a news item and what it tells; a message is read where it holds one item with a body.

    Raises `NoArticle` where there is none, or more than one.
    """
    root = parse_xml(text)
    items = [root] if local(root) == "newsItem" else list(children(root, "newsItem", deep=True))
    if len(items) != 1:
        what = local(root)
        raise NoArticle(
            f"this {what} holds {len(items) or 'no'} news items",
            "one news item with a body of text",
            "take many in one by one: onrecord add --newsml FILE" if items else "",
        )
    item = read_item(items[0])
    return item.text, item.about


def read_item(element: Any) -> NewsItem:
    """Reads a `newsItem`; raises `NoArticle` where it is no text, has no body or is withdrawn."""
    meta = first(element, "itemMeta")
    refuse_unusable(_code(first(meta, "pubStatus")))
    kind = _code(first(meta, "itemClass"))
    if kind and kind not in _TEXT_CLASSES:
        raise NoArticle(f"this news item is of class {kind}", "an item of class text")
    text = next((text for text in _bodies(element) if text.strip()), "")
    if not text:
        raise NoArticle("this news item has no body", "inlineXML with XHTML or NITF, or inlineData")
    return NewsItem(element.get("guid"), text, _about(element, meta))


def _bodies(item: Any) -> Iterator[str]:
    """The texts of its content set, in order."""
    for content in children(first(item, "contentSet")):
        if local(content) == "inlineXML":
            for root in children(content):
                yield markup.text_of(_story(root))
        elif local(content) == "inlineData":
            data = "".join(content.itertext())
            yield markup.read_markup(data) if "html" in content.get("contenttype", "") else data


def _story(root: Any) -> Any:
    """The part of a body that is the story: NITF keeps headline and byline apart."""
    for name in ("body.content", "body"):
        found = next(children(root, name, deep=True), None)
        if found is not None:
            return found
    return root


def _about(item: Any, meta: Any) -> About:
    content = first(item, "contentMeta")
    byline = split_authors(plain(by) or "" for by in children(content, "by"))
    writers = byline.names or split_authors(_name(c) or "" for c in children(content, "creator")).names
    publisher = _name(first(meta, "provider")) or _name(first(first(item, "rightsInfo"), "copyrightHolder"))
    headlines = [plain(h) for h in children(content, "headline")] + [plain(first(meta, "title"))]
    about = About(
        title=next(filter(None, headlines), None),
        publisher=(outlet_named(publisher) or publisher) if publisher else byline.outlet,
        url=_address(item, meta),
        bylines=writers,
        warnings=embargo(plain(first(meta, "embargoed"))),
    )
    moments = [plain(first(content, "contentCreated")), plain(first(meta, "firstCreated"))]
    moments.append(plain(first(meta, "versionCreated")))
    return dated(about, next(filter(None, moments), None), "the item's date")


def _address(item: Any, meta: Any) -> str | None:
    """Where the item stands on the web: its guid, or a link, where that is such an address."""
    links = [link.get("href") or "" for link in children(meta, "link")]
    found = (address for address in (item.get("guid") or "", *links))
    return next((address for address in found if address.startswith(("http://", "https://"))), None)


def _name(element: Any) -> str | None:
    """The name of a party: its `name`, else its `literal`, else the last part of its code."""
    if element is None:
        return None
    return plain(first(element, "name")) or element.get("literal") or _code(element) or None


def _code(element: Any) -> str:
    """The last part of a code such as `stat:usable`; empty where there is none."""
    if element is None:
        return ""
    value: str = element.get("qcode") or element.get("uri") or ""
    return value.rstrip("/").replace("/", ":").rpartition(":")[2]


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, name: str | None = None, deep: bool = False) -> Iterator[Any]:
    """The elements in another that bear a name, in any namespace; none of None."""
    if element is None:
        return
    for child in element.iterdescendants() if deep else element:
        if local(child) and (name is None or local(child) == name):
            yield child


def first(element: Any, name: str) -> Any:
    """The first child of a name, None where there is none."""
    return next(children(element, name), None)


def plain(element: Any) -> str | None:
    """The text of an element on one line; None where there is none."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None
