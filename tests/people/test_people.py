"""People and bodies across reports."""

from __future__ import annotations

import random

import pytest

from onrecord.people import MERGE, Appearance, People, merge
from tests.people.conftest import Cast


def are_one(people: People, *appearances: Appearance) -> bool:
    found = [people.identity_of(a.key) for a in appearances]
    return None not in found and len({i.id for i in found if i}) == 1


def proposed(people: People) -> set[frozenset[str]]:
    return {frozenset(pair.link.names) for pair in people.proposals}


# ---------------------------------------------------------------- persons
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Bashar al-Assad", "Bashar Asad"),
        ("Walid al-Moallem", "Waleed Muallem"),
        ("Rami Abdel Rahman", "Rami Abdulrahman"),
        ("Tomáš Šefric", "Tomas Sefric"),
        ("Ola O'Verin", "Ola OVerin"),
        ("Anna-Lena Marsk", "Anna Lena Marsk"),
    ],
)
def test_one_full_name_in_two_spellings_is_one_person(cast: Cast, one: str, other: str) -> None:
    """A full name is one person's in any of its usual spellings."""
    a, b = cast.person(one), cast.person(other)
    assert are_one(merge([a, b]), a, b)


def test_every_merge_says_why(cast: Cast) -> None:
    """Names that were made one have a link with a reason in words and a score of at least the threshold."""
    people = merge(
        [
            cast.person("Bashar al-Assad"),
            cast.person("Bashar Asad"),
            cast.body("SOHR"),
            cast.body("Syrian Observatory for Human Rights"),
        ]
    )
    links = [link for identity in people.identities for link in identity.links]
    assert len(links) == 2
    assert all(link.because and link.score >= MERGE for link in links)


def test_brothers_and_namesakes_are_kept_apart(cast: Cast) -> None:
    """The same surname with another given name is another person, told as a near miss."""
    a, b = (
        cast.person("Ali Sarnei", "leader", land="Iran"),
        cast.person("Hassan Sarnei", "cleric", land="Iran"),
    )
    people = merge([a, b])
    assert not are_one(people, a, b)
    assert not people.proposals
    (miss,) = people.near_misses
    assert "other given names" in miss.link.because


def test_father_and_son_are_kept_apart(cast: Cast) -> None:
    """A junior is not his father."""
    a, b = cast.person("Tad Verin", "senator"), cast.person("Tad Verin Jr.", "senator")
    assert not are_one(merge([a, b]), a, b)


def test_husband_and_wife_are_kept_apart(cast: Cast) -> None:
    """A title that says who is meant goes before the surname, also within one report."""
    a = cast.person("Robert Verin", "prime minister", report="r1")
    b = cast.person("Lady Verin", "the prime minister’s wife", report="r1")
    people = merge([a, b])
    assert not are_one(people, a, b)
    assert not people.proposals


def test_a_surname_beside_its_full_name_in_one_report_is_one(cast: Cast) -> None:
    """A surname that a report's reading took for a body's name belongs to the person named there in full."""
    a, b = cast.person("Tova Lindqvist", "harbour director", report="r1"), cast.body("Lindqvist", report="r1")
    people = merge([a, b])
    assert are_one(people, a, b)
    assert people.identities[0].type == "person"


def test_parties_and_governments_of_no_named_land_are_kept_apart(cast: Cast) -> None:
    """ "Labour" and "the federal government" are those of whatever land their report is about."""
    found = [cast.body(n) for n in ("Labour", "Labor", "federal government", "federal government")]
    assert merge(found).identities == ()


def test_a_minister_is_no_resident_of_the_same_common_name(cast: Cast) -> None:
    """A name that many have does not make a minister and a resident one."""
    a = cast.person("Ahmed Mustafa", "minister of health")
    b = cast.person("Ahmed Mustafa", "resident")
    people = merge([a, b])
    assert not are_one(people, a, b)
    assert not people.proposals


def test_a_common_name_with_the_same_office_is_one(cast: Cast) -> None:
    """The same office of the same land makes one person of a name that many have."""
    a = cast.person("Ahmed Mustafa", "interior minister", land="Sudan")
    b = cast.person("Ahmad Mostafa", "Sudanese interior minister")
    assert are_one(merge([a, b]), a, b)


def test_a_common_name_alone_is_only_proposed(cast: Cast) -> None:
    """A name that many have is proposed where nothing else is known."""
    a, b = cast.person("Ahmed Mustafa"), cast.person("Ahmed Mustafa")
    people = merge([a, b])
    assert not are_one(people, a, b)
    assert len(people.proposals) == 1


def test_nicknames_of_fighters_are_not_merged(cast: Cast) -> None:
    """ "Abu Omar" of two reports may be anybody."""
    a, b = cast.person("Abu Omar", "activist"), cast.person("Abu Omar", "rebel")
    assert not are_one(merge([a, b]), a, b)


