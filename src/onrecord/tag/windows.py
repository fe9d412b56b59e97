"""Windows: the pieces of a report that the network sees at once.

The network reads windows of about 250 word pieces, not sentences: half of what
is attributed is attributed in another sentence. Windows overlap, and what they
say of a word is averaged with weights that favour their middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.text.quotes import quote_states
from onrecord.text.words import Gap, Words

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

WINDOW_PIECES = 252
STRIDE_PIECES = 192
CLS, SEP, PAD, UNK = 101, 102, 0, 100
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the network takes it.

    Shape: `pieces` has one list of piece ids a word; `features` is
    (words, 3): case, gap before, quotation state.
    """

    pieces: list[list[int]]
    features: Ints

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` (half-open) of a text."""

    start: int
    end: int


def sections(words: Words, longest: int = 20_000) -> list[Window]:
    """Cuts a very long text at paragraphs, so that its scores fit into memory."""
    cuts: list[Window] = []
    start = 0
    while start < len(words):
        end = min(start + longest, len(words))
        if end < len(words):
            breaks = (k for k in range(end, start, -1) if words.gaps[k] == Gap.PARAGRAPH)
            end = next(breaks, end)
        cuts.append(Window(start, end))
        start = end
    return cuts


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of several windows, padded to the longest.

    Shape: `ids`, `mask` (windows, pieces); `features` (windows, pieces, 3);
    `heads` (windows, words): position of each word's first piece, 0 where
    padded; `lengths` (windows,): words in each window.
    """

    ids: Ints
    mask: Ints
    features: Ints
    heads: Ints
    lengths: Ints


class Pieces:
    """Word pieces by word: a word has the same wherever it stands, so each is taken apart once.

    `tokenizer` is a `tokenizers.Tokenizer` over a BERT vocabulary. A word of
    more than `most` pieces (a hash, an address) keeps the first.
    """

    def __init__(self, tokenizer: Any, most: int = 12, kept: int = 50_000) -> None:
        self.tokenizer = tokenizer
        self.most = most
        self.kept = kept
        self._known: dict[str, list[int]] = {}

    def of(self, words: Sequence[str]) -> list[list[int]]:
        """The piece ids of every word; at least one each."""
        known = self._known
        new = [word for word in dict.fromkeys(words) if word not in known]
        if not new:
            return [known[word] for word in words]
        if len(known) + len(new) > self.kept:
            known = self._known = {}
            new = list(dict.fromkeys(words))
        given = [_SURROGATE.sub("\ufffd", word) for word in new]  # half characters cannot be encoded
        encoding = self.tokenizer.encode(given, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in new]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(pieces[word]) < self.most:
                pieces[word].append(piece)
        known.update((word, own or [UNK]) for word, own in zip(new, pieces, strict=True))
        return [known[word] for word in words]


def encode_words(words: Words, pieces: Pieces) -> Encoded:
    """Turns words into word pieces and features."""
    columns = [words.cases, words.gaps, quote_states(words)]
    features = np.array(columns, dtype=np.int64).T.reshape(len(words), 3)
    return Encoded(pieces.of(words.texts), features)


def cut_windows(
    counts: Sequence[int], size: int = WINDOW_PIECES, stride: int = STRIDE_PIECES
) -> list[Window]:
    """Cuts a text of words with `counts` pieces each into overlapping windows.

    Every word is in at least one window; the last window reaches back to be full.
    """
    total = len(counts)
    windows: list[Window] = []
    start = 0
    while total:
        end, used = start, 0
        while end < total and used + counts[end] <= size:
            used += counts[end]
            end += 1
        end = max(end, start + 1)
        if end == total:
            while start > 0 and used + counts[start - 1] <= size:
                start -= 1
                used += counts[start]
        windows.append(Window(start, end))
        if end == total:
            break
        moved = 0
        while start < end and moved < stride:
            moved += counts[start]
            start += 1
    return windows


Row = tuple[list[int], list[list[int]], list[int]]


def make_row(encoded: Encoded, window: Window) -> Row:
    """One window as piece ids, features of the pieces, and where each word's first piece is."""
    ids, features, heads = [CLS], [[0, 0, 0]], []
    rows = encoded.features[window.start : window.end].tolist()
    for pieces, row in zip(encoded.pieces[window.start : window.end], rows, strict=True):
        heads.append(len(ids))
        ids += pieces
        features += [row] * len(pieces)
    ids.append(SEP)
    features.append([0, 0, 0])
    return ids, features, heads


def stack_rows(rows: Sequence[Row]) -> Batch:
    """Stacks rows of (piece ids, features, head positions) into one batch."""
    width = max(len(ids) for ids, _, _ in rows)
    words = max(len(heads) for _, _, heads in rows)
    shape = (len(rows), width)
    batch = Batch(
        np.full(shape, PAD, np.int64),
        np.zeros(shape, np.int64),
        np.zeros((*shape, 3), np.int64),
        np.zeros((len(rows), words), np.int64),
        np.array([len(heads) for _, _, heads in rows], np.int64),
    )
    for i, (ids, features, heads) in enumerate(rows):
        batch.ids[i, : len(ids)] = ids
        batch.mask[i, : len(ids)] = 1
        batch.features[i, : len(ids)] = features
        batch.heads[i, : len(heads)] = heads
    return batch


def middle_weights(length: int) -> Floats:
    """Weights of a window's words: 1 in the middle, falling to 0.05 at its borders.

    Shape: (length,)
    """
    place = (np.arange(length, dtype=np.float32) + 0.5) / max(length, 1)
    return np.maximum(0.05, 1.0 - np.abs(2.0 * place - 1.0)).astype(np.float32)
