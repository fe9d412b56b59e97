"""Which language a text is in; English is read, everything else is refused.

Only certainty refuses: a text mostly in another script, or one in the Latin
script that is long enough, has hardly any of the small words of English, and
that the classifier is sure about. The classifier (py3langid, Barbaresi 2021,
after langid.py, Lui and Baldwin 2012) takes a second to load and is asked only
where the words leave a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from onrecord.lexicon import load, words
from onrecord.record.errors import UnsupportedLanguage

SUPPORTED = "en"
SAMPLE = 3000
"""How many characters are looked at."""
FEWEST_WORDS = 20
ENGLISH_ENOUGH = 0.12
"""The share of English small words from which a text is English; English news has 0.25 to 0.4."""
SURE_ENOUGH = 0.9
"""The probability from which the classifier is believed."""
FOREIGN_SCRIPT = 0.5

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def require_english(text: str) -> str:
    """Returns "en", or raises `UnsupportedLanguage` where a text is surely in another language."""
    sample = text[:SAMPLE]
    script = _foreign_script(sample)
    if script is not None:
        raise _unsupported(_most_likely(sample, load("languages")["scripts"][script])[0])
    found = [word.lower().replace("’", "'") for word in _WORD.findall(sample)]
    english = sum(word in words("languages", "english") for word in found)
    if len(found) < FEWEST_WORDS or english / len(found) >= ENGLISH_ENOUGH:
        return SUPPORTED
    code, probability = _most_likely(sample, load("languages")["latin"])
    if code != SUPPORTED and probability >= SURE_ENOUGH:
        raise _unsupported(code)
    return SUPPORTED


def _unsupported(code: str) -> UnsupportedLanguage:
    return UnsupportedLanguage(
        f"language {code} is not supported; nothing was read",
        "a report in English",
        "if it is English, look whether the file was saved in a wrong encoding",
    )


def _foreign_script(sample: str) -> str | None:
    """The script that most letters of a text are in, where that is one other than Latin."""
    scripts = load("languages")["scripts"]
    letters: Counter[str] = Counter()
    for letter, count in Counter(sample).items():
        if letter.isalpha():
            letters[_script(letter)] += count
    foreign = {script: count for script, count in letters.items() if script in scripts}
    if sum(foreign.values()) <= FOREIGN_SCRIPT * letters.total():
        return None
    if foreign.get("CJK") and foreign.get("HIRAGANA"):
        return "HIRAGANA"  # Japanese writes both, Chinese never
    return max(sorted(foreign), key=lambda script: foreign[script])


@cache
def _script(letter: str) -> str:
    """The first word of a letter's name, which is its script."""
    return unicodedata.name(letter, "?").partition(" ")[0]


def _most_likely(sample: str, codes: Iterable[str]) -> tuple[str, float]:
    """The likeliest of some languages, and its probability among them."""
    among = list(codes)
    if len(among) == 1:
        return among[0], 1.0
    ranked = [(code, p) for code, p in _identifier().rank(sample) if code in among]
    code, probability = ranked[0]
    return code, probability / (sum(p for _, p in ranked) or 1.0)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