def test_a_surname_with_the_role_goes_to_the_only_one_of_that_name(cast: Cast) -> None:
    """A bare surname is that of the only person of that name whose role it has too."""
    full, bare = (
        cast.person("Tova Lindqvist", "harbour director"),
        cast.person("Lindqvist", "harbour director"),
    )
    assert are_one(merge([full, bare]), full, bare)


def test_a_surname_that_two_have_goes_to_nobody(cast: Cast) -> None:
    """A bare surname of two persons on record is not given to either without more."""
    people = merge(
        [cast.person("Tova Lindqvist"), cast.person("Ingvar Lindqvist"), bare := cast.person("Lindqvist")]
    )
    found = people.identity_of(bare.key)
    assert found is not None
    assert found.members == (bare.key,)


def test_a_surname_alone_is_proposed_to_the_only_one(cast: Cast) -> None:
    """Where a surname is all there is and one person has it, a person decides."""
    people = merge([cast.person("Tova Lindqvist"), cast.person("Lindqvist")])
    assert proposed(people) == {frozenset({"Tova Lindqvist", "Lindqvist"})}


def test_the_unnamed_are_never_merged(cast: Cast) -> None:
    """Two reports' "senior officials" are nobody across reports."""
    a = cast("two senior officials", kind="group", named=False)
    b = cast("two senior officials", kind="group", named=False)
    c = cast("a resident", kind="person", named=False)
    people = merge([a, b, c])
    assert people.identities == ()
    assert People().add([a, b]).unmerged == (a.key, b.key)


def test_a_name_behind_a_cut_off_role_is_nobody(cast: Cast) -> None:
    """ "An activist in Deir Sarn" is an unnamed activist, even where the place was read as the name."""
    a = cast.person("Deir Sarn", "activist in")
    assert merge([a]).identities == ()


# ---------------------------------------------------------------- bodies
def test_a_ministry_is_one_under_all_its_names(cast: Cast) -> None:
    """A ministry is one body, whether named by land, people or capital."""
    names = [
        "Russian Foreign Ministry",
        "Russia's foreign ministry",
        "Russian Ministry of Foreign Affairs",
        "Moscow's foreign ministry",
    ]
    found = [cast.body(name) for name in names]
    assert are_one(merge(found), *found)


def test_ministries_of_two_lands_and_fields_are_kept_apart(cast: Cast) -> None:
    """Neither another land's nor another field's ministry is the same."""
    found = [
        cast.body(n)
        for n in ("Russian Foreign Ministry", "Syrian Foreign Ministry", "Russian Defence Ministry")
    ]
    people = merge(found)
    assert len(people.identities) == 3
    assert len(people.near_misses) >= 2


def test_a_ministry_that_does_not_say_whose_is_no_merge(cast: Cast) -> None:
    """ "The defence ministry" alone can be any land's, unless its report says whose."""
    a, b, c = (
        cast.body("Norwegian Defence Ministry"),
        cast.body("Defence Ministry"),
        cast.body("Defense Ministry", land="Norway"),
    )
    people = merge([a, b, c])
    assert not are_one(people, a, b)
    assert are_one(people, a, c)


def test_a_spokeswoman_is_not_her_ministry(cast: Cast) -> None:
    """A named spokeswoman is a person, an unnamed one nobody; neither is the body."""
    body = cast.body("Norwegian Foreign Ministry")
    her = cast.person("Ada Marsk", "foreign ministry spokeswoman", land="Norway")
    unnamed = cast.person("Norwegian Foreign Ministry spokeswoman", named=False)
    people = merge([body, her, unnamed])
    assert not are_one(people, body, her)
    assert people.identity_of(unnamed.key) is None


@pytest.mark.parametrize(
    "forms",
    [
        (
            "Syrian Observatory for Human Rights",
            "SOHR",
            "the Observatory",
            "Britain-based Syrian Observatory for Human Rights",
            "opposing UK-based Syrian Observatory",
        ),
        ("World Health Organization", "WHO", "World Health Organisation"),
        ("United Nations", "UN", "U.N."),
        ("Pentagon", "US Department of Defense", "U.S. Defense Department"),
    ],
)
def test_known_bodies_are_one_under_all_their_names(cast: Cast, forms: tuple[str, ...]) -> None:
    """Bodies of the list are one under full name, acronym and short name, epithets left out."""
    found = [cast.body(form) for form in forms]
    assert are_one(merge(found), *found)


@pytest.mark.parametrize(
    ("form", "is_one"),
    [
        ("allegations by Human Rights Watch", True),
        ("new report from Human Rights Watch", True),
        ("Human Rights Watch hit back", True),
        ("Human Rights Watch in areas it can reach", True),
        ("Human Rights Watch 12", True),
        ("Human Rights Watch for August", False),
        ("Human Rights Watch Lena Orvik", False),
        ("Board of Human Rights Watch", False),
        ("Human Rights Watch as well as rescuers of the White Helmets", False),
    ],
)
def test_words_read_too_many_make_no_other_body(cast: Cast, form: str, is_one: bool) -> None:
    """Around a name where punctuation is lost; not a part, somebody of it, or two bodies."""
    body, other = cast.body("Human Rights Watch"), cast.body(form)
    assert are_one(merge([body, other]), body, other) is is_one


