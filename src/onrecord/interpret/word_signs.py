"""Word signs: the words themselves, where no class knows them.

With labels of a few thousand statements the commoner words and pairs of words
tell more than their classes alone.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.interpret.passage import Passage
from onrecord.interpret.stance_signs import Features

FIRST_WORDS = 30  # of a content; what it is, it says early


def add_words(features: Features, passage: Passage) -> None:
    """Adds the words of the cue, and the first words of the content and their pairs."""
    content = passage.content
    at = [k for k, word in enumerate(content.low) if word[0].isalnum()][:FIRST_WORDS]
    for k in at:
        features.add(f"word {content.low[k]}", spans=(content.spans[k],))
    for k, after in pairwise(at):
        spans = tuple(dict.fromkeys((content.spans[k], content.spans[after])))
        features.add(f"words {content.low[k]} {content.low[after]}", spans=spans)
    for word, span in zip(passage.cue.low, passage.cue.spans, strict=True):
        features.add(f"cued {word}", spans=(span,))
