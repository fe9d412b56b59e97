"""Speakers of invented reports."""

from __future__ import annotations

from itertools import count

import pytest

from onrecord.people import Appearance
from onrecord.record import Speaker, SpeakerType


class Cast:
    """Makes appearances, each in a report of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(
        self,
        name: str,
        *roles: str,
        kind: str = "person",
        land: str | None = None,
        named: bool = True,
        day: str | None = "2031-05-01",
        report: str | None = None,
        acronym: str | None = None,
        publisher: str | None = "Sarn Post",
    ) -> Appearance:
        """One appearance; `report` is by default a new one."""
        number = next(self._numbers)
        speaker = Speaker(f"p{number}", name, SpeakerType(kind), named, roles, land, ())
        return Appearance(report or f"r{number:03}", day, publisher, speaker, acronym)

    def person(self, name: str, *roles: str, **more: str | None) -> Appearance:
        """A person's appearance."""
        return self(name, *roles, kind="person", **more)  # type: ignore[arg-type]

    def body(self, name: str, **more: str | None) -> Appearance:
        """A body's appearance."""
        return self(name, kind="organisation", **more)  # type: ignore[arg-type]


@pytest.fixture
def cast() -> Cast:
    return Cast()
