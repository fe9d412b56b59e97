"""Feeds, RSS and Atom: their entries, each with its own publisher where the feed names one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.read.bylines import outlet_named, split_authors
from onrecord.read.moments import dated
from onrecord.read.taken import About
from onrecord.read.xml import refuse_entities, root_name
from onrecord.record.errors import NoArticle, NotText, TooLarge

LARGEST_FEED = 10_000_000
"""In bytes."""
ROOTS = frozenset({"rss", "feed", "RDF"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    `link` is the page that it announces. `content` is the whole text where the
    feed carries it (never a summary), of the type `content_type`. `about` is
    what the feed says of this entry; its publisher is that of the entry's own
    `source`, as aggregators give it. `feed_title` is the feed's own name.
    """

    guid: str | None
    link: str | None
    content: str | None
    content_type: str
    about: About
    feed_title: str | None


def looks_like(text: str) -> bool:
    """Whether a text is a feed by its first element."""
    return "<" in text[:64] and root_name(text) in ROOTS


def read_feed(text: str) -> tuple[str, About]:
    """Refuses a feed, which is no report: raises `NoArticle` that says how its entries are taken in."""
    raise NoArticle(
        "this is a feed, which names reports", "one report", "take its entries in: onrecord add --feed URL"
    )


def entries(data: bytes, url: str | None = None, content_type: str | None = None) -> Iterator[Entry]:
    """The entries of a feed in its order.

    `url` is where the feed came from, for links that are relative. Reading is
    feedparser's, which is lenient with feeds that are not well-formed. Raises
    `NotText` for what is no feed, `TooLarge`.
    """
    import feedparser

    if len(data) > LARGEST_FEED:
        raise TooLarge(f"the feed has more than {LARGEST_FEED:,} bytes", "a feed of recent entries")
    refuse_entities(data)
    headers = {"content-location": url or "", "content-type": content_type or "application/xml"}
    try:
        feed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except (ValueError, LookupError, AssertionError, RecursionError, AttributeError, TypeError) as error:
        raise NotText(f"this feed cannot be read ({type(error).__name__}: {error})", "RSS or Atom") from error
    if not feed.get("version") and not feed.entries:
        raise NotText("this is no feed", "RSS or Atom", "look whether the address gives a page instead")
    title = _line(feed.feed.get("title"))
    for entry in feed.entries:
        yield _entry(entry, title)


def _entry(entry: Any, feed_title: str | None) -> Entry:
    source = entry.get("source") or {}
    named = _line(source.get("title")) if isinstance(source, dict) else None
    writers = split_authors(author for author in _authors(entry) if author)
    about = About(
        title=_line(entry.get("title")),
        publisher=(outlet_named(named) or named) if named else None,
        url=_web(entry.get("link")),
        bylines=writers.names,
    )
    moment = entry.get("published") or entry.get("updated")
    content, kind = _content(entry)
    return Entry(
        guid=_line(entry.get("id")),
        link=_web(entry.get("link")),
        content=content,
        content_type=kind,
        about=dated(about, moment, "the entry's date"),
        feed_title=feed_title,
    )


def _authors(entry: Any) -> Iterator[str | None]:
    people = entry.get("authors") or []
    names = [_line(person.get("name")) for person in people if isinstance(person, dict)]
    yield from names or [_line(entry.get("author"))]


def _content(entry: Any) -> tuple[str | None, str]:
    """The longest of the contents an entry carries, and its type."""
    contents = [
        c for c in entry.get("content") or [] if isinstance(c, dict) and (c.get("value") or "").strip()
    ]
    if not contents:
        return None, ""
    longest = max(contents, key=lambda c: len(c["value"]))
    return longest["value"], longest.get("type") or "text/html"


def _web(address: Any) -> str | None:
    text = address.strip() if isinstance(address, str) else ""
    return text if text.lower().startswith(("http://", "https://")) else None


def _line(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
