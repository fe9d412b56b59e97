"""Examples: statements with the status of their main event, and the signs they show."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.evaluate.labels import read_labels
from onrecord.interpret import lemma_of, mode_of
from onrecord.interpret.grammar import TimePhrase, time_phrases
from onrecord.interpret.signs import signs_of
from onrecord.record import Act, Content, Cue, Source, Span, Spans, Statement, text_of
from onrecord.text.quotes import quote_states
from onrecord.text.words import Words, split_words

LABELLED = Path(__file__).with_name("polnear.jsonl")


@dataclass(frozen=True)
class Example:
    report: str
    status: str
    bare: tuple[str, ...]  # the signs without the act
    acted: tuple[str, ...]  # with it; the same where no act is known

    def signs(self, with_act: bool) -> tuple[str, ...]:
        return self.acted if with_act else self.bare


class Page:
    """A text, cut and read once."""

    def __init__(self, text: str, published: str | None) -> None:
        self.text = text
        self.words: Words = split_words(text)
        self.states = quote_states(self.words)
        self.phrases: tuple[TimePhrase, ...] = time_phrases(self.words)
        self.published = date.fromisoformat(published) if published else None

    def example(
        self, report: str, status: str, row: dict[str, Any], act: str | None, nested: bool
    ) -> Example:
        spans = {role: _spans(row[role]) for role in ("source", "cue", "content")}
        cue = text_of(self.text, spans["cue"])
        content = spans["content"]
        bare = Statement(
            id="s1",
            source=Source(spans["source"]),
            cue=Cue(spans["cue"], cue, lemma_of(cue)),
            content=Content(content, text_of(self.text, content), mode_of(content, self.words, self.states)),
            within="s0" if nested else None,
        )
        mine = tuple(p for p in self.phrases if any(p.span.within(s) for s in content))
        told = row.get("said")
        anchor = date.fromisoformat(told) if told and len(told) == 10 else self.published
        signs = tuple(signs_of(self.words, bare, mine, anchor, None))
        acted = tuple(signs_of(self.words, bare, mine, anchor, Act(act))) if act else signs
        return Example(report, status, signs, acted)


def _spans(rows: list[list[int]]) -> Spans:
    return tuple(Span(*row) for row in rows)


def record_examples(folder: Path) -> list[Example]:
    """The statements of a folder of annotated reports."""
    out = []
    for file in sorted(folder.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = (folder / f"{gold['id']}.txt").read_bytes().decode("utf-8")
        page = Page(text, gold.get("published"))
        for row in gold["statements"]:
            status = (row.get("about") or {}).get("status") or "none"
            out.append(page.example(gold["id"], status, row, row["act"], row["within"] is not None))
    return out


def labelled_examples(labels: Path, corpora: dict[str, Path]) -> list[Example]:
    """Statements of other corpora that were labelled by eye, `corpora` being name and path of their texts."""
    out = []
    for own in read_labels(labels, corpora):
        page = Page(own.text, own.published)
        out += [page.example(own.id, x["status"], x, x["act"], False) for x in own.labels]
    return out


def polnear_examples(file: Path) -> list[Example]:
    """Attributions of PolNeAR train that were labelled by hand for this model."""
    labels: dict[str, dict[int, str]] = {}
    for line in LABELLED.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels.setdefault(row["article"], {})[row["attribution"]] = row["status"]
    out = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            wanted = labels.get(article["id"])
            if not wanted:
                continue
            page = Page(article["text"], None)
            for number, status in sorted(wanted.items()):
                row = article["attributions"][number]
                out.append(page.example(article["id"], status, row, None, False))
    return out
