"""Appearances: a speaker as one report has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.record import Record, Speaker

AppearanceKey: TypeAlias = tuple[str, str]
"""A speaker among several reports: id of the report, id of the speaker in it."""

_SPELT_OUT = re.compile(r"\s?\(([A-Z][A-Za-z-]{1,9})\)")
_REACH = 160


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker of one report, with what the report is.

    `published` is an ISO day or None. `acronym` is the one that the report
    gives in brackets behind the speaker's name, where it gives one.
    """

    report: str
    published: str | None
    publisher: str | None
    speaker: Speaker
    acronym: str | None = None

    @property
    def key(self) -> AppearanceKey:
        """What names it among all appearances."""
        return (self.report, self.speaker.id)


def appearances_of(record: Record) -> tuple[Appearance, ...]:
    """The appearances of all speakers of a record, in its order."""
    report = record.report
    return tuple(
        Appearance(report.id, report.published, report.publisher, s, _acronym_of(s, report.text))
        for s in record.speakers
    )


def _acronym_of(speaker: Speaker, text: str) -> str | None:
    """The capitals in brackets right behind a speaker's name ("the Northern Grain Union (NGU)")."""
    if not speaker.named or " " not in speaker.name:
        return None
    initials = "".join(word[0] for word in speaker.name.split() if word[0].isupper())
    for mention in speaker.mentions:
        for match in _SPELT_OUT.finditer(text, mention.start, mention.start + _REACH):
            inside = match.start() <= mention.end + 1
            if inside and match[1][0] == initials[:1] and match[1].isupper():
                return match[1]
    return None
