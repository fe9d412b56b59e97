"""JSON: one report an object, with onrecord's own keys or as ninjs (IPTC's news in JSON).

Own keys: `text` (needed), `title`, `published`, `url`, `publisher`, `bylines`, `id`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from onrecord.read import ninjs
from onrecord.read.bylines import split_authors
from onrecord.read.moments import dated
from onrecord.read.taken import About
from onrecord.record.errors import EmptyReport, NoArticle, NotText, TooLarge

MOST_PARTS = 500_000
"""How many brackets and commas JSON may have: each value takes a hundred bytes of memory and more."""
_OBJECT = re.compile(r'\s*\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:')
KEYS = "a key 'text' (and title, published, url, publisher, bylines, id if known), or ninjs"


@dataclass(frozen=True, slots=True)
class JsonItem:
    """What an object of JSON says: the text, what it tells of it, and the id it has there."""

    text: str
    about: About
    item_id: str | None = None


def looks_like(text: str) -> bool:
    """Whether a text is a JSON object by its first characters."""
    return bool(_OBJECT.match(text[:1024]))


def read_json(text: str) -> tuple[str, About]:
    """The text of a report in JSON and what its other keys tell.

    Raises `NotText` where it is no JSON, `NoArticle` or `EmptyReport` where no
    report is in it.
    """
    item = read_object(parse(text))
    return item.text, item.about


def parse(text: str) -> Any:
    """Any JSON as Python values; raises `NotText`, `TooLarge`."""
    refuse_many_parts(text)
    try:
        return json.loads(text)
    except RecursionError:
        raise NotText("this JSON nests too deeply", f"an object with {KEYS}") from None
    except ValueError as error:
        raise NotText(f"this is no JSON ({error})", f"an object with {KEYS}") from None


def refuse_many_parts(text: str) -> None:
    """Raises `TooLarge` for JSON of more values than a report can have."""
    if len(text) > MOST_PARTS and sum(map(text.count, "[{,")) > MOST_PARTS:
        raise TooLarge(f"this JSON has more than {MOST_PARTS:,} values", "one report an object")


def read_object(value: Any) -> JsonItem:
    """Reads one JSON value; the errors of `read_json`."""
    if not isinstance(value, dict):
        raise NoArticle(f"this JSON is {_kind(value)}", f"an object with {KEYS}")
    if ninjs.is_ninjs(value):
        text, about = ninjs.read_ninjs(value)
        return JsonItem(text, about, _string(value, "uri"))
    if not isinstance(value.get("text"), str):
        shown = ", ".join(sorted(map(str, value))[:8])
        raise NoArticle(f"this JSON object has no text (its keys are {shown or 'none'})", KEYS)
    text = value["text"]
    if not text.strip():
        raise EmptyReport("the text of this JSON object is empty", "a report's text")
    about = About(
        title=_string(value, "title"),
        publisher=_string(value, "publisher"),
        url=_string(value, "url"),
        bylines=_names(value.get("bylines", value.get("byline"))),
    )
    number = value.get("id")
    item_id = str(number) if isinstance(number, int) else _string(value, "id")
    return JsonItem(text, dated(about, value.get("published"), "published"), item_id)


def _string(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    return " ".join(found.split()) or None if isinstance(found, str) else None


def _names(value: Any) -> tuple[str, ...]:
    """The writers: a list has a name each, a string is read as a byline."""
    if isinstance(value, str):
        return split_authors([value]).names
    if isinstance(value, list):
        return tuple(" ".join(name.split()) for name in value if isinstance(name, str) and name.strip())
    return ()


def _kind(value: Any) -> str:
    return {list: "a list", str: "a string", type(None): "null"}.get(type(value), "a single value")
