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
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotText(f"this XML is not well-formed ({first_line(error)})", "well-formed XML") from None
    refuse_declared(root)
    return root


def refuse_declared(element: Any) -> None:
    """Raises `NotText` where the document of a parsed element declares entities.

    No news format does, and few lines can mean gigabytes.
    """
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise _own_entities()


def refuse_entities(data: bytes) -> None:
    """The same by the bytes of XML, in UTF-8 or UTF-16, for parsers that don't tell what was declared."""
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        raise _own_entities()


def _own_entities() -> NotText:
    return NotText("this XML declares entities of its own", "XML without <!ENTITY ...>")


def first_line(error: BaseException) -> str:
    """The first line of an error's message."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
