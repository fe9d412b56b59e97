"""The pipeline: the stages from a report to its record, in order.

The only module that knows them all. A stage says which fields of the draft it
needs and which it gives; that is checked before the first report is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.interpret import (
    lemma_of,
    mode_of,
    tell_about,
    tell_condition,
    tell_due,
    tell_events,
    tell_figures,
    tell_places,
    tell_said,
    tell_stance,
)
from onrecord.read import Taken
from onrecord.record import (
    Attribution,
    Content,
    Cue,
    Draft,
    Record,
    Source,
    Span,
    Spans,
    Statement,
    Trace,
    text_of,
)
from onrecord.resolve import resolve_speakers, tell_chain
from onrecord.tag.tagger import Tagger
from onrecord.text.paragraphs import headings
from onrecord.text.quotes import quote_states
from onrecord.text.words import split_words


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: a name, the fields of draft and statements it needs and gives, and what it does."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Draft], Draft]


class Pipeline:
    """Reads reports; holds one loaded model.

    `model` is the folder of the tagger's weights (by default those of the
    package), `threads` how many cores one report may use.
    """

    def __init__(self, model: Path | None = None, threads: int = 1) -> None:
        self.tagger = Tagger(model, threads)
        self.stages = (
            Stage("tag", ("report",), ("attributions",), self._tag),
            Stage("trim", ("attributions", "furniture"), ("attributions",), drop_furniture),
            Stage("state", ("attributions",), ("statements",), self._state),
            Stage("resolve", ("statements",), ("speakers", "via"), resolve),
            Stage("chain", ("speakers",), ("channel", "audience"), tell_chain),
            Stage("said", ("speakers", "furniture"), ("said",), tell_said),
            Stage("stance", ("speakers",), ("act", "certainty", "polarity"), tell_stance),
            Stage("condition", ("act",), ("condition",), tell_condition),
            Stage("places", ("speakers",), ("places",), tell_places),
            Stage("figures", ("statements",), ("figures",), tell_figures),
            Stage("about", ("said", "act"), ("about",), tell_about),
            Stage("due", ("act", "said"), ("due",), tell_due),
            Stage("events", ("act", "certainty", "polarity", "about", "places"), ("events",), tell_events),
        )
        check_stages(self.stages, ("report", "furniture", "warnings"))

    def read(self, taken: Taken) -> Record:
        """Reads one report that has been taken in."""
        draft = Draft(taken.report, taken.furniture, taken.warnings)
        for stage in self.stages:
            draft = stage.run(draft)
        return draft.finished()

    def _tag(self, draft: Draft) -> Draft:
        return replace(draft, attributions=self.tagger.tag(draft.report.text))

    def _state(self, draft: Draft) -> Draft:
        statements = state(draft.report.text, draft.attributions, self.tagger.version)
        return replace(draft, statements=statements)


def check_stages(stages: Sequence[Stage], given: Sequence[str]) -> None:
    """Raises `ValueError` where a stage needs what no earlier one gives."""
    known = set(given)
    for stage in stages:
        missing = set(stage.needs) - known
        if missing:
            raise ValueError(
                f"stage {stage.name} needs {', '.join(sorted(missing))}, which no earlier stage gives"
            )
        known |= set(stage.gives)


def drop_furniture(draft: Draft) -> Draft:
    """Keeps date lines, bylines and credits out of the statements.

    An attribution whose cue or source stands in them is none; a content that
    runs into them is cut off there, and so is one that begins in a heading
    above the words that attribute it.
    """
    kept: dict[Attribution, Attribution] = {}
    titles = headings(draft.report.text)
    for attribution in sorted(draft.attributions, key=lambda a: a.within is not None):
        named = (*attribution.source, *attribution.cue)
        content = cut_out(draft.report.text, attribution.content, draft.furniture)
        above = [h for h in titles if named and h.end <= min(named).start]
        content = cut_out(draft.report.text, content, above) or content
        orphaned = attribution.within is not None and attribution.within not in kept
        if content and not orphaned and not any(_touches(span, draft.furniture) for span in named):
            parent = kept[attribution.within] if attribution.within else None
            kept[attribution] = replace(attribution, content=content, within=parent)
    return replace(draft, attributions=tuple(kept.values()))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def cut_out(text: str, spans: Spans, holes: Sequence[Span]) -> Spans:
    """What is left of `spans` without `holes`, white space at the edges left out."""
    left = list(spans)
    for hole in holes:
        parts = []
        for span in left:
            if not _touches(span, (hole,)):
                parts.append(span)
                continue
            parts += [Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end)]
        left = [p for p in (_trimmed(text, s) for s in parts if s.start < s.end) if p.start < p.end]
    return tuple(left)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


_READ_AS = "the tagger read these words as source, cue and content of one attribution"
_READ_AS_BARE = "these words stand in quotation marks, read like speech, and no words attribute them"


def state(text: str, attributions: Sequence[Attribution], by: str) -> tuple[Statement, ...]:
    """Attributions as statements, numbered in order of their first character."""
    words = split_words(text)
    states = quote_states(words)
    statements = []
    ordered = sorted(attributions, key=lambda a: (a.spans[0].start, a.within is not None, a.spans))
    ids = {attribution: f"s{number}" for number, attribution in enumerate(ordered, 1)}
    for attribution in ordered:
        cue_text = text_of(text, attribution.cue)
        content = Content(
            attribution.content,
            text_of(text, attribution.content),
            mode_of(attribution.content, words, states),
        )
        trace = Trace(
            "content",
            by,
            attribution.spans,
            _READ_AS if attribution.cue else _READ_AS_BARE,
            attribution.confidence,
        )
        statements.append(
            Statement(
                id=ids[attribution],
                source=Source(attribution.source, text_of(text, attribution.source)),
                cue=Cue(attribution.cue, cue_text, lemma_of(cue_text)),
                content=content,
                within=ids[attribution.within] if attribution.within else None,
                confidence=attribution.confidence,
                trace=(trace,),
            )
        )
    return tuple(statements)


def resolve(draft: Draft) -> Draft:
    """Gives every statement its speaker."""
    speakers, statements = resolve_speakers(draft.report, draft.statements)
    return replace(draft, speakers=speakers, statements=statements)
