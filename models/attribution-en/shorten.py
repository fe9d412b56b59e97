"""The same numbers in fewer steps: rewrites an exported graph where ONNX Runtime is slow.

    python shorten.py FOLDER

`export.py` does this by itself; the command does it to weights that were
exported before, and writes their new SHA-256 into model.json. Every output
stays the same, bit for bit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

from network import DISTANCE_BUCKETS, STEPS

FARTHEST = len(STEPS)  # words; a window has fewer


def shorten(model: onnx.ModelProto) -> None:
    """Both rewritings."""
    lay_distances(model)
    add_before_gelu(model)


def add_before_gelu(model: onnx.ModelProto) -> None:
    """Takes the bias out of the activation: the matrix product before adds it for nothing."""
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node.op_type != "BiasGelu":
            nodes.append(node)
            continue
        given, bias = node.input
        added = f"{node.output[0]}_biased"
        nodes += [
            helper.make_node("Add", [given, bias], [added], name=f"{node.name}_bias"),
            helper.make_node("Gelu", [added], list(node.output), name=node.name, domain="com.microsoft"),
        ]
    _put(model, nodes)


def lay_distances(model: onnx.ModelProto) -> None:
    """Lays the biases by distance out by copying, not by looking each pair of words up.

    The bias of words i and j depends on j - i alone, so row i of the table is row
    i - 1 moved by one. With the biases of -(n - 1) … n in a vector of length 2n,
    repeated n times and begun at n - 1, a table of rows of 2n - 1 has them all in
    place: its first n columns are what is asked for.
    """
    graph = model.graph
    stored = {i.name: i for i in graph.initializer}
    looked_up = [n for n in graph.node if n.op_type == "Gather" and n.input[0].endswith(".distance")]
    if not looked_up:
        return
    gaps = np.arange(2 * FARTHEST) - (FARTHEST - 1)
    buckets = np.sign(gaps) * STEPS.numpy()[np.minimum(np.abs(gaps), FARTHEST - 1)] + DISTANCE_BUCKETS
    for name, value in (("one", 1), ("zero", 0), ("middle", FARTHEST)):
        _store(model, f"lay_{name}", np.array([value], np.int64))
    words = _count_of_words(model)
    made = [
        helper.make_node("Reshape", [words, "lay_one"], ["lay_n"]),
        helper.make_node("Add", ["lay_n", "lay_n"], ["lay_2n"]),
        helper.make_node("Sub", ["lay_2n", "lay_one"], ["lay_row"]),
        helper.make_node("Sub", ["lay_middle", "lay_n"], ["lay_from"]),
        helper.make_node("Add", ["lay_from", "lay_2n"], ["lay_to"]),
        helper.make_node("Sub", ["lay_n", "lay_one"], ["lay_begin"]),
        helper.make_node("Mul", ["lay_n", "lay_row"], ["lay_size"]),
        helper.make_node("Add", ["lay_begin", "lay_size"], ["lay_end"]),
        helper.make_node("Concat", ["lay_n", "lay_row"], ["lay_shape"], axis=0),
    ]
    for k, node in enumerate(looked_up):
        table = numpy_helper.to_array(stored[node.input[0]])
        _store(model, f"lay_{k}_by_gap", table[buckets].astype(np.float32))
        made += [
            helper.make_node("Slice", [f"lay_{k}_by_gap", "lay_from", "lay_to"], [f"lay_{k}_here"]),
            helper.make_node("Tile", [f"lay_{k}_here", "lay_n"], [f"lay_{k}_often"]),
            helper.make_node("Slice", [f"lay_{k}_often", "lay_begin", "lay_end"], [f"lay_{k}_begun"]),
            helper.make_node("Reshape", [f"lay_{k}_begun", "lay_shape"], [f"lay_{k}_rows"]),
            helper.make_node(
                "Slice", [f"lay_{k}_rows", "lay_zero", "lay_n", "lay_one"], [node.output[0]], name=node.name
            ),
        ]
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node not in looked_up:
            nodes.append(node)
        if words in node.output:
            nodes += made
    _put(model, nodes)


def _count_of_words(model: onnx.ModelProto) -> str:
    """The number of words of a window: what the range counts that distances are taken from."""
    counted = [n.input[1] for n in model.graph.node if n.op_type == "Range"]
    made = {output: n for n in model.graph.node for output in n.output}
    for name in counted:
        source = made.get(name)
        if source is not None and "to_cue" in source.name:
            return name
    raise SystemExit("no count of words found in the graph")


def _store(model: onnx.ModelProto, name: str, values: np.ndarray) -> None:
    model.graph.initializer.append(numpy_helper.from_array(values, name))


def _put(model: onnx.ModelProto, nodes: list[NodeProto]) -> None:
    """Gives the graph these nodes, without those, and without the numbers, that nothing uses now."""
    graph = model.graph
    outputs = {o.name for o in graph.output}
    while True:
        used = outputs | {name for node in nodes for name in node.input}
        kept = [node for node in nodes if any(output in used for output in node.output)]
        if len(kept) == len(nodes):
            break
        nodes = kept
    stored = [i for i in graph.initializer if i.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(stored)


def main() -> None:
    """Reads the arguments and rewrites."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="with tagger.onnx and model.json")
    o = options.parse_args()
    weights, card = o.folder / "tagger.onnx", o.folder / "model.json"
    model = onnx.load(weights)
    shorten(model)
    onnx.save(model, weights)
    fields = json.loads(card.read_text(encoding="utf-8"))
    fields["sha256"] = hashlib.sha256(weights.read_bytes()).hexdigest()
    card.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")
    print(f"{o.folder}: {fields['sha256'][:12]}")


if __name__ == "__main__":
    main()
