"""Sentences: where one ends and the next begins.

Rules over full stops, closing marks and abbreviations: the tagger does not need
sentences, the resolving of pronouns and dates only asks how far apart two
places are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from onrecord.lexicon import words as lexicon_words

_STOP = re.compile(
    r"""[.!?\u2026]+["'\u201d\u2019\u00bb)\]]*
        (?:\s+(?=["'\u201c\u2018\u00ab(\[]*[A-Z0-9\u00c0-\u00de])|(?=["\u201c]?[A-Z][a-z])(?<![A-Z]\.))
        |\n[^\S\n]*\n\s*""",
    re.VERBOSE,
)
_LONGEST_ABBREVIATION = 12


class Sentences:
    """The sentences of one text.

    `starts` are the character offsets where they begin, in order; the first is 0.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        starts = [0]
        for match in _STOP.finditer(text):
            if not _is_abbreviation(_word_before(text, match.start())) and match.end() < len(text):
                starts.append(match.end())
        self.starts: tuple[int, ...] = tuple(starts)

    def number_at(self, offset: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Start and end of a sentence, half-open, with the white space behind it."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    @cached_property
    def paragraph_starts(self) -> tuple[int, ...]:
        """Where paragraphs begin."""
        return (0, *(m.end() for m in re.finditer(r"\n[^\S\n]*\n\s*", self.text)))

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph in which a character stands."""
        return bisect_right(self.paragraph_starts, offset) - 1


def _word_before(text: str, stop: int) -> str:
    """The word that a full stop stands behind, as far as an abbreviation would go."""
    return (
        text[max(0, stop - _LONGEST_ABBREVIATION) : stop]
        .rsplit(" ", maxsplit=1)[-1]
        .rsplit("\n", maxsplit=1)[-1]
    )


def _is_abbreviation(word: str) -> bool:
    if not word:
        return False
    word = word.lower().lstrip("(\"'\u201c\u2018[")
    if len(word) == 1 and word.isalpha():
        return True
    return word in lexicon_words("abbreviations", "before_name") or word in lexicon_words(
        "abbreviations", "others"
    )
