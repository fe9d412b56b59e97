"""Makes one teacher of several exported networks: their weighted mean in one ONNX graph.

    python together.py --out TEACHER LARGE=0.6,0.3 SMALL=0.2,0.35 …

Each folder comes with its weight in the roles of words and in their links. They must have been
exported in float32 with the same tokenizer and `--levels 1`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, compose, helper, numpy_helper

from export import INPUTS, LEVEL
from onrecord.tag.network import MPNET_SPECIAL

Member = tuple[Path, float, float]
"""A folder, and its weight in labels and in links."""


class Joined:
    """The graph as it grows: the members side by side, then their means."""

    def __init__(self, members: list[Member]) -> None:
        self.members = members
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: np.ndarray) -> str:
        """The name of a constant."""
        name = f"together_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, *given: str, **more: object) -> str:
        """Adds a node with one output and names that."""
        name = f"{kind.lower()}_{len(self.nodes)}_together"
        self.nodes.append(helper.make_node(kind, list(given), [name], name=name, **more))
        return name

    def shifted(self, ids: str, offset: int) -> str:
        """Pieces as MPNet counts them."""
        moved = self.node("Add", ids, self.constant(np.array(offset)))
        for old, new in MPNET_SPECIAL.items():
            is_old = self.node("Equal", ids, self.constant(np.array(old)))
            moved = self.node("Where", is_old, self.constant(np.array(new)), moved)
        return moved

    def mean(self, outputs: list[str], weights: list[float], logs: bool, name: str) -> None:
        """A weighted mean of probabilities under a name; of logarithms the logarithm of the mean."""
        parts = [
            self.node(
                "Mul",
                self.node("Exp", given) if logs else given,
                self.constant(np.array(weight / sum(weights), np.float32)),
            )
            for given, weight in zip(outputs, weights, strict=True)
        ]
        self.nodes.append(
            helper.make_node("Sum", parts, [f"{name}_sum"] if logs else [name], name=f"{name}_mean")
        )
        if logs:
            floor = self.constant(np.array(1e-9, np.float32))
            self.nodes.append(
                helper.make_node("Log", [self.node("Max", f"{name}_sum", floor)], [name], name=f"{name}_log")
            )

    def model(self) -> onnx.ModelProto:
        """The whole graph."""
        graphs, before = [], []
        for k, (folder, _, _) in enumerate(self.members):
            member = compose.add_prefix(onnx.load(folder / "tagger.onnx"), f"m{k}_")
            offset = json.loads((folder / "model.json").read_text(encoding="utf-8"))["piece_offset"]
            ids = self.shifted("ids", offset) if offset else "ids"
            for name in INPUTS:
                given = ids if name == "ids" else name
                self.nodes.append(
                    helper.make_node("Identity", [given], [f"m{k}_{name}"], name=f"m{k}_{name}_in")
                )
            graphs.append(member)
        before, self.nodes = self.nodes, []
        for name in LEVEL:
            weights = [m[1] if name == "labels" else m[2] for m in self.members]
            given = [f"m{k}_{name}" for k in range(len(self.members))]
            self.mean(given, weights, name == "labels", name)
        graph = helper.make_graph(
            [*before, *(n for g in graphs for n in g.graph.node), *self.nodes],
            "together",
            [_input(name) for name in INPUTS],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, None, None]) for name in LEVEL],
            [*self.constants, *(i for g in graphs for i in g.graph.initializer)],
        )
        sets = {o.domain: o for g in graphs for o in g.opset_import}
        version = max(g.ir_version for g in graphs)
        return helper.make_model(graph, opset_imports=list(sets.values()), ir_version=version)


def _input(name: str) -> onnx.ValueInfoProto:
    shape = [None] * (3 if name == "features" else 2)
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def main() -> None:
    """Reads the arguments and writes the folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("members", nargs="+", metavar="FOLDER=LABELS,LINKS")
    o = options.parse_args()
    members: list[Member] = []
    for text in o.members:
        folder, _, weights = text.rpartition("=")
        labels, links = map(float, weights.split(","))
        members.append((Path(folder), labels, links))
    o.out.mkdir(parents=True, exist_ok=True)
    onnx.save(Joined(members).model(), o.out / "tagger.onnx")
    shutil.copy(members[0][0] / "tokenizer.json", o.out / "tokenizer.json")
    card = json.loads((members[0][0] / "model.json").read_text(encoding="utf-8"))
    card |= {
        "piece_offset": 0,
        "sha256": hashlib.sha256((o.out / "tagger.onnx").read_bytes()).hexdigest(),
    }
    (o.out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
