"""From a text to its record, with the weights that ship."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.api import pipeline
from onrecord.pipeline import Stage, check_stages, cut_out, drop_furniture
from onrecord.read import read_text
from onrecord.record import Attribution, Draft, Record, Span, Statement, all_within, to_json

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour.txt"
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "attribution.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def harbour() -> Record:
    return onrecord.read(EXAMPLE)


def close(found: str, wanted: str) -> bool:
    """Whether two spans share most of their words."""
    a, b = (set(words.lower().replace("…", " ").split()) for words in (found, wanted))
    return 2 * len(a & b) >= 1.5 * min(len(a), len(b)) + 0.5 * max(len(a), len(b))


def said_by(record: Record, name: str) -> list[Statement]:
    ids = {p.id for p in record.speakers if p.name == name}
    return [s for s in record.statements if s.source.speaker in ids]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_a_case_gives_the_statements_that_a_reader_would_find(case: dict[str, Any]) -> None:
    """Source, cue and content of each, and no statement where the report speaks itself."""
    record = onrecord.read(case["text"])
    outer = [s for s in record.statements if s.within is None]
    found = [
        any(
            close(s.source.text, want["source"])
            and want["cue"] in s.cue.text
            and close(s.content.text, want["content"])
            for s in outer
        )
        for want in case["statements"]
    ]
    assert all(found), [(s.source.text, s.cue.text, s.content.text) for s in outer]
    assert len(outer) == len(case["statements"])


def every_span(record: Record) -> list[tuple[str, Span]]:
    text = record.report.text
    shown = []
    for s in record.statements:
        for part in (s.source, s.cue, s.content):
            assert part.text == " … ".join(text[a:b] for a, b in part.spans)
            shown += [(s.id, span) for span in part.spans]
    return shown + [(p.id, span) for p in record.speakers for span in p.mentions]


def test_nothing_is_invented(harbour: Record) -> None:
    """Every text shown is the text under its spans."""
    shown = every_span(harbour)
    assert len(shown) > 60
    assert all(0 <= a < b <= len(harbour.report.text) for _, (a, b) in shown)


def test_the_example_is_read_as_a_reader_would(harbour: Record) -> None:
    """The untidy example: a late name, two paragraphs of one quotation, anonymous sources."""
    assert 24 <= len(harbour.statements) <= 36
    assert len(said_by(harbour, "Ilsabet Morrow")) >= 3
    assert len(said_by(harbour, "Anders Hulle")) >= 2
    assert len(said_by(harbour, "Peter Anslow")) >= 2
    assert len(said_by(harbour, "Ruth Adeyo-Lind")) >= 1
    unnamed = [p.name for p in harbour.speakers if not p.named]
    assert any("official" in name for name in unnamed)
    assert any("diplomat" in name for name in unnamed)


def test_it_and_he_lead_to_the_one_who_spoke(harbour: Record) -> None:
    """Pronouns get the speaker that a reader gives them."""
    name_of = {p.id: p.name for p in harbour.speakers}
    pronouns = {
        (s.source.text, s.cue.text): name_of.get(s.source.speaker or "")
        for s in harbour.statements
        if s.source.text in ("It", "it", "He", "he", "she")
    }
    assert pronouns["It", "warned of"] == "Free Coast Movement"
    assert pronouns["He", "declined"] == "Anders Hulle"
    assert "Peter Anslow" in pronouns.values()


def test_bylines_and_credits_are_no_statements(harbour: Record) -> None:
    """Who wrote the report says nothing in it."""
    assert harbour.report.bylines == ("Tamsin Orley", "Bekim Vasht")
    assert not any("Tamsin" in s.source.text or "contributed" in s.content.text for s in harbour.statements)


def test_a_quotation_split_around_its_cue_is_one_statement() -> None:
    """Both parts, one statement."""
    record = onrecord.read("“The port is shut,” the governor said. “It will stay shut for a month.”")
    assert [len(s.content.spans) for s in record.statements] == [2]
    assert record.statements[0].content.mode == "direct"


def test_a_quotation_that_no_words_attribute_is_a_statement_of_whoever_spoke_last_beside_it() -> None:
    """Nobody's words are lost because their cue is missing."""
    text = "The minister was angry on Sunday.\n\n“This is a disgrace. Nobody should have to live like this.”"
    (alone,) = onrecord.read(text).statements
    assert alone.content.text == "“This is a disgrace. Nobody should have to live like this.”"
    assert (alone.cue.text, alone.cue.lemma, alone.source.text, alone.source.speaker) == ("", None, "", None)
    assert alone.content.mode == "direct"


