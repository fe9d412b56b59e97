"""A rule over the parse, as a yardstick for indirect speech, which no installable peer looks for.

What a verb of saying governs as its clause is the content, its subject the
source ("The mayor said (that) the port is shut"; "The port is shut, the mayor
said"): the rule of the GenderGap Tracker's syntactic quotations (Asr et al.,
PLoS ONE 2021), written anew here. The verbs are textacy's. Quotations that no
clause covers are added as textacy finds them, helped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from peers import Reader, spacy_small
from peers.textacy import NEEDS as TEXTACY
from peers.textacy import quotations_of
from peers.triples import Spans, moved, paragraphs, spans_of

NEEDS = TEXTACY
HELPERS = frozenset({"aux", "neg", "prt"})


def load() -> Reader:
    """The rule over the pipeline, with textacy's quotations."""
    from textacy.constants import REPORTING_VERBS

    verbs = REPORTING_VERBS["en"]
    nlp = spacy_small.pipeline()

    def read(text: str) -> list[dict[str, Spans]]:
        return [
            moved(own, lambda offset, _, at=at: at + offset)
            for at, paragraph in paragraphs(text)
            for own in attributed(nlp(paragraph), verbs)
        ]

    return read


def attributed(doc: Any, verbs: Collection[str]) -> list[dict[str, Spans]]:
    """What a parsed paragraph attributes: clauses of `verbs` first, then quotations outside them."""
    found = [own for token in doc if token.lemma_ in verbs for own in clause_of(token)]
    covered = [span for own in found for span in own["content"]]
    for own in quotations_of(doc):
        if not any(_meet(one, other) for one in own["content"] for other in covered):
            found.append(own)
    return found


def _meet(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def clause_of(verb: Any) -> Iterator[dict[str, Spans]]:
    """Source, cue and content around one verb, where it has a subject and a clause."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
    if verb.pos_ != "VERB" or subject is None or clause is None:
        return
    yield {
        "source": spans_of(subject.subtree),
        "cue": spans_of([verb, *(child for child in verb.children if child.dep_ in HELPERS)]),
        "content": spans_of(clause.subtree),
    }
