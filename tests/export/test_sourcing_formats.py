"""The sourcing of a report as table and JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len

from onrecord.export import SOURCING_FORMATS, sourcing_table
from onrecord.export.sourcing import sections
from onrecord.export.sourcing_wire import sourcing_schema
from onrecord.lexicon import load
from onrecord.record import Record
from onrecord.sourcing import survey

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_every_finding_is_shown_with_its_words(record: Record) -> None:
    """Who is not named and why, who is denied, what is in the report's own voice."""
    shown = " ".join(sourcing_table.render(record, width=120, colour=False).split())
    for phrase in (
        "Sources that are not named 2",
        "a retired engineer person · 1 statement anonymity: asked not to be named reason: none given",
        "two senior officials group · 1 statement reason: nothing said of why it is not named",
        "s7 according to: The water is rising again",
        "Denials and what they answer 1",
        "s5 denies: that anybody had warned him answers: no allegation found in this report",
        "Matters that rest on one source",
        "Paragraphs without attribution",
        "paragraph 1: The dam above Velmora held",
        "Listed, not judged",
    ):
        assert phrase in shown


def test_kinds_without_a_finding_take_one_sentence(record: Record) -> None:
    """What was looked for and not found is said below, not as an empty section."""
    shown = " ".join(sourcing_table.plain(record).split())
    assert "No quotation is given to more than one person." in shown
    assert "One quotation, several mouths" not in shown


def test_every_kind_has_its_words(record: Record) -> None:
    """The kinds of findings and the words for them are the same set."""
    assert [one.key for one in sections(record, survey(record))] == list(load("findings"))


@pytest.mark.parametrize("width", [30, 60, 100, 140])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_asked(record: Record, width: int, colour: bool) -> None:
    """The list keeps to its width, with colour and without."""
    lines = STYLE.sub("", sourcing_table.render(record, width=width, colour=colour)).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_nothing_in_a_report_acts_on_the_terminal(record: Record) -> None:
    """Escape sequences in names and words are written out."""
    hostile = "\x1b[2J\u202ered"
    speakers = tuple(replace(one, name=hostile, affiliation=hostile, named=False) for one in record.speakers)
    statements = tuple(
        replace(one, id=one.id + hostile, cue=replace(one.cue, text=hostile)) for one in record.statements
    )
    shown = sourcing_table.plain(replace(record, speakers=speakers, statements=statements))
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_json_points_at_characters(record: Record) -> None:
    """All words carry the spans that they are cut from; the schema holds."""
    data = json.loads(SOURCING_FORMATS["json"].render(record))
    jsonschema.validate(data, sourcing_schema(), cls=jsonschema.Draft202012Validator)
    text = record.report.text

    def check(value: object) -> int:
        if isinstance(value, dict):
            own = 0
            if set(value) == {"spans", "text"}:
                assert value["text"] == " … ".join(text[slice(*span)] for span in value["spans"])
                own = 1
            return own + sum(map(check, value.values()))
        return sum(map(check, value)) if isinstance(value, list) else 0

    assert check(data) > 10
    assert data["report"]["sha256"] == record.report.sha256


def test_the_schema_file_is_that_of_the_types() -> None:
    """`onrecord schema sourcing > docs/onrecord-sourcing-1.schema.json` after a change of the types."""
    path = Path(__file__).parents[2] / "docs" / "onrecord-sourcing-1.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == sourcing_schema()


@pytest.mark.parametrize("name", sorted(SOURCING_FORMATS))
def test_a_format_gives_the_same_bytes_again(record: Record, name: str) -> None:
    """The sourcing is written the same each time, as lines that end."""
    first = SOURCING_FORMATS[name].render(record)
    assert first == SOURCING_FORMATS[name].render(record)
    assert first.endswith("\n")
