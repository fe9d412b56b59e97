"""Statements of a text, found again in its revision."""

from __future__ import annotations

from onrecord.copies import MatchKind, match_statements
from onrecord.record import Content, Cue, Record, Report, Source, Statement


def record(*told: tuple[str, str, str]) -> Record:
    """A record with one statement for every (source, cue, content)."""
    report = Report("r", None, "", "", None, None, None, (), None, "en", "")
    statements = tuple(
        Statement(f"s{k}", Source((), source), Cue((), cue), Content((), content))
        for k, (source, cue, content) in enumerate(told, 1)
    )
    return Record(report, (), statements)


BRIDGE = ("the harbour office", "said", "the northern bridge of Sarn is closed")
TOLL = ("Mayor Ola Verin", "said", "12 people were hurt when the dam gave way")
CALM = ("the coast guard", "called for", "calm along the river until the weekend")
RUMOUR = ("two farmers", "denied", "that they had opened the dam at night")


def kinds(old: Record, new: Record) -> list[tuple[str | None, str | None, MatchKind]]:
    return [(m.old, m.new, m.kind) for m in match_statements(old, new)]


def test_an_unchanged_text_has_the_same_statements() -> None:
    """Nothing changed: every statement is the same."""
    text = record(BRIDGE, TOLL, CALM)
    assert kinds(text, text) == [(f"s{k}", f"s{k}", MatchKind.SAME) for k in (1, 2, 3)]


def test_a_new_figure_is_a_change_of_its_statement() -> None:
    """A toll that was corrected is the old statement, changed in its content."""
    later = (TOLL[0], TOLL[1], TOLL[2].replace("12", "15"))
    match = match_statements(record(BRIDGE, TOLL), record(BRIDGE, later))[1]
    assert (match.kind, match.changed) == (MatchKind.CHANGED, ("content",))
    assert 0.9 < match.likeness < 1


def test_another_source_of_the_same_words_is_a_change() -> None:
    """The same words put into another's mouth are the same statement with another source."""
    match = match_statements(record(TOLL), record(("the hospital of Sarn", "said", TOLL[2])))[0]
    assert (match.kind, match.changed) == (MatchKind.CHANGED, ("source",))


def test_what_was_put_first_has_moved() -> None:
    """A statement that goes to the top has moved; those it passed have not."""
    old, new = record(BRIDGE, TOLL, CALM), record(CALM, BRIDGE, TOLL)
    assert kinds(old, new) == [
        ("s3", "s1", MatchKind.MOVED),
        ("s1", "s2", MatchKind.SAME),
        ("s2", "s3", MatchKind.SAME),
    ]


def test_what_was_cut_is_gone_and_what_came_is_new() -> None:
    """A cut statement is gone, told where it stood; an added one is new."""
    assert kinds(record(BRIDGE, TOLL, CALM), record(BRIDGE, CALM, RUMOUR)) == [
        ("s1", "s1", MatchKind.SAME),
        ("s2", None, MatchKind.GONE),
        ("s3", "s2", MatchKind.SAME),
        (None, "s3", MatchKind.NEW),
    ]


def test_the_same_words_twice_are_matched_one_to_one() -> None:
    """A statement that stands twice is matched in order; one that stands once more is new."""
    assert kinds(record(CALM, CALM), record(CALM, CALM, CALM)) == [
        ("s1", "s1", MatchKind.SAME),
        ("s2", "s2", MatchKind.SAME),
        (None, "s3", MatchKind.NEW),
    ]


def test_white_space_is_no_change() -> None:
    """Words wrapped otherwise are the same words."""
    wrapped = (TOLL[0], TOLL[1], TOLL[2].replace(" ", "\n", 3))
    assert kinds(record(TOLL), record(wrapped)) == [("s1", "s1", MatchKind.SAME)]


def test_every_statement_is_in_exactly_one_match() -> None:
    """No statement is lost or matched twice, whatever changed."""
    old, new = record(BRIDGE, TOLL, CALM, TOLL), record(RUMOUR, TOLL, BRIDGE)
    found = match_statements(old, new)
    assert sorted(m.old for m in found if m.old) == ["s1", "s2", "s3", "s4"]
    assert sorted(m.new for m in found if m.new) == ["s1", "s2", "s3"]


def test_nothing_against_nothing_is_nothing() -> None:
    """Two records without statements have no matches."""
    assert match_statements(record(), record()) == ()
