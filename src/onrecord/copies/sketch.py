"""Sketches: a text as the hashes of its word shingles, all of them and a lasting sample.

The sample keeps every hash below a fixed bound (FracMinHash, Irber et al. 2022;
the "modulo sketch" of Broder 1997). Unlike a MinHash signature of fixed length
it estimates containment without bias where one text is much shorter than the
other, which is what a shortened wire copy is; and two samples share a hash only
where the texts share a shingle, so an inverted index finds the candidates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

WORDS = 5
"""Words in a shingle: long enough that two reports share few by chance."""
SAMPLED = 4
"""One hash in so many is in the sample."""

_APOSTROPHE = re.compile(r"['’‘`´]")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"[^\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BOUND = np.uint64((1 << 64) // SAMPLED)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A text's shingles as sorted 64-bit hashes.

    Shape: `hashes` (shingles,), `sample` (about shingles / `SAMPLED`,), both
    sorted and without repetition. `words` counts the words of the text.
    """

    hashes: Hashes
    sample: Hashes
    words: int


def sketch_of(text: str) -> Sketch:
    """The sketch of a text. Case, punctuation, apostrophes and line breaks don't count.

    >>> a, b = sketch_of("The mayor's aides, he said, left."), sketch_of("the mayors aides he said left")
    >>> bool((a.hashes == b.hashes).all())
    True
    """
    words = shingle_words(text)
    hashes = _shingle_hashes(words)
    return Sketch(hashes, hashes[hashes < _BOUND], len(words))


def shingle_words(text: str) -> list[str]:
    """The words of a text as they count in shingles."""
    plain = _THOUSANDS.sub("", _DOTTED.sub("", _APOSTROPHE.sub("", text)))
    return _WORD.findall(plain.lower())


_known: dict[str, int] = {}
_MOST_KNOWN = 200_000


def _hash_of(word: str) -> int:
    found = _known.get(word)
    if found is None:
        found = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[word] = found
    return found


def _shingle_hashes(words: list[str]) -> Hashes:
    """The sorted hashes of all shingles; a text shorter than one shingle is one."""
    if not words:
        return np.empty(0, np.uint64)
    own = np.fromiter((_hash_of(word) for word in words), np.uint64, len(words))
    width = min(WORDS, len(words))
    rolled = np.zeros(len(words) - width + 1, np.uint64)
    with np.errstate(over="ignore"):
        for k in range(width):
            rolled = (rolled ^ own[k : len(own) - width + 1 + k]) * _MIX
            rolled ^= rolled >> np.uint64(29)
        rolled *= _MIX
        rolled ^= rolled >> np.uint64(32)
    return np.unique(rolled)


def shared(one: Hashes, other: Hashes) -> int:
    """How many hashes two sorted arrays have in common."""
    if not len(one) or not len(other):
        return 0
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    at = np.minimum(np.searchsorted(large, small), len(large) - 1)
    return int((large[at] == small).sum())
