"""Trains the tagger.

    python train.py --data train.jsonl.gz --encoder FOLDER --out RUN [--epochs 5]

Writes RUN/last.pt every 200 steps and resumes from it; RUN/model.pt at the end.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from annotated import read_annotations, split_annotated, texts_in
from data import (
    NOWHERE,
    Example,
    Inner,
    augmented,
    make_example,
    read_articles,
    read_soft,
    soft_path,
    split_train,
)
from network import Tagger, from_pretrained, load_tagger
from onrecord.tag.labels import LABELS
from onrecord.tag.windows import WINDOW_PIECES, Pieces, stack_rows
from onrecord.text.words import split_words
from told import tell_anew

CUE = [i for i, label in enumerate(LABELS) if label.endswith("-cue")]


def cut_rows(example: Example, rng: random.Random) -> list[tuple]:
    """Cuts an example into windows that start at random and do not overlap."""
    counts = [len(p) for p in example.encoded.pieces]
    rows, start = [], 0
    first = rng.randint(WINDOW_PIECES // 4, WINDOW_PIECES)
    while start < len(counts):
        end, used = start, 0
        room = first if start == 0 else WINDOW_PIECES
        while end < len(counts) and used + counts[end] <= room:
            used += counts[end]
            end += 1
        end = max(end, start + 1)
        rows.append((example, start, end))
        start = end
    return rows


Wanted = tuple[Tensor, Tensor, Tensor]


def targets_of(rows: list[tuple], words: int, level: str = "outer") -> Wanted:
    """Labels (batch, words) and two link targets (batch, words, 1 + words), zero where there is no loss."""
    labels = np.full((len(rows), words), NOWHERE, np.int64)
    links = np.zeros((2, len(rows), words, 1 + words), np.float32)
    for b, (example, start, end) in enumerate(rows):
        own = example.inner if level == "inner" else example
        if own is None:
            continue
        if own.labels is not None:
            labels[b, : end - start] = own.labels[start:end]
        for which, pointing in enumerate((own.to_cue, own.to_source)):
            for w in range(start, end):
                if w in pointing:
                    seen = [t for t in pointing[w] if start <= t < end]
                    for t in seen:
                        links[which, b, w - start, 1 + t - start] = 1
                    if not seen:
                        links[which, b, w - start, 0] = 1
    return torch.from_numpy(labels), torch.from_numpy(links[0]), torch.from_numpy(links[1])


def soft_targets_of(rows: list[tuple], words: int) -> tuple[Tensor, Tensor, Tensor] | None:
    """What the teacher says: labels (batch, words, labels), links (batch, words, 1 + words) twice.

    All zero where it says nothing; None where it says nothing of the whole batch.
    The links of a word weigh as much as the teacher believes that it has a role.
    """
    if not any(example.soft for example, _, _ in rows):
        return None
    labels = np.zeros((len(rows), words, len(LABELS)), np.float32)
    links = np.zeros((2, len(rows), words, 1 + words), np.float32)
    for b, (example, start, end) in enumerate(rows):
        if example.soft is None:
            continue
        labels[b, : end - start] = example.soft.labels[start:end]
        cue = labels[b, : end - start, CUE].sum(0)
        other = 1 - labels[b, : end - start, 0] - cue
        for which, (own, share) in enumerate(((example.soft.to_cue, other), (example.soft.to_source, cue))):
            for w in range(start, end):
                row = links[which, b, w - start]
                for t, p in own.get(w, ()):
                    if start <= t < end:
                        row[1 + t - start] += p
                row[0] = max(0.0, 1 - row.sum())
                row *= max(0.0, float(share[w - start]))
    return torch.from_numpy(labels), torch.from_numpy(links[0]), torch.from_numpy(links[1])


def soft_loss(scores: Tensor, targets: Tensor) -> Tensor:
    """Cross entropy against a teacher's probabilities, over the words of which it says something."""
    weight = targets.sum(-1)
    losses = -(functional.log_softmax(scores, -1) * targets).sum(-1)
    return losses.sum() / weight.sum().clamp(min=1.0)


def link_loss(scores: Tensor, targets: Tensor, lengths: Tensor) -> Tensor:
    """Negative log of the probability of all right targets together."""
    columns = torch.arange(scores.shape[2])[None, :] <= lengths[:, None]
    scores = scores.masked_fill(~columns[:, None, :], -1e4)
    wanted = targets.sum(2) > 0
    right = (functional.softmax(scores[wanted], -1) * targets[wanted]).sum(-1)
    return -right.clamp(min=1e-6).log().sum() / max(1, int(wanted.sum()))