@pytest.mark.parametrize("text", ["It was a “very long way home” to Sarn.", "The ship “Lady of Hask” sank."])
def test_a_name_in_quotation_marks_is_no_statement(text: str) -> None:
    """Titles and nicknames say nothing."""
    assert onrecord.read(text).statements == ()


def test_ids_follow_the_reading_order_and_confidence_is_a_probability(harbour: Record) -> None:
    """s1, s2 … by first character."""
    assert [s.id for s in harbour.statements] == [f"s{i}" for i in range(1, len(harbour.statements) + 1)]
    first = [
        min(sp.start for sp in (*s.source.spans, *s.cue.spans, *s.content.spans)) for s in harbour.statements
    ]
    assert first == sorted(first)
    assert all(0 < s.confidence < 1 for s in harbour.statements)


def test_a_nested_statement_lies_inside_its_parent_and_comes_after_it() -> None:
    """All its spans, not some; its parent has the lower number."""
    record = onrecord.read("Two officials told the Courier that the governor believes the truce is over.")
    (nested,) = [s for s in record.statements if s.within]
    parent = record.statement(nested.within)
    assert parent is not None
    assert (parent.id, nested.id) == ("s1", "s2")
    assert (parent.cue.text, nested.cue.text) == ("told", "believes")
    own = (*nested.source.spans, *nested.cue.spans, *nested.content.spans)
    assert all_within(own, parent.content.spans)


def test_every_statement_within_another_lies_inside_it(harbour: Record) -> None:
    """In an untidy report too."""
    for s in harbour.statements:
        if s.within:
            parent = harbour.statement(s.within)
            assert parent is not None
            assert all_within((*s.source.spans, *s.cue.spans, *s.content.spans), parent.content.spans)


def test_every_statement_says_what_decided_it(harbour: Record) -> None:
    """The trace names the model for the spans and the rule for the speaker."""
    version = pipeline().tagger.version
    for s in harbour.statements:
        by = {t.field: t for t in s.trace}
        assert by["content"].by == version
        assert by["source.speaker"].because


def test_the_same_text_gives_the_same_bytes(harbour: Record) -> None:
    """Deterministic, also after other texts were read."""
    onrecord.read("The mayor said nothing of the kind had happened.")
    assert to_json(onrecord.read(EXAMPLE)) == to_json(harbour)


@settings(max_examples=40 if os.environ.get("CI") else 15)
@given(
    st.text(alphabet=st.sampled_from("ab .,\n“”\"'’—()SsaidTheO1$%é\u202e\ud800"), min_size=1, max_size=300)
)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """No traceback, no span outside the text, the text kept as it is."""
    with contextlib.suppress(onrecord.OnrecordError):
        record = onrecord.read(text)
        check_kept(record, text)


def check_kept(record: Record, text: str) -> None:
    assert record.report.text == text
    every_span(record)


def test_a_string_is_never_taken_for_a_path(tmp_path: Path) -> None:
    """A hostile string must not open a file."""
    secret = tmp_path / "secret.txt"
    secret.write_text("The general said the attack begins at dawn.")
    record = onrecord.read(str(secret))
    assert record.report.text == str(secret)
    assert record.statements == ()


