"""What the cue of a statement, and its place in the report, speak for."""

from __future__ import annotations

from onrecord.interpret.classes import word_classes
from onrecord.interpret.passage import Passage
from onrecord.interpret.stance_signs import Features, grammar, spans_under
from onrecord.interpret.tokens import Tokens

_LENGTHS = (3, 7, 15, 30, 60, 10**9)  # in words


def add_cue(features: Features, passage: Passage) -> None:
    """Classes of the cue's words, its base form and its last word."""
    cue = passage.cue
    if not len(cue):
        features.add("no cue")
    names = []
    for hit in word_classes("acts").find(cue.low):
        features.add(f"cue {hit.name}", spans=spans_under(cue, hit))
        names.append(hit.name)
    if len(cue) and not names:
        features.add("unknown cue", spans=cue.spans)
    lemma = passage.statement.cue.lemma
    if lemma:
        features.add(f"lemma {lemma}", spans=cue.spans)
    last = cue.low[-1] if len(cue) else ""
    if last in grammar("cue_ends"):
        features.add(f"ending {last}", spans=cue.spans[-1:])
    if cue.low and (set(cue.low[:-1]) & grammar("passive")):
        features.add("passive cue")
    if cue.low and set(cue.low) & grammar("cue_modals"):
        features.add("modal cue")


def add_frame(features: Features, passage: Passage) -> None:
    """How the statement stands in the report, and how its content begins and ends."""
    statement, content = passage.statement, passage.content.low
    features.add(f"mode {statement.content.mode}")
    if statement.within:
        features.add("nested")
    if not len(passage.source):
        features.add("source none")
    elif passage.source.low[0] in grammar("pronouns"):
        features.add(f"source {passage.source.low[0]}")
    if passage.speaker and passage.speaker.type:
        features.add(f"speaker {passage.speaker.type}")
    for cue in passage.inner:
        for hit in word_classes("acts").find(cue.low):
            features.add(f"inner {hit.name}", spans=spans_under(cue, hit))
    for hit in word_classes("acts").find(passage.outer.low):
        features.add(f"outer {hit.name}", spans=spans_under(passage.outer, hit))
    if content:
        features.add(_length(len(content)))
        _add_start(features, passage.content)
        _add_marks(features, passage.content)


def _add_start(features: Features, content: Tokens) -> None:
    first = content.low[0]
    if first in grammar("content_starts"):
        features.add(f"starts {first}", spans=content.spans[:1])
    elif first.endswith("ing") and len(first) > 4:
        features.add("starts ing", spans=content.spans[:1])
    if first in grammar("pronouns"):
        features.add(f"subject {first}", spans=content.spans[:1])
    if "to" in content.low[:12] and first != "to":
        features.add("to early")


def _add_marks(features: Features, content: Tokens) -> None:
    if "?" in content.low:
        features.add("question mark", 1.0 if content.low[-1] == "?" else 0.5, content.spans[-1:])
    if content.low[-1] == "?":
        features.add("ends asking", spans=content.spans[-1:])
    if "!" in content.low:
        features.add("exclamation mark", spans=content.spans[-1:])


def _length(words: int) -> str:
    return next(f"length {limit}" for limit in _LENGTHS if words <= limit)
