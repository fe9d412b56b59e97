"""Word lists as data: one TOML file a subject, and the one loader that reads them.

Every file names its source and licence in its first lines.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Reads the word list `name`, once.

    Raises `FileNotFoundError` where the package has no such list: an error in
    the program, not in its input.
    """
    path = resources.files("onrecord.lexicon") / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a file as a set; `key` may be a path such as `pronouns.he`."""
    value: Any = load(name)
    for part in key.split("."):
        value = value[part]
    return frozenset(value)
