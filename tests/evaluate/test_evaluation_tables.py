"""How an evaluation looks to people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console, RenderableType

from onrecord.evaluate import attribution, records
from onrecord.evaluate.run import Evaluation, Failure, Run
from onrecord.evaluate.tables import attribution_report, records_report

Json = dict[str, Any]
RUN = Run(
    "corpus.jsonl",
    "f00d",
    "small 3",
    2,
    12345,
    9.5,
    5.0,
    (Failure("blank", "EmptyReport", "no [b]text[/b]."),),
)


@pytest.fixture
def shown() -> Callable[[RenderableType], str]:
    """Renders something as a wide terminal would show it."""

    def show(what: RenderableType) -> str:
        console = Console(width=160, color_system=None)
        with console.capture() as capture:
            console.print(what)
        return capture.get()

    return show


def test_attribution_is_shown_with_levels_roles_kinds_and_run(
    gold_row: Json, shown: Callable[[RenderableType], str]
) -> None:
    """Half found: recall 50 of two attributions, with their interval."""
    first = {"id": "rain", "attributions": gold_row["attributions"][:1]}
    scores = attribution.score([gold_row], [first], bootstrap=10)
    text = shown(attribution_report(Evaluation(RUN, scores)))
    assert "2 gold, 1 predicted" in text
    lenient = next(line for line in text.splitlines() if "lenient " in line and "66.7" in line)
    assert [cell.strip() for cell in lenient.split("│")[1:-1]] == [
        "lenient",
        "100.0",
        "50.0",
        "66.7",
        "66.7 to 66.7",
    ]
    for words in ("source", "direct", "indirect", "cue right", "As Citron counts", "12,345", "2,469", "f00d"):
        assert words in text


def test_articles_that_were_not_read_are_named_at_the_end(
    gold_row: Json, shown: Callable[[RenderableType], str]
) -> None:
    """With the reason, brackets and all."""
    text = shown(attribution_report(Evaluation(RUN, attribution.score([gold_row], []))))
    assert text.rstrip().endswith("blank: no [b]text[/b]. (EmptyReport)")
    assert "1 of 2 could not be read" in text


def test_records_are_shown_by_part_and_by_field(
    gold_document: Json, shown: Callable[[RenderableType], str]
) -> None:
    """Every part has a line, the last line is of all, and fields without a rate stay empty."""
    empty = records.score([(gold_document, {})])
    same = {**gold_document, "statements": [_shaped(s) for s in gold_document["statements"]]}
    full = records.score([(gold_document, same), (gold_document, {})])
    text = shown(records_report(Evaluation(RUN, full, {"t": empty})))
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if "│" in line]
    assert ["t", "2", "0", "0.0", "0.0", "0.0", "", "0.0"] in lines
    assert ["all", "4", "2", "100.0", "50.0", "66.7", "", "50.0"] in lines
    assert ["speaker", "100.0", "", "", "", ""] in lines
    assert ["act", "100.0", "100.0", "", "", ""] in lines
    assert ["audience given", "", "", "100.0", "100.0", "100.0"] in lines


def _shaped(statement: Json) -> Json:
    return {
        **statement,
        "source": {"spans": statement["source"], "speaker": statement["speaker"]},
        "content": {"spans": statement["content"], "mode": statement["mode"]},
    }
