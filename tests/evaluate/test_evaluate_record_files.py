"""Running a reader over a folder of reports with gold records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluate.record_files import evaluate_records, part_of
from onrecord.record import Record, from_json, to_json
from onrecord.record.errors import EvaluationError, NoArticle

Json = dict[str, Any]
Make = Callable[..., Record]
TEXT = 'Ana Ruiz said that it rained. "We stay," Bo told us.'


def lay_down(folder: Path, document: Json, text: str = TEXT) -> None:
    """Writes a gold file and its text."""
    (folder / f"{document['id']}.gold.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / f"{document['id']}.txt").write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def folder(tmp_path: Path, gold_document: Json) -> Path:
    """Four reports of three parts, all with the same text, and a file that is no gold."""
    for name in ("t-rain", "t-again", "w-rain", "d-pol-rain"):
        lay_down(tmp_path, {**gold_document, "id": name})
    (tmp_path / "links-rain.json").write_text("{}")
    return tmp_path


@pytest.fixture
def read(make_record: Make) -> Callable[[str, str | None], Record]:
    """A reader that finds what Ana Ruiz said."""
    return lambda text, published: make_record(text, published, nested=False)


def test_reports_are_scored_overall_and_by_part(
    folder: Path, read: Callable[[str, str | None], Record]
) -> None:
    """Each part has scores as if it were all."""
    result = evaluate_records(folder, read, progress=False)
    assert result.scores["statements"] == {"gold": 8, "predicted": 4}
    assert {part: scores["statements"]["gold"] for part, scores in result.parts.items()} == {
        "d-pol": 2,
        "t": 4,
        "w": 2,
    }
    assert result.parts["t"]["found"] == {"p": 100, "r": 50, "f1": 66.7}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("w-harbour", "w"),
        ("s-01-lom", "s"),
        ("d-lom-courier", "d"),
        ("d-pol-courier", "d-pol"),
        ("d-police", "d"),
    ],
)
def test_a_part_is_the_id_up_to_its_first_hyphen(name: str, part: str) -> None:
    """Only d-pol-, which comes from another corpus, is a part of its own."""
    assert part_of(name) == part


def test_the_date_of_publication_is_passed_on(folder: Path, make_record: Make) -> None:
    """The reader is given what the gold file says."""
    seen = []

    def read(text: str, published: str | None) -> Record:
        seen.append(published)
        return make_record(text, published)

    evaluate_records(folder, read, limit=2, progress=False)
    assert seen == ["2031-05-06", "2031-05-06"]


def test_records_are_written_on_demand(
    folder: Path, tmp_path: Path, read: Callable[[str, str | None], Record], make_record: Make
) -> None:
    """One file a report, as `read` prints it, in a folder that is made."""
    written = tmp_path / "out" / "records"
    evaluate_records(folder, read, predictions=written, progress=False)
    assert sorted(path.name for path in written.iterdir()) == [
        "d-pol-rain.json",
        "t-again.json",
        "t-rain.json",
        "w-rain.json",
    ]
    record = from_json((written / "w-rain.json").read_text())
    assert to_json(record) == to_json(make_record(TEXT, "2031-05-06", nested=False))


def test_a_report_that_cannot_be_read_counts_as_empty_and_is_named(
    folder: Path, tmp_path: Path, make_record: Make
) -> None:
    """A record from an earlier run does not stand in for it."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "d-pol-rain.json").write_text('{"statements": [1]}')

    def read(text: str, published: str | None) -> Record:
        raise NoArticle("no article here")

    result = evaluate_records(folder, read, limit=1, predictions=out, progress=False)
    assert [failure.id for failure in result.run.failures] == ["d-pol-rain"]
    assert result.scores["statements"] == {"gold": 2, "predicted": 0}
    assert json.loads((out / "d-pol-rain.json").read_text()) == {}


def test_the_digest_is_of_all_gold_and_texts(folder: Path, read: Callable[[str, str | None], Record]) -> None:
    """It is the SHA-256 of the list that sha256sum prints, and changes with any of the files."""
    before = evaluate_records(folder, read, progress=False).run.corpus_sha256
    paths = sorted([*folder.glob("*.gold.json"), *folder.glob("*.txt")])
    listing = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in paths)
    assert before == hashlib.sha256(listing.encode()).hexdigest()
    (folder / "w-rain.txt").write_text(TEXT + " So it goes.")
    assert evaluate_records(folder, read, progress=False).run.corpus_sha256 != before


