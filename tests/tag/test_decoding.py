"""Labels to spans, and how a text is cut into windows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.errors import ModelError
from onrecord.tag.decode import Settings, best_labels, runs_of
from onrecord.tag.labels import INDEX, LABELS, span_labels
from onrecord.tag.network import Network, default_model
from onrecord.tag.tagger import Tagger
from onrecord.tag.windows import cut_windows, middle_weights, sections
from onrecord.text.words import split_words


@given(st.lists(st.integers(1, 12), max_size=600))
def test_every_word_is_in_a_window_and_no_window_is_too_long(counts: list[int]) -> None:
    """Nothing is lost between windows."""
    windows = cut_windows(counts, size=60, stride=40)
    seen = {k for w in windows for k in range(w.start, w.end)}
    assert seen == set(range(len(counts)))
    assert all(sum(counts[w.start : w.end]) <= 60 for w in windows)


def test_the_middle_of_a_window_counts_most() -> None:
    """A word at the border lacks half its surroundings."""
    weights = middle_weights(9)
    assert weights.argmax() == 4
    assert weights[0] == pytest.approx(weights[-1])
    assert weights[0] < 0.2


@given(st.lists(st.lists(st.floats(-9, 0), min_size=13, max_size=13), min_size=1, max_size=25))
def test_the_likeliest_labels_always_make_whole_spans(rows: list[list[float]]) -> None:
    """What begins also ends; no span has two roles."""
    labels = best_labels(np.array(rows, np.float32), Settings())
    covered = {k for run in runs_of(labels) for k in range(run.start, run.end)}
    assert covered == {k for k, label in enumerate(labels) if LABELS[label] != "O"}


def test_a_sure_sequence_is_read_off_as_it_is() -> None:
    """Decoding changes nothing where nothing is in doubt."""
    wanted = [
        INDEX["O"],
        *span_labels("source", 2),
        *span_labels("cue", 1),
        *span_labels("content", 4),
        INDEX["O"],
    ]
    scores = np.full((len(wanted), len(LABELS)), -12.0, np.float32)
    scores[np.arange(len(wanted)), wanted] = -0.001
    assert best_labels(scores, Settings()) == wanted
    assert [(r.role, r.start, r.end) for r in runs_of(wanted)] == [
        ("source", 1, 3),
        ("cue", 3, 4),
        ("content", 4, 8),
    ]


def test_a_cue_bias_lets_a_doubtful_cue_through() -> None:
    """The bias fitted on the tuning part trades precision for recall."""
    scores = np.full((3, len(LABELS)), -12.0, np.float32)
    scores[:, INDEX["O"]] = np.log(0.55)
    scores[1, INDEX["S-cue"]] = np.log(0.45)
    assert runs_of(best_labels(scores, Settings())) == []
    assert [r.role for r in runs_of(best_labels(scores, Settings(cue_bias=0.5)))] == ["cue"]


def test_a_very_long_text_is_cut_at_paragraphs() -> None:
    """Memory does not grow with the text."""
    words = split_words("a b c d\n\n" * 50)
    parts = sections(words, longest=30)
    assert all(p.end - p.start <= 30 and p.start % 4 == 0 for p in parts)
    assert parts[-1].end == len(words)


def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(default_model(), folder)
    return folder


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """A byte lost on the way is noticed, not read over."""
    folder = copied(tmp_path)
    weights = bytearray((folder / "tagger.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    (folder / "tagger.onnx").write_bytes(weights)
    with pytest.raises(ModelError, match="SHA-256"):
        Network(folder)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"format": 9}, "format 9"), ({"labels": ["O"]}, "labels"), ({"labels": None}, "labels")],
)
def test_weights_of_another_version_or_label_set_are_refused(
    tmp_path: Path, change: dict[str, object], word: str
) -> None:
    """Weights and program must fit."""
    folder = copied(tmp_path)
    card = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(card | change))
    with pytest.raises(ModelError, match=word):
        Network(folder)


def test_a_folder_without_weights_is_refused_with_advice(tmp_path: Path) -> None:
    """The message says what the folder should hold."""
    with pytest.raises(ModelError, match=r"model\.json"):
        Network(tmp_path)


def test_the_weights_that_ship_are_small_enough() -> None:
    """At most 40 MB, so that the package stays light."""
    assert sum(f.stat().st_size for f in default_model().iterdir()) < 40_000_000


def test_an_empty_text_has_no_attributions() -> None:
    """Nothing comes of nothing."""
    assert Tagger().tag(" \n ") == ()
