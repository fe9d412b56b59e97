"""What a notebook shows of a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

import onrecord
from onrecord.export.notebook import MOST_ROWS
from onrecord.record import Content, Cue, Record, Source, Speaker, SpeakerType, Warning, showing

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"></td></table></div>\'"& \u202e\x1b[31m\x00'


class Seen(HTMLParser):
    """The elements, attributes and words of a piece of HTML, and how deep it ends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(record: Record) -> Seen:
    html = record._repr_html_()
    assert html is not None
    return Seen(html)


def test_a_record_shows_who_said_what(record: Record) -> None:
    """Title, speakers, cues and contents, in a table that is closed."""
    seen = shown(record)
    assert seen.open == []
    assert seen.tags.count("tr") == len(record.statements) + 1
    for words in (
        "Ines Corvald",
        "said",
        "The wall is sound",
        "(unnamed)",
        "denial",
        "low 0.35",
        "The Sorrel Courier",
    ):
        assert words in seen.words


def hostile(record: Record) -> Record:
    """The record with every text of it turned into an attack."""
    one = record.statements[0]
    attacked = replace(
        one,
        id=HOSTILE,
        source=Source((), HOSTILE, "p1"),
        cue=Cue((), HOSTILE),
        content=Content((), HOSTILE),
    )
    speaker = Speaker("p1", HOSTILE, SpeakerType.PERSON, True, (HOSTILE,), HOSTILE, ())
    report = replace(record.report, title=HOSTILE, publisher=HOSTILE, published=HOSTILE, text=HOSTILE)
    return Record(report, (speaker,), (attacked,), (Warning("odd", HOSTILE),))


def test_a_report_cannot_act_in_the_notebook(record: Record) -> None:
    """Script, handlers and closing tags in any text are words; nothing is loaded from anywhere."""
    seen = shown(hostile(record))
    assert seen.open == []
    assert set(seen.tags) <= {
        "div", "p", "strong", "br", "span", "table", "thead", "tbody", "tr", "th", "td", "em", "small", "bdi",
    }  # fmt: skip
    assert seen.attributes == {"class", "style", "scope"}
    assert "<script>alert(1)</script>" in seen.words
    assert seen.tags.count("tr") == 2


def test_marks_that_turn_the_writing_are_written_out(record: Record) -> None:
    """An override of direction, an escape sequence and a NUL show as what they are."""
    html = hostile(record)._repr_html_() or ""
    assert not {"\u202e", "\x1b", "\x00"} & set(html)
    assert "\\u202e" in html


@pytest.mark.parametrize("number", [MOST_ROWS, MOST_ROWS + 1, 2000])
def test_a_large_record_stays_small(record: Record, number: int) -> None:
    """The first statements are shown, of the rest the number; long contents are cut."""
    one = replace(record.statements[0], content=Content((), "flood " * 5000))
    statements = tuple(replace(one, id=f"s{n}") for n in range(1, number + 1))
    html = replace(record, statements=statements)._repr_html_() or ""
    assert Seen(html).tags.count("tr") == MOST_ROWS + 1
    assert len(html) < 60_000
    assert ("more" in html) == (number > MOST_ROWS)
    assert f"and {number - MOST_ROWS:,} statement" in html or number == MOST_ROWS


def test_a_record_without_statements_says_so(record_of: Callable[..., Record]) -> None:
    """Nothing found is told, not left blank."""
    assert "No statement was found" in shown(record_of("It rained.")).words


def test_what_read_gives_shows_itself() -> None:
    """Nothing has to be imported or switched on."""
    html: Any = onrecord.read("The port is shut, the mayor said.")._repr_html_()
    assert "The port is shut" in html


def test_ink_and_ground_are_the_notebooks_own(record: Record) -> None:
    """Readable on light and dark: no colour is set but the one that is there."""
    html = record._repr_html_() or ""
    assert "color:inherit" in html
    assert "#" not in html.replace("&#x27;", "")
    assert "background:transparent" in html


def test_without_anything_that_draws_a_record_is_plain(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook then falls back on text."""
    monkeypatch.setattr(showing, "_drawers", [])
    assert record._repr_html_() is None
