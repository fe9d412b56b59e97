"""Exports a trained tagger to ONNX, int8 by default, with its card of numbers.

    python export.py RUN/model.pt --tokenizer tokenizer.json --out FOLDER [--float]

Weights of matrix products are quantised to int8 by column, activations on the
fly; the embeddings are kept in int8 with one scale a row.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from network import Layer, Tagger, load_tagger
from onrecord.tag.confidence import FEATURES
from onrecord.tag.labels import LABELS
from onrecord.tag.network import FORMAT
from shorten import shorten

INPUTS = ("ids", "mask", "features", "heads")
LEVEL = ("labels", "to_cue", "to_source")


class Exportable(nn.Module):
    """The tagger with its outputs as onrecord takes them: log probabilities and probabilities."""

    def __init__(self, model: Tagger, levels: int) -> None:
        super().__init__()
        self.model = model
        self.levels = (model.outer, model.inner)[:levels]

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        words = self.model.words(ids, mask, features, heads)
        padded = (heads == 0).to(words.dtype)[:, None, :] * -1e4  # no word begins at the first piece
        padded = nn.functional.pad(padded, (1, 0))
        given: list[Tensor] = []
        for level in self.levels:
            given += [
                torch.log_softmax(level.labels(words), -1),
                torch.softmax(level.to_cue(words) + padded, -1),
                torch.softmax(level.to_source(words) + padded, -1),
            ]
        return tuple(given)


def plain_attention(self: Layer, hidden: Tensor, bias: Tensor) -> Tensor:
    """The layer's arithmetic spelt out, in the form that ONNX Runtime fuses."""
    batch, pieces, width = hidden.shape
    size = width // self.heads

    def split(x: Tensor) -> Tensor:
        return x.view(batch, pieces, self.heads, size).permute(0, 2, 1, 3)

    query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
    scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(size) + bias
    mixed = torch.matmul(torch.softmax(scores, -1), value).permute(0, 2, 1, 3).reshape(batch, pieces, width)
    hidden = self.attention_norm(hidden + self.output(mixed))
    return self.output_norm(hidden + self.down(nn.functional.gelu(self.up(hidden))))


