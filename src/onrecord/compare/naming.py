"""Naming: an account in a few words of its own statements."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.compare.spoken import Spoken
from onrecord.compare.terms import WORD, term_of, terms_of, weight

_BREAK = re.compile(r"[.;:,\"\u201c\u201d()]|\s-\s|\u2026")

LONGEST = 8
"""Words a name may have."""

SHORTEST = 3
"""Words below which a run is no name, where there are longer ones."""

LENGTH = 3.0
"""Weight (nats) that a word must bring to make a name longer."""

READ = 12
"""Statements of an account, in its order, whose words are looked at."""


def name_of_matter(utterances: Sequence[Spoken]) -> str:
    """The run of words of one statement that says most of what all have in common."""
    shared = Counter(term for u in utterances for term in terms_of(u.content))
    worth = {t: weight(t) * (1 + math.log(n)) for t, n in shared.items() if n > 1}
    best, score = "", -math.inf
    for utterance in utterances[:READ]:
        for words, terms in _runs(utterance.content):
            value = sum(worth.get(term, 0.0) for term in dict.fromkeys(terms) if term)
            value -= LENGTH * (len(words) if len(words) >= SHORTEST else 2 * LONGEST)
            if value > score:
                best, score = " ".join(words), value
    return best or " ".join(utterances[0].content.split()[:LONGEST])


def _runs(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Runs of at most `LONGEST` words that begin and end with a telling one, with their terms."""
    for part in _BREAK.split(text):
        words = [m[0] for m in WORD.finditer(part)]
        terms = [term_of(word) for word in words]
        telling = [i for i, term in enumerate(terms) if term]
        for k, start in enumerate(telling):
            for end in telling[k:]:
                if end - start < LONGEST:
                    yield words[start : end + 1], terms[start : end + 1]
