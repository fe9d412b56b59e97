"""Events against annotated sentences."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.evaluate.events import Case, evaluate_events, read_cases, score_parties, score_types, token_f1
from onrecord.record.errors import EvaluationError

ROWS = [
    {
        "sentence": "Police arrested two students in Hask.",
        "actor": "Police",
        "recipient": "two students",
        "root": "COERCE",
    },
    {
        "sentence": "Russian jets bombed the port of Velmora.",
        "actor": "Russian jets",
        "recipient": "the port",
        "root": "ASSAULT",
    },
    {
        "sentence": "Kuwait and Chad held talks in Sarn.",
        "actor": "Kuwait",
        "recipient": "Chad",
        "root": "CONSULT",
    },
    {
        "sentence": "Kuwait and Chad held talks in Sarn.",
        "actor": "Chad",
        "recipient": "Kuwait",
        "root": "CONSULT",
    },
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))
    return path


def test_rows_of_one_sentence_are_one_case(corpus: Path) -> None:
    """Each of their parties is right."""
    cases = read_cases(corpus)
    assert len(cases) == 3
    assert cases[2] == Case(
        "Kuwait and Chad held talks in Sarn.", "CONSULT", ("Kuwait", "Chad"), ("Chad", "Kuwait")
    )


def test_the_same_sentences_are_kept_in_every_run() -> None:
    """About one in five, by the sentence alone."""
    kept = [Case(f"Police arrested student {n}.", "COERCE", ("",), ("",)).kept for n in range(1000)]
    assert 150 < sum(kept) < 250
    assert kept == [Case(f"Police arrested student {n}.", "ASSAULT", ("x",), ("",)).kept for n in range(1000)]


def test_types_are_scored_by_class_and_what_is_left_open_costs_recall_alone() -> None:
    """Macro-F1 weighs every class alike."""
    scores = score_types([("AID", "AID"), ("AID", None), ("YIELD", "AID"), ("YIELD", "YIELD")])
    assert scores["classes"]["AID"] == {"p": 50.0, "r": 50.0, "f1": 50.0, "gold": 2}
    assert scores["classes"]["YIELD"]["f1"] == 66.7
    assert (scores["macro_f1"], scores["accuracy"], scores["told"]) == (58.4, 50.0, 75.0)
    assert scores["precision"] == 66.7


def test_parties_are_scored_by_their_words() -> None:
    """Articles and case do not count, the best of several golds does, none told counts nothing."""
    assert token_f1("The Army of Chad", "army") == 0.5
    assert token_f1("the rebels", "Rebels") == 1.0
    assert token_f1("Chad", "Kuwait") == 0.0
    scores = score_parties([(("Chad", "Kuwait"), "Kuwait"), (("Chad",), None)])
    assert scores == {"token_f1": 50.0, "told": 50.0, "token_f1_of_told": 100.0}


def test_a_corpus_is_read_and_scored(corpus: Path, tmp_path: Path) -> None:
    """The scores name the model and the corpus, and are kept where asked."""
    scores = evaluate_events(corpus, everything=True, scores=tmp_path / "scores.json")
    assert scores["sentences"] == 3
    assert scores["model"].startswith("plover/")
    assert scores["types"]["accuracy"] == 100.0
    assert json.loads((tmp_path / "scores.json").read_text("utf-8")) == scores


def test_the_command_shows_classes_and_parties(corpus: Path) -> None:
    """One table of classes, one of what is told."""
    result = CliRunner().invoke(app, ["evaluate", "events", str(corpus), "--all"])
    assert result.exit_code == 0, result.output
    assert all(words in result.output for words in ("COERCE", "macro-F1", "recipient, words F1"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"{}\n", "no corpus of events"),
        (b"no json\n", "no corpus of events"),
        (b"", "no sentence"),
    ],
)
def test_a_file_that_is_no_corpus_is_named(tmp_path: Path, content: bytes | None, words: str) -> None:
    """The error says what was expected."""
    path = tmp_path / "events.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvaluationError, match=words) as error:
        evaluate_events(path)
    assert "sentence" in str(error.value)