def test_the_channel_of_a_state_is_one_under_its_names(cast: Cast) -> None:
    """State television, state-run TV; not a channel that only is of the land."""
    names = ["Norwegian state television", "State-run Norwegian TV", "Norways government run TV channel"]
    found = [cast.body(name) for name in names]
    private = cast.body("Norwegian TV broadcaster")
    people = merge([*found, private])
    assert are_one(people, *found)
    assert not are_one(people, found[0], private)


def test_an_acronym_is_the_body_that_a_report_spells_it_out_for(cast: Cast) -> None:
    """An acronym of no list belongs to the body that some report gives it to in brackets."""
    full, short = cast.body("Northern Grain Union", acronym="NGU"), cast.body("NGU")
    assert are_one(merge([full, short]), full, short)


def test_an_acronym_that_nobody_spells_out_is_no_merge(cast: Cast) -> None:
    """Initials that fit are no proof."""
    full, short = cast.body("Northern Grain Union"), cast.body("NGU")
    people = merge([full, short])
    assert not are_one(people, full, short)
    assert proposed(people) == {frozenset({"Northern Grain Union", "NGU"})}


def test_a_state_is_one_voice_under_its_capital(cast: Cast) -> None:
    """A land, its government and its capital are one state; another's government is not."""
    found = [cast(name, kind="state") for name in ("Norway", "the Norwegian government", "Oslo")]
    other = cast("Swedish government", kind="state")
    people = merge([*found, other])
    assert are_one(people, *found)
    assert not are_one(people, found[0], other)


def test_an_outlet_is_one_under_its_names(cast: Cast) -> None:
    """An agency's acronym and full name are one outlet."""
    found = [cast(n, kind="media") for n in ("AFP", "Agence France-Presse", "AFP news agency")]
    assert are_one(merge(found), *found)


# ---------------------------------------------------------------- order, growth
NAMES = (
    ("Bashar al-Assad", "president"),
    ("Bashar Asad", "Syrian president"),
    ("Assad", "president"),
    ("Tova Lindqvist", "harbour director"),
    ("Lindqvist", "harbour director"),
    ("Ingvar Lindkvist", "mayor"),
    ("Mohammed Haddar", "minister"),
    ("Muhammad al-Haddar", "justice minister"),
    ("Rami Abdel Rahman", "director"),
    ("Abdel Rahman", "director"),
    ("Abu Omar", "resident"),
)


def members(people: People) -> set[tuple[tuple[str, str], ...]]:
    return {identity.members for identity in people.identities}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_does_not_matter(cast: Cast, seed: int) -> None:
    """Taken in one by one in any order, or all at once, the same are one."""
    found = [cast.person(*name) for name in NAMES] + [
        cast.body(n) for n in ("SOHR", "the Observatory", "Norwegian army", "Norway's army")
    ]
    whole = merge(found)
    shuffled = found[:]
    random.Random(seed).shuffle(shuffled)
    people = People()
    for appearance in shuffled:
        people.add([appearance])
    assert members(people) == members(whole)
    assert proposed(people) == proposed(whole)


def test_an_identity_keeps_its_id(cast: Cast) -> None:
    """What is known keeps its id when more appearances come, also in a later run."""
    first = cast.person("Lindqvist", "harbour director")
    people = People([first])
    known = people.identity_of(first.key)
    assert known is not None
    change = people.add([cast.person("Tova Lindqvist", "harbour director")])
    assert [i.id for i in change.identities] == [known.id]
    assert change.identities[0].name == "Tova Lindqvist"
    later = People([first], known={first.key: "harbour-lady-1"})
    assert [i.id for i in later.identities] == ["harbour-lady-1"]


def test_adding_changes_nothing_of_others(cast: Cast) -> None:
    """A report's speakers touch those they could be alone."""
    people = merge([cast.person(*name) for name in NAMES])
    change = people.add([cast.person("Odile Hansk", "nurse")])
    assert [i.name for i in change.identities] == ["Odile Hansk"]
    assert change.gone == ()


def test_what_is_there_already_is_passed_over(cast: Cast) -> None:
    """Taking in a report twice changes nothing."""
    found = [cast.person(*name) for name in NAMES]
    people = merge(found)
    before = people.identities
    people.add(found)
    assert people.identities == before


def test_a_removed_report_leaves_no_trace(cast: Cast) -> None:
    """Without a report, all is as if it had never come."""
    found = [cast.person(*name) for name in NAMES]
    people = merge(found)
    people.remove(found[0].report)
    rest = merge(found[1:])
    assert members(people) == members(rest)
    assert people.identity_of(found[0].key) is None
