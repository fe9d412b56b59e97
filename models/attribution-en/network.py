"""The network of the tagger in PyTorch: a BERT or MPNet encoder with two sets of three heads.

The first set reads what a text attributes, the second what stands within those contents.

Used for training and export alone; onrecord runs the exported ONNX file.

Encoder: Devlin et al. 2019 (BERT), Wang et al. 2020 (MiniLM), Song et al. 2020
(MPNet). Linking: the biaffine scorer of Dozat and Manning 2017, with a bias by
signed distance.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

FEATURE_SIZES = (6, 4, 5)  # case, gap before, quotation state
DISTANCE_BUCKETS = 10


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder and how its vocabulary and positions are counted."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    position_offset: int = 0
    piece_offset: int = 0
    relative_buckets: int = 0
    epsilon: float = 1e-12
    labels: int = 13
    link: int = 128


class Layer(nn.Module):
    """One transformer layer, normalised after each block."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.output_norm = nn.LayerNorm(shape.hidden, shape.epsilon)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Shape: hidden (batch, pieces, hidden); bias (batch, heads or 1, pieces or 1, pieces)."""
        batch, pieces, width = hidden.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, pieces, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, width)
        hidden = self.attention_norm(hidden + self.output(mixed))
        return self.output_norm(hidden + self.down(functional.gelu(self.up(hidden))))


