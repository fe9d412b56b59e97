"""Lemma of a cue: the base form of its main word."""

from __future__ import annotations

import re

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words


def lemma_of(cue: str) -> str | None:
    """The base form of the main word of a cue, None for an empty cue.

    A known verb wins, the last one where there are several ("has also said");
    otherwise the whole cue in lower case.

    >>> lemma_of("had earlier told"), lemma_of("according to"), lemma_of("as per")
    ('tell', 'accord', 'as per')
    """
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", cue.lower())
    for word in reversed(words):
        base = _base(word)
        if base:
            return base
    return " ".join(words) or None


def _base(word: str) -> str | None:
    irregular: dict[str, str] = load("cues")["irregular"]
    if word in irregular:
        return irregular[word]
    known = lexicon_words("cues", "base.verbs")
    return next((form for form in _candidates(word) if form in known), None)


def _candidates(word: str) -> list[str]:
    forms = [word]
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            forms += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return forms
