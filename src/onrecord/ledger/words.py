"""Words as the full-text index knows them: the same on every database."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """The words of a text in small letters without accents, one space between them.

    >>> folded("Zelenskyy’s “café”, 2.5 km")
    'zelenskyy s cafe 2 5 km'
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in apart if not unicodedata.combining(c))))