def test_line_ends_of_a_text_are_kept(tmp_path: Path, gold_document: Json, make_record: Make) -> None:
    """Offsets count every character of the file."""
    lay_down(tmp_path, gold_document, TEXT + "\r\nThe end.")
    seen = []

    def read(text: str, published: str | None) -> Record:
        seen.append(text)
        return make_record(text)

    evaluate_records(tmp_path, read, progress=False)
    assert seen == [TEXT + "\r\nThe end."]


def test_the_evaluation_is_written_as_json(
    folder: Path, tmp_path: Path, read: Callable[[str, str | None], Record]
) -> None:
    """With the run, the scores and the parts."""
    path = tmp_path / "scores.json"
    result = evaluate_records(folder, read, scores=path, model="small 3", progress=False)
    data = json.loads(path.read_text())
    assert (data["scores"], data["parts"]) == (result.scores, dict(result.parts))
    assert data["run"]["model"] == "small 3"


def broken(document: Json, **changes: Any) -> Json:
    """A gold file whose first statement differs."""
    first, *rest = document["statements"]
    return {**document, "statements": [{**first, **changes}, *rest]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: {**d, "id": "other"}, "has the id 'other'; expected 't-rain'"),
        (lambda d: {**d, "text_sha256": "0"}, "has the SHA-256"),
        (lambda d: {**d, "published": 2031}, "has published 2031"),
        (lambda d: {**d, "statements": None}, "has no list of statements"),
        (lambda d: {**d, "speakers": [{"id": "p1"}]}, r"speakers\[1\] has no name"),
        (lambda d: broken(d, act="asertion"), "statement s1 has act 'asertion'; expected one of assertion"),
        (lambda d: broken(d, content=[[0, 9999]]), "statement s1: the span .0, 9999. lies outside"),
        (lambda d: broken(d, about="past"), "statement s1 has about 'past'; expected an object"),
        (lambda d: broken(d, places="Velmora"), "statement s1 has places 'Velmora'; expected a list"),
        (lambda d: broken(d, via=[3]), "statement s1 has via .3.; expected a list of names"),
        (lambda d: broken(d, figures=["12"]), "statement s1 has figures .'12'.; expected a list of objects"),
        (lambda d: broken(d, said={"date": "2031"}), "statement s1 has said .*; expected a text or null"),
        (
            lambda d: broken(d, carried={"said": 3}),
            "statement s1: carried has said 3; expected a text or null",
        ),
        (lambda d: {**d, "speakers": [{**d["speakers"][0], "name": None}]}, "speaker p1 has name None"),
        (lambda d: {**d, "statements": d["statements"] * 2}, "has statements with the ids"),
        (lambda d: {**d, "statements": [{"id": "s1"}]}, r"statements\[1\] has no cue"),
    ],
)
def test_a_gold_file_that_is_not_as_described_is_refused(
    tmp_path: Path,
    gold_document: Json,
    read: Callable[[str, str | None], Record],
    change: Callable[[Json], Json],
    message: str,
) -> None:
    """The error names the file, the statement, what it has and what was expected."""
    (tmp_path / "t-rain.gold.json").write_text(json.dumps(change(gold_document)))
    (tmp_path / "t-rain.txt").write_text(TEXT)
    with pytest.raises(EvaluationError, match=message):
        evaluate_records(tmp_path, read, progress=False)


def test_missing_files_are_refused(
    tmp_path: Path, gold_document: Json, read: Callable[[str, str | None], Record]
) -> None:
    """No folder, no gold in it, no text beside the gold, no JSON in the file."""
    with pytest.raises(EvaluationError, match="there is no folder"):
        evaluate_records(tmp_path / "none", read, progress=False)
    with pytest.raises(EvaluationError, match="has no file"):
        evaluate_records(tmp_path, read, progress=False)
    gold = tmp_path / "t-rain.gold.json"
    gold.write_text(json.dumps(gold_document))
    with pytest.raises(EvaluationError, match=r"there is no file .*t-rain\.txt"):
        evaluate_records(tmp_path, read, progress=False)
    gold.write_text("{")
    with pytest.raises(EvaluationError, match=r"t-rain\.gold\.json is no JSON"):
        evaluate_records(tmp_path, read, progress=False)
