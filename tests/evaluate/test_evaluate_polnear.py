"""Running a reader over a file of attributions."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluate.polnear import evaluate_polnear, polnear_row
from onrecord.evaluate.run import Run
from onrecord.record import Record
from onrecord.record.errors import EmptyReport, EvaluationError

Json = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def corpus(tmp_path: Path, gold_row: Json) -> Path:
    """Three articles: the reader finds half of the first, refuses the second, has nothing of the third."""
    rows = [
        gold_row,
        {"id": "blank", "text": " ", "attributions": []},
        {"id": "snow", "text": "Snow fell.", "attributions": []},
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def read(make_record: Make) -> Callable[[str], Record]:
    """A reader that finds what Ana Ruiz said and takes no blank text."""

    def read(text: str) -> Record:
        if not text.strip():
            raise EmptyReport("there is nothing to read", "some text")
        return make_record(text)

    return read


def test_statements_within_others_are_no_attributions(make_record: Make, gold_row: Json) -> None:
    """A row has what the report itself attributes, with the spans as they stand."""
    row = polnear_row(make_record(gold_row["text"]), "rain")
    assert row["attributions"] == gold_row["attributions"][:1]
    assert row["text_sha256"] == hashlib.sha256(gold_row["text"].encode()).hexdigest()


def test_the_corpus_is_read_and_scored(corpus: Path, read: Callable[[str], Record]) -> None:
    """One of two attributions is found, and nothing else is claimed."""
    result = evaluate_polnear(corpus, read, progress=False)
    assert (result.scores["articles"], result.scores["articles_missing_in_prediction"]) == (3, 1)
    assert result.scores["attribution"]["strict"] == {
        "P": 100,
        "R": 50,
        "F1": pytest.approx(200 / 3),
        "tp": 1,
        "pred": 1,
        "gold": 2,
    }


def test_an_article_that_cannot_be_read_is_named(corpus: Path, read: Callable[[str], Record]) -> None:
    """It counts as an empty prediction, and the report says which it was and why."""
    (failure,) = evaluate_polnear(corpus, read, progress=False).run.failures
    assert (failure.id, failure.error) == ("blank", "EmptyReport")
    assert "there is nothing to read" in failure.message


def test_a_record_of_another_text_is_a_failure(corpus: Path, make_record: Make) -> None:
    """Offsets into a text that was tidied up would be scored wrongly."""
    result = evaluate_polnear(corpus, lambda text: make_record(text.upper()), limit=1, progress=False)
    assert "another text" in result.run.failures[0].message
    assert result.scores["articles_missing_in_prediction"] == 1


def test_the_run_says_what_was_run_on_what(corpus: Path, read: Callable[[str], Record]) -> None:
    """Model, corpus with digest, articles, and the words between white space that were read."""
    run = evaluate_polnear(corpus, read, model="small 3", progress=False).run
    assert (run.model, run.corpus, run.articles) == ("small 3", "corpus.jsonl", 3)
    assert run.corpus_sha256 == hashlib.sha256(corpus.read_bytes()).hexdigest()
    assert run.words == 11 + 2


def test_only_the_reading_is_timed(corpus: Path, make_record: Make) -> None:
    """A reader that waits takes time by the wall and little of the processor's."""

    def slow(text: str) -> Record:
        time.sleep(0.05)
        return make_record(text)

    run = evaluate_polnear(corpus, slow, progress=False).run
    assert run.wall_seconds >= 0.15
    assert run.cpu_seconds < run.wall_seconds


@pytest.mark.parametrize(("seconds", "rate"), [(4.0, 300), (0.0, 0)])
def test_speed_is_words_by_seconds_of_the_processor(seconds: float, rate: float) -> None:
    """1,200 words in 4 seconds are 300 a second, whatever the clock on the wall says."""
    assert Run("c", "0", "m", 3, 1200, 99.0, seconds).words_per_cpu_second == rate


def test_a_limit_takes_the_first_articles(corpus: Path, read: Callable[[str], Record]) -> None:
    """What comes after is neither read nor wanted."""
    result = evaluate_polnear(corpus, read, limit=1, progress=False)
    assert (result.scores["articles"], result.run.articles, result.run.failures) == (1, 1, ())


