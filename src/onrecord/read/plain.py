"""Plain text: kept character for character."""

from __future__ import annotations

from onrecord.read.taken import About


def read_plain(text: str) -> tuple[str, About]:
    """Gives the text back as it is; a plain text says nothing of itself but in its words."""
    return text, About()


def looks_like(text: str) -> bool:
    """Plain text has no mark of its own: it is what nothing else is."""
    return False
