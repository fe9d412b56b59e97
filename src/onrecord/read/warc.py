"""Web archives (WARC, ISO 28500), compressed or not: the pages they hold, record by record.

Reading is FastWARC's (Bevendorff et al. 2021). A page is taken from `response`,
`resource` and `conversion` records whose body is HTML, text or a news item; all
else (pictures, redirects, errors, revisits) is passed over and said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from onrecord.lexicon import words
from onrecord.read.received import Headers, Origin, Received, Refused
from onrecord.read.taken import About
from onrecord.read.xml import first_line
from onrecord.record.errors import ContainerDamaged, NoArticle, OnrecordError, ReadError, TooLarge

LARGEST_PAGE = 20_000_000
"""In bytes, as sent and unpacked."""
_DAMAGE = (OSError, EOFError, ValueError, RuntimeError, UnicodeError, MemoryError)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the header of a record says."""

    kind: str
    record_id: str | None
    concurrent_to: str | None
    url: str | None
    date: str | None
    length: int


def read_stream(stream: BinaryIO, source: str, member: str | None = None) -> Iterator[Received | Refused]:
    """The pages of a web archive, each with the headers of its request where they stand beside it.

    A record that is damaged is refused for itself; where the archive can't be
    followed any further, its rest is refused.
    """
    held: Received | Refused | None = None  # a page, until it is seen whether its request follows
    held_id: str | None = None
    asked: tuple[str | None, Headers] = (None, ())
    number = 0
    try:
        for number, record in enumerate(_records(stream), 1):
            head = _head(record)
            if head.kind == "request":
                headers = _request_headers(record, head)
                if held_id and head.concurrent_to == held_id and isinstance(held, Received):
                    held = replace(held, request=headers)
                else:
                    asked = (head.url, headers)
                continue
            if held is not None:
                yield held
            held, held_id = _taken(record, head, Origin(source, _part(member, number))), head.record_id
            if isinstance(held, Received) and asked[0] == head.url:
                held = replace(held, request=asked[1])
    except _DAMAGE as error:
        if held is not None:
            yield held
        got = f"this web archive breaks off after {number} records ({first_line(error)})"
        yield Refused(Origin(source, member), ContainerDamaged(got, "a whole WARC file"))
        return
    if held is not None:
        yield held
    if not number:
        nothing = ContainerDamaged("there is no record in it", "a WARC file, compressed with gzip or not")
        yield Refused(Origin(source, member), nothing)


def _part(member: str | None, number: int) -> str:
    return f"{member}, record {number}" if member else f"record {number}"


class _Onward:
    """A stream that is read onward alone: FastWARC panics where a stream's own position can't be told."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def close(self) -> None:
        """Leaves the stream to who opened it."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Says that it can't."""
        raise OSError("this stream is read onward alone")

    def read(self, size: int = -1, /) -> bytes:
        """Reads on."""
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How much has been read."""
        return self._at


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records of an archive, compressed or not."""
    from fastwarc.warc import ArchiveIterator

    try:
        yield from ArchiveIterator(_Onward(stream), parse_http=False)
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # FastWARC's own, and no Exception
            raise ValueError(f"FastWARC gave up: {first_line(error)}") from None
        raise


def _head(record: Any) -> _Head:
    headers = record.headers
    return _Head(
        kind=str(record.record_type).rpartition(".")[2],
        record_id=record.record_id,
        concurrent_to=headers.get("WARC-Concurrent-To"),
        url=(headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        date=headers.get("WARC-Date"),
        length=record.content_length,
    )


def _taken(record: Any, head: _Head, origin: Origin) -> Received | Refused | None:
    """The page of a record; None for the archive's own notes."""
    if head.kind in ("warcinfo", "metadata"):
        return None
    try:
        if head.kind not in ("response", "resource", "conversion"):
            raise _no_page(f"a record of type {head.kind}")
        return _page(record, head, origin)
    except _NoPage as passed:
        return Refused(origin, NoArticle(str(passed), "a page"), passed_over=True)
    except ReadError as error:
        return Refused(origin, error)
    except _DAMAGE as error:
        return Refused(origin, ContainerDamaged(f"this record is damaged ({first_line(error)})", "a page"))


class _NoPage(Exception):
    """What an archive holds beside pages."""


def _no_page(what: str) -> _NoPage:
    return _NoPage(f"this is {what}")


def _page(record: Any, head: _Head, origin: Origin) -> Received:
    block = _block(record, head)
    response: Headers = ()
    if record.is_http:
        http = _http_of(block)
        response = tuple(http.http_headers.to_tuples())
        status = http.http_headers.status_code
        kind, charset = http.http_content_type, http.http_charset
        if status is None or not 200 <= status < 300:
            raise _no_page(f"an answer with status {status or 'none'}")
        _check_kind(kind)
        block = http.reader.read(LARGEST_PAGE + 1)
    else:
        kind, _, parameters = (record.headers.get("Content-Type") or "").partition(";")
        kind, charset = kind.strip().lower() or None, _charset(parameters)
        _check_kind(kind)
    if len(block) > LARGEST_PAGE:
        raise _too_large(head, "unpacked")
    return Received(
        origin,
        bytes(block),
        kind,
        charset,
        otherwise=About(url=head.url),
        response=response,
        captured=head.date,
    )


def _check_kind(kind: str | None) -> None:
    if kind and kind.lower() not in words("formats", "pages.media_types"):
        raise _no_page(f"{kind}, no page")


def _block(record: Any, head: _Head) -> bytes:
    """The bytes of a record; raises where they are fewer than it says, or too many."""
    if head.length > LARGEST_PAGE:
        raise _too_large(head, "as sent")
    block: bytes = record.reader.read(head.length)
    if len(block) < head.length:
        got = f"this record has {len(block):,} of the {head.length:,} bytes it says"
        raise ContainerDamaged(got, "a whole record")
    return block


def _too_large(head: _Head, when: str) -> OnrecordError:
    return TooLarge(
        f"{head.url or 'this record'} has more than {LARGEST_PAGE:,} bytes {when}", "a page with one report"
    )


def _http_of(block: bytes) -> Any:
    """A block as HTTP, apart from its archive, so that a damaged body ends no more than itself."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.response, content_length=len(block))
    record.set_bytes_content(block)
    record.is_http = True
    record.parse_http(auto_decode="all")
    return record


def _request_headers(record: Any, head: _Head) -> Headers:
    """The headers of a request; none where they can't be read."""
    if head.length > 65_536:
        return ()
    try:
        record.parse_http()
        return tuple(record.http_headers.to_tuples()) if record.http_headers is not None else ()
    except _DAMAGE:
        return ()


def _charset(parameters: str) -> str | None:
    name, _, value = parameters.strip().partition("=")
    return value.strip("\"' ") or None if name.strip().lower() == "charset" else None
