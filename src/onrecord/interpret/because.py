"""Traces of the times: which rule decided, on which words, and how often it is right."""

from __future__ import annotations

from typing import Any

from onrecord.lexicon import load
from onrecord.record import Spans, Trace


def trace_of(field: str, by: str, spans: Spans, rule: str, **names: str) -> Trace:
    """A trace with the sentence and the measured share of right of a rule in `lexicon/timing.toml`."""
    reason: Any = load("timing")
    for part in rule.split("."):
        reason = reason[part]
    return Trace(field, by, spans, reason["text"].format(**names), reason["right"])
