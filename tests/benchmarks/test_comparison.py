"""The comparison with other extractors: conversion, measuring, report. No peer has to be installed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.benchmarks.conftest import FOLDER, RAIN, STAY, TEXT

Result = dict[str, Any]


@dataclass(eq=False)
class Token:
    """A word as spaCy gives it, as far as the conversion looks at it."""

    i: int
    idx: int
    text: str
    lemma_: str = ""
    pos_: str = ""
    dep_: str = ""
    children: list[Token] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def subtree(self) -> list[Token]:
        below = [token for child in self.children for token in child.subtree]
        return sorted([self, *below], key=lambda token: token.i)


def tokens(text: str) -> list[Token]:
    found, at = [], 0
    for i, word in enumerate(text.split()):
        at = text.index(word, at)
        found.append(Token(i, at, word))
        at += len(word)
    return found


# ------------------------------------------------------------------- conversion
def test_neighbouring_tokens_become_one_span() -> None:
    """Tokens that follow each other are one span, with the white space between them."""
    from peers.triples import spans_of

    words = tokens("the old  harbour of Veld")
    assert spans_of([words[2], words[0], words[1]]) == [[0, 16]]


def test_a_gap_between_tokens_parts_the_spans() -> None:
    """Tokens with others between them are spans of their own; the same token twice counts once."""
    from peers.triples import spans_of

    words = tokens("has he not said")
    assert spans_of([words[0], words[2], words[2], words[3]]) == [[0, 3], [7, 15]]


def test_a_helped_source_is_the_whole_phrase() -> None:
    """The peers give the noun alone; helped, all words that hang on it are the source."""
    from peers.triples import attribution_of

    the, mayor, of, veld, said = words = tokens("The mayor of Veld said")
    mayor.children, of.children = [the, of], [veld]
    triple = SimpleNamespace(speaker=[mayor], cue=[said], content=words[:1])
    assert attribution_of(triple)["source"] == [[4, 9]]
    assert attribution_of(triple, whole_source=True)["source"] == [[0, 17]]


def test_paragraphs_keep_their_place() -> None:
    """Every line that holds something comes with its offset, whatever ends the lines."""
    from peers.triples import paragraphs

    text = "one\n\n  \r\ntwo\r\nthree"
    assert [text[at : at + len(line)] for at, line in paragraphs(text)] == ["one\n", "two\r\n", "three"]
    assert all(text[at:].startswith(line) for at, line in paragraphs(text))


def test_spans_of_a_prepared_text_return_to_the_text_as_given() -> None:
    """Where a peer drops lines and adds letters, its spans are moved back to the characters they were."""
    from peers.sayswho import Back

    lines = ["The dogs' owner spoke.", "", '"We stay, he said.']
    kept = [(0, "The dogs'x owner spoke."), (2, '"We stay, he said."')]
    given, prepared = "\n".join(lines), "\n".join(line for _, line in kept)
    back = Back(lines, kept)
    for part in ("owner", "he said", '"We stay', "spoke."):
        at = prepared.index(part)
        assert given[back.move(at, False) : back.move(at + len(part), True)] == part
    assert back.move(len(prepared), True) == len(given)


def test_the_clause_of_a_verb_of_saying_is_its_content() -> None:
    """A verb with a subject and a clause attributes the clause to the subject, wherever it stands."""
    from peers.clauses import clause_of

    port, shut, mayor, said = tokens("port shut mayor said")
    port.dep_, shut.dep_, mayor.dep_, said.pos_ = "nsubj", "ccomp", "nsubj", "VERB"
    shut.children, said.children = [port], [shut, mayor]
    assert list(clause_of(said)) == [{"source": [[10, 15]], "cue": [[16, 20]], "content": [[0, 9]]}]
    said.children = [shut]
    assert list(clause_of(said)) == []


# -------------------------------------------------------------------- measuring
def test_an_article_that_a_peer_gives_up_on_is_named() -> None:
    """A peer that raises on an article attributes nothing there; the reason is kept, the words count."""
    from measure import measure

    def read(text: str) -> list[dict[str, list[list[int]]]]:
        if "odd" in text:
            raise ValueError("odd marks")
        return [RAIN]

    result = measure(lambda: read, [("good", "a b"), ("bad", "odd one here")])
    assert result["attributions"] == {"good": [RAIN], "bad": []}
    assert result["failures"] == {"bad": "ValueError: odd marks"}
    assert result["words"] == 5
    assert result["peak_megabytes"] > 1


def test_a_peer_that_is_not_installed_is_left_out_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing is said, with what to do; the others are run all the same."""
    import peers
    import run

    here, absent = ModuleType("peers.here"), ModuleType("peers.absent")
    here.NEEDS, absent.NEEDS = ("onrecord",), ("onrecord", "no-such-thing-at-all")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "peers.here", here)
    monkeypatch.setitem(sys.modules, "peers.absent", absent)
    kept = run.available([peers.Extractor("absent", "absent"), peers.Extractor("here", "here")])
    assert [extractor.name for extractor in kept] == ["here"]
    said = " ".join(capsys.readouterr().err.split())
    assert "absent: no-such-thing-at-all not installed" in said
    assert "make peers" in said


