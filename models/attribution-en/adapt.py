"""Goes on training a tagger on whole records: other kinds of news, and statements within statements.

    python adapt.py BASE/model.pt --records FOLDER --data train.jsonl.gz --tokenizer tokenizer.json --out RUN

With `--folds 4 --fold 0` the reports of that fold are left out, so that they can
be scored; without, all are learnt. A part of PolNeAR is learnt along with them,
so that it is not forgotten.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from data import read_articles, split_train
from network import load_tagger
from onrecord.evaluate.record_files import fold_of
from records import fragments_of, read_reports, texts_of
from train import cut_rows, loss_of, make_examples, optimiser_of

AT_ONCE = 8  # windows; of the short rows of contents as many as have the same pieces
PIECES = AT_ONCE * 254


def batches_of(rows: list[tuple], rng: random.Random) -> list[list[tuple]]:
    """Batches of rows of like length, each of at most `PIECES` pieces with its padding."""
    rng.shuffle(rows)
    batches: list[list[tuple]] = []
    for first in range(0, len(rows), 200):
        group = sorted(rows[first : first + 200], key=length_of)
        own: list[tuple] = []
        for row in group:
            if own and length_of(row) * (len(own) + 1) > PIECES:
                batches.append(own)
                own = []
            own.append(row)
        batches.append(own)
    rng.shuffle(batches)
    return batches


def length_of(row: tuple) -> int:
    """Pieces of a row."""
    example, start, end = row
    return sum(len(p) for p in example.encoded.pieces[start:end]) + 2


class Adapting:
    """One run over annotated reports and a part of PolNeAR."""

    def __init__(self, o: argparse.Namespace, reports: list[dict[str, Any]], articles: list[dict[str, Any]]):
        self.o, self.articles = o, articles
        texts = [texts_of(r) for r in reports]
        self.whole = [whole for whole, _ in texts]
        self.contents = [c for _, own in texts for c in own]
        self.tokenizer = Tokenizer.from_file(str(o.tokenizer))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.model = load_tagger(o.base)
        self.optimiser = optimiser_of(self.model, o.rate, o.head_rate)
        self.plan = [batch for epoch in range(o.epochs) for batch in self._batches(epoch)]
        steps = len(self.plan)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min((step + 1) / 20, max(0.0, (steps - step) / steps))
        )

    def _batches(self, epoch: int) -> list[list[tuple]]:
        rng = random.Random(self.o.seed * 1000 + epoch)
        again = rng.sample(self.articles, min(self.o.replay, len(self.articles)))
        batches: list[list[tuple]] = []
        contents = [c for c in self.contents for _ in range(self.o.often if c["attributions"] else 1)]
        pool = rng.sample(self.articles, min(self.o.fragments // 4, len(self.articles)))
        fragments = [f for article in pool for f in fragments_of(article, rng, 4)]
        for texts, soft in ((self.whole, None), (contents, None), (fragments, None), (again, self.o.soft)):
            examples = make_examples(texts, self.tokenizer, soft, rng)
            rows = [row for example in examples for row in cut_rows(example, rng)]
            batches += batches_of(rows, rng)
        rng.shuffle(batches)
        return batches

    def run(self) -> None:
        """Trains and writes RUN/model.pt."""
        torch.manual_seed(self.o.seed)
        self.model.train()
        begun, losses = time.time(), []
        for step, batch in enumerate(self.plan, 1):
            loss = loss_of(self.model, batch, trust=self.o.trust)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimiser.step()
            self.schedule.step()
            self.optimiser.zero_grad(set_to_none=True)
            losses.append(loss.item())
            if step % 25 == 0 or step == len(self.plan):
                row = {"step": step, "of": len(self.plan), "loss": round(float(np.mean(losses[-25:])), 4)}
                print(json.dumps({**row, "minutes": round((time.time() - begun) / 60, 1)}), flush=True)
        self.model.save(self.o.out / "model.pt", adapted_from=str(self.o.base.name))


def main() -> None:
    """Reads the arguments and trains."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("base", type=Path)
    options.add_argument("--records", type=Path, required=True)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--folds", type=int, default=4)
    options.add_argument("--fold", type=int, help="leave this one out")
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--replay", type=int, default=60, help="articles of PolNeAR in each epoch")
    options.add_argument(
        "--fragments", type=int, default=1600, help="sentences of PolNeAR alone in each epoch"
    )
    options.add_argument("--often", type=int, default=3, help="how often a content with statements is shown")
    options.add_argument("--rate", type=float, default=4e-5)
    options.add_argument("--head-rate", type=float, default=2e-4)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--soft", type=Path, help="folder that teach.py wrote, for the part of PolNeAR")
    options.add_argument("--trust", type=float, default=0.5)
    o = options.parse_args()
    torch.set_num_threads(o.threads)
    o.out.mkdir(parents=True, exist_ok=True)
    reports = [r for r in read_reports(o.records) if o.fold is None or fold_of(r["id"], o.folds) != o.fold]
    articles, _ = split_train(read_articles(o.data))
    Adapting(o, reports, articles).run()


if __name__ == "__main__":
    main()
