"""Annotated reports as training data: their statements, and what stands within them.

A report gives one text with the statements that stand within none; every content
gives another, as the tagger reads it again, with the statements that stand in it.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span, all_within
from onrecord.tag.nested import SHORTEST, content_words
from onrecord.text.sentences import Sentences
from onrecord.text.words import split_words

Article = dict[str, Any]
ROLES = ("source", "cue", "content")
APART = "d-pol-"  # these reports stand in PolNeAR too


def read_reports(folder: Path) -> list[dict[str, Any]]:
    """The annotated reports of a folder, with their texts; those of PolNeAR are left out."""
    reports = []
    for path in sorted(folder.glob("*.gold.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if not report["id"].startswith(APART):
            text = (folder / f"{report['id']}.txt").read_bytes().decode("utf-8")
            reports.append({**report, "text": text})
    return reports


def texts_of(report: dict[str, Any]) -> tuple[Article, list[Article]]:
    """The report as an article of attributions, and each of its contents as one."""
    text, inner = report["text"], defaultdict(list)
    for statement in report["statements"]:
        inner[statement["within"]].append(statement)
    whole = {"text": text, "attributions": [_roles(s) for s in inner[None]]}
    contents = [_content_article(text, s, inner[s["id"]]) for s in report["statements"]]
    return whole, [c for c in contents if c]


def _roles(statement: dict[str, Any]) -> dict[str, list[list[int]]]:
    return {role: statement[role] for role in ROLES}


def _content_article(text: str, parent: dict[str, Any], children: list[dict[str, Any]]) -> Article | None:
    """A content as a text of its own, the offsets of what stands within it counted from its start."""
    words = content_words(split_words(text), tuple(Span(*s) for s in parent["content"]))
    if words is None:
        return None
    pieces, moved, length = [], {}, 0
    for k in range(len(words)):
        start, end = words.starts[k], words.ends[k]
        if pieces:
            between = text[words.ends[k - 1] : start]
            gap = between if between.isspace() or not between else " "
            pieces.append(gap)
            length += len(gap)
        moved |= {old: length + old - start for old in range(start, end)}
        pieces.append(text[start:end])
        length += end - start
    own = [
        {role: _moved(child[role], moved) for role in ROLES}
        for child in children
        if all_within(
            [Span(*s) for role in ROLES for s in child[role]], [Span(*s) for s in parent["content"]]
        )
    ]
    return {"text": "".join(pieces), "attributions": own}


def _moved(spans: list[list[int]], moved: dict[int, int]) -> list[list[int]]:
    kept = []
    for start, end in spans:
        inside = [moved[c] for c in range(start, end) if c in moved]
        if inside:
            kept.append([min(inside), max(inside) + 1])
    return kept


# ------------------------------------------------------------------ fragments
def fragments_of(article: Article, rng: random.Random, number: int) -> list[Article]:
    """Sentences of an article as texts of their own, about half of them with an attribution.

    The tagger reads contents alone, without what stands around them; nothing in
    a corpus of whole articles looks like that. Left out are sentences that an
    attribution reaches into from another one, and sentences inside a content,
    where nobody has annotated what is attributed.
    """
    text = article["text"]
    with_one, without = [], []
    sentences = Sentences(text)
    for number_of in range(len(sentences.starts)):
        start, end = sentences.bounds(number_of)
        end = start + len(text[start:end].rstrip())
        if len(text[start:end].split()) < SHORTEST:
            continue
        touching = [a for a in article["attributions"] if _touches(a, start, end)]
        if not touching:
            without.append(_fragment(text, start, end, [], rng))
        elif all(s >= start and e <= end for a in touching for role in ROLES for s, e in a[role]):
            with_one.append(_fragment(text, start, end, touching, rng))
    rng.shuffle(with_one)
    rng.shuffle(without)
    half = (number + 1) // 2
    return with_one[:half] + without[: number - half]


def _touches(attribution: dict[str, Any], start: int, end: int) -> bool:
    return any(s < end and start < e for role in ROLES for s, e in attribution[role])


def _fragment(text: str, start: int, end: int, own: list[Any], rng: random.Random) -> Article:
    """A sentence as contents stand in theirs: often without its capital and its full stop."""
    moved = [{role: [[s - start, e - start] for s, e in a[role]] for role in ROLES} for a in own]
    sentence = text[start:end]
    if rng.random() < 0.7 and sentence.split(" ", 1)[0].lower() in lexicon_words("english", "function_words"):
        sentence = sentence[0].lower() + sentence[1:]
    if (
        rng.random() < 0.5
        and sentence[-1] == "."
        and all(e < len(sentence) for a in moved for r in ROLES for _, e in a[r])
    ):
        sentence = sentence[:-1]
    return {"text": sentence, "attributions": moved}
