"""Labels of the tagger: which role a word plays and where its span begins and ends."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

ROLES: Final = ("source", "cue", "content")
PLACES: Final = ("B", "I", "E", "S")
LABELS: Final = ("O", *(f"{place}-{role}" for role in ROLES for place in PLACES))
INDEX: Final = {label: i for i, label in enumerate(LABELS)}
OUTSIDE: Final = INDEX["O"]


def role_of(label: int) -> str | None:
    """The role a label index stands for, None for O."""
    return None if label == OUTSIDE else ROLES[(label - 1) // len(PLACES)]


def span_labels(role: str, length: int) -> list[int]:
    """Labels of one span of `length` words.

    >>> [LABELS[i] for i in span_labels("cue", 3)]
    ['B-cue', 'I-cue', 'E-cue']
    """
    if length == 1:
        return [INDEX[f"S-{role}"]]
    inner = [INDEX[f"I-{role}"]] * (length - 2)
    return [INDEX[f"B-{role}"], *inner, INDEX[f"E-{role}"]]


def allowed_transitions() -> npt.NDArray[np.bool_]:
    """Which label may follow which: a span that began must go on and end.

    Shape: (labels, labels), from row to column.
    """
    allowed = np.zeros((len(LABELS), len(LABELS)), np.bool_)
    for i, first in enumerate(LABELS):
        open_role = first[2:] if first[0] in "BI" else None
        for j, second in enumerate(LABELS):
            goes_on = second[0] in "IE"
            allowed[i, j] = second[2:] == open_role if open_role else not goes_on
            if open_role and not goes_on:
                allowed[i, j] = False
    return allowed


MAY_START: Final = np.array([label[0] in "OBS" for label in LABELS])
MAY_END: Final = np.array([label[0] in "OES" for label in LABELS])
