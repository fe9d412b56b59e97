"""Speakers: who is behind the statements of one report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.span import Spans


class SpeakerType(StrEnum):
    """What kind of source a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    MEDIA = "media"
    DOCUMENT = "document"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source of a report, under all the words that name it there.

    `name` is the fullest form the report gives, without title, role or
    affiliation; for the unnamed it is the description. `mentions` are in
    reading order. `type` is None where it could not be decided.
    """

    id: str
    name: str
    type: SpeakerType | None
    named: bool
    roles: tuple[str, ...]
    affiliation: str | None
    mentions: Spans
