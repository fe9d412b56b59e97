"""textacy's `direct_quotations` (Krestel, Bergler and Witte 2008) over spaCy's small pipeline.

As it comes it refuses a text with an odd number of quotation marks, which many
reports have: a quotation that goes on in the next paragraph is not closed in
the first. `helped` reads paragraph by paragraph, so that an odd one costs itself
alone, and widens the speaker to the whole noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peers import Reader, spacy_small
from peers.triples import Spans, attribution_of, moved, paragraphs

NEEDS = ("textacy", *spacy_small.NEEDS)


def load(helped: bool = False) -> Reader:
    """The function over the pipeline."""
    from textacy.extract.triples import direct_quotations

    nlp = spacy_small.pipeline()

    def read(text: str) -> list[dict[str, Spans]]:
        return [attribution_of(triple) for triple in direct_quotations(nlp(text))]

    def read_paragraphs(text: str) -> list[dict[str, Spans]]:
        return [
            moved(own, lambda offset, _, at=at: at + offset)
            for at, paragraph in paragraphs(text)
            for own in quotations_of(nlp(paragraph))
        ]

    return read_paragraphs if helped else read


def quotations_of(doc: Any) -> Iterator[dict[str, Spans]]:
    """The quotations of a parsed paragraph with whole noun phrases as sources; none where marks are odd."""
    from textacy.extract.triples import direct_quotations

    try:
        triples = list(direct_quotations(doc))
    except ValueError:  # an odd number of quotation marks
        return
    for triple in triples:
        yield attribution_of(triple, whole_source=True)