def test_a_packed_corpus_gives_the_same_scores(corpus: Path, read: Callable[[str], Record]) -> None:
    """.jsonl.gz is unpacked on the way."""
    packed = corpus.with_name("corpus.jsonl.gz")
    packed.write_bytes(gzip.compress(corpus.read_bytes()))
    plain, unpacked = (evaluate_polnear(path, read, progress=False).scores for path in (corpus, packed))
    assert plain == unpacked


def test_predictions_and_scores_are_written_on_demand(
    corpus: Path, tmp_path: Path, read: Callable[[str], Record]
) -> None:
    """Rows for another scorer, without the articles that were not read; the evaluation as JSON."""
    rows, scores = tmp_path / "rows.jsonl", tmp_path / "scores.json"
    result = evaluate_polnear(corpus, read, predictions=rows, scores=scores, progress=False)
    lines = [json.loads(line) for line in rows.read_text().splitlines()]
    assert [line["id"] for line in lines] == ["rain", "snow"]
    assert json.loads(scores.read_text())["scores"] == result.scores
    assert json.loads(scores.read_text())["run"]["failures"][0]["id"] == "blank"


def test_progress_goes_to_stderr(
    corpus: Path,
    read: Callable[[str], Record],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A terminal shows how far the run is; stdout stays free for scores."""
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    evaluate_polnear(corpus, read)
    shown = capsys.readouterr()
    assert "Reading" in shown.err
    assert shown.out == ""
    evaluate_polnear(corpus, read, progress=False)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1 of bad.jsonl is no JSON"),
        ("[]", "line 1 of bad.jsonl is list"),
        ('{"id": "a", "attributions": []}', "line 1 of bad.jsonl has no text"),
        ('{"id": "a", "text": "A.", "attributions": 3}', "has no attributions"),
        ('{"id": "a", "text": "A.", "attributions": [{"cue": [[0, 9]]}]}', "line 1 of bad.jsonl: the span"),
        ('{"id": "a", "text": "A.", "attributions": []}\n' * 2, "line 2 of bad.jsonl has the id 'a' again"),
        ("\n", "has no articles"),
    ],
)
def test_a_corpus_that_is_not_as_described_is_refused(
    tmp_path: Path, read: Callable[[str], Record], content: str, message: str
) -> None:
    """The error says where, and what was expected, before anything is run."""
    path = tmp_path / "bad.jsonl"
    path.write_text(content)
    with pytest.raises(EvaluationError, match=message) as caught:
        evaluate_polnear(path, read, progress=False)
    assert "expected" in str(caught.value)


def test_a_corpus_that_is_missing_or_no_text_is_refused(
    tmp_path: Path, read: Callable[[str], Record]
) -> None:
    """A wrong path, a file that is not packed, half a packed file, and bytes that are no UTF-8."""
    packed = gzip.compress(b'{"id": "a"}' * 50)
    for name, data, message in (
        ("missing.jsonl", None, "there is no file"),
        ("plain.jsonl.gz", b"{}", "cannot be read"),
        ("half.jsonl.gz", packed[: len(packed) // 2], "cannot be read"),
        ("latin.jsonl", b'{"id": "\xe9"}', "cannot be read"),
    ):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(EvaluationError, match=message):
            evaluate_polnear(tmp_path / name, read, progress=False)


def test_outputs_that_cannot_be_written_are_refused_before_the_run(corpus: Path, tmp_path: Path) -> None:
    """Nothing is read for an hour and then lost, and the corpus is never overwritten."""

    def never(text: str) -> Record:
        raise AssertionError("the run had begun")

    for output in (tmp_path / "none" / "rows.jsonl", tmp_path, corpus):
        with pytest.raises(EvaluationError):
            evaluate_polnear(corpus, never, predictions=output, progress=False)
        with pytest.raises(EvaluationError):
            evaluate_polnear(corpus, never, scores=output, progress=False)


def test_a_limit_of_none_at_all_is_refused(corpus: Path, read: Callable[[str], Record]) -> None:
    """Zero articles have no scores."""
    with pytest.raises(EvaluationError, match="the limit is 0"):
        evaluate_polnear(corpus, read, limit=0, progress=False)


def test_errors_that_nobody_raised_on_purpose_are_not_hidden(corpus: Path) -> None:
    """A mistake in the program ends the run."""

    def broken(text: str) -> Record:
        raise KeyError(text)

    with pytest.raises(KeyError):
        evaluate_polnear(corpus, broken, progress=False)
