"""Near-copies: one text in many outlets."""

from __future__ import annotations

import random
import re

import pytest

from onrecord.copies import CopyIndex, CopyKind, Text, agency_of, families
from onrecord.copies.index import compare, make_text
from tests.copies.conftest import story


def only(one: Text, other: Text) -> CopyKind | None:
    found = compare(one, other)
    return found.kind if found else None


def test_the_same_text_in_another_outlet_is_the_same(wire: str) -> None:
    """The same words are the same text, whatever the case, punctuation, apostrophes and line breaks."""
    stripped = re.sub(r"[,.'’]", "", wire).upper().replace(" ", "\n")
    assert only(make_text("a", wire), make_text("b", stripped)) is CopyKind.SAME


def test_another_headline_and_a_paragraph_more_make_a_copy(wire: str) -> None:
    """A headline of its own and a paragraph added don't hide a copy."""
    local = f"Flood keeps Sarn awake\n\n{wire} {story(99, 2)}"
    assert only(make_text("a", wire), make_text("b", local)) is CopyKind.COPY


def test_a_shortened_text_is_found_by_containment(wire: str) -> None:
    """A third of a text is recognised, though most of the longer one is not in it."""
    short = " ".join(re.split(r"(?<=\.)\s", wire)[:5])
    found = compare(make_text("a", wire), make_text("b", short))
    assert found is not None
    assert found.kind is CopyKind.SHORTENED
    assert found.containment > 0.9
    assert found.jaccard < 0.4


def test_shared_background_makes_no_copy(wire: str) -> None:
    """Two reports with some sentences in common are told, but are no copies."""
    background = " ".join(re.split(r"(?<=\.)\s", wire)[:5])
    one, other = (make_text(name, f"{background} {story(seed, 10)}") for name, seed in (("a", 7), ("b", 8)))
    found = compare(one, other)
    assert found is not None
    assert found.kind is CopyKind.PASSAGES
    assert not found.kind.is_copy


def test_reports_of_the_same_matter_in_other_words_are_none() -> None:
    """Other words are another text."""
    assert compare(make_text("a", story(1)), make_text("b", story(2))) is None


def test_very_short_texts_must_be_the_same_throughout() -> None:
    """A line of a dozen words is a copy only where no word differs."""
    line = "The bridge at Sarn is closed until Friday, the harbour office said."
    assert only(make_text("a", line), make_text("b", line)) is CopyKind.SAME
    assert only(make_text("a", line), make_text("b", line.replace("Friday", "Monday"))) is None


@pytest.mark.parametrize("text", ["", "   ", "One.", "!!!"])
def test_an_empty_or_tiny_text_does_no_harm(text: str) -> None:
    """Texts without words or with one are taken in like others."""
    index = CopyIndex([make_text("a", story(1))])
    assert index.add(make_text("b", text)) == ()


# ---------------------------------------------------------------- origin
def test_the_earliest_is_the_origin(wire: str) -> None:
    """Without a credit, what was published first is the origin."""
    found = compare(make_text("b", wire, "2031-05-02"), make_text("a", wire, "2031-05-03"))
    assert found is not None
    assert (found.of, found.report) == ("b", "a")
    assert "2031-05-02" in found.because


def test_the_agency_goes_before_dates(wire: str) -> None:
    """The agency's own report is the origin, even where its date is later."""
    own = make_text("own", f"SARN (Reuters) - {wire}", "2031-05-03", "Reuters")
    outlet = make_text("outlet", wire, "2031-05-02", "Sarn Post")
    found = compare(own, outlet)
    assert found is not None
    assert found.of == "own"


