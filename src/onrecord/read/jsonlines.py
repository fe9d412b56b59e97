"""JSON lines: a report a line, of any number of lines; one line is in memory at a time.

A list of objects, as `[{...}, {...}]`, is read too, up to the size of one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from onrecord.read.decoding import decode
from onrecord.read.json_item import parse, read_object, refuse_many_parts
from onrecord.read.received import Origin, Received, Refused
from onrecord.record.errors import ContainerDamaged, EmptyReport, NotText, ReadError, TooLarge

LONGEST_LINE = 20_000_000
"""In bytes."""
MEDIA_TYPE = "application/json"
_PASS = 1 << 20


def read_stream(
    stream: BinaryIO, source: str, member: str | None = None, keys: Mapping[str, str] | None = None
) -> Iterator[Received | Refused]:
    """The reports of a file; a bad line is refused and the next ones go on.

    `keys` names the keys that the file has for those of onrecord, such as
    `{"text": "body"}`.
    """
    whole = Origin(source, member)
    number, found = 0, False  # found: whether anything was said of this file
    try:
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            if not found and line.lstrip().startswith(b"["):
                yield from _list(line + stream.read(LONGEST_LINE + 1 - len(line)), whole, keys)
                return
            found = True
            yield _item(line, whole.part(f"line {number}"), keys)
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                _pass_over(stream)
    except (OSError, EOFError, ReadError, ValueError) as error:
        yield Refused(
            whole,
            ContainerDamaged(f"the file breaks off after line {number} ({error})", "a whole file"),
        )
        return
    if not found:
        yield Refused(whole, EmptyReport("there is no line in it", "a JSON object a line"))


def read_lines(
    stream: BinaryIO, source: str, first: int, count: int, keys: Mapping[str, str] | None = None
) -> Iterator[Received | Refused]:
    """The reports of `count` lines of a file; the stream stands where the line numbered `first` begins."""
    whole = Origin(source)
    for number in range(first, first + count):
        line = stream.readline(LONGEST_LINE + 1)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _item(line, whole.part(f"line {number}"), keys)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            _pass_over(stream)


def _pass_over(stream: BinaryIO) -> None:
    """Goes to the end of a line."""
    while (rest := stream.readline(_PASS)) and not rest.endswith(b"\n"):
        pass


def renamed(value: Any, keys: Mapping[str, str]) -> Any:
    """An object with the keys of onrecord for those that a file has; its other keys stay.

    >>> renamed({"body": "Rain.", "lang": "en"}, {"text": "body", "url": "link"})
    {'lang': 'en', 'text': 'Rain.'}
    """
    if not isinstance(value, dict):
        return value
    there = set(keys.values())
    made = {name: held for name, held in value.items() if name not in there and name not in keys}
    return made | {name: value[theirs] for name, theirs in keys.items() if theirs in value}


def _item(data: bytes, origin: Origin, keys: Mapping[str, str] | None = None) -> Received | Refused:
    """One object as a report; what is wrong with its JSON shows here, what is with its text later."""
    try:
        if len(data) > LONGEST_LINE:
            raise TooLarge(f"a line has more than {LONGEST_LINE:,} bytes", "one report a line")
        data = data.strip()
        value = parse(decode(data).text)
        if keys:
            value = renamed(value, keys)
            data = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        item = read_object(value)
    except ReadError as error:
        return Refused(origin, error)
    return Received(origin, data, MEDIA_TYPE, item_id=item.item_id)


def _list(data: bytes, whole: Origin, keys: Mapping[str, str] | None) -> Iterator[Received | Refused]:
    """The objects of a list, each as it stands there."""
    try:
        if len(data) > LONGEST_LINE:
            raise TooLarge(
                f"this list has more than {LONGEST_LINE:,} bytes", "JSON lines", "write an object a line"
            )
        text = decode(data).text
        refuse_many_parts(text)
    except ReadError as error:
        yield Refused(whole, error)
        return
    decoder, at, number = json.JSONDecoder(), text.index("[") + 1, 0
    while True:
        at = _after(text, at)
        if at >= len(text) or text[at] == "]":
            break
        number += 1
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            what = NotText(f"this is no JSON from item {number} on ({error})", "a list of objects")
            yield Refused(whole, what)
            return
        yield _item(text[at:end].encode("utf-8", "surrogatepass"), whole.part(f"item {number}"), keys)
        at = end
    if not number:
        yield Refused(whole, EmptyReport("this list is empty", "a list of objects"))


def _after(text: str, at: int) -> int:
    """Where the next item begins: past white space and commas."""
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at
