"""Plain text: kept character for character."""

from __future__ import annotations

from onrecord.read.header import Header, read_header


def read_plain(text: str) -> tuple[str, Header]:
    """Gives the text back as it is, with what stands around its story."""
    return text, read_header(text)


def looks_like(data: bytes) -> bool:
    """Plain text is what nothing else is."""
    return bool(data)