def test_six_outlets_with_one_wire_are_one_family(wire: str) -> None:
    """A wire's text in six outlets is one family with its agency, whose own report need not be there."""
    sentences = re.split(r"(?<=\.)\s", wire)
    versions = [
        f"SARN (AFP) - {wire}",
        f"Rain over Sarn\n\n{wire}",
        re.sub(r"[,']", "", wire),
        " ".join(sentences[:9]),
        f"{wire} {story(50, 2)}",
        " ".join(sentences[:12]) + " — AFP",
    ]
    texts = [make_text(f"r{k}", v, f"2031-05-0{k + 1}", f"Outlet {k}") for k, v in enumerate(versions)]
    index = CopyIndex()
    copies = [copy for text in texts for copy in index.add(text)]
    (family,) = families(index.texts, copies)
    assert family.reports[0] == family.origin == "r0"
    assert set(family.reports) == {f"r{k}" for k in range(6)}
    assert family.agency == "Agence France-Presse"
    assert "2 of 6" in family.because


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SARN, May 3 (Reuters) - Rain fell.", "Reuters"),
        ("SARN (AFP) — Rain fell.", "Agence France-Presse"),
        ("Rain at Sarn AFP Monday 2 Feb 2015 Rain fell on the plain.", "Agence France-Presse"),
        ("Rain fell on the plain. - REUTERS", "Reuters"),
        ("Rain fell on the plain.\n\nSource: Anadolu Agency", "Anadolu Agency"),
        ("Rain fell, the mayor told Reuters on Monday, and the dam held.", None),
        ("The mayor spoke to the AP about rain.", None),
        ("Rain fell on the plain.", None),
    ],
)
def test_a_credit_is_read_from_the_ends_of_a_text(text: str, agency: str | None) -> None:
    """A dateline, a credit or a last word names the agency; being quoted in the story doesn't."""
    assert agency_of(text) == agency


# ---------------------------------------------------------------- the index
def edited(text: str, draw: random.Random) -> str:
    """A copy as an outlet makes it: sentences cut, a headline, a paragraph of its own, marks stripped."""
    sentences = re.split(r"(?<=\.)\s", text)
    kept = sentences[: draw.randint(len(sentences) // 2, len(sentences))]
    own = story(draw.randint(10_000, 99_999), draw.randint(0, 2))
    made = f"{story(draw.randint(10_000, 99_999), 1)[:60]}\n\n{' '.join(kept)} {own}"
    return re.sub(r"[,']", "", made) if draw.random() < 0.5 else made


@pytest.fixture(scope="module")
def shelf() -> list[Text]:
    draw = random.Random(5)
    texts = [make_text(f"o{k}", story(k), f"2031-05-{k % 28 + 1:02}") for k in range(60)]
    return texts + [make_text(f"c{k}", edited(story(k), draw), "2031-06-01") for k in range(60)]


def pairs_of(index: CopyIndex, texts: list[Text]) -> set[tuple[str, str]]:
    return {(c.report, c.of) for t in texts for c in index.add(t) if c.kind.is_copy}


def test_every_edited_copy_is_found_and_nothing_else(shelf: list[Text]) -> None:
    """Sixty edited copies among 120 texts are found, each with its own origin."""
    assert pairs_of(CopyIndex(), shelf) == {(f"c{k}", f"o{k}") for k in range(60)}


def test_the_order_of_arrival_does_not_matter(shelf: list[Text]) -> None:
    """Whatever comes first, the same are copies of the same."""
    shuffled = shelf[:]
    random.Random(2).shuffle(shuffled)
    assert pairs_of(CopyIndex(), shuffled) == pairs_of(CopyIndex(), shelf)


def test_a_removed_text_is_no_candidate_any_more(shelf: list[Text]) -> None:
    """A text that was removed is found no more; one added again is not its own copy."""
    index = CopyIndex(shelf[:5])
    assert index.add(shelf[2]) == ()
    index.remove("o2")
    index.remove("never there")
    assert "o2" not in {copy.of for copy in index.find(make_text("x", story(2)))}


def test_a_boilerplate_of_all_makes_no_candidates() -> None:
    """A paragraph that hundreds of texts carry doesn't make copies of them."""
    foot = story(77, 3)
    index = CopyIndex(make_text(f"r{k}", f"{story(k, 10)} {foot}") for k in range(450))
    assert not [c for c in index.find(make_text("new", f"{story(9001, 10)} {foot}")) if c.kind.is_copy]


def test_a_wire_that_hundreds_carry_is_found() -> None:
    """However many outlets carry a text, the next one is recognised."""
    wire = story(3)
    index = CopyIndex(make_text(f"r{k}", f"{story(k + 100, 1)} {wire}") for k in range(200))
    found = index.find(make_text("new", f"{story(9001, 1)} {wire}"))
    assert len([c for c in found if c.kind.is_copy]) == 200
