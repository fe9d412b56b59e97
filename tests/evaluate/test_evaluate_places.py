"""Scores of places: corpora of toponyms in their three shapes, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.evaluate.places import evaluate_places
from onrecord.evaluate.toponyms import read_corpus
from onrecord.interpret.toponyms import toponyms
from onrecord.record.errors import EvaluationError

TEXT = "Trains from Lviv to Paris were late, Ukrainian officials said."

VIRUS = f"""<articles><article><source>x</source><text>{TEXT}</text><locations>
<location><name>Lviv</name><start>13</start><end>17</end><lat>49.8</lat><lon>24.0</lon></location>
<location><name>Paris</name><start>21</start><end>26</end><lat>33.7</lat><lon>-95.6</lon></location>
</locations></article></articles>"""

WEB = f"""<articles><article file="7"><text>{TEXT}</text><toponyms>
<toponym><extractedName>Lviv</extractedName><type>Literal</type><start>12</start><end>16</end>
<latitude>49.8</latitude><longitude>24.0</longitude></toponym>
<toponym><extractedName>Ukrainian</extractedName><type>Non_Literal_Modifier</type><start>37</start><end>46</end>
<latitude>49.0</latitude><longitude>32.0</longitude></toponym>
<toponym><extractedName>officials</extractedName><type>Non_Lit_Expression</type><start>47</start><end>56</end></toponym>
</toponyms></article></articles>"""

LOCAL = f"""<articles><article docid="9"><text>{TEXT}</text><toponyms count="2">
<toponym><start>12</start><end>16</end><phrase>Lviv</phrase>
<gaztag geonameid="1"><name>Lviv</name><lat>49.8</lat><lon>24.0</lon></gaztag></toponym>
<toponym><start>20</start><end>25</end><phrase>Paris</phrase></toponym>
</toponyms></article></articles>"""


@pytest.mark.parametrize(
    ("xml", "names", "peoples"),
    [
        (VIRUS, [("Lviv", 12), ("Paris", 20)], False),
        (WEB, [("Lviv", 12), ("Ukrainian", 37)], True),
        (LOCAL, [("Lviv", 12), ("Paris", 20)], True),
    ],
    ids=["GeoVirus", "GeoWebNews", "LGL"],
)
def test_each_corpus_is_read_in_its_own_shape(
    tmp_path: Path, xml: str, names: list[tuple[str, int]], peoples: bool
) -> None:
    """Offsets from zero or from one; of GeoWebNews what has coordinates; peoples where they are annotated."""
    path = tmp_path / "corpus.xml"
    path.write_text(xml, encoding="utf-8")
    corpus = read_corpus(path)
    (article,) = corpus.articles
    assert [(t.name, t.span.start) for t in article.toponyms] == names
    assert all(TEXT[t.span.start : t.span.end] == t.name for t in article.toponyms)
    assert corpus.peoples is peoples


def test_names_are_counted_apart_from_where_they_are_put(tmp_path: Path) -> None:
    """Paris is found, but the gold one lies in Texas; a people is not asked for in GeoVirus."""
    path = tmp_path / "virus.xml"
    path.write_text(VIRUS, encoding="utf-8")
    scores = evaluate_places(path, toponyms).scores["corpora"]["virus"]["all"]
    assert (scores["P"], scores["R"], scores["F1"]) == (100.0, 100.0, 100.0)
    assert scores["found_and_near"] == 50.0
    assert scores["near_of_found"] == 50.0
    assert scores["mean_km"] > 3000


def test_a_name_without_coordinates_counts_for_finding_alone(tmp_path: Path) -> None:
    """Two are asked for, one of them with a place; the people that is given is one too many."""
    path = tmp_path / "local.xml"
    path.write_text(LOCAL, encoding="utf-8")
    scores = evaluate_places(path, toponyms).scores["corpora"]["local"]["all"]
    assert (scores["gold"], scores["given"], scores["with_coordinates"]) == (2, 3, 1)
    assert scores["found_and_near"] == 100.0


def test_an_article_belongs_to_one_half(tmp_path: Path) -> None:
    """The halves add up to all."""
    path = tmp_path / "web.xml"
    path.write_text(WEB, encoding="utf-8")
    scores = evaluate_places(path, toponyms).scores["corpora"]["web"]
    assert scores["tuned"]["gold"] + scores["unseen"]["gold"] == scores["all"]["gold"] == 2
    assert 0 in (scores["tuned"]["gold"], scores["unseen"]["gold"])


def test_the_command_shows_a_table_and_keeps_the_scores(tmp_path: Path) -> None:
    """All corpora of a folder, and the figures as JSON."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    for name, xml in (("virus", VIRUS), ("web", WEB)):
        (folder / f"{name}.xml").write_text(xml, encoding="utf-8")
    kept = tmp_path / "scores.json"
    done = CliRunner().invoke(app, ["evaluate", "places", str(folder), "--scores", str(kept)])
    assert done.exit_code == 0, done.output
    assert "Places in virus" in done.output
    assert "Places in web" in done.output
    assert set(json.loads(kept.read_text())["scores"]["corpora"]) == {"virus", "web"}


@pytest.mark.parametrize("content", ["<articles></articles>", "no xml", None])
def test_what_is_no_corpus_is_said(tmp_path: Path, content: str | None) -> None:
    """An empty, a broken and a missing file."""
    path = tmp_path / "corpus.xml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"corpus\.xml"):
        evaluate_places(path, toponyms)
