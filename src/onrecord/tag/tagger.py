"""The tagger: text to attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.record import Attribution, Span
from onrecord.tag.bare import bare_quotations
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
from onrecord.tag.nested import content_words, is_nested
from onrecord.tag.network import Network, Scores
from onrecord.tag.windows import Encoded, Window, cut_windows, encode_words, make_row, sections, stack_rows
from onrecord.text.words import Words, split_words

DEEPEST = 4  # levels of statements within statements


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
        """Name, version and first digits of the SHA-256 of the weights, as traces and runs show it."""
        card = self.network.card
        return f"{card.name} {card.version} ({card.sha256[:12]})"

    def tag(self, text: str) -> tuple[Attribution, ...]:
        """All attributions of `text`, in order of their first character.

        Contents of attributions that are not `within` another do not overlap;
        two attributions may share a source.
        """
        words = split_words(text)
        found: list[Attribution] = []
        for section in sections(words):
            part = words.part(range(section.start, section.end))
            for own in self.linked([part])[0]:
                found.append(self._attribution(part, own))
        found += bare_quotations(words, found)
        level = list(found)
        for _ in range(DEEPEST - 1):
            level = self._nested(text, words, level)
            found += level
        return tuple(sorted(found, key=lambda a: a.spans))

    def linked(self, texts: Sequence[Words]) -> list[list[Linked]]:
        """The attributions of several texts as runs of words, with their evidence."""
        encoded = [encode_words(words, self.network.tokenizer) for words in texts]
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

    def _nested(self, text: str, words: Words, outer: Sequence[Attribution]) -> list[Attribution]:
        """Reads every content again as a text of its own: what it attributes stands within."""
        inner = [(parent, own) for parent in outer if (own := content_words(words, parent.content))]
        found = []
        for (parent, own), linked in zip(inner, self.linked([own for _, own in inner]), strict=True):
            for one in linked:
                attribution = replace(self._attribution(own, one), within=parent)
                if is_nested(text, attribution, parent, self.network.card.nested_floor):
                    found.append(attribution)
        return found

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
