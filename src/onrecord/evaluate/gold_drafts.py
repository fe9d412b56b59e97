"""Drafts with the spans of annotators: what the stages after the tagger would see of a perfect one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.pipeline import resolve, state
from onrecord.record import Attribution, Draft, Span, Spans

ROLES = ("source", "cue", "content")


def with_spans(draft: Draft, annotated: Sequence[Mapping[str, Any]]) -> Draft:
    """A draft whose statements have annotated spans, with the speakers that the program resolves.

    `annotated` are statements with `id`, `within` and spans by role; a parent
    may come after what stands within it, but must be there.
    """
    made: dict[str, Attribution] = {}
    waiting = list(annotated)
    while waiting:
        for row in list(waiting):
            if row["within"] is None or row["within"] in made:
                source, cue, content = (spans_of(row[role]) for role in ROLES)
                made[row["id"]] = Attribution(source, cue, content, 0.9, made.get(row["within"]))
                waiting.remove(row)
    attributions = tuple(made.values())
    draft = replace(draft, attributions=attributions)
    return resolve(replace(draft, statements=state(draft.report.text, attributions, "gold")))


def spans_of(rows: Sequence[Sequence[int]]) -> Spans:
    """Rows of [start, end] as spans."""
    return tuple(Span(start, end) for start, end in rows)
