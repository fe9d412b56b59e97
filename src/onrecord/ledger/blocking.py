"""Covering words in texts: each letter becomes a block, so that everything else stays in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from onrecord.record.errors import CorrectionError

BLOCK = "\u2588"
_SIGN = re.compile(r"%[0-9A-Fa-f]{2}|[^\W_]")
_BETWEEN = r"(?:%[0-9A-Fa-f]{2}|[\W_])+"


class Blocking:
    """Covers words wherever they stand as whole words, whatever their letters' size and what parts them.

    `Ilsabet Morrow` is covered in `Ilsabet\\nMorrow's`, in `ILSABET MORROW` and
    in `ilsabet-morrow-speaks`, with accents and without. What parts the words
    stays, so that lines stay lines.

    >>> Blocking(["Ilsabet Morrow"])("so ilsabet-morrow said")
    'so ███████-██████ said'
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.parts = tuple(
            dict.fromkeys(part for one in words for part in re.findall(r"[^\W_]+", one) if len(part) > 2)
        )
        forms = {form for one in words for form in (one, _plain(one))}
        made = [
            _pattern(form) for form in sorted(forms, key=lambda f: (-len(f), f)) if re.search(r"[^\W_]", form)
        ]
        if not made:
            raise CorrectionError("no words are named to be taken out", "a name, as the report has it")
        self._pattern = re.compile("|".join(made), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text, as long as before."""
        return self._pattern.sub(_cover, text)

    def count(self, text: str) -> int:
        """How often the words stand there."""
        return sum(1 for _ in self._pattern.finditer(text))


def _pattern(words: str) -> str:
    parts = (re.escape(part) for part in re.findall(r"[^\W_]+", words))
    return rf"(?<![^\W_]){_BETWEEN.join(parts)}(?![^\W_])"


def _cover(match: re.Match[str]) -> str:
    return _SIGN.sub(lambda m: m[0] if m[0].startswith("%") else BLOCK, match[0])


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))
