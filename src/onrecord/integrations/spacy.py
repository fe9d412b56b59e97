"""A spaCy component: the statements of a `Doc`, with spaCy's own spans::

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    for statement in nlp(text)._.statements:
        print(statement.speaker, statement.cue, statement.content)

The component needs no other one and changes nothing that others set. What it
read is kept as JSON in `doc.user_data["onrecord"]`, so that it survives
`to_bytes`; `doc._.record` and `doc._.statements` are made from it. The day of
publication, which relative dates are counted from, is taken from
`doc.user_data["published"]`, else from the setting `published`.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.api import read
from onrecord.record import Record, Spans, Speaker, Statement, from_json, to_json
from onrecord.record.errors import ReadError

try:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
except ImportError as error:
    raise ImportError(
        "the component needs spaCy, which is not installed; try: pip install 'onrecord[spacy]'"
    ) from error

KEPT = "onrecord"
"""Where the record stands in `doc.user_data`."""

PUBLISHED = "published"
"""Where a doc's day of publication may stand in `doc.user_data`, as an ISO day."""


class NothingRead(UserWarning):
    """A doc was left without statements: it is empty, in another language, or no text."""


@dataclass(frozen=True, slots=True)
class DocStatement:
    """One statement of a doc.

    `source`, `cue` and `content` are spans of the doc, in reading order, widened
    to whole tokens; the characters as read stand in `statement`, the statement
    of the record with all its fields. `speaker` is None where nobody is known.
    """

    source: tuple[SpacySpan, ...]
    cue: tuple[SpacySpan, ...]
    content: tuple[SpacySpan, ...]
    speaker: Speaker | None
    statement: Statement


class OnrecordComponent:
    """Reads a doc's text and keeps its record; loads the model with the first doc."""

    def __init__(self, model: str | None = None, published: str | None = None) -> None:
        self.model = Path(model) if model else None
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """Keeps the record of one doc; warns with `NothingRead` where it cannot be read."""
        doc.user_data.pop(KEPT, None)
        try:
            record = read(doc.text, doc.user_data.get(PUBLISHED) or self.published, model=self.model)
        except ReadError as error:
            warnings.warn(f"a doc has no statements: {error}", NothingRead, stacklevel=2)
            return doc
        doc.user_data[KEPT] = to_json(record)
        return doc


def make_component(nlp: Language, name: str, model: str | None, published: str | None) -> OnrecordComponent:
    """What spaCy calls for `nlp.add_pipe("onrecord", config=…)`."""
    return OnrecordComponent(model, published)


def record_of(doc: Doc) -> Record | None:
    """The record of a doc, None where it was not read."""
    kept = doc.user_data.get(KEPT)
    return _parsed(kept) if kept else None


def statements_of(doc: Doc) -> tuple[DocStatement, ...]:
    """The statements of a doc in reading order, none where it was not read."""
    record = record_of(doc)
    if record is None:
        return ()
    return tuple(
        DocStatement(
            _spans(doc, statement.source.spans),
            _spans(doc, statement.cue.spans),
            _spans(doc, statement.content.spans),
            record.speaker(statement.source.speaker),
            statement,
        )
        for statement in record.statements
    )


def _spans(doc: Doc, spans: Spans) -> tuple[SpacySpan, ...]:
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return tuple(span for span in found if span is not None)


@lru_cache(maxsize=32)
def _parsed(kept: str) -> Record:
    return from_json(kept)


Language.factory("onrecord", default_config={"model": None, "published": None}, func=make_component)
Doc.set_extension("record", getter=record_of, force=True)
Doc.set_extension("statements", getter=statements_of, force=True)
