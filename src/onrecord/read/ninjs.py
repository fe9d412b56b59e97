"""ninjs, IPTC's news in JSON: versions 1.x, 2.x and 3.x.

1.x has a property for each kind of body (`body_text`, `body_xhtml`) and one
`headline`; 2.x has lists `bodies` and `headlines`; 3.x writes names in camel
case. https://iptc.org/std/ninjs/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.read.agency import embargo, refuse_unusable
from onrecord.read.bylines import outlet_named, split_authors
from onrecord.read.markup import read_markup
from onrecord.read.moments import dated
from onrecord.read.taken import About
from onrecord.record.errors import NoArticle

_SIGNS = frozenset(
    {"$standard", "bodies", "headlines", "headline", "versioncreated", "contentcreated", "firstcreated"}
    | {"pubstatus", "copyrightholder", "representationtype"}
)


def is_ninjs(value: dict[str, Any]) -> bool:
    """Whether a JSON object is an item of ninjs: it has its `uri` and one of its other properties."""
    keys = {str(key).lower() for key in value}
    return "text" not in keys and (
        any(key.startswith("body_") for key in keys) or ("uri" in keys and bool(keys & _SIGNS))
    )


def read_ninjs(value: dict[str, Any]) -> tuple[str, About]:
    """The text of an item of ninjs and what it tells of it.

    Marked-up bodies go before plain ones, for their paragraphs. Raises
    `NoArticle` where it has no body (a picture, an event), or its agency has
    withdrawn it.
    """
    item = {str(key).lower(): content for key, content in value.items()}
    refuse_unusable(_plain(item.get("pubstatus")) or "")
    text = next((text for text in _bodies(item) if text.strip()), "")
    if not text:
        kind = _plain(item.get("type")) or "an item"
        raise NoArticle(f"this item of ninjs ({kind}) has no body", "an item of type text with its body")
    return text, _about(item)


def _about(item: dict[str, Any]) -> About:
    byline = split_authors(filter(None, (_plain(item.get("byline")), _plain(item.get("by")))))
    publisher = _plain(item.get("copyrightholder")) or _provider(item) or byline.outlet
    about = About(
        title=_headline(item),
        publisher=(outlet_named(publisher) or publisher) if publisher else None,
        url=_web_address(item),
        bylines=byline.names,
        warnings=embargo(_plain(item.get("embargoed"))),
    )
    moments = ("contentcreated", "firstcreated", "versioncreated")
    moment = next((item[name] for name in moments if item.get(name)), None)
    return dated(about, moment, "the item's date")


def _bodies(item: dict[str, Any]) -> Iterator[str]:
    """The texts of the bodies, the most telling form first."""
    bodies = [body for body in _list(item.get("bodies")) if isinstance(body, dict)]
    lowered = [{str(key).lower(): content for key, content in body.items()} for body in bodies]
    forms = [(_plain(b.get("contenttype")) or _plain(b.get("role")) or "", b.get("value")) for b in lowered]
    forms += [(key, content) for key, content in item.items() if key.startswith("body_")]
    for marked_up in (True, False):
        for form, content in forms:
            if isinstance(content, str) and content.strip() and ("html" in form.lower()) is marked_up:
                yield read_markup(content) if marked_up else content


def _headline(item: dict[str, Any]) -> str | None:
    """The main headline of 2.x and 3.x, else the first; the only one of 1.x; else the title."""
    headlines = [h for h in _list(item.get("headlines")) if isinstance(h, dict)]
    main = [h for h in headlines if _plain(h.get("role")) in (None, "main")]
    of_list = next((text for h in (*main, *headlines) if (text := _plain(h.get("value")))), None)
    return of_list or _plain(item.get("headline")) or _plain(item.get("title"))


def _provider(item: dict[str, Any]) -> str | None:
    """The source of the information that is named first."""
    sources = [s for s in _list(item.get("infosources", item.get("infosource"))) if isinstance(s, dict)]
    return next((name for s in sources if (name := _plain(s.get("name")) or _plain(s.get("literal")))), None)


def _web_address(item: dict[str, Any]) -> str | None:
    address = _plain(item.get("uri"))
    return address if address and address.startswith(("http://", "https://")) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _plain(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
