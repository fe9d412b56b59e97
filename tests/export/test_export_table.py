from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len

from onrecord.export import table
from onrecord.record import Content, Record, Speaker, SpeakerType, Warning

RecordOf = Callable[..., Record]
STYLE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "\x1b]0;owned\x07 \x1b[2J \x9b31m \u202egnp.exe\u2066 \x00 [bold red]loud[/] :bomb: \ud800"


def _flat(text: str) -> str:
    return " ".join(STYLE.sub("", text).split())


def test_a_row_says_who_how_what_and_how_sure(record: Record) -> None:
    """Each statement has its id, speaker, cue, words and confidence on show."""
    lines = table.render(record, width=120, colour=False).splitlines()
    (row,) = (line for line in lines if "The wall is sound" in line)
    assert row.split()[0] == "s1"
    for shown in ("Ines Corvald", "said", '"The wall is sound,"', "0.97"):
        assert shown in row


def test_statements_stand_in_reading_order(record: Record) -> None:
    """Rows follow the record's order at every width."""
    for width in (60, 100):
        lines = table.render(record, width=width, colour=False).splitlines()
        ids = [found[1] for line in lines if (found := re.match(r" *(s\d)  ", line))]
        assert ids == ["s1", "s2", "s3", "s4", "s5", "s6", "s7"]


@pytest.mark.parametrize("width", [40, 60, 84, 100, 140])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_asked(record: Record, width: int, colour: bool) -> None:
    """The table keeps to its width, with colour and without."""
    lines = STYLE.sub("", table.render(record, width=width, colour=colour)).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [60, 100])
def test_words_are_wrapped_and_not_cut(record: Record, width: int) -> None:
    """Long content goes on in the next line; none of its words is lost."""
    shown = _flat(table.render(record, width=width, colour=False))
    said = [f"{one.cue.text} {one.content.text}" for one in record.statements]
    assert [word for text in said for word in text.split() if word not in shown] == []
    assert "\u2026" not in shown.replace(" \u2026 ", " ")


def test_without_colour_no_escape_is_written(record: Record) -> None:
    """Plain output is text alone, so that a file or a pipe gets nothing else."""
    plain = table.render(record, width=100, colour=False)
    assert "\x1b" not in plain
    assert not any(line.endswith(" ") for line in plain.splitlines())
    assert "\x1b" in table.render(record, width=100, colour=True)


def test_the_unnamed_and_the_undecided_are_marked(record: Record) -> None:
    """A source that the report keeps unnamed says so; an undecided speaker is a question mark."""
    shown = table.render(record, width=120, colour=False)
    assert "two senior officials (unnamed)" in _flat(table.render(record, width=60, colour=False))
    (row,) = (line for line in shown.splitlines() if "The water is rising" in line)
    assert row.split()[1] == "?"


def test_what_stands_within_another_says_so(record: Record) -> None:
    """A nested statement names the one it stands within, and only it does."""
    shown = table.render(record, width=100, colour=False)
    assert shown.count("within s") == 1
    (row,) = (line for line in shown.splitlines() if "within s2" in line)
    assert row.split()[0] == "s3"


def test_low_confidence_is_said_in_words(record: Record) -> None:
    """Statements more likely wrong than right can be seen without colour."""
    shown = table.render(record, width=100, colour=False)
    assert re.findall(r"low (\d\.\d\d)", shown) == ["0.41", "0.35"]


def test_header_and_footer_tell_what_was_read(record: Record) -> None:
    """Title, publisher, date and words stand above; counts and warnings below."""
    shown = table.render(record, width=100, colour=False)
    for phrase in ("Dam at Velmora", "The Sorrel Courier · 6 May 2031", " words"):
        assert phrase in shown.split("s1", 1)[0]
    below = shown.rsplit("s7", 1)[1]
    assert "Three lines at the end look like a list" in below
    assert "7 statements · 6 speakers · 4 named · 2 unnamed" in below


def test_a_report_without_statements_says_so(record_of: RecordOf) -> None:
    """Nothing found is told, not shown as an empty table."""
    shown = table.render(record_of("Fog lay over Tarn.\n"), width=80, colour=False)
    assert "No statement was found" in shown
    assert shown.startswith("Fog lay over Tarn.")


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("colour", [True, False])
def test_nothing_in_a_report_acts_on_the_terminal(record: Record, width: int, colour: bool) -> None:
    """Escape sequences, controls and marks of direction are written out; markup is text."""
    speaker = Speaker("p1", HOSTILE, SpeakerType.PERSON, True, (), None, ())
    first = replace(record.statements[0], content=Content((), HOSTILE), channel=HOSTILE, id="s1\x1b[5m")
    hostile = replace(
        record,
        report=replace(record.report, title=HOSTILE, publisher=HOSTILE, published=HOSTILE),
        speakers=(speaker,),
        statements=(replace(first, cue=replace(first.cue, text=HOSTILE), within=HOSTILE),),
        warnings=(Warning("odd", HOSTILE),),
    )
    shown = table.render(hostile, width=width, colour=colour)
    rest = STYLE.sub("", shown)
    assert all(character.isprintable() or character == "\n" for character in rest)
    assert set(STYLE.findall(shown)) <= set(STYLE.findall(table.render(record, width=width, colour=colour)))
    assert "[bold red]loud[/]" in rest
    assert ":bomb:" in rest
    assert r"\x1b[2J" in rest
    assert r"\u202e" in rest
    shown.encode("utf-8")
