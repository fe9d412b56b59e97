"""Labels whose texts lie elsewhere are read with those texts, and never with others."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from onrecord.evaluate.labels import read_labels
from onrecord.read import read_bytes

TEXT = "The bridge at Sarn will open in May, the mayor said."


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl.gz"
    rows = [{"id": "a", "text": TEXT, "published": "2031-02-03"}, {"id": "b", "text": "Nothing is said."}]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def labels_of(tmp_path: Path, **changed: str) -> Path:
    row = {
        "corpus": "news",
        "id": "a",
        "sha256": digest(TEXT),
        "source": [[37, 46]],
        "cue": [[47, 51]],
        "content": [[0, 35]],
        "act": "forecast",
    }
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({**row, **changed}) + "\n")
    return path


def test_labels_come_with_their_text(tmp_path, corpus):
    """A label is read with the text and the day of the report that it belongs to."""
    (own,) = read_labels(labels_of(tmp_path), {"news": corpus})
    assert (own.id, own.text, own.published) == ("a", TEXT, "2031-02-03")
    assert [label["act"] for label in own.labels] == ["forecast"]


def test_labels_of_another_text_are_left_out(tmp_path, corpus):
    """Where the text has changed since it was labelled, its spans mean nothing."""
    assert not list(read_labels(labels_of(tmp_path, sha256="0" * 12), {"news": corpus}))


def test_labels_of_a_corpus_that_is_not_given_are_left_out(tmp_path, corpus):
    """Who has one corpus alone trains on that."""
    assert not list(read_labels(labels_of(tmp_path, corpus="other"), {"news": corpus}))


def test_pages_are_labelled_by_the_text_read_from_them(tmp_path):
    """A folder of pages is a corpus too; a page in another language is passed over."""
    pages = tmp_path / "pages"
    pages.mkdir()
    story = [
        TEXT,
        "It was shut for repairs last winter.",
        "Carters had to go round by the lower ford.",
        "The council paid for the timber and the stone.",
        "A second bridge is planned for the next year.",
    ]
    body = "".join(f"<p>{sentence} {sentence.lower()}</p>" for sentence in story)
    _write_page(pages / "x.html.gz", body)
    german = "<p>Die Brücke bleibt bis auf weiteres gesperrt, sagte der Bürgermeister am Montag.</p>" * 5
    _write_page(pages / "y.html.gz", german)
    text = read_bytes(gzip.decompress((pages / "x.html.gz").read_bytes()), path="x.html").report.text
    (own,) = read_labels(labels_of(tmp_path, corpus="pages", id="x", sha256=digest(text)), {"pages": pages})
    assert own.text == text


def _write_page(path: Path, body: str) -> None:
    path.write_bytes(gzip.compress(f"<html><body><article>{body}</article></body></html>".encode()))
