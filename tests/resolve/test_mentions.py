"""What the words of a source say of who it is."""

from __future__ import annotations

import pytest

from onrecord.record import SpeakerType as T
from onrecord.resolve.parse import read_mention


@pytest.mark.parametrize(
    ("words", "name", "kind", "named"),
    [
        ("Brig. Gen. Ola Verin, the head of Sarnia’s Coast Guard Agency", "Ola Verin", T.PERSON, True),
        ("deputy defence minister Anders Hulle", "Anders Hulle", T.PERSON, True),
        ("The mayor of Sarn, Lene Farrow", "Lene Farrow", T.PERSON, True),
        ("Joram Tesk, who leads the movement,", "Joram Tesk", T.PERSON, True),
        ("Minister of Education Anna Lind", "Anna Lind", T.PERSON, True),
        ("director of the Refuge Council Edward Moll", "Edward Moll", T.PERSON, True),
        ("Mounir Haddad head of the towns health authority", "Mounir Haddad", T.PERSON, True),
        (
            "the General Staff of the Armed Forces of Norland",
            "General Staff of the Armed Forces of Norland",
            T.ORGANISATION,
            True,
        ),
        (
            "the Lantern Institute for Human Rights",
            "Lantern Institute for Human Rights",
            T.ORGANISATION,
            True,
        ),
        ("Russia", "Russia", T.STATE, True),
        ("the French government", "French government", T.STATE, True),
        ("South Korea", "South Korea", T.STATE, True),
        ("Norlandic state news agency NTA", "NTA", T.MEDIA, True),
        ("The Harbour Times", "Harbour Times", T.MEDIA, True),
        ("a leaked letter", "leaked letter", T.DOCUMENT, False),
        ("two senior officials", "two senior officials", T.GROUP, False),
        ("a witness", "witness", T.PERSON, False),
        ("Anna Lind and Bo Rask", "Anna Lind and Bo Rask", T.GROUP, True),
        ("Anna Lind and her older brother", "Anna Lind and her older brother", T.GROUP, True),
        (
            "Both the Harbour Council and the Sarn Police",
            "Harbour Council and the Sarn Police",
            T.ORGANISATION,
            True,
        ),
        (
            "Photos published by a monitoring group",
            "Photos published by a monitoring group",
            T.DOCUMENT,
            False,
        ),
        ("Recent reports", "Recent reports", T.DOCUMENT, False),
        ("Sarnia's letter to Ola Berg", "Sarnia's letter to Ola Berg", T.DOCUMENT, True),
        ("Pro-government media outlets", "Pro-government media outlets", T.MEDIA, False),
        ("Harbour Post", "Harbour Post", T.MEDIA, True),
        ("a television channel run by rebels", "television channel run by rebels", T.MEDIA, False),
        ("Norland's civil aviation authority", "Norland's civil aviation authority", T.ORGANISATION, True),
        ("several municipalities", "several municipalities", T.ORGANISATION, False),
        ("rights groups", "rights groups", T.GROUP, False),
        ("only a quarter of citizens", "only a quarter of citizens", T.GROUP, False),
        ("the tracking firm AdHarbour", "AdHarbour", T.ORGANISATION, True),
        ("the organisation known as the White Lanterns", "White Lanterns", T.ORGANISATION, True),
        ("the administration of President Ola Berg", "administration of President Ola Berg", T.STATE, True),
        ("the Sea Watch", "Sea Watch", T.ORGANISATION, True),
        ("French", "France", T.STATE, True),
        ("Someone", "Someone", T.PERSON, False),
        ("an AFP correspondent there", "AFP correspondent there", T.PERSON, False),
    ],
)
def test_a_mention_gives_name_and_kind(words: str, name: str, kind: T, named: bool) -> None:
    """Titles, roles and affiliations are no part of a name."""
    mention = read_mention(words)
    assert (mention.name.removeprefix("The ").removeprefix("a "), mention.type, mention.named) == (
        name,
        kind,
        named,
    )


def test_roles_and_affiliation_are_kept_beside_the_name() -> None:
    """What is not the name is not thrown away."""
    mention = read_mention("Brig. Gen. Ola Verin, the head of Norland's Coast Guard Agency")
    assert "head of Norland's Coast Guard Agency" in mention.roles
    assert mention.affiliation is not None
    assert "Coast Guard" in mention.affiliation


@pytest.mark.parametrize(
    ("words", "pronoun"), [("He", "he"), ("they", "they"), ("WHO", None), ("US", None), ("it", "it")]
)
def test_pronouns_are_told_from_names_in_capitals(words: str, pronoun: str | None) -> None:
    """WHO and US are no pronouns."""
    assert read_mention(words).pronoun == pronoun


@pytest.mark.parametrize(
    "words", ["", " ", ",", "“”", "\n", "’s", "the", "of", "and", "A", "(", "... and ..."]
)
def test_odd_words_never_break_the_reading(words: str) -> None:
    """A source can be anything that a tagger returns."""
    assert read_mention(words).text == " ".join(words.split()).strip(" ,;:—–-")
