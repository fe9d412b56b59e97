"""Gathering: everything that is named, report by report, in order."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

from onrecord.intake.containers import Reader, open_up
from onrecord.intake.expanding import expand, is_compressed
from onrecord.intake.feeds import follow, follow_feed
from onrecord.intake.fetch import Fetcher, shown
from onrecord.intake.folders import walk
from onrecord.read import Origin, Received, Refused, jsonlines, newsml_stream, warc
from onrecord.read.feed import LARGEST_FEED, entries
from onrecord.read.received import is_url
from onrecord.read.taken import About
from onrecord.record.errors import OnrecordError, SourceMissing

Gathered = Iterator[Received | Refused]


def gather(
    paths: Iterable[str | Path] = (),
    urls: Iterable[str] = (),
    feeds: Iterable[str | Path] = (),
    *,
    warcs: Iterable[str | Path] = (),
    jsonls: Iterable[str | Path] = (),
    newsmls: Iterable[str | Path] = (),
    allow_private: bool = False,
    fetcher: Fetcher | None = None,
) -> Gathered:
    """Everything that is named, one report after another, in the order in which it is named.

    `paths` are files and folders; what they are shows itself (text, HTML, JSON,
    NewsML-G2, feeds with whole texts, WARC, zip, tar, gzip). A path that begins
    with http:// or https:// is fetched as one of `urls`. `feeds` are addresses,
    or files, whose announced pages are fetched; `warcs`, `jsonls` and `newsmls`
    are files read as what they are said to be.

    Nothing is raised for what can't be had: it comes as `Refused`, and the rest
    goes on. One report is in memory at a time. Nothing from the web is fetched
    before its turn, so that a consumer who stops stops the fetching.
    `allow_private` lets addresses of one's own network be fetched; `fetcher`
    replaces the one that is made.
    """
    web = fetcher or Fetcher(allow_private=allow_private)
    try:
        for path in paths:
            yield from _page(str(path), web) if is_url(str(path)) else _path(Path(path))
        for url in urls:
            yield from _page(url, web)
        for feed in feeds:
            yield from _feed(feed, web)
        said = (
            (warcs, warc.read_stream),
            (jsonls, jsonlines.read_stream),
            (newsmls, newsml_stream.read_stream),
        )
        for files, reader in said:
            for file in files:
                yield from _file(Path(file), _as(reader))
    finally:
        if fetcher is None:
            web.close()


def _path(path: Path) -> Gathered:
    if not path.is_dir():
        yield from _file(path, open_up)
        return
    for found in walk(path):
        if found.error is not None:
            yield Refused(Origin(str(found.path)), found.error, found.passed_over)
        else:
            yield from _file(found.path, open_up)


def _file(path: Path, read: Callable[[io.BufferedReader, str], Gathered]) -> Gathered:
    """What one file holds; a file that can't be opened is refused."""
    try:
        if path.is_dir():
            raise SourceMissing(f"{path} is a folder", "a file", "give folders without an option before them")
        file = path.open("rb", buffering=65_536)
    except OnrecordError as error:
        yield Refused(Origin(str(path)), error)
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        missing = SourceMissing(f"{path} cannot be opened ({reason})", "a file or a folder that can be read")
        yield Refused(Origin(str(path)), missing)
        return
    with file:
        yield from read(cast(io.BufferedReader, file), str(path))


def _as(reader: Reader) -> Callable[[io.BufferedReader, str], Gathered]:
    """Reads a file as what it is said to be, its compression undone; errors are refused."""

    def read(stream: io.BufferedReader, source: str) -> Gathered:
        try:
            head = stream.peek(8)
            if is_compressed(head) and reader is not warc.read_stream:
                stream = expand(stream, head)
            yield from reader(stream, source, None)
        except OnrecordError as error:
            yield Refused(Origin(source), error)
        except (OSError, EOFError) as error:
            yield Refused(Origin(source), SourceMissing(f"it cannot be read ({error})", "a whole file"))

    return read


def _page(url: str, web: Fetcher) -> Gathered:
    try:
        page = web.fetch(url)
    except OnrecordError as error:
        yield Refused(Origin(shown(url)), error)
        return
    yield Received(
        Origin(url),
        page.data,
        page.media_type,
        page.charset,
        otherwise=About(url=page.url),
        request=page.request,
        response=page.response,
    )


def _feed(feed: str | Path, web: Fetcher) -> Gathered:
    source = str(feed)
    try:
        if is_url(source):
            yield from follow_feed(source, web)
            return
        with Path(source).open("rb") as file:
            data = file.read(LARGEST_FEED + 1)
        yield from follow(entries(data), source, web)
    except OnrecordError as error:
        yield Refused(Origin(shown(source)), error)
    except OSError as error:
        yield Refused(
            Origin(source), SourceMissing(f"{source} cannot be opened ({error.strerror})", "a feed")
        )