def test_every_extractor_of_the_table_can_be_asked_what_it_needs() -> None:
    """The modules of all peers import, and say what they need, where none of it is installed."""
    from peers import EXTRACTORS

    for extractor in EXTRACTORS:
        assert extractor.code().NEEDS
        assert callable(extractor.code().load)


# ---------------------------------------------------------------------- corpora
def test_a_folder_of_gold_files_gives_statements_that_stand_in_no_other(tmp_path: Path) -> None:
    """Of a folder of records only top statements count, as no other corpus has nested ones."""
    from corpus import read_corpus

    shared = {"mode": "indirect", "act": "assertion", "certainty": "certain", "polarity": "positive"}
    statements = [
        {"id": "s1", **RAIN, **shared, "within": None},
        {"id": "s2", **STAY, **shared, "within": "s1"},
    ]
    document = {"id": "rain", "published": None, "speakers": [], "statements": statements}
    (tmp_path / "rain.gold.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "rain.txt").write_text(TEXT, encoding="utf-8", newline="")
    corpus = read_corpus(tmp_path)
    assert [row["attributions"] for row in corpus.rows] == [[RAIN]]
    assert corpus.rows[0]["text"] == TEXT


# ----------------------------------------------------------------------- report
@pytest.fixture
def report(corpus_file: Path, stub_result: Result) -> Result:
    from corpus import read_corpus
    from peers import TAGGER, YARDSTICK, Extractor
    from report import report_of

    extractors = [
        Extractor(TAGGER, "tagger"),
        Extractor("stub", "stub"),
        Extractor(YARDSTICK, "spacy_small", quality=False),
    ]
    slow = {**stub_result, "cpu_seconds": 0.02, "peak_megabytes": 20.0}
    found = {
        TAGGER: [{**slow, "failures": {}}],
        "stub": [stub_result, slow, stub_result],
        YARDSTICK: [stub_result],
    }
    return report_of(read_corpus(corpus_file), extractors, found)


def test_the_report_scores_what_was_found(report: Result) -> None:
    """Scores are the project's own: here one of four attributions, all of it right."""
    attribution = report["extractors"]["stub"]["scores"]["attribution"]["strict"]
    assert (attribution["P"], attribution["R"], attribution["F1"]) == (100, 25, 40)
    assert report["corpus"]["contents"] == {"direct": 2, "indirect": 2}


def test_speed_is_the_median_of_the_rounds_and_memory_the_most(report: Result) -> None:
    """One slow round does not make an extractor slow; memory is what it took at worst."""
    stub = report["extractors"]["stub"]
    assert stub["words_per_cpu_second"] == {"median": 2000, "least": 1000, "most": 2000}
    assert stub["peak_megabytes"] == 20
    assert stub["not_read"] == {"two": "ValueError: odd marks"}


def test_the_tagger_is_set_against_the_yardstick(report: Result) -> None:
    """The share of the yardstick's speed stands in the report, and the yardstick has no scores."""
    assert report["speed_of_yardstick"] == {"onrecord, tagger": 0.5}
    assert "scores" not in report["extractors"]["spaCy small"]


def test_two_reports_of_one_measurement_are_the_same_bytes(corpus_file: Path, stub_result: Result) -> None:
    """The report names packages and corpus, and no date."""
    from corpus import read_corpus
    from peers import Extractor
    from report import report_of

    found = {"stub": [stub_result]}
    made = [
        json.dumps(report_of(read_corpus(corpus_file), [Extractor("stub", "stub")], found)) for _ in range(2)
    ]
    assert made[0] == made[1]
    report = json.loads(made[0])
    assert report["packages"]["onrecord"]
    assert report["corpus"]["sha256"] == hashlib.sha256(corpus_file.read_bytes()).hexdigest()


def test_the_tables_name_every_extractor_and_its_failures(report: Result) -> None:
    """Quality, recall by kind and speed stand in one table each; what could not be read is counted."""
    from sheet import markdown, sheets

    shown = markdown(sheets(report))
    assert "| stub | 1 | 100.0 | 25.0 | 40.0 | 40.0 |" in shown
    assert "| stub | 50.0 / 50.0 | 0.0 / 0.0 |" in shown
    assert "| stub | 2,000 | 1,000-2,000 | 0.5 | 20 | 1 of 2 |" in shown
    assert "| spaCy small | 2,000 |" in shown
    assert "| onrecord, tagger | 0.50 |" in shown


def test_the_tables_fit_a_terminal_of_eighty_columns(report: Result) -> None:
    """No cell is cut off where the terminal has eighty columns."""
    import io

    from rich.console import Console

    from sheet import sheets, tables

    out = io.StringIO()
    Console(width=80, file=out).print(*tables(sheets(report)), sep="\n")
    assert "…" not in out.getvalue()


def test_the_picture_is_a_drawing_with_a_bar_for_each_figure(report: Result) -> None:
    """The picture is well-formed SVG: three bars of quality for two extractors, speed for three."""
    from picture import picture

    drawing = ElementTree.fromstring(picture(report))
    bars = [one for one in drawing.iter("{http://www.w3.org/2000/svg}rect") if one.get("rx")]
    assert len(bars) == 3 * 2 + 3
    words = "".join(drawing.itertext())
    assert "stub" in words
    assert "indirect speech found" in words


# ------------------------------------------------------------------- the command
def run_command(*given: str) -> subprocess.CompletedProcess[str]:
    source = Path(__file__).parents[2] / "src"
    return subprocess.run(
        [sys.executable, str(FOLDER / "run.py"), *given],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_measures_onrecord_where_no_peer_is_installed(corpus_file: Path, tmp_path: Path) -> None:
    """One command reads a corpus, prints the tables and writes report, picture and predictions."""
    out = tmp_path / "out"
    done = run_command(str(corpus_file), "--limit=1", "--rounds=1", "--only=onrecord, tagger", f"--out={out}")
    assert done.returncode == 0, done.stderr
    assert "onrecord, tagger" in done.stdout
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["corpus"]["articles"] == 1
    assert report["extractors"]["onrecord, tagger"]["words_per_cpu_second"]["median"] > 0
    row = json.loads((out / "predictions" / "onrecord-tagger.jsonl").read_text(encoding="utf-8"))
    assert row["id"] == "one"
    assert (out / "picture.svg").is_file()
    assert (out / "tables.md").is_file()


def test_a_corpus_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    """A wrong path ends the command with one message and no traceback."""
    done = run_command(str(tmp_path / "nothing.jsonl"))
    assert done.returncode == 1
    assert "there is no file" in done.stderr
    assert "Traceback" not in done.stderr
