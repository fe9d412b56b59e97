"""Feeds: the pages that they announce, or the texts that they carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.intake.fetch import Fetcher, Page
from onrecord.read import Origin, Received, Refused
from onrecord.read.feed import LARGEST_FEED, Entry, entries
from onrecord.read.taken import About
from onrecord.record.errors import NoArticle, ReadError

FEED_TYPES = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


def read_feed_file(stream: BinaryIO, source: str, member: str | None = None) -> Iterator[Received | Refused]:
    """The reports that a feed carries whole; an entry without its text is refused, as nothing is fetched."""
    for number, entry in enumerate(entries(stream.read(LARGEST_FEED + 1)), 1):
        origin = Origin(source, member).part(_part(entry, number))
        if entry.content is None:
            yield Refused(
                origin,
                NoArticle(
                    "the feed announces this report without its text",
                    "an entry with its whole text",
                    f"fetch its page: onrecord add {entry.link}" if entry.link else "",
                ),
            )
        else:
            yield _carried(entry, origin)


def follow_feed(url: str, fetcher: Fetcher) -> Iterator[Received | Refused]:
    """The pages that the feed at an address announces, in its order.

    Where a page can't be fetched and the feed carries the text, the text is
    taken from the feed. Raises a `ReadError` where the feed itself can't be had.
    """
    page = fetcher.fetch(url, accept=FEED_TYPES)
    yield from follow(entries(page.data, page.url, page.content_type), url, fetcher)


def follow(found: Iterator[Entry], source: str, fetcher: Fetcher) -> Iterator[Received | Refused]:
    """The pages of some entries, each address once."""
    seen: set[str] = set()
    for number, entry in enumerate(found, 1):
        if entry.link and entry.link in seen:
            continue
        seen.add(entry.link or "")
        origin = Origin(source).part(_part(entry, number))
        try:
            if entry.link is None:
                raise NoArticle("this entry has no address on the web", "an entry with a link")
            yield _fetched(fetcher.fetch(entry.link), entry, origin)
        except ReadError as error:
            yield _carried(entry, origin) if entry.content is not None else Refused(origin, error)


def _fetched(page: Page, entry: Entry, origin: Origin) -> Received:
    """A page, with what its feed says: the publisher firmly, the rest where the page is silent."""
    about = entry.about
    return Received(
        Origin(page.asked, None),
        page.data,
        page.media_type,
        page.charset,
        known=About(publisher=about.publisher),
        otherwise=replace(about, publisher=None, url=page.url).over(About(publisher=entry.feed_title)),
        request=page.request,
        response=page.response,
    )


def _carried(entry: Entry, origin: Origin) -> Received:
    """The text that a feed carries."""
    content = entry.content or ""
    is_markup = "html" in entry.content_type
    return Received(
        origin,
        content.encode("utf-8", "surrogatepass"),
        "text/html" if is_markup else "text/plain",
        "utf-8",
        fragment=is_markup,
        known=entry.about,
        otherwise=About(publisher=entry.feed_title, url=entry.link),
    )


def _part(entry: Entry, number: int) -> str:
    return entry.link or entry.guid or f"entry {number}"
