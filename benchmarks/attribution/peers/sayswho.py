"""sayswho's quote finder, a fork of textacy's with cues in the next sentence and open quotations.

Its class also needs a model of coreference and a large pipeline that no package
index has; who is meant is not scored here, so the finder runs alone, over
spaCy's small pipeline. The text is prepared as its class does: empty lines fall
out, open quotations are closed, plural possessives get an x. What it finds in
that text is moved back to the characters of the text as given. `helped` widens
the speaker to the whole noun phrase.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from peers import Reader, spacy_small
from peers.triples import attribution_of, moved

NEEDS = ("sayswho", "rapidfuzz", "regex", "jinja2", *spacy_small.NEEDS)


def load(helped: bool = False) -> Reader:
    """The finder over the pipeline."""
    from sayswho.helpers import para_quote_fixer
    from sayswho.quote_finder import quote_finder

    nlp = spacy_small.pipeline()

    def read(text: str) -> list[dict[str, list[list[int]]]]:
        lines = text.split("\n")
        kept = [(n, para_quote_fixer(line)) for n, line in enumerate(lines) if line.strip()]
        prepared = "\n".join(line for _, line in kept)
        back = Back(lines, kept)
        triples = quote_finder(nlp(prepared))
        return [moved(attribution_of(triple, helped), back.move) for triple in triples]

    return read


class Back:
    """The way from a prepared text back to the text it was made from.

    `lines` are all lines as given, `kept` the numbers of those that were kept
    and what became of them.
    """

    def __init__(self, lines: list[str], kept: list[tuple[int, str]]) -> None:
        at, starts = 0, []
        for line in lines:
            starts.append(at)
            at += len(line) + 1
        self._origin: list[int] = []  # for each prepared character the one it stands for, or the next
        self._length = at - 1
        for n, prepared in kept:
            self._origin += [starts[n] + offset for offset in aligned(lines[n], prepared)]
            self._origin.append(starts[n] + len(lines[n]))  # the end of the line

    def move(self, offset: int, is_end: bool) -> int:
        """The offset in the text as given."""
        if is_end:
            return self._origin[offset] if offset < len(self._origin) else self._length
        return self._origin[offset]


def aligned(given: str, prepared: str) -> list[int]:
    """For each character of `prepared` the offset in `given` it stands for; for an added one the next.

    >>> aligned("a's b", "a'sx b")
    [0, 1, 2, 3, 3, 4]
    """
    if given == prepared:
        return list(range(len(given)))
    offsets = []
    for kind, i, j, start, end in SequenceMatcher(None, given, prepared, autojunk=False).get_opcodes():
        for k in range(end - start):
            offsets.append(min(i + k, j))
        assert kind != "equal" or j - i == end - start
    return offsets
