"""Nesting made from texts that have none: a sentence that attributes something, told by somebody else.

"The mayor wants a bridge." becomes "Two officials said that the mayor wants a
bridge.": what the sentence attributes then stands within what they said.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from data import Inner
from onrecord.lexicon import words as lexicon_words
from onrecord.text.sentences import Sentences

Article = dict[str, Any]
Spans = list[list[int]]
ROLES = ("source", "cue", "content")
MOST = 6  # sentences of one text that are told anew

TELLERS = (
    "officials",
    "a spokesman",
    "a spokeswoman for the governor",
    "the newspaper",
    "two people familiar with the matter",
    "the campaign",
    "she",
    "he",
    "the ministry",
    "a senior aide",
    "police",
    "the report",
    "witnesses",
    "the agency",
    "Maria Ellender, a professor of law,",
    "Tom Varga",
    "the group's director",
)
CUES_BEFORE = ("said", "said", "said", "added", "told reporters", "reported", "wrote", "noted", "claimed")
CUES_AFTER = ("said", "said", "said", "added", "told reporters", "reported", "noted")


@dataclass(frozen=True)
class Telling:
    """What is put before and after a sentence, with the teller and the cue in one of the two."""

    before: str
    after: str
    teller: str
    cue: str
    marks: bool = False
    that: bool = False


def make_telling(rng: random.Random, quoted: bool) -> Telling:
    """One way to tell a sentence; never in quotation marks where it holds some (`quoted`)."""
    teller = rng.choice(TELLERS)
    shown = teller[0].upper() + teller[1:]
    draw = rng.random()
    if draw < 0.45:
        cue, that = rng.choice(CUES_BEFORE), rng.random() < 0.6
        return Telling(f"{shown} {cue} {'that ' if that else ''}", "", shown, cue, that=that)
    if draw < 0.55:
        named = {"he": "him", "she": "her"}.get(teller, teller)
        end = "" if named.endswith(",") else ","
        return Telling(f"According to {named}{end} ", "", named, "According to")
    if draw < 0.75 and not quoted:
        cue = rng.choice(CUES_AFTER)
        opening, closing = rng.choice((('"', '"'), ("\u201c", "\u201d")))
        bare = teller.rstrip(",")
        return Telling(opening, f"{closing} {bare} {cue}.", bare, cue, marks=True)
    if draw < 0.9:
        cue, bare = rng.choice(CUES_AFTER), teller.rstrip(",")
        return Telling("", f" {bare} {cue}.", bare, cue)
    bare = {"he": "him", "she": "her"}.get(teller, teller).rstrip(",")
    return Telling("", f" according to {bare}.", bare, "according to")


def tell_anew(article: Article, rng: random.Random, share: float = 0.5) -> Article:
    """The article with some of its sentences told by somebody else."""
    chosen = [bounds for bounds in sentences_alone(article) if rng.random() < share][:MOST]
    text, outer = article["text"], [{r: a.get(r, []) for r in ROLES} for a in article["attributions"]]
    inner: list[dict[str, Spans]] = []
    known: Spans = []
    for start, end in reversed(chosen):
        sentence = text[start:end]
        telling = make_telling(rng, quoted=any(m in sentence for m in '"\u201c\u201d'))
        told = list(sentence)
        if telling.after and told[-1] == ".":
            told[-1] = ","
        if telling.before and not telling.marks and _common(sentence):
            told[0] = told[0].lower()
        text = text[:start] + telling.before + "".join(told) + telling.after + text[end:]
        ahead, behind = len(telling.before), len(telling.after)
        own = [a for a in outer if _lies(a, start, end)]
        others = [a for a in outer if not _lies(a, start, end)]
        inner = [_moved(a, end, ahead + behind) for a in inner] + [_moved(a, start, ahead) for a in own]
        known = _shift(known, end, ahead + behind)
        around = _telling_spans(telling, start, start + ahead, end + ahead)
        known += around["content"]
        outer = [*(_moved(a, end, ahead + behind) for a in others), around]
    return {"id": article["id"], "text": text, "attributions": outer, "inner": Inner(sorted(known), inner)}


def sentences_alone(article: Article) -> list[tuple[int, int]]:
    """Sentences with an attribution that lies in them wholly, as start and end."""
    text, found = article["text"], []
    sentences = Sentences(text)
    for number in range(len(sentences.starts)):
        start, end = sentences.bounds(number)
        end = start + len(text[start:end].rstrip())
        touching = [a for a in article["attributions"] if _touches(a, start, end)]
        if touching and text[end - 1] == "." and all(_lies(a, start, end) for a in touching):
            found.append((start, end))
    return found


def _telling_spans(telling: Telling, start: int, first: int, end: int) -> dict[str, Spans]:
    """Source, cue and content of the telling; the sentence now stands from `first` to `end`."""
    base, words = (start, telling.before) if telling.teller in telling.before else (end, telling.after)
    source, cue = (base + words.index(part) for part in (telling.teller, telling.cue))
    if telling.cue == "said" and telling.teller in words:
        cue = base + words.index(telling.cue, words.index(telling.teller) + len(telling.teller))
    left = first - (5 if telling.that else 1 if telling.marks else 0)
    right = end + 1 if telling.marks else end - 1
    return {
        "source": [[source, source + len(telling.teller.rstrip(","))]],
        "cue": [[cue, cue + len(telling.cue)]],
        "content": [[left, right]],
    }


def _common(sentence: str) -> bool:
    return sentence.split(" ", 1)[0].lower() in lexicon_words("english", "function_words")


def _touches(attribution: dict[str, Any], start: int, end: int) -> bool:
    return any(s < end and start < e for role in ROLES for s, e in attribution.get(role, []))


def _lies(attribution: dict[str, Any], start: int, end: int) -> bool:
    return all(start <= s and e <= end for role in ROLES for s, e in attribution.get(role, []))


def _shift(spans: Spans, start: int, by: int) -> Spans:
    return [[s + by if s >= start else s, e + by if e > start else e] for s, e in spans]


def _moved(attribution: dict[str, Spans], start: int, by: int) -> dict[str, Spans]:
    return {role: _shift(attribution[role], start, by) for role in ROLES}
