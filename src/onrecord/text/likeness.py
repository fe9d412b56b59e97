"""Likeness: whether two names, words or roles can be of one and the same speaker."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.names import bare, surname_of, tokens_of


@lru_cache(maxsize=16384)
def telling_words(name: str) -> frozenset[str]:
    """The words of a name without articles and connectors, in lower case."""
    small = lexicon_words("people", "connectors") | lexicon_words("people", "determiners")
    expansions: dict[str, str] = load("people")["expansions"]
    return frozenset(w for t in tokens_of(name) for w in expansions.get(t.lower, t.lower).split()) - small


def is_role(head: str, wanted: frozenset[str], described: frozenset[str]) -> bool:
    """Whether a description can be of somebody described so.

    All its words are known of that person; or one says more of the role than the
    other ("the regional governor", Governor Lind), but nothing that makes it
    another role, and not each something else ("the Hask mayor", the mayor of Sarn).
    """
    head = next(iter(telling_words(head)), head)
    other, sides = lexicon_words("people", "other_roles"), lexicon_words("people", "parties")
    if head not in described or (described ^ wanted) & other - {"new"} & (
        described if wanted <= described else other
    ):
        return wanted <= described and not (described - wanted) & other
    more, less = wanted - described - sides, described - wanted - sides
    return wanted <= described or not (more and less)


@lru_cache(maxsize=16384)
def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and given names that do not clash."""
    a, b = [bare(w) for w in one.split()], [bare(w) for w in other.split()]
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) == 1 else (b, a)
        return short[0] == surname_of(" ".join(long)) or (short[0] == long[0] and len(long) > 1)
    if surname_of(one) != surname_of(other) or suffix_of(one) != suffix_of(other):
        return False
    return a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0])


def suffix_of(name: str) -> str:
    """The Jr., Sr. or III behind a name, empty where there is none."""
    last = bare(name.rsplit(maxsplit=1)[-1]) if name else ""
    return last if last in lexicon_words("people", "suffixes") else ""


def clash(one: str | None, other: str | None) -> bool:
    """Whether two genders are known and differ."""
    return bool(one and other and one != other)


def nearly(one: str, other: str) -> bool:
    """Whether two long words differ in no more than two places."""
    if min(len(one), len(other)) < 6 or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 2
    alike = SequenceMatcher(None, one, other).get_matching_blocks()
    return sum(block.size for block in alike) >= min(len(one), len(other)) - 1
