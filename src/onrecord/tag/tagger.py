"""The tagger: text to attributions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.record import Attribution, Span
from onrecord.tag.confidence import confidence_of, features_of
from onrecord.tag.decode import (
    Linked,
    Run,
    Settings,
    average_labels,
    best_labels,
    link_attributions,
    link_runs,
    runs_of,
)
from onrecord.tag.network import Network, Scores
from onrecord.tag.windows import Encoded, Window, cut_windows, encode_words, make_batch
from onrecord.text.words import Words, split_words

BATCH = 8


class Tagger:
    """Finds every attribution of a text.

    `folder` holds the weights (by default those of the package), `threads` is
    the number of cores one run may use.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.network = Network(folder, threads)
        card = self.network.card
        self.settings = Settings(card.cue_bias, card.content_bias, card.link_floor)

    @property
    def version(self) -> str:
        """Name and version of the weights, as traces and runs show it."""
        return f"{self.network.card.name} {self.network.card.version}"

    def tag(self, text: str) -> tuple[Attribution, ...]:
        """All attributions of `text`, in order of their first character.

        Contents do not overlap; two attributions may share a source.
        """
        words = split_words(text)
        if not len(words):
            return ()
        linked = self.linked(words)
        found = [self._attribution(words, own) for own in linked]
        return tuple(sorted(found, key=lambda a: a.spans))

    def linked(self, words: Words) -> list[Linked]:
        """The attributions as runs of words, with their evidence."""
        encoded = encode_words(words, self.network.tokenizer)
        windows = cut_windows([len(p) for p in encoded.pieces])
        return self.decode(encoded, windows, self.score(encoded, windows))

    def score(self, encoded: Encoded, windows: Sequence[Window]) -> list[Scores]:
        """Runs the network over the windows, longest first so that little is padding."""
        order = sorted(range(len(windows)), key=lambda i: windows[i].start - windows[i].end)
        scores: list[Scores | None] = [None] * len(windows)
        for first in range(0, len(order), BATCH):
            chosen = order[first : first + BATCH]
            for i, score in zip(
                chosen, self.network.run(make_batch(encoded, [windows[i] for i in chosen])), strict=True
            ):
                scores[i] = score
        return [score for score in scores if score is not None]

    def decode(self, encoded: Encoded, windows: Sequence[Window], scores: Sequence[Scores]) -> list[Linked]:
        """Turns scores into attributions."""
        averaged = average_labels(windows, scores, len(encoded))
        runs = runs_of(best_labels(averaged, self.settings))
        to_cue, to_source = link_runs(runs, windows, scores)
        return link_attributions(runs, to_cue, to_source, averaged, self.settings)

    def _attribution(self, words: Words, own: Linked) -> Attribution:
        length = sum(run.end - run.start for run in own.contents)
        row = features_of(own.evidence, length)
        return Attribution(
            _spans(words, own.sources),
            _spans(words, [own.cue] if own.cue else []),
            _spans(words, own.contents),
            confidence_of(row, self.network.card.calibration),
        )


def _spans(words: Words, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(Span(words.starts[r.start], words.ends[r.end - 1]) for r in runs)
