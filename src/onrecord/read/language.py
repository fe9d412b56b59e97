"""Which language a text is in; English is read, everything else is refused."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from onrecord.lexicon import words as lexicon_words
from onrecord.record.errors import UnsupportedLanguage

SUPPORTED = "en"
SAMPLE = 3000
ENGLISH_ENOUGH = 0.12


def require_english(text: str) -> str:
    """Returns "en", or raises `UnsupportedLanguage` where a text is surely in another language.

    A short or odd text passes: only certainty refuses.
    """
    sample = text[:SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return SUPPORTED
    foreign = sum(1 for c in letters if not unicodedata.name(c, "LATIN").startswith("LATIN")) / len(letters)
    words = re.findall(r"[^\W\d_]+", sample.lower())
    english = lexicon_words("english", "function_words")
    share = sum(1 for w in words if w in english) / max(1, len(words))
    if foreign < 0.5 and (share >= ENGLISH_ENOUGH or len(words) < 20):
        return SUPPORTED
    code, probability = _identifier().classify(sample)
    if code != SUPPORTED and (foreign >= 0.5 or (probability >= 0.9 and share < ENGLISH_ENOUGH)):
        raise UnsupportedLanguage(
            f"language {code} is not supported; nothing was read", "", "this version reads English"
        )
    return SUPPORTED


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