def to_onnx(model: Tagger, path: Path, levels: int) -> None:
    """Writes the float32 graph with the heads of the first one or two levels."""
    outputs = [f"{prefix}{name}" for prefix in ("", "inner_")[:levels] for name in LEVEL]
    model.eval()
    Layer.forward = plain_attention  # type: ignore[method-assign]
    ids = torch.randint(1000, 2000, (2, 16))
    example = (
        ids,
        torch.ones_like(ids),
        torch.zeros(2, 16, 3, dtype=torch.long),
        torch.arange(1, 9).repeat(2, 1),
    )
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "mask", "features")}
    axes["heads"] = {0: "windows", 1: "words"}
    axes |= {name: {0: "windows", 1: "words"} for name in outputs}
    torch.onnx.export(
        Exportable(model, levels),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def fuse(path: Path, heads: int, hidden: int) -> None:
    """Lets ONNX Runtime's optimiser fuse attention, normalisation and activation."""
    fused = optimizer.optimize_model(
        str(path), model_type="bert", num_heads=heads, hidden_size=hidden, opt_level=1
    )
    fused.save_model_to_file(str(path))


def quantise(path: Path, out: Path) -> None:
    """Matrix products to int8 by column, embeddings to int8 by row."""
    quantize_dynamic(
        path,
        out,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
    model = onnx.load(out)
    quantise_table(model)
    split_norms(model)
    shorten(model)
    onnx.save(model, out)


def split_norms(model: onnx.ModelProto) -> None:
    """Takes fused sums and normalisations apart again.

    The optimiser needs them fused to find the attention, but on a processor ONNX
    Runtime runs the fused ones word by word without vector instructions: a fifth
    of the whole time. Numbers differ by rounding alone.
    """
    graph = model.graph
    nodes = []
    for node in graph.node:
        if node.op_type != "SkipLayerNormalization":
            nodes.append(node)
            continue
        given, skipped, gain, shift, bias = node.input[:5]
        name, epsilon = node.name, next(a.f for a in node.attribute if a.name == "epsilon")
        nodes += [
            helper.make_node("Add", [given, bias], [f"{name}_biased"], name=f"{name}_bias"),
            helper.make_node("Add", [f"{name}_biased", skipped], [f"{name}_sum"], name=f"{name}_add"),
            helper.make_node(
                "LayerNormalization",
                [f"{name}_sum", gain, shift],
                [node.output[0]],
                name=f"{name}_norm",
                axis=-1,
                epsilon=epsilon,
            ),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


def quantise_table(model: onnx.ModelProto) -> None:
    """Replaces the largest embedding table by int8 rows and a scale for each."""
    graph = model.graph
    tables = {i.name: i for i in graph.initializer if i.data_type == TensorProto.FLOAT and len(i.dims) == 2}
    for k, node in enumerate(graph.node):
        if node.op_type == "Gather" and node.input[0] in tables and tables[node.input[0]].dims[0] > 10000:
            table = tables[node.input[0]]
            values = numpy_helper.to_array(table)
            scale = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
            small = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
            graph.initializer.remove(table)
            graph.initializer.extend(
                [numpy_helper.from_array(small, "table_int8"), numpy_helper.from_array(scale, "table_scale")]
            )
            made = [
                helper.make_node(
                    "Gather", ["table_int8", node.input[1]], ["table_rows"], name="table_gather"
                ),
                helper.make_node(
                    "Cast", ["table_rows"], ["table_float"], to=TensorProto.FLOAT, name="table_cast"
                ),
                helper.make_node(
                    "Gather", ["table_scale", node.input[1]], ["table_scales"], name="table_scale_gather"
                ),
                helper.make_node("Mul", ["table_float", "table_scales"], [node.output[0]], name="table_mul"),
            ]
            graph.node.remove(node)
            for offset, new in enumerate(made):
                graph.node.insert(k + offset, new)
            return
    raise SystemExit("no embedding table found to quantise")


def write_card(model: Tagger, out: Path, name: str, version: str, **fitted: object) -> None:
    """Writes model.json: identity, labels, biases, what is fitted on the tuning part."""
    card = {
        "name": name,
        "version": version,
        "format": FORMAT,
        "labels": list(LABELS),
        "sha256": hashlib.sha256((out / "tagger.onnx").read_bytes()).hexdigest(),
        "piece_offset": model.shape.piece_offset,
        "cue_bias": 0.0,
        "content_bias": 0.0,
        "link_floor": 0.1,
        "nested_floor": 0.1,
        "calibration": [0.0] * (len(FEATURES) + 1),
        "inner_cue_bias": 0.0,
        "inner_content_bias": 0.0,
        "inner_calibration": [0.0] * (len(FEATURES) + 1),
        **fitted,
    }
    (out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the arguments and exports."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("model", type=Path)
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--name", default="attribution-en")
    options.add_argument("--version", default="1")
    options.add_argument("--float", action="store_true", help="keep float32")
    options.add_argument(
        "--levels", type=int, default=2, choices=(1, 2), help="1 leaves out the heads of what stands within"
    )
    o = options.parse_args()
    model = load_tagger(o.model)
    o.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        to_onnx(model, full, o.levels)
        if not model.shape.relative_buckets:
            fuse(full, model.shape.heads, model.shape.hidden)
        if o.float:
            shutil.copy(full, o.out / "tagger.onnx")
        else:
            quantise(full, o.out / "tagger.onnx")
    tokenizer = json.loads(o.tokenizer.read_text(encoding="utf-8"))
    tokenizer |= {"truncation": None, "padding": None, "post_processor": None}
    (o.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    write_card(model, o.out, o.name, o.version)
    size = (o.out / "tagger.onnx").stat().st_size / 1e6
    print(f"{o.out}: {size:.1f} MB")


if __name__ == "__main__":
    main()
