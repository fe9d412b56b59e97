"""XML that comes from anywhere: no entity is filled in, no file and no address is opened."""

from __future__ import annotations

import re
from typing import Any

from onrecord.record.errors import NotText

_FIRST_TAG = re.compile(
    r"\s*(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)\s*)*+<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)",
    re.DOTALL,
)
DECLARED_WITHIN = 8192
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def root_name(text: str) -> str | None:
    """The name of the first element of some XML, without its prefix; None where there is none."""
    found = _FIRST_TAG.match(text[:DECLARED_WITHIN])
    return found.group(1) if found else None


def parse_xml(text: str) -> Any:
    """The root element of some XML; raises `NotText` where it is not well-formed or declares entities."""
    from lxml import etree

    data = text.encode("utf-8", "replace")
    refuse_entities(data)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotText(f"this XML is not well-formed ({first_line(error)})", "well-formed XML") from None


def refuse_entities(data: bytes) -> None:
    """Raises `NotText` where XML declares entities: no news format does, and few lines can mean gigabytes."""
    if _ENTITY.search(data[: 8 * DECLARED_WITHIN]):
        raise NotText("this XML declares entities of its own", "XML without <!ENTITY ...>")


def first_line(error: BaseException) -> str:
    """The first line of an error's message."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
