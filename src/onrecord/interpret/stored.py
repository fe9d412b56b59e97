"""Stored weights: the files that the small models of this room are read from."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

FOLDER = "ONRECORD_WEIGHTS"
"""Names another folder in the environment; cross-validation reads with the weights of a fold."""


def stored(name: str) -> bytes:
    """The bytes of the weights `name` that ship with the package.

    A file of that name in the folder that `ONRECORD_WEIGHTS` names goes before them.
    """
    folder = os.environ.get(FOLDER)
    if folder and (other := Path(folder) / name).exists():
        return other.read_bytes()
    return (resources.files("onrecord.interpret") / "weights" / name).read_bytes()
