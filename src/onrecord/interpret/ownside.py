"""Own side: whether a content speaks of the conduct of whoever says it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.interpret.passage import Passage
from onrecord.interpret.stance_signs import grammar
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

_STEM = 5  # letters that "Russia" and "Russian" share


def is_own_side(passage: Passage, subject: Sequence[str]) -> bool:
    """Whether the words of a subject mean the speaker, or the side it speaks for.

    True as well for a content without a subject ("to withdraw"); a pronoun
    counts where it stands first in a paraphrase.
    """
    if not subject:
        return True
    first = subject[1] if subject[0] == "that" and len(subject) > 1 else subject[0]
    if first in grammar("first_person") or first == "to":
        return True
    if passage.statement.content.mode != "direct" and first in grammar("third_person"):
        return True
    stems = _stems(subject[:6])
    return bool(stems & _stems(_own_words(passage)))


def _own_words(passage: Passage) -> list[str]:
    words = list(passage.source.low)
    if passage.speaker:
        parts = (passage.speaker.name, passage.speaker.affiliation or "", *passage.speaker.roles)
        words += " ".join(parts).lower().replace("'s", "").split()
    return words


def _stems(words: Sequence[str]) -> set[str]:
    idle = lexicon_words("english", "function_words")
    plain = [word for word in words if word.isalpha() and len(word) > 2 and word not in idle]
    return {_country_of().get(word, word[:_STEM]) for word in plain}


@cache
def _country_of() -> dict[str, str]:
    """Countries by one-word names, demonyms and capitals, in small letters."""
    found: dict[str, str] = {}
    for code, country in load("countries").items():
        for key in ("names", "capitals", "demonyms"):
            for name in country.get(key, ()):
                if " " not in name:
                    found.setdefault(name.lower(), code)
    return found