def test_half_a_character_is_kept_and_warned_of() -> None:
    """A lone surrogate is odd, but no reason to fail."""
    text = "The mayor said that \ud800 the port was shut."
    record = onrecord.read(text)
    assert record.report.text == text
    assert [w.code for w in record.warnings] == ["lone-surrogate"]
    assert len(record.statements) == 1


@pytest.mark.parametrize(
    "run", ["a" * 60_000, " " * 60_000, "“" * 20_000, "A.b" * 20_000, "\n" * 60_000, "'x " * 8_000]
)
def test_a_monotonous_text_is_read_in_seconds(run: str) -> None:
    """No step takes longer than in proportion to the text."""
    begun = time.process_time()
    onrecord.read("The port is shut, the mayor said. " + run)
    assert time.process_time() - begun < 30


def test_a_statement_does_not_depend_on_what_is_read_far_beside_it() -> None:
    """Text added behind the last window that shows a statement changes nothing of it."""
    lead = "Rain fell on Sarn all night long. " * 80
    text = "The port is shut, the mayor said. " + lead
    alone, beside = onrecord.read(text), onrecord.read(text + lead)
    assert alone.statements[0] == beside.statements[0]


def test_line_ends_are_kept() -> None:
    """No newline translation: offsets count the characters received."""
    text = "The port is shut,\r\nthe mayor said.\r\n"
    assert onrecord.read(text).report.text == text


def test_a_publication_date_given_goes_before_the_one_found() -> None:
    """The reader knows better."""
    text = "date 2031-06-14 By Ola Berg, CNN\n\nThe port is shut, the mayor said."
    assert onrecord.read(text).report.published == "2031-06-14"
    assert onrecord.read(text, published="2031-06-15").report.published == "2031-06-15"


def test_a_stage_without_what_it_needs_is_refused_before_the_first_report() -> None:
    """The order of the stages is checked, not hoped for."""
    with pytest.raises(ValueError, match="attributions"):
        check_stages([Stage("state", ("attributions",), ("statements",), lambda d: d)], ["report"])


@pytest.mark.parametrize(
    ("spans", "holes", "left"),
    [
        ([(0, 9)], [(0, 4)], [(5, 9)]),
        ([(0, 9)], [(20, 30)], [(0, 9)]),
        ([(0, 4)], [(0, 9)], []),
        ([(0, 9)], [(4, 5)], [(0, 4), (5, 9)]),
    ],
)
def test_a_dateline_is_cut_off_a_content(
    spans: list[tuple[int, int]], holes: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    """What is no part of the story is no part of what was said."""
    made = cut_out("SARN It rains", tuple(Span(*s) for s in spans), tuple(Span(*h) for h in holes))
    assert made == tuple(Span(*x) for x in left)


def test_a_heading_is_no_part_of_what_is_said_below_it() -> None:
    """What a speaker says begins with the sentence, not with the title above it."""
    text = "Troops gone from Sarnholm\n\nThe army has left the town, mayor Lene Brask said on Friday."
    words = [Span(text.index(part), text.index(part) + len(part)) for part in ("mayor Lene Brask", "said")]
    content = Span(text.index("Sarnholm"), text.index(", mayor"))
    draft = Draft(
        read_text(text).report, attributions=(Attribution((words[0],), (words[1],), (content,), 0.9),)
    )
    (kept,) = drop_furniture(draft).attributions
    assert [text[s.start : s.end] for s in kept.content] == ["The army has left the town"]


def test_a_heading_that_is_all_that_is_said_stays() -> None:
    """A title is the content where nothing else is."""
    text = "Troops gone from Sarnholm\n\nSo said mayor Lene Brask on Friday."
    words = [Span(text.index(part), text.index(part) + len(part)) for part in ("mayor Lene Brask", "said")]
    draft = Draft(
        read_text(text).report, attributions=(Attribution((words[0],), (words[1],), (Span(0, 25),), 0.9),)
    )
    (kept,) = drop_furniture(draft).attributions
    assert kept.content == (Span(0, 25),)
