"""Phrases: how far the name of somebody goes in running text."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import words as lexicon_words
from onrecord.resolve.frame import HOLE

_WORD = re.compile(r"[^\W_]+(?:[.'’&/\-‑][^\W_]+)*\.?")
_SPACE = re.compile(r" |\n(?!\s)")
LONGEST = 10  # words


def phrase_at(text: str, at: int, anybody: bool = False) -> tuple[int, int] | None:
    """Start and end of the name or description that begins at `at`; None where none does.

    It ends before a mark, or a word that opens something else. With `anybody`
    a description may begin with any word ("medical sources").
    """
    first = at
    while first < len(text) and text[first] in " \n":
        first += 1
    words: list[re.Match[str]] = []
    position = first
    while len(words) < LONGEST:
        word = _WORD.match(text, position)
        if not word or _stops(text, word, words):
            break
        words.append(word)
        gap = _SPACE.match(text, word.end())
        if not gap:
            break
        position = gap.end()
    while words and words[-1].group().lower() in ("of", *lexicon_words("channels", "phrase.determiners")):
        words.pop()
    if not words or not (anybody or _names_somebody([w.group() for w in words])):
        return None
    return first, words[-1].end() - _is_full_stop(words[-1].group())


def phrase_before(text: str, end: int) -> tuple[int, int] | None:
    """Start and end of the name right before offset `end`: "the state news agency NTA" before "quoted"."""
    tail = text[max(0, end - 90) : end]
    match = _name_before().search(tail)
    return (end - len(tail) + match.start(1), end - len(tail) + match.end(1)) if match else None


_NAME = r"(?:[A-Z][\w.’'-]*(?:\s(?:of|for|and)\s(?=[A-Z])|\s(?=[A-Z]))?)+"


@cache
def _name_before() -> re.Pattern[str]:
    media = "|".join(sorted(lexicon_words("bodies", "media"), key=len, reverse=True))
    what = rf"(?:(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]+\s){{0,4}}?|(?:[\w’'-]+\s){{0,2}}?(?:{media})\s)"
    kind = rf"(?:[Tt]he\s)?(?:[\w’'-]+\s){{0,2}}?(?:{media})"
    return re.compile(rf"(?:\A|[\s“\"(])({what}?{_NAME}|{kind})\s*\Z")


def ends_before_content(text: str, end: int) -> bool:
    """Whether what is said follows at once behind `end`."""
    return text[end:].lstrip(" ,:\n").startswith(HOLE)


def _stops(text: str, word: re.Match[str], words: list[re.Match[str]]) -> bool:
    if words and words[-1].group().endswith(".") and _is_full_stop(words[-1].group()):
        return True
    lower = word.group().lower().rstrip(".")
    if words and words[-1].group().lower() in lexicon_words("channels", "phrase.articles"):
        return False
    if lower == "and":  # "Food Standards of Australia and New Zealand"
        return not (
            words and words[-1].group()[0].isupper() and text[word.end() + 1 : word.end() + 2].isupper()
        )
    return lower in lexicon_words("channels", "audience.stops")


def _is_full_stop(word: str) -> bool:
    """Whether the stop behind a word ends a sentence: not that of "U.S." or "Sen."."""
    if not word.endswith("."):
        return False
    core = word[:-1].lower()
    return "." not in core and len(core) > 1 and core not in lexicon_words("abbreviations", "before_name")


def _names_somebody(words: list[str]) -> bool:
    if words[0].lower() in lexicon_words("channels", "phrase.determiners"):
        return len(words) > 1
    return (
        words[0][0].isupper()
        or "-" in words[0]
        or words[0].lower() in lexicon_words("channels", "audience.bare")
    )
