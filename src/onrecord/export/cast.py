"""The cast of a record: who speaks in it, each with a hue and what it said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.record import Record, Speaker, Statement

HUES = 8
"""Tints in page.css, given to the speakers in turn."""

NO_HUE = "none"

_OWN_ID = re.compile(r"s[0-9]{1,9}")


class Cast:
    """Look-up from statements to speakers, and to what statements are called within a page.

    Where several reports stand in one page, `prefix` sets their statements
    apart, and `hues` gives one speaker one tint in all of them.
    """

    def __init__(self, record: Record, prefix: str = "", hues: Mapping[str, int] | None = None) -> None:
        self._by_id = {speaker.id: speaker for speaker in record.speakers}
        own = {speaker.id: n for n, speaker in enumerate(record.speakers)} if hues is None else hues
        self._hues = {speaker: str(hue % HUES) for speaker, hue in own.items()}
        self._said: dict[str | None, list[Statement]] = {}
        for statement in record.statements:
            known = statement.source.speaker if statement.source.speaker in self._by_id else None
            self._said.setdefault(known, []).append(statement)
        self._keys = {
            statement.id: prefix + (statement.id if _OWN_ID.fullmatch(statement.id) else f"n{place}")
            for place, statement in enumerate(record.statements, start=1)
        }

    def key(self, statement_id: str) -> str:
        """The anchor of a statement: its id where that is one of ours, else its place; empty without one."""
        return self._keys.get(statement_id, "")

    def of(self, statement: Statement) -> Speaker | None:
        """The speaker of a statement, None where it is undecided or not in the record."""
        return self._by_id.get(statement.source.speaker or "")

    def name(self, speaker_id: str | None) -> str | None:
        """The name of a speaker, None where there is no such one."""
        speaker = self._by_id.get(speaker_id or "")
        return speaker.name if speaker else None

    def hue(self, speaker_id: str | None) -> str:
        """The number of a speaker's tint, as a class name takes it."""
        return self._hues.get(speaker_id or "", NO_HUE)

    def said_by(self, speaker_id: str | None) -> Sequence[Statement]:
        """What one speaker said, in reading order; for None what nobody is known to have said."""
        return self._said.get(speaker_id, ())
