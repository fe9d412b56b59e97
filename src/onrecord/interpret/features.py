"""Features: what in a statement speaks for an act, a certainty or a negation.

Every feature is a name with a strength and the words it was found on, so that
a decision made from them can be told in words.
"""

from __future__ import annotations

from onrecord.interpret.classes import word_classes
from onrecord.interpret.content_signs import (
    add_content,
    add_future,
    add_judging,
    add_negation,
    add_own_mind,
    add_verb,
)
from onrecord.interpret.cue_signs import add_cue, add_frame
from onrecord.interpret.frame import frame_of
from onrecord.interpret.negation import main_clause
from onrecord.interpret.passage import Passage
from onrecord.interpret.rules import Signs, certainty_for, rule_for
from onrecord.interpret.stance_signs import Features, classes_in, spans_under
from onrecord.interpret.word_signs import add_words


def features_of(passage: Passage) -> Features:
    """All features of one statement."""
    features = Features()
    add_cue(features, passage)
    add_frame(features, passage)
    add_content(features, passage)
    add_future(features, passage)
    add_negation(features, passage)
    _add_voices(features, passage)
    add_judging(features, passage)
    add_verb(features, passage)
    add_own_mind(features, passage)
    add_words(features, passage)
    _add_rule(features, passage)
    return features


def _add_voices(features: Features, passage: Passage) -> None:
    """What kind of source speaks, and of whose doings."""
    voices = {hit.name for hit in word_classes("voices").find(passage.source.low)} - {"power"}
    for name in sorted(voices):
        features.add(f"voice {name}", spans=passage.source.spans[:1])
    content = passage.content
    end = main_clause(content.low)
    actors = [h for h in word_classes("voices").find(content.low[:end]) if h.name == "power"]
    classes = classes_in(features.values, "main ")
    if actors:
        features.add("actor", spans=spans_under(content, actors[0]))
        for name in ("harm", "wrong", "blame"):
            if name in classes:
                features.add(f"actor and {name}", spans=spans_under(content, actors[0]))
    if voices & {"counting", "document"} and not voices & {"judging"}:
        features.add("watching")
    matters: tuple[str, ...] = ("harm", "wrong", "good", "bad", "statistic", "must", "may")
    named = [name for name in matters if name in classes]
    named += [name for name in ("future own", "future others") if name in features.values]
    for name in named:
        for voice in sorted(voices):
            features.add(f"{voice} on {name}")


def _add_rule(features: Features, passage: Passage) -> None:
    """What the rules say of it all, and the classes of the cue together with the frame."""
    names = features.values
    frame = frame_of(passage)
    features.add(f"frame {frame}")
    cue = frozenset(classes_in(names, "cue "))
    for name in sorted(cue):
        features.add(f"cue {name} + {frame}", spans=features.spans.get(f"cue {name}", ()))
    signs = Signs(
        cue,
        frozenset(classes_in(names, "main ")),
        frozenset(classes_in(names, "any ")),
        frozenset(names),
        frame,
    )
    name, act = rule_for(signs)
    features.add(f"rule {name}")
    features.add(f"rules say {act}")
    features.add(f"rules hold it {certainty_for(signs, act)}")
