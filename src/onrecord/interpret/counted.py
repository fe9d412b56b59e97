"""What a number counts: the noun behind it, found without a parser.

English puts the counted thing after the number, in the plural, with a few
adjectives between ("five severely injured children"). The first plural before
a word that ends the phrase is taken; where there is none the number stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.interpret.cardinals import HYPHENS, Token, glued, low_at
from onrecord.lexicon import load, words

REACH = 8  # tokens between a number and its noun


@dataclass(frozen=True, slots=True)
class Counted:
    """The phrase behind a number up to its noun, token numbers half-open.

    `head` is the number of the noun's token, None where the number stands alone
    ("12 wounded" has a state and no noun); `compound` marks "nine-member".
    """

    first: int
    last: int
    head: int | None
    state: str | None = None
    compound: bool = False


def read_counted(tokens: list[Token], k: int, single: bool) -> Counted:
    """What is counted from token `k` on; `single` where the number is one.

    "of" and a determiner behind it are stepped over ("two of the men").
    """
    if (
        low_at(tokens, k) in HYPHENS
        and glued(tokens, k)
        and glued(tokens, k + 1)
        and low_at(tokens, k + 1).isalpha()
    ):
        return _compound(tokens, k)
    first = k
    if low_at(tokens, k) == "of":
        k += 1
    while low_at(tokens, k) in words("people", "determiners") and low_at(tokens, k) != "of" and k > first:
        k += 1
    head = state = None
    last = skip = k
    for j in range(k, min(len(tokens), k + REACH)):
        skip = max(skip, _behind_brackets(tokens, j)) if head is None else skip
        if j < skip:
            continue
        plural = is_plural(tokens[j])
        if _ends(tokens, j, head is not None) or (head is not None and not (plural and _goes_on(tokens, j))):
            break
        if plural or (single and _one(tokens, j)):
            head, last = j, j + 1
            if single and not plural:
                break
        elif tokens[j].low in states():
            state, last = tokens[j].low, j + 1
    if head is None and state is None:
        return Counted(first, first, None)
    return Counted(first, last, head, state)


def _behind_brackets(tokens: list[Token], k: int) -> int:
    """Behind an abbreviation in brackets, or `k` where there is none."""
    return k + 3 if low_at(tokens, k) == "(" and low_at(tokens, k + 2) == ")" else k


def _compound(tokens: list[Token], k: int) -> Counted:
    """The noun of "nine-member", "4,000-square-foot"."""
    head = k + 1
    while low_at(tokens, head) in ("square", "cubic", "per") or (
        low_at(tokens, head + 1) in HYPHENS
        and glued(tokens, head + 1)
        and low_at(tokens, head + 2).isalpha()
        and low_at(tokens, head) in ("point",)
    ):
        head += 1 + (low_at(tokens, head + 1) in HYPHENS)
    return Counted(k, head + 1, head, None, True)


def _ends(tokens: list[Token], j: int, found: bool) -> bool:
    low = tokens[j].low
    if low in HYPHENS or low in ("'", "\u2019", "\u2018", "\u201c", "\u201d", '"'):
        return found
    if tokens[j].text.isupper() and len(low) > 1:
        return False
    if low == "and":
        return found or low_at(tokens, j - 1) in states() or not _plural_soon(tokens, j + 1)
    return not tokens[j].text[0].isalpha() or low in words("quantities", "names.stops")


def _plural_soon(tokens: list[Token], k: int) -> bool:
    return any(is_plural(t) for t in tokens[k : k + 3])


def _goes_on(tokens: list[Token], j: int) -> bool:
    """Whether a second plural is the noun and the first belongs to it ("sports cars")."""
    return tokens[j].text.islower() and not glued(tokens, j)


def _one(tokens: list[Token], j: int) -> bool:
    """Whether the noun of a single thing ends here: known for a person, or the phrase ends behind it."""
    low = tokens[j].low
    if low in words("tolls", "people.singulars") or low in words("people", "roles"):
        return low_at(tokens, j + 1) not in words("tolls", "people.singulars")
    if low in words("english", "function_words") or not tokens[j].text.islower() or low in states():
        return False
    return j + 1 >= len(tokens) or _ends(tokens, j + 1, True)


def is_plural(token: Token) -> bool:
    """Whether a word looks like the plural of a noun, or is known to be one."""
    low = token.low
    if low in words("quantities", "names.plurals") or low in words("tolls", "people.plurals"):
        return True
    if low in words("numbers", "vague.plurals"):
        return False
    if low in toll_nouns():
        return low.endswith("s") or low == "dead"
    if len(low) < 4 or low in words("quantities", "names.singular") or not low.isalpha():
        return False
    if not low.endswith("s") or low.endswith(("ss", "us", "is", "ous")):
        return False
    return token.text.islower() or low.endswith("ans") or low[:-1] in demonyms() or token.text.isupper()


def is_people(token: Token) -> bool:
    """Whether a plural, or a singular behind "one", names people."""
    low = token.low
    if low in words("tolls", "people.plurals") or low in words("tolls", "people.singulars"):
        return True
    if low.removesuffix("s") in words("people", "roles") or low.removesuffix("s") in demonyms():
        return True
    if not token.text.islower() and low.endswith("ians"):
        return True
    return low.endswith(tuple(load("tolls")["people"]["endings"])) and low not in ("specimen", "regimen")


@cache
def states() -> frozenset[str]:
    """All words for a state that people may be in."""
    lists = load("tolls")
    measures = ("killed", "wounded", "missing", "displaced", "detained")
    return frozenset(word for key in measures for word in lists[key]["states"]) | {"killed"}


@cache
def toll_nouns() -> frozenset[str]:
    """Nouns that count what people suffered ("deaths", "injuries")."""
    lists = load("tolls")
    measures = ("killed", "wounded", "missing", "displaced", "detained")
    return frozenset(word for key in measures for word in lists[key]["nouns"])


@cache
def demonyms() -> frozenset[str]:
    """Names of peoples, in small letters and the singular."""
    return frozenset(
        name.lower().removesuffix("s") for land in load("countries").values() for name in land["demonyms"]
    )