def arrays(rows: list[tuple], piece_offset: int) -> tuple:
    """One padded batch as tensors, with the pieces counted as the encoder counts them."""
    made = []
    for example, start, end in rows:
        ids, features, heads = [101], [[0, 0, 0]], []
        for k in range(start, end):
            heads.append(len(ids))
            ids += example.encoded.pieces[k]
            features += [example.encoded.features[k].tolist()] * len(example.encoded.pieces[k])
        made.append(([*ids, 102], [*features, [0, 0, 0]], heads))
    batch = stack_rows(made)
    ids = batch.ids
    if piece_offset:
        special = {0: 1, 100: 3, 101: 0, 102: 2}
        shifted = ids + piece_offset
        for old, new in special.items():
            shifted[ids == old] = new
        ids = shifted
    return tuple(map(torch.from_numpy, (ids, batch.mask, batch.features, batch.heads, batch.lengths)))


def optimiser_of(model: Tagger, rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW with a rate for the encoder and one for what is new."""
    new = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or "features" in n]
    old = [p for n, p in model.named_parameters() if n.startswith("encoder.") and "features" not in n]
    return torch.optim.AdamW(
        [{"params": old, "lr": rate}, {"params": new, "lr": head_rate}], weight_decay=0.01, fused=True
    )


def make_examples(
    articles: list[dict], pieces: Pieces, soft: Path | None, rng: random.Random
) -> list[Example]:
    """One augmented example an article, with what the teacher says of it where that is kept."""
    examples = []
    for article in articles:
        text = article.get("text") or article["sentence"]
        annotated, within = article.get("attributions"), article.get("inner")
        every = [*(annotated or []), *(within.attributions if within else [])]
        copy = augmented(text, [*every, {"known": within.known if within else []}], rng)
        *moved, known = copy.attributions
        outer = None if annotated is None else moved[: len(annotated)]
        inner = Inner(known["known"], moved[len(annotated or []) :]) if within else None
        example = make_example(copy.text, outer, pieces, inner)
        path = soft_path(soft, text) if soft else None
        if path and path.exists():
            example.soft = read_soft(path).moved(copy.words_of(split_words(text)))
        if example.labels is not None or example.soft:
            examples.append(example)
    return examples


def make_batches(examples: list[Example], rng: random.Random, size: int) -> list[list[tuple]]:
    """The batches of one epoch."""
    rows = [row for example in examples for row in cut_rows(example, rng)]
    rng.shuffle(rows)
    # windows of like length go together, in groups, so that little is padding
    groups = [
        sorted(rows[i : i + 40 * size], key=lambda r: r[2] - r[1]) for i in range(0, len(rows), 40 * size)
    ]
    batches = [group[i : i + size] for group in groups for i in range(0, len(group), size)]
    rng.shuffle(batches)
    return batches


FULL = 200  # words looked at for what stands within, from which on a batch counts in full


def loss_of(
    model: Tagger, batch: list[tuple], half: bool = False, trust: float = 0.5, within: float = 0.5
) -> Tensor:
    """The loss of one batch: of labels and links, against gold and, with the weight `trust`, the teacher.

    What stands within contents counts with the weight `within`. `half` computes in bfloat16.
    """
    ids, mask, features, heads, lengths = arrays(batch, model.shape.piece_offset)
    wanted = targets_of(batch, heads.shape[1])
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        outer, inner = model(ids, mask, features, heads)
    hard = gold_loss(outer, wanted, lengths) if (wanted[0] != NOWHERE).any() else torch.zeros(())
    soft = soft_targets_of(batch, heads.shape[1])
    loss = hard if soft is None else (1 - trust) * hard + trust * taught_loss(outer, soft, lengths)
    wanted = targets_of(batch, heads.shape[1], "inner")
    known = int((wanted[0] != NOWHERE).sum())
    if known:
        loss = loss + within * min(1.0, known / FULL) * gold_loss(inner, wanted, lengths)
    return loss


def gold_loss(scores: Wanted, wanted: Wanted, lengths: Tensor) -> Tensor:
    """The loss of one set of heads against annotations."""
    labels = functional.cross_entropy(scores[0].flatten(0, 1), wanted[0].flatten(), ignore_index=NOWHERE)
    cues, sources = link_loss(scores[1], wanted[1], lengths), link_loss(scores[2], wanted[2], lengths)
    return labels + 0.2 * cues + 0.1 * sources


def taught_loss(scores: Wanted, soft: Wanted, lengths: Tensor) -> Tensor:
    """The loss of the outer heads against what the teacher says."""
    columns = torch.arange(scores[1].shape[2])[None, None, :]
    outside = columns > lengths[:, None, None]
    cues, sources = (s.masked_fill(outside, -1e4) for s in scores[1:])
    return soft_loss(scores[0], soft[0]) + 0.2 * soft_loss(cues, soft[1]) + 0.1 * soft_loss(sources, soft[2])


def is_plain(article: dict) -> bool:
    """Whether an article is annotated, but not what stands within its contents."""
    return "attributions" in article and "inner" not in article


class Training:
    """One run: model, optimiser, schedule, and where it stands; resumes from RUN/last.pt."""

    def __init__(self, o: argparse.Namespace, articles: list[dict], pieces: Pieces) -> None:
        self.o, self.articles, self.pieces = o, articles, pieces
        self.model = load_tagger(o.base) if o.base else from_pretrained(o.encoder)
        self.optimiser = optimiser_of(self.model, o.rate, o.head_rate)
        self.total = int(o.epochs * len(self._batches(0)))
        warm = max(1, int(0.06 * self.total))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser,
            lambda step: min(step / warm, max(0.0, (self.total - step) / (self.total - warm))),
        )
        self.step = self.epoch = self.done = 0
        if (o.out / "last.pt").exists():
            self._resume()
        print(f"{len(articles)} texts, {self.total} steps, from step {self.step}", flush=True)

    def _batches(self, epoch: int) -> list[list[tuple]]:
        """The batches of an epoch; the same epoch gives the same ones."""
        rng = random.Random(self.o.seed * 1000 + epoch)
        articles = [
            tell_anew(a, rng) if is_plain(a) and rng.random() < self.o.told else a for a in self.articles
        ]
        examples = make_examples(articles, self.pieces, self.o.soft, rng)
        return make_batches(examples, rng, self.o.batch)

    def _resume(self) -> None:
        kept = torch.load(self.o.out / "last.pt", weights_only=True)
        self.model.load_state_dict(kept["weights"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.schedule.load_state_dict(kept["schedule"])
        self.step, self.epoch, self.done = kept["step"], kept["epoch"], kept["done"]

    def _keep(self) -> None:
        state = {
            "weights": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "done": self.done,
        }
        torch.save(state, self.o.out / "new.pt")
        (self.o.out / "new.pt").replace(self.o.out / "last.pt")

    def run(self) -> None:
        """Trains to the end and writes RUN/model.pt."""
        self.model.train()
        begun, losses = time.time(), []
        while self.step < self.total:
            torch.manual_seed(self.o.seed * 1000 + self.epoch)
            for batch in self._batches(self.epoch)[self.done :]:
                if self.step >= self.total:
                    break
                losses.append(self._learn(batch))
                if self.step % 25 == 0:
                    row = {
                        "step": self.step,
                        "of": self.total,
                        "loss": round(float(np.mean(losses[-25:])), 4),
                    }
                    print(json.dumps({**row, "minutes": round((time.time() - begun) / 60, 1)}), flush=True)
                if self.step % self.o.save_every == 0:
                    self._keep()
            self.epoch, self.done = self.epoch + 1, 0
        self._keep()
        self.model.save(self.o.out / "model.pt", step=self.step)

    def _learn(self, batch: list[tuple]) -> float:
        loss = loss_of(self.model, batch, self.o.bf16, self.o.trust, self.o.within)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step, self.done = self.step + 1, self.done + 1
        return loss.item()


def training_articles(o: argparse.Namespace) -> list[dict]:
    """What an epoch shows: annotated articles, and texts without annotations for what the teacher says."""
    train, tune = split_train(read_articles(o.data))
    annotated: list[dict] = []
    if o.annotations:
        annotated, _ = split_annotated(read_annotations(o.annotations, [o.data, *o.texts]))
    for_tuning = {a["text"] for a in tune}
    annotated = [a for a in annotated if a["text"] not in for_tuning]
    known = {a["text"] for a in annotated}
    more = [a for path in o.texts for a in texts_in(path) if a["text"] not in known]
    return [
        *(a for a in train if a["text"] not in known),
        *(a for a in annotated for _ in range(o.often)),
        *({"text": a["text"]} for a in more),
    ]


def main() -> None:
    """Reads the arguments and trains."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--encoder", type=Path, help="pretrained encoder to begin with")
    options.add_argument("--base", type=Path, help="model.pt of another run to begin with instead")
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=float, default=5)
    options.add_argument("--batch", type=int, default=8)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--head-rate", type=float, default=1e-3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--save-every", type=int, default=200)
    options.add_argument("--soft", type=Path, help="folder that teach.py wrote")
    options.add_argument(
        "--texts", type=Path, nargs="*", default=[], help="texts without annotations, for --soft"
    )
    options.add_argument("--annotations", type=Path, help="annotations.jsonl, of texts in --data and --texts")
    options.add_argument("--often", type=int, default=2, help="how often an epoch shows an annotated text")
    options.add_argument("--told", type=float, default=0.25, help="share of articles told by somebody else")
    options.add_argument("--within", type=float, default=0.5, help="weight of what stands within contents")
    options.add_argument("--trust", type=float, default=0.5, help="weight of the teacher against gold")
    options.add_argument(
        "--bf16", action="store_true", help="faster where the processor has AMX, slower elsewhere"
    )
    o = options.parse_args()
    torch.set_num_threads(o.threads)
    o.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(o.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    Training(o, training_articles(o), Pieces(tokenizer)).run()


if __name__ == "__main__":
    main()
