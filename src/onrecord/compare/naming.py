"""Naming: an account in a few words of its own statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.compare.terms import WORD, term_of, weight
from onrecord.compare.utterances import Utterance

LONGEST = 9
"""Words a name may have."""


def name_of_matter(utterances: Sequence[Utterance]) -> str:
    """The run of words of one statement that says most of what all have in common."""
    shared = Counter(term for u in utterances for term in u.own.weights)
    best, score = "", -1.0
    for utterance in utterances:
        for words in _clauses(utterance.statement.content.text):
            terms = {term_of(word) for word in words} - {""}
            value = sum(weight(t) * shared[t] for t in sorted(terms) if shared[t] > 1) / (4 + len(words))
            if value > score:
                best, score = " ".join(words), value
    return best or " ".join(utterances[0].statement.content.text.split()[:LONGEST])


def _clauses(text: str) -> list[list[str]]:
    """Runs of at most `LONGEST` words that begin and end with a telling one."""
    found = []
    for part in re.split(r"[.;:,\"\u201c\u201d()]|\s-\s", text):
        words = [m[0] for m in WORD.finditer(part)]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST) + 1):
                if term_of(words[start]) and term_of(words[end - 1]):
                    found.append(words[start:end])
    return found
