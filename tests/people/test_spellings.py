"""Spellings of names in our letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.body_names import body_name, lands_of
from onrecord.people.person_names import person_name
from onrecord.people.spelling import Sameness, fold, sameness

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Pd"]), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zelensky", "zelenskyy"),
        ("zelenskiy", "zelensky"),
        ("mohammed", "muhammad"),
        ("asad", "assad"),
        ("yousef", "yusuf"),
        ("abdah", "alabdah"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    """Listed spellings of one name, and an article written as one with it, are the same name."""
    assert sameness(one, other) is Sameness.SPELLING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hassan", "hussein"),
        ("omar", "ammar"),
        ("walid", "waleeda"),
        ("said", "saad"),
        ("karim", "akram"),
        ("mohammed", "mahmoud"),
    ],
)
def test_names_that_only_look_alike_stay_two(one: str, other: str) -> None:
    """Two names with much the same consonants are not taken for spellings of one."""
    assert sameness(one, other) in (Sameness.NONE, Sameness.MISSPELT)
    assert sameness("hassan", "hussein") is Sameness.NONE


@given(WORDS, WORDS)
def test_sameness_does_not_depend_on_the_order(one: str, other: str) -> None:
    """How far two words are one name is the same both ways round."""
    assert sameness(fold(one), fold(other)) == sameness(fold(other), fold(one))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Bashar al-Lindi", ("bashar", "lindi")),
        ("Bashar El Lindi", ("bashar", "lindi")),
        ("Dr. Ola Verin-Haas", ("ola", "verin", "haas")),
        ("Rami Abdel Rahman", ("rami", "abdrahman")),
        ("Rami Abdulrahman", ("rami", "abdrahman")),
        ("Rami Abdurrahman", ("rami", "abdrahman")),
        ("Rami Abd al-Rahman", ("rami", "abdrahman")),
        ("Tarek bin Lindan", ("tarek", "lindan")),
        ("Abu Yazan", ("abuyazan",)),
    ],
)
def test_a_name_is_read_without_titles_and_articles(written: str, words: tuple[str, ...]) -> None:
    """Titles, articles and "bin" are no part of a name; "Abu" and "Abdel" belong to the next word."""
    assert person_name(written).words == words


def test_a_ministry_is_read_as_land_and_field() -> None:
    """However a foreign ministry is written, it is one land's ministry for foreign affairs."""
    forms = [
        "Russian Foreign Ministry",
        "Russia's foreign ministry",
        "Russias foreign ministry",
        "Russian Ministry of Foreign Affairs",
        "Moscow's foreign ministry",
        "the foreign ministry in Moscow",
    ]
    read = {(body_name(form).words, body_name(form).lands) for form in forms}
    assert read == {(frozenset({"foreign", "ministry"}), frozenset({"Russia"}))}


def test_a_body_that_says_nothing_of_itself_is_vague() -> None:
    """ "The monitoring group" names nobody, and nor does "the UK-based group"."""
    assert body_name("monitoring group").vague
    assert body_name("UK-based group").vague
    assert not body_name("Sarn Harbour Union").vague


def test_two_bodies_joined_are_joint() -> None:
    """ "X and Y" of two lands or known bodies is nobody that can be merged; "Trade and Industry" is one."""
    assert body_name("Russia and China").joint
    assert body_name("United Nations and the Syrian government").joint
    assert not body_name("Ministry of Trade and Industry").joint


def test_lands_are_read_from_names_peoples_and_capitals() -> None:
    """A land is found under its name, its people's and its capital's."""
    assert lands_of("Ukrainian") == lands_of("Kyiv") == lands_of("Ukraine's") == frozenset({"Ukraine"})


@given(st.text(max_size=40))
def test_no_name_is_too_odd_to_be_read(name: str) -> None:
    """Whatever stands as a name is read without an error."""
    person_name(name)
    body_name(name)
