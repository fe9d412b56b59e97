"""Resolving: who is behind the words that name a source."""

from onrecord.resolve.speakers import resolve_speakers

__all__ = ["resolve_speakers"]
