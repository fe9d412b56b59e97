"""Trains the inner heads alone, on what stands within the contents of annotated texts.

    python within.py BASE/model.pt --data train.jsonl.gz --texts more.jsonl.gz … \\
        --annotations annotations.jsonl --tokenizer tokenizer.json --out RUN

The encoder and the outer heads stay as they are. Few words stand within
contents, so every label but "outside" counts `--boost` times.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from annotated import read_annotations, split_annotated
from data import NOWHERE, read_articles, split_train
from network import Tagger, load_tagger
from onrecord.tag.labels import LABELS, OUTSIDE
from onrecord.tag.windows import Pieces
from told import tell_anew
from train import arrays, link_loss, make_batches, make_examples, targets_of

TOLD = 60  # articles told by somebody else in each epoch


class Inner:
    """One run over annotated texts and some that are told by somebody else."""

    def __init__(self, o: argparse.Namespace) -> None:
        self.o, self.rng = o, random.Random(o.seed)
        tokenizer = Tokenizer.from_file(str(o.tokenizer))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.pieces = Pieces(tokenizer)
        self.model: Tagger = load_tagger(o.base)
        self.model.eval()
        self.model.requires_grad_(False)
        learning = list(self.model.inner.parameters())
        for parameter in learning:
            parameter.requires_grad_(True)
        self.optimiser = torch.optim.AdamW(learning, lr=o.rate, weight_decay=0.01)
        self.weights = torch.full((len(LABELS),), o.boost)
        self.weights[OUTSIDE] = 1.0

    def batches(self) -> Iterator[list[tuple]]:
        """All batches, epoch after epoch."""
        train, tune = split_train(read_articles(self.o.data))
        of_tuning = {a["text"] for a in tune}
        annotated = read_annotations(self.o.annotations, [self.o.data, *self.o.texts])
        annotated, _ = split_annotated([a for a in annotated if a["text"] not in of_tuning])
        known = {a["text"] for a in annotated}
        plain = [a for a in train if a["text"] not in known]
        for _ in range(self.o.epochs):
            told = [tell_anew(a, self.rng) for a in self.rng.sample(plain, min(TOLD, len(plain)))]
            examples = make_examples([*annotated, *told], self.pieces, None, self.rng)
            yield from make_batches(examples, self.rng, 8)

    def loss(self, batch: list[tuple]) -> Tensor | None:
        """The loss of one batch, None where nobody has looked at what stands within."""
        ids, mask, features, heads, lengths = arrays(batch, self.model.shape.piece_offset)
        wanted = targets_of(batch, heads.shape[1], "inner")
        if not (wanted[0] != NOWHERE).any():
            return None
        with torch.no_grad():
            words = self.model.words(ids, mask, features, heads)
        words = functional.dropout(words, 0.1)
        scores, cues, sources = self.model.inner(words)
        labels = functional.cross_entropy(
            scores.flatten(0, 1), wanted[0].flatten(), weight=self.weights, ignore_index=NOWHERE
        )
        return (
            labels + 0.2 * link_loss(cues, wanted[1], lengths) + 0.1 * link_loss(sources, wanted[2], lengths)
        )

    def run(self) -> None:
        """Trains and writes RUN/model.pt."""
        torch.manual_seed(self.o.seed)
        plan = list(self.batches())
        schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min((step + 1) / 20, (len(plan) - step) / len(plan))
        )
        losses: list[float] = []
        for step, batch in enumerate(plan, 1):
            loss = self.loss(batch)
            if loss is not None:
                loss.backward()
                self.optimiser.step()
                self.optimiser.zero_grad()
                losses.append(loss.item())
            schedule.step()
            if step % 50 == 0 or step == len(plan):
                row = {"step": step, "of": len(plan), "loss": round(float(np.mean(losses[-50:])), 4)}
                print(json.dumps(row), flush=True)
        self.model.save(self.o.out / "model.pt")


def main() -> None:
    """Reads the arguments and trains."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("base", type=Path)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--texts", type=Path, nargs="*", default=[])
    options.add_argument("--annotations", type=Path, required=True)
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--boost", type=float, default=3.0)
    options.add_argument("--rate", type=float, default=6e-4)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--threads", type=int, default=2)
    o = options.parse_args()
    torch.set_num_threads(o.threads)
    o.out.mkdir(parents=True, exist_ok=True)
    Inner(o).run()


if __name__ == "__main__":
    main()
