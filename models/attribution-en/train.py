"""Trains the tagger.

    python train.py --data train.jsonl.gz --encoder FOLDER --out RUN [--epochs 5]

Writes RUN/last.pt after every part of an epoch and resumes from it; RUN/model.pt at the end.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import Example, augmented, make_example, read_articles, split_train
from network import Tagger, from_pretrained
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.tag.windows import WINDOW_PIECES, stack_rows

NOWHERE = -100


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


def targets_of(rows: list[tuple], words: int) -> tuple[Tensor, Tensor, Tensor]:
    """Labels (batch, words) and two link targets (batch, words, 1 + words), all zero where there is no loss."""
    labels = np.full((len(rows), words), NOWHERE, np.int64)
    links = np.zeros((2, len(rows), words, 1 + words), np.float32)
    for b, (example, start, end) in enumerate(rows):
        labels[b, : end - start] = example.labels[start:end]
        for which, own in enumerate((example.to_cue, example.to_source)):
            for w in range(start, end):
                if w in own:
                    seen = [t for t in own[w] if start <= t < end]
                    for t in seen:
                        links[which, b, w - start, 1 + t - start] = 1
                    if not seen:
                        links[which, b, w - start, 0] = 1
    return torch.from_numpy(labels), torch.from_numpy(links[0]), torch.from_numpy(links[1])


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


def main() -> None:
    """Reads the arguments, trains, writes the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=float, default=5)
    options.add_argument("--batch", type=int, default=8)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--head-rate", type=float, default=1e-3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--save-every", type=int, default=200)
    o = options.parse_args()
    torch.set_num_threads(o.threads)
    o.out.mkdir(parents=True, exist_ok=True)

    tokenizer = Tokenizer.from_file(str(o.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, _ = split_train(read_articles(o.data))
    model = from_pretrained(o.encoder)
    optimiser = optimiser_of(model, o.rate, o.head_rate)
    pieces = sum(len(p) for a in train for p in make_example(a["text"], [], tokenizer).encoded.pieces)
    total = int(o.epochs * (pieces / WINDOW_PIECES + len(train) * 0.6) / o.batch)
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / warm, max(0.0, (total - step) / (total - warm)))
    )
    step, epoch = 0, 0
    last = o.out / "last.pt"
    if last.exists():
        kept = torch.load(last, weights_only=True)
        model.load_state_dict(kept["weights"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        step, epoch = kept["step"], kept["epoch"] + 1
    print(f"{len(train)} articles, {pieces} pieces, {total} steps, from step {step}", flush=True)
    model.train()
    begun, losses = time.time(), []
    while step < total:
        rng = random.Random(o.seed * 1000 + epoch)
        torch.manual_seed(o.seed * 1000 + epoch)
        rows = []
        for article in train:
            text, attributions = augmented(article["text"], article["attributions"], rng)
            rows += cut_rows(make_example(text, attributions, tokenizer), rng)
        rng.shuffle(rows)
        # windows of like length go together, in groups, so that little is padding
        groups = [
            sorted(rows[i : i + 40 * o.batch], key=lambda r: r[2] - r[1])
            for i in range(0, len(rows), 40 * o.batch)
        ]
        batches = [g[i : i + o.batch] for g in groups for i in range(0, len(g), o.batch)]
        rng.shuffle(batches)
        for batch in batches:
            if step >= total:
                break
            ids, mask, features, heads, lengths = arrays(batch, model.shape.piece_offset)
            labels, to_cue, to_source = targets_of(batch, heads.shape[1])
            with torch.autocast("cpu", torch.bfloat16):
                scores, cue_links, source_links = model(ids, mask, features, heads)
            loss = functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=NOWHERE)
            links = link_loss(cue_links, to_cue, lengths) + 0.5 * link_loss(source_links, to_source, lengths)
            (loss + 0.2 * links).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            losses.append((loss.item(), links.item()))
            if step % 25 == 0:
                mean = np.mean(losses[-25:], 0)
                print(
                    json.dumps(
                        {
                            "step": step,
                            "of": total,
                            "labels": round(mean[0], 4),
                            "links": round(mean[1], 4),
                            "minutes": round((time.time() - begun) / 60, 1),
                        }
                    ),
                    flush=True,
                )
            if step % o.save_every == 0:
                model.save(o.out / "partial.pt")
        torch.save(
            {
                "weights": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step,
                "epoch": epoch,
            },
            last,
        )
        epoch += 1
    model.save(o.out / "model.pt", step=step)


if __name__ == "__main__":
    main()
