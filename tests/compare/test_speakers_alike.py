"""Speakers alike: one mouth under several names."""

from __future__ import annotations

import pytest

from onrecord.compare.speakers_alike import alike, voice_of_speaker
from onrecord.record import Speaker, SpeakerType

PERSON, BODY, STATE, GROUP = (
    SpeakerType.PERSON,
    SpeakerType.ORGANISATION,
    SpeakerType.STATE,
    SpeakerType.GROUP,
)


def said_by(name: str, kind: SpeakerType = PERSON, of: str | None = None, named: bool = True) -> Speaker:
    return Speaker("p1", name, kind, named, (), of, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_by("Ilsa Marrek"), said_by("Marrek")),
        (said_by("Mustafa Kerimov"), said_by("Mustafa Karimov")),
        (said_by("Harbour Observatory", BODY), said_by("Coastal Harbour Observatory", BODY)),
        (said_by("Coast Relief Mission", BODY), said_by("CRM", BODY)),
        (said_by("Norwegian Coast Guard", BODY), said_by("Norway's Coast Guard", BODY)),
        (said_by("Ana Ruiz", of="Harbour Authority"), said_by("Harbour Authority", BODY)),
        (said_by("Denmark", STATE), said_by("Copenhagen", STATE)),
        (
            said_by("two senior port officials", GROUP, named=False),
            said_by("port officials", GROUP, named=False),
        ),
    ],
)
def test_one_mouth_is_known_under_several_names(one: Speaker, other: Speaker) -> None:
    """Short and full, in another spelling, by initials, a spokesman and the body."""
    assert alike(voice_of_speaker(one, "NO"), voice_of_speaker(other, "NO"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_by("Ilsa Marrek"), said_by("Hanne Brook")),
        (said_by("Norwegian Defence Ministry", BODY), said_by("Danish Defence Ministry", BODY)),
        (said_by("Denmark", STATE), said_by("Norway", STATE)),
        (said_by("a port worker", named=False), said_by("a hospital source", named=False)),
    ],
)
def test_different_mouths_stay_apart(one: Speaker, other: Speaker) -> None:
    """Another name, another country, another description."""
    assert not alike(voice_of_speaker(one, "NO"), voice_of_speaker(other, "NO"))
