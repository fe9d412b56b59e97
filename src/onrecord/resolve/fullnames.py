"""Full names of bodies: what a report calls in full what it calls in short elsewhere."""

from __future__ import annotations

import re

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.names import Token, name_text, organisations, tokens_of


def initials_of(name: str) -> str:
    """The capitals that a name's words begin with ("Northern Grain Union" → NGU)."""
    return "".join(w[0] for w in name.split() if w[0].isupper())


def spelt_out(text: str, acronym: str) -> str | None:
    """The name that stands before an acronym in brackets ("Northern Grain Union (NGU)")."""
    at = text.find(f"({acronym})")
    if at < 0:
        return None
    tokens = tokens_of(text, max(0, at - 120), at)
    first = len(tokens)
    small = lexicon_words("people", "connectors")
    while first > 0 and (tokens[first - 1].capital or tokens[first - 1].lower in small):
        first -= 1
        if "." in text[tokens[first].end : tokens[first].end + 1]:
            return None
    while first < len(tokens) and not (tokens[first].capital and tokens[first].text[0] == acronym[0]):
        first += 1
    return text[tokens[first].start : at].strip() if first < len(tokens) else None


def names_with_head(text: str, head: str) -> list[str]:
    """Names in a text that end in the word `head`, such as "Norish defence ministry"."""
    if head not in organisations():
        return []
    tokens = tokens_of(text)
    found = []
    for i, token in enumerate(tokens):
        if token.lower != head:
            continue
        first = i
        while (
            first > 0
            and _belongs(tokens[first - 1].text, tokens[first - 1].lower)
            and text[tokens[first - 1].end : tokens[first].start] == " "
        ):
            first -= 1
        while first < i and tokens[first].lower in lexicon_words("people", "openers"):
            first += 1
        found.append(name_text(tokens[first : i + 1]))
    return found


def _belongs(word: str, lower: str) -> bool:
    return word[0].isupper() or lower in lexicon_words("people", "titles")


_GOES_ON = re.compile(r" (?:of|for|on)(?: the)?(?: [A-Z][\w’'-]+)+(?: and(?: [A-Z][\w’'-]+)+)?")


def full_names(text: str, head: str) -> list[tuple[int, str]]:
    """Names in a text with the word `head`, and where they begin; with what follows "of" or "for"."""
    found = []
    for match in re.finditer(rf"\b{re.escape(head)}\b", text, re.I):
        first = _first_of_name(text, match.start())
        goes_on = _GOES_ON.match(text, match.end())
        end = goes_on.end() if goes_on else match.end()
        name = re.sub(r"['’]s?$", "", text[first:end])
        if (first < match.start() and name[:1].isupper()) or (goes_on and match.group()[0].isupper()):
            found.append((first, name))
    return found


def _first_of_name(text: str, at: int) -> int:
    """Where a name begins whose last word stands at `at`."""
    tokens: list[Token] = tokens_of(text, max(0, at - 80), at)
    first = at
    for token in reversed(tokens):
        gap = text[token.end : first]
        if gap != " " or not (token.capital or token.lower in lexicon_words("people", "titles")):
            break
        if token.lower in lexicon_words("people", "openers") or token.text.endswith(("'s", "’s")):
            break
        first = token.start
    while first < at and not text[first].isupper():
        first = text.index(" ", first) + 1 if " " in text[first:at] else at
    return first


def named_by_kind(text: str, head: str, at: int) -> str | None:
    """The body that "a monitor" at `at` can be: the one named nearest with a word of that kind."""
    kinds: list[str] = load("bodies")["stands_for"].get(head, [])
    found = [named for kind in kinds for named in full_names(text, kind)]
    before = [named for named in found if named[0] < at]
    if before:
        return max(before)[1]
    return min(found)[1] if found else None
