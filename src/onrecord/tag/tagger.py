"""The tagger: text to attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.record import Attribution, Span
from onrecord.tag.bare import bare_quotations
from onrecord.tag.confidence import confidence_of, features_of
from onrecord.tag.decode import (
    Linked,
    Run,
    Settings,
    average_labels,
    best_labels,
    cue_chances,
    link_attributions,
    link_runs,
    runs_of,
)
from onrecord.tag.labels import LABELS, OUTSIDE
from onrecord.tag.nested import SOURCELESS, content_words, is_nested, owners_of
from onrecord.tag.network import Network, Scores
from onrecord.tag.windows import (
    Encoded,
    Floats,
    Window,
    cut_windows,
    encode_words,
    make_row,
    sections,
    stack_rows,
)
from onrecord.text.words import Words, split_words

DEEPEST = 4  # levels of statements within statements
NO_CUE = 0.01  # a content whose words are all less likely to be a cue is not read again
NOTHING = np.full(len(LABELS), -20.0, np.float32)  # what the labels of a word outside contents are put to
NOTHING[OUTSIDE] = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Words, and what the network says of them window by window."""

    words: Words
    encoded: Encoded
    windows: list[Window]
    scores: list[Scores]

    @property
    def cue_chances(self) -> Floats:
        """How likely each word is part of a cue."""
        return cue_chances(self.windows, self.scores, len(self.words))

    @property
    def scored(self) -> tuple[Encoded, list[Window], list[Scores]]:
        """What decoding takes."""
        return self.encoded, self.windows, self.scores


class Tagger:
    """Finds every attribution of a text.

    `folder` holds the weights (by default those of the package), `threads` is
    the number of cores one run may use.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.network = Network(folder, threads)
        card = self.network.card
        self.settings = Settings(card.cue_bias, card.content_bias, card.link_floor)
        self.inner_settings = Settings(card.inner_cue_bias, card.inner_content_bias, card.link_floor)

    @property
    def version(self) -> str:
        """What traces and runs call the weights."""
        return self.network.card.shown

    def tag(self, text: str) -> tuple[Attribution, ...]:
        """All attributions of `text`, in order of their first character.

        Contents of attributions that are not `within` another do not overlap;
        two attributions may share a source.
        """
        words = split_words(text)
        cuts = sections(words)
        parts = [words] if len(cuts) == 1 else [words.part(range(s.start, s.end)) for s in cuts]
        seen = [self.see(part) for part in parts]
        found = [self._attribution(one.words, own) for one in seen for own in self.decode(*one.scored)]
        found += bare_quotations(words, found)
        level = list(found)
        for depth in range(1, DEEPEST):
            if depth == 1 and self.network.reads_within:
                level = [a for one in seen for a in self._within(text, one, level)]
            elif level:
                level = self._read_again(text, words, seen, level)
            found += level
        return tuple(sorted(found, key=lambda a: a.spans))

    def see(self, words: Words) -> Seen:
        """What the network says of words, window by window."""
        encoded = encode_words(words, self.network.pieces)
        windows = cut_windows([len(p) for p in encoded.pieces])
        return Seen(words, encoded, windows, self.score([encoded], [windows])[0])

    def linked(self, texts: Sequence[Words]) -> list[list[Linked]]:
        """The attributions of several texts as runs of words, with their evidence."""
        encoded = [encode_words(words, self.network.pieces) for words in texts]
        windows = [cut_windows([len(p) for p in e.pieces]) for e in encoded]
        scores = self.score(encoded, windows)
        return [self.decode(*given) for given in zip(encoded, windows, scores, strict=True)]

    def score(self, texts: Sequence[Encoded], windows: Sequence[Sequence[Window]]) -> list[list[Scores]]:
        """Runs the network over the windows of several texts, one at a time.

        Activations are scaled on the fly, so windows run together would change
        each other's numbers; alone they are no slower on one core, and a
        statement does not depend on what else is read beside it.
        """
        return [
            [self.network.run(stack_rows([make_row(text, window)]))[0] for window in own]
            for text, own in zip(texts, windows, strict=True)
        ]

    def decode(self, encoded: Encoded, windows: Sequence[Window], scores: Sequence[Scores]) -> list[Linked]:
        """Turns scores into attributions."""
        averaged = average_labels(windows, scores, len(encoded))
        runs = runs_of(best_labels(averaged, self.settings))
        to_cue, to_source = link_runs(runs, windows, scores)
        return link_attributions(runs, to_cue, to_source, averaged, self.settings)

    def linked_within(self, seen: Seen, inside: npt.NDArray[np.bool_]) -> list[Linked]:
        """What the inner heads attribute among the words that stand in contents."""
        inner = [score.inner for score in seen.scores if score.inner is not None]
        averaged = average_labels(seen.windows, inner, len(seen.words))
        averaged[~inside] = NOTHING
        runs = runs_of(best_labels(averaged, self.inner_settings))
        to_cue, to_source = link_runs(runs, seen.windows, inner)
        return link_attributions(runs, to_cue, to_source, averaged, self.inner_settings)

    def _within(self, text: str, seen: Seen, outer: Sequence[Attribution]) -> list[Attribution]:
        """What stands within the contents, by the heads of the same pass."""
        owners = owners_of(seen.words, outer)
        inside = np.array([owner is not None for owner in owners], bool)
        found = []
        for one in self.linked_within(seen, inside) if inside.any() else ():
            parent = owners[one.cue.start] if one.cue else None
            if parent is not None:
                weights = self.network.card.inner_calibration
                attribution = replace(self._attribution(seen.words, one, weights), within=parent)
                sure = attribution.confidence >= self.network.card.nested_floor
                if sure and is_nested(text, attribution, parent):
                    found.append(attribution)
        return found

    def _read_again(
        self, text: str, words: Words, seen: Sequence[Seen], outer: Sequence[Attribution]
    ) -> list[Attribution]:
        """Reads every content again as a text of its own: what it attributes stands within.

        One in which no word is at all likely to be a cue is passed over.
        """
        chances = np.concatenate([one.cue_chances for one in seen]).tolist()
        likely = {start for start, chance in zip(words.starts, chances, strict=True) if chance > NO_CUE}
        inner = [
            (parent, own)
            for parent in outer
            if (own := content_words(words, parent.content)) and not likely.isdisjoint(own.starts)
        ]
        found = []
        for (parent, own), linked in zip(inner, self.linked([own for _, own in inner]), strict=True):
            for one in linked:
                attribution = replace(self._attribution(own, one), within=parent)
                floor = max(self.network.card.nested_floor, 0.0 if attribution.source else SOURCELESS)
                if attribution.confidence >= floor and is_nested(text, attribution, parent):
                    found.append(attribution)
        return found

    def _attribution(self, words: Words, own: Linked, weights: Sequence[float] | None = None) -> Attribution:
        length = sum(run.end - run.start for run in own.contents)
        row = features_of(own.evidence, length)
        return Attribution(
            _spans(words, own.sources),
            _spans(words, [own.cue] if own.cue else []),
            _spans(words, own.contents),
            confidence_of(row, weights or self.network.card.calibration),
        )


def _spans(words: Words, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(Span(words.starts[r.start], words.ends[r.end - 1]) for r in runs)
