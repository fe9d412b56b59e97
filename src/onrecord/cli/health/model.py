"""The model: its weights load, and a report is read from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.health.finding import Finding, State
from onrecord.record.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.record import Record

SENTENCE = "Three people were killed in Lyon on Friday, the mayor said."
"""Its one statement takes the tagger, the gazetteer and the weights of every field."""
_AGAIN = "pip install --force-reinstall --no-deps onrecord"


def findings(weights: Path | None) -> Iterator[Finding]:
    """The tagger's weights with their hash, and what the whole reading makes of a sentence."""
    from onrecord.api import pipeline, read

    try:
        loaded = pipeline(weights)
    except OnrecordError as error:
        yield Finding("model", "weights", State.FAULT, str(error), "" if weights else _AGAIN)
        return
    card = loaded.tagger.network.card
    yield Finding("model", "weights", State.OK, f"{card.name} {card.version}, SHA-256 {card.sha256}")
    try:
        yield _read(read(SENTENCE, published="2031-06-16", model=weights))
    except Exception as error:  # weights of a field that are damaged fail in many ways
        found = f"a sentence cannot be read ({type(error).__name__}: {error})"
        yield Finding("model", "reading", State.FAULT, found, _AGAIN)


def _read(record: Record) -> Finding:
    found = [statement for statement in record.statements if statement.source.speaker]
    if not found:
        what = f"no statement is found in “{SENTENCE}”"
        return Finding("model", "reading", State.FAULT, what, "give other weights, or install onrecord again")
    statement = found[0]
    if not any(place.geonames for place in statement.places):
        return Finding("model", "reading", State.FAULT, "the gazetteer does not know Lyon", _AGAIN)
    what = "a sentence is read: speaker, act, place and figure are found"
    return Finding("model", "reading", State.OK, what)
