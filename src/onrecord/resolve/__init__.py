"""Resolving: who is behind the words that name a source, and how their words reached the report."""

from onrecord.resolve.chain import tell_chain
from onrecord.resolve.speakers import resolve_speakers

__all__ = ["resolve_speakers", "tell_chain"]