class Encoder(nn.Module):
    """Pieces and their features to vectors."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.features = nn.ModuleList(nn.Embedding(n, shape.hidden) for n in FEATURE_SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        if shape.relative_buckets:
            self.relative = nn.Embedding(shape.relative_buckets, shape.heads)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Shape: ids, mask (batch, pieces); features (batch, pieces, 3) -> (batch, pieces, hidden)."""
        places = torch.arange(ids.shape[1], device=ids.device) + self.shape.position_offset
        hidden = self.pieces(ids) + self.positions(places)
        for i, table in enumerate(self.features):
            hidden = hidden + table(features[:, :, i])
        hidden = self.norm(hidden)
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        if self.shape.relative_buckets:
            bias = bias + self._relative_bias(ids.shape[1])
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def _relative_bias(self, pieces: int) -> Tensor:
        """T5-style buckets over signed distance, as MPNet was trained with.

        Shape: (1, heads, pieces, pieces)
        """
        places = torch.arange(pieces)
        gap = places[None, :] - places[:, None]
        half = self.shape.relative_buckets // 2
        exact = half // 2
        n = -gap
        bucket = (n < 0).long() * half
        n = n.abs()
        far = (
            exact
            + (torch.log(n.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
        )
        bucket = bucket + torch.where(n < exact, n, far.clamp(max=half - 1))
        return self.relative(bucket).permute(2, 0, 1)[None]


class Linker(nn.Module):
    """Scores which word each word belongs to; position 0 means none in sight."""

    def __init__(self, hidden: int, size: int) -> None:
        super().__init__()
        self.size = size
        self.query = nn.Linear(hidden, size)
        self.key = nn.Linear(hidden, size)
        self.none = nn.Parameter(torch.zeros(size))
        self.distance = nn.Parameter(torch.zeros(2 * DISTANCE_BUCKETS + 1))

    def forward(self, words: Tensor) -> Tensor:
        """Shape: words (batch, words, hidden) -> (batch, words, 1 + words), unnormalised."""
        query, keys = self.query(words) / math.sqrt(self.size), self.key(words)
        none = self.none.to(keys.dtype).expand(keys.shape[0], 1, self.size)
        scores = query.float() @ torch.cat([none, keys], 1).float().transpose(1, 2)
        bias = self.distance[distance_buckets(words.shape[1])]
        return scores + functional.pad(bias, (1, 0))


def distance_buckets(words: int) -> Tensor:
    """Signed logarithmic distance from row to column, as an index into the bias.

    Shape: (words, words), 0 … 2 * DISTANCE_BUCKETS.
    """
    places = torch.arange(words)
    gap = places[None, :] - places[:, None]
    steps = STEPS[gap.abs().clamp(max=len(STEPS) - 1)]
    return gap.sign() * steps + DISTANCE_BUCKETS


STEPS = torch.tensor([min(DISTANCE_BUCKETS, d.bit_length()) for d in range(1024)])
"""Bucket of every distance: 0, 1, 2-3, 4-7 … words."""


class Heads(nn.Module):
    """Role labels, a link to the cue and a link from the cue to its source."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.labels = nn.Linear(shape.hidden, shape.labels)
        self.to_cue = Linker(shape.hidden, shape.link)
        self.to_source = Linker(shape.hidden, shape.link)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Shape: labels (batch, words, labels), links (batch, words, 1 + words) twice."""
        return self.labels(words).float(), self.to_cue(words), self.to_source(words)


class Tagger(nn.Module):
    """Encoder, and heads for two levels: what the text attributes, and what stands within those contents."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.dropout = nn.Dropout(dropout)
        self.outer = Heads(shape)
        self.inner = Heads(shape)

    def words(self, ids: Tensor, mask: Tensor, features: Tensor, heads: Tensor) -> Tensor:
        """Vectors of the words: those of their first pieces."""
        hidden = self.encoder(ids, mask, features)
        return torch.gather(hidden, 1, heads[:, :, None].expand(-1, -1, hidden.shape[2]))

    def forward(
        self, ids: Tensor, mask: Tensor, features: Tensor, heads: Tensor
    ) -> tuple[tuple[Tensor, Tensor, Tensor], tuple[Tensor, Tensor, Tensor]]:
        """What `Heads` gives, for both levels."""
        words = self.dropout(self.words(ids, mask, features, heads))
        return self.outer(words), self.inner(words)

    def save(self, path: Path, **about: object) -> None:
        """Writes the weights and the shape beside them."""
        torch.save({"shape": asdict(self.shape), "weights": self.state_dict(), **about}, path)


def load_tagger(path: Path) -> Tagger:
    """Reads what `Tagger.save` wrote."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    model = Tagger(Shape(**kept["shape"]))
    model.load_state_dict(both_levels(kept["weights"]))
    return model


def both_levels(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of one set of heads as those of two: the inner ones begin as the outer ones."""
    heads = ("labels.", "to_cue.", "to_source.")
    if not any(name.startswith(heads) for name in weights):
        return weights
    made = {}
    for name, value in weights.items():
        if name.startswith(heads):
            made |= {f"outer.{name}": value, f"inner.{name}": value.clone()}
        else:
            made[name] = value
    return made


def from_pretrained(folder: Path) -> Tagger:
    """Builds a tagger on the encoder in `folder` (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text())
    mpnet = config["model_type"] == "mpnet"
    shape = Shape(
        vocabulary=config["vocab_size"],
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        position_offset=2 if mpnet else 0,
        piece_offset=4 if mpnet else 0,
        relative_buckets=config.get("relative_attention_num_buckets", 32) if mpnet else 0,
        epsilon=config["layer_norm_eps"],
    )
    model = Tagger(shape)
    weights = {
        k.split(".", 1)[1] if k.startswith(("bert.", "mpnet.")) else k: v
        for k, v in load_file(folder / "model.safetensors").items()
    }
    model.encoder.load_state_dict(dict(_renamed(weights, shape, mpnet)), strict=False)
    return model


def _renamed(weights: dict[str, Tensor], shape: Shape, mpnet: bool):
    pieces = weights["embeddings.word_embeddings.weight"]
    yield "pieces.weight", pieces
    positions = weights["embeddings.position_embeddings.weight"]
    kind = weights.get("embeddings.token_type_embeddings.weight")
    yield "positions.weight", positions if kind is None else positions + kind[0]
    for end in ("weight", "bias"):
        yield f"norm.{end}", weights[f"embeddings.LayerNorm.{end}"]
    if mpnet:
        yield "relative.weight", weights["encoder.relative_attention_bias.weight"]
        names = {
            "query": "attention.attn.q",
            "key": "attention.attn.k",
            "value": "attention.attn.v",
            "output": "attention.attn.o",
            "attention_norm": "attention.LayerNorm",
        }
    else:
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
        }
    names |= {"up": "intermediate.dense", "down": "output.dense", "output_norm": "output.LayerNorm"}
    for i in range(shape.layers):
        for ours, theirs in names.items():
            for end in ("weight", "bias"):
                yield f"layers.{i}.{ours}.{end}", weights[f"encoder.layer.{i}.{theirs}.{end}"]
