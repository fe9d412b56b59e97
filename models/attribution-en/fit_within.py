"""Fits what the inner heads need: label biases, the floor of nesting, and their calibration.

    python fit_within.py FOLDER --annotations annotations.jsonl --texts train.jsonl.gz more.jsonl.gz …

FOLDER holds an exported model; its model.json is written anew. The annotated
contents of the tuning texts are given, so that errors outside do not count.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np

from annotated import read_annotations, split_annotated
from data import read_articles, split_train
from fit import logistic
from onrecord.evaluate.attribution import judge, pair
from onrecord.evaluate.elements import Annotated, Layout
from onrecord.record import Attribution, Span
from onrecord.tag.confidence import FEATURES, confidence_of, features_of
from onrecord.tag.decode import Settings
from onrecord.tag.nested import is_nested, owners_of
from onrecord.tag.tagger import Seen, Tagger
from onrecord.text.words import split_words

CUE_BIASES = (-0.4, 0.0, 0.4, 0.8, 1.2, 1.6)
CONTENT_BIASES = (0.0, 0.4, 0.8, 1.2)
FLOORS = tuple(round(0.05 * k, 2) for k in range(1, 13))


class Within:
    """The tuning texts as the network sees them, with what stands within their contents."""

    def __init__(self, tagger: Tagger, articles: list[dict[str, Any]]) -> None:
        self.tagger, self.articles = tagger, articles
        self.seen: list[Seen] = [tagger.see(split_words(a["text"])) for a in articles]
        self.outer = [[attribution_of(a) for a in article["attributions"]] for article in articles]
        self.owners = [owners_of(s.words, o) for s, o in zip(self.seen, self.outer, strict=True)]
        self.layouts = [Layout(a["text"]) for a in articles]
        self.gold = [
            [layout.annotated(a) for a in article["inner"].attributions]
            for layout, article in zip(self.layouts, articles, strict=True)
        ]

    def read(self, settings: Settings) -> list[tuple[list[float], bool]]:
        """Features of every attribution that could stand within, and whether it is right (lenient)."""
        self.tagger.inner_settings = settings
        rows: list[tuple[list[float], bool]] = []
        for k, seen in enumerate(self.seen):
            inside = np.array([owner is not None for owner in self.owners[k]], bool)
            own: list[tuple[list[float], Annotated]] = []
            for linked in self.tagger.linked_within(seen, inside):
                made = self.tagger._attribution(seen.words, linked)
                parent = self.owners[k][linked.cue.start]
                if is_nested(self.articles[k]["text"], made, parent):
                    length = sum(run.end - run.start for run in linked.contents)
                    spans = {"source": made.source, "cue": made.cue, "content": made.content}
                    own.append((features_of(linked.evidence, length), self.layouts[k].annotated(spans)))
            given = [a for _, a in own]
            good = {
                j for i, j in pair(self.gold[k], given).items() if judge(self.gold[k][i], given[j]).lenient
            }
            rows += [(features, j in good) for j, (features, _) in enumerate(own)]
        return rows

    @property
    def wanted(self) -> int:
        """How many stand within by the annotations."""
        return sum(map(len, self.gold))


def attribution_of(row: dict[str, Any]) -> Attribution:
    """An annotated attribution in the tagger's own type."""
    source, cue, content = (
        tuple(Span(*s) for s in row.get(role, [])) for role in ("source", "cue", "content")
    )
    return Attribution(source, cue, content, 1.0)


def best_floor(confidences: np.ndarray, right: np.ndarray, wanted: int) -> tuple[float, float]:
    """The floor with the best F1, and that F1."""
    scored = [
        (200 * right[kept].sum() / max(1, kept.sum() + wanted), floor)
        for floor in FLOORS
        if (kept := confidences >= floor).any()
    ]
    value, floor = max(scored, default=(0.0, FLOORS[0]))
    return floor, float(value)


def main() -> None:
    """Reads the arguments, fits, writes model.json."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--annotations", type=Path, required=True)
    options.add_argument("--texts", type=Path, nargs="+", required=True, help="PolNeAR train first")
    o = options.parse_args()
    _, tune_articles = split_train(read_articles(o.texts[0]))
    of_tuning = {a["text"] for a in tune_articles}
    annotated = read_annotations(o.annotations, o.texts)
    _, tune = split_annotated([a for a in annotated if a["text"] not in of_tuning])
    tune += [a for a in annotated if a["text"] in of_tuning]
    within = Within(Tagger(o.folder, threads=2), tune)
    print(f"{len(tune)} texts, {within.wanted} statements within others")
    card = json.loads((o.folder / "model.json").read_text(encoding="utf-8"))
    best: tuple[float, ...] = (-1.0,)
    for cue, content in itertools.product(CUE_BIASES, CONTENT_BIASES):
        rows = within.read(Settings(cue, content, card["link_floor"]))
        features, right = np.array([r for r, _ in rows]), np.array([good for _, good in rows], float)
        if right.sum() < 10:
            continue
        weights = [round(float(w), 5) for w in logistic(features, right)]
        confidences = np.array([confidence_of(r, weights) for r, _ in rows])
        floor, value = best_floor(confidences, right, within.wanted)
        if value > best[0] + 0.3:  # a smaller gain is noise
            best = (value, cue, content, floor, *weights)
            print(f"cue {cue} content {content} floor {floor}: F1 {value:.1f} of {len(rows)}", flush=True)
    value, cue, content, floor, *weights = best
    print(dict(zip((*FEATURES, "intercept"), weights, strict=True)))
    card |= {"inner_cue_bias": cue, "inner_content_bias": content, "nested_floor": floor}
    card["inner_calibration"] = weights
    (o.folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
