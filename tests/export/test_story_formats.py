"""A comparison, a speaker, figures and promises as tables, JSON and pictures."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from rich.cells import cell_len

from onrecord.compare.following import find_account, follow
from onrecord.compare.matters import Layout
from onrecord.compare.pledges import pledges_of
from onrecord.export import comparison_table, figures_table, follow_table, promises_table
from onrecord.export.comparisons import COMPARISON_FORMATS
from onrecord.export.figure_files import NoFigures
from onrecord.export.view_wire import view_schemas
from onrecord.export.views import FIGURE_FORMATS, FOLLOW_FORMATS, PROMISE_FORMATS
from onrecord.record import Comparison
from tests.export.story import STORY, hostile

STYLE = re.compile(r"\x1b\[[0-9;]*m")
SVG = "{http://www.w3.org/2000/svg}"


def _shown(comparison: Comparison) -> dict[str, tuple[Any, Any]]:
    """What each command shows, with its formats."""
    speaker = comparison.records[0].speakers[2].name
    return {
        "follow": (FOLLOW_FORMATS, follow(comparison, speaker)),
        "figures": (FIGURE_FORMATS, Layout(comparison).matter(find_account(comparison, "a1"))),
        "promises": (PROMISE_FORMATS, pledges_of(comparison)),
    }


TABLES: dict[str, Callable[..., str]] = {
    "compare": comparison_table.render,
    "follow": lambda c, **kind: follow_table.render(c, _shown(c)["follow"][1], **kind),
    "figures": lambda c, **kind: figures_table.render(c, _shown(c)["figures"][1], **kind),
    "promises": lambda c, **kind: promises_table.render(c, _shown(c)["promises"][1], **kind),
}

TOLD = {
    "compare": (
        "4 reports on 3 matters",
        "4 reports, 2 origins: Interior Ministry of Ostrel, Ferrow Miners' Union",
        "conflicts (figure): Ferrow Miners' Union against Interior Ministry of Ostrel 30 killed against 19",
        "killed: 17 to 30 stands",
    ),
    "follow": (
        "denied that the gates had been locked",
        "changed: denies → affirms",
        "Ferrow Miners' Union says otherwise (responsibility)",
    ),
    "figures": (
        "a part or an addition",
        "stands: 17 to 30 (lowest to highest of what each origin said last, no average)",
    ),
    "promises": (
        "Dana Velt disputed 4 March 2031",
        "due until 7 March 2031",
        "Ferrow Miners' Union reports it broken, 10 March 2031: No list was published",
        "A state is what later statements say, never a ruling.",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_tells_what_was_found(name: str) -> None:
    """Who, what, when, and what stands against it, with the report and the statement to look up."""
    shown = " ".join(TABLES[name](STORY, width=160, colour=False).split())
    for phrase in TOLD[name]:
        assert phrase in shown


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("width", [30, 80, 140])
def test_no_line_is_wider_than_asked(name: str, width: int) -> None:
    """With colour too."""
    lines = STYLE.sub("", TABLES[name](STORY, width=width, colour=True)).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("name", TABLES)
def test_nothing_in_the_reports_acts_on_the_terminal(name: str) -> None:
    """Escape sequences and marks of direction in names, matters and words are written out."""
    shown = TABLES[name](hostile("\x1b[2J\u202ered"), width=100, colour=False)
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert "\\x1b[2J\\u202ered" in shown


@pytest.mark.parametrize("name", ["follow", "figures", "promises"])
def test_json_keeps_its_schema(name: str) -> None:
    """And names statements by report and id, so that each can be looked up."""
    formats, value = _shown(STORY)[name]
    data = json.loads(formats["json"].render(STORY, value))
    jsonschema.validate(data, view_schemas()[name], cls=jsonschema.Draft202012Validator)
    assert data["schema"] == f"onrecord-{name}/1"
    assert '["gazette", "s' in json.dumps(data)


@pytest.mark.parametrize("name", ["follow", "figures", "promises"])
def test_the_schema_file_is_that_of_the_types(name: str) -> None:
    """`onrecord schema NAME > docs/onrecord-NAME-1.schema.json` after a change of the types."""
    path = Path(__file__).parents[2] / "docs" / f"onrecord-{name}-1.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == view_schemas()[name]


def test_a_comparison_has_a_page_among_its_formats() -> None:
    """`--format html` is one of them, and each gives the same bytes again."""
    assert set(COMPARISON_FORMATS) == {"table", "html", "json"}
    for form in COMPARISON_FORMATS.values():
        assert form.render(STORY) == form.render(STORY)


@pytest.mark.parametrize("name", ["follow", "figures", "promises"])
def test_a_format_gives_the_same_bytes_again(name: str) -> None:
    """Pictures too."""
    formats, value = _shown(STORY)[name]
    for form in formats.values():
        assert form.render(STORY, value) == form.render(STORY, value)


# ------------------------------------------------------------ the picture
def _drawing(comparison: Comparison = STORY) -> ElementTree.Element:
    drawn = FIGURE_FORMATS["svg"].render(comparison, _shown(comparison)["figures"][1])
    assert isinstance(drawn, str)
    return ElementTree.fromstring(drawn)


def _texts(root: ElementTree.Element, kind: str) -> list[str]:
    return [e.text or "" for e in root.iter(f"{SVG}text") if e.get("class") == kind]


def test_the_picture_has_a_line_for_every_figure_that_counts() -> None:
    """Day by day, with who said it and how much; parts and denied ones are not drawn."""
    root = _drawing()
    assert _texts(root, "date") == ["3 March 2031", "4 March 2031", "6 March 2031", "9 March 2031"]
    assert _texts(root, "amount") == ["at least 12", "30", "19", "17"]
    assert _texts(root, "stands") == ["stands: 17 to 30"]


def test_what_came_before_is_hollow() -> None:
    """Told apart by the mark, not by its colour alone."""
    marks = [g for g in _drawing().iter(f"{SVG}g") if "mark-of" in (g.get("class") or "")]
    assert ["earlier" in (mark.get("class") or "") for mark in marks] == [True, False, True, False]


def test_places_across_keep_the_order_of_numbers() -> None:
    """17 stands left of 19, 19 left of 30, and the band runs from 17 to 30."""
    root = _drawing()
    dots = [float((e.get("cx") or "").rstrip("%")) for e in root.iter(f"{SVG}circle")]
    twelve, thirty, nineteen, seventeen = dots
    assert twelve < seventeen < nineteen < thirty
    (band,) = [e for e in root.iter(f"{SVG}rect") if e.get("class") == "band"]
    start, width = (float((band.get(name) or "").rstrip("%")) for name in ("x", "width"))
    assert start == pytest.approx(seventeen)
    assert start + width == pytest.approx(thirty)


def test_the_picture_speaks_to_those_who_do_not_see_it() -> None:
    """It has a role, a title, and a description with the ranges."""
    (panel,) = [e for e in _drawing().iter(f"{SVG}svg") if e.get("role") == "img"]
    described = " ".join(e.text or "" for e in panel.iter(f"{SVG}desc"))
    assert "Range that stands, from the latest figure of each origin: 17 to 30." in described


def test_a_png_is_as_large_as_the_drawing_says() -> None:
    """Two pixels for one, and not empty: the words are drawn."""
    made = FIGURE_FORMATS["png"].render(STORY, _shown(STORY)["figures"][1])
    assert isinstance(made, bytes)
    assert made.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", made[16:24])
    root = _drawing()
    assert (width, height) == (2 * int(root.get("width") or 0), 2 * int(root.get("height") or 0))
    assert len(made) > 20_000


def test_markup_in_names_stays_text_in_the_picture() -> None:
    """The drawing of a hostile report is well-formed and has no script in it."""
    root = _drawing(hostile('"><script>alert(1)</script>'))
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>" in name for name in _texts(root, "name"))


def test_no_figures_no_picture() -> None:
    """A matter without numbers is refused with what to do."""
    matter = Layout(STORY).matter(find_account(STORY, "a2"))
    with pytest.raises(NoFigures, match="--format table"):
        FIGURE_FORMATS["svg"].render(STORY, matter)
    shown = FIGURE_FORMATS["table"].render(STORY, matter)
    assert "No statement on this matter gives a figure" in str(shown)


def test_a_large_number_takes_no_more_room() -> None:
    """Scales end at a round number, whatever the size."""
    records = tuple(
        replace(
            record,
            statements=tuple(
                replace(
                    s,
                    figures=tuple(
                        replace(f, low=f.low and f.low * 9e5, high=f.high and f.high * 9e5) for f in s.figures
                    ),
                )
                for s in record.statements
            ),
        )
        for record in STORY.records
    )
    root = _drawing(replace(STORY, records=records))
    assert _texts(root, "scale")[2] == "0"
    assert all(0 <= float((e.get("cx") or "").rstrip("%")) <= 84 for e in root.iter(f"{SVG}circle"))
