"""The network: windows of word pieces in, scores of words out, run by ONNX Runtime.

The weights and all that must fit them (labels, version, thresholds, calibration)
lie in one folder: `tagger.onnx`, `tokenizer.json`, `model.json`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.record.errors import ModelError
from onrecord.tag.labels import LABELS
from onrecord.tag.windows import CLS, PAD, SEP, UNK, Batch, Floats, Pieces

FORMAT = 3
SLOW_FUSIONS = ["SkipLayerNormFusion"]  # on a processor that kernel takes six times what it fuses
MPNET_SPECIAL = {PAD: 1, UNK: 3, CLS: 0, SEP: 2}


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of one window.

    Shape: `labels` (words, labels) log probabilities; `to_cue`, `to_source`
    (words, 1 + words) probabilities that a word belongs to the cue, or a cue to
    the source, that starts at the word of that column; column 0 is none in sight.
    `inner` says the same of what stands within the contents, None where the
    network has no heads for it.
    """

    labels: Floats
    to_cue: Floats
    to_source: Floats
    inner: Scores | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `model.json` says: identity, label set, and the numbers fitted on the tuning part."""

    name: str
    version: str
    cue_bias: float
    content_bias: float
    link_floor: float
    nested_floor: float
    calibration: tuple[float, ...]
    inner_cue_bias: float
    inner_content_bias: float
    inner_calibration: tuple[float, ...]
    piece_offset: int
    sha256: str

    @property
    def shown(self) -> str:
        """Name, version and first digits of the SHA-256 of the weights, as traces and runs show it."""
        return f"{self.name} {self.version} ({self.sha256[:12]})"


def default_model() -> Path:
    """The folder of the weights that ship with the package."""
    return Path(str(resources.files("onrecord.tag") / "weights" / "attribution-en"))


def read_card(folder: Path) -> ModelCard:
    """Reads `model.json` and checks that these weights are for this version.

    Raises `ModelError` where a file is missing, damaged or of another label set.
    """
    path = folder / "model.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ModelError(
            f"there is no {path}",
            "a folder with model.json, tagger.onnx and tokenizer.json",
            "give another folder with --model, or install onrecord again",
        ) from None
    except ValueError as error:
        raise ModelError(f"{path} is damaged ({error})", "JSON", "install onrecord again") from None
    if data.get("format") != FORMAT:
        raise ModelError(f"the weights in {folder} have format {data.get('format')}", f"format {FORMAT}")
    if tuple(data.get("labels") or ()) != LABELS:
        raise ModelError(f"the weights in {folder} know the labels {data.get('labels')}", f"{list(LABELS)}")
    keys = ModelCard.__dataclass_fields__
    missing = [key for key in keys if key not in data]
    if missing:
        raise ModelError(f"{path} lacks {', '.join(missing)}", f"the fields {', '.join(keys)}")
    values: dict[str, Any] = {}
    for key in keys:
        values[key] = tuple(data[key]) if isinstance(data[key], list) else data[key]
    return ModelCard(**values)


class Network:
    """One loaded set of weights.

    Not shared between processes; within one process it may be used by several threads.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.folder = folder or default_model()
        self.card = read_card(self.folder)
        weights = self._read_weights()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.tokenizer: Any = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
            self.session = onnxruntime.InferenceSession(
                weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
            )
        except Exception as error:
            raise ModelError(f"the weights in {self.folder} do not load ({error})", "an ONNX file") from None
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.pieces = Pieces(self.tokenizer)

    @property
    def reads_within(self) -> bool:
        """Whether it has heads for what stands within contents."""
        return len(self.session.get_outputs()) > 3

    def _read_weights(self) -> bytes:
        path = self.folder / "tagger.onnx"
        try:
            data = path.read_bytes()
        except OSError:
            raise ModelError(f"there is no {path}", "the weights of the tagger") from None
        found = hashlib.sha256(data).hexdigest()
        if found != self.card.sha256:
            raise ModelError(
                f"{path} has SHA-256 {found[:12]}…",
                f"{self.card.sha256[:12]}…, as model.json says",
                "the file is damaged or of another version: install onrecord again",
            )
        return data

    def run(self, batch: Batch) -> list[Scores]:
        """Scores every window of a batch."""
        ids = batch.ids
        if self.card.piece_offset:
            ids = _shifted(ids, self.card.piece_offset)
        given = {"ids": ids, "mask": batch.mask, "features": batch.features, "heads": batch.heads}
        arrays = self.session.run(None, given)
        levels = [arrays[k : k + 3] for k in range(0, len(arrays), 3)]
        return [_scores_of(levels, i, n) for i, n in enumerate(batch.lengths.tolist())]


def _scores_of(levels: list[list[Floats]], window: int, words: int) -> Scores:
    """The scores of one window of a batch, without what is padding."""
    inner: Scores | None = None
    for labels, to_cue, to_source in reversed(levels):
        cut = slice(words), slice(words + 1)
        inner = Scores(labels[window, :words], to_cue[window][cut], to_source[window][cut], inner)
    assert inner is not None
    return inner


def _shifted(ids: npt.NDArray[np.int64], offset: int) -> npt.NDArray[np.int64]:
    moved = ids + offset
    for old, new in MPNET_SPECIAL.items():
        moved[ids == old] = new
    return moved
