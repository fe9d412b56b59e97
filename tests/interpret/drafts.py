"""Small drafts for tests: a text and the words of its statements, found from left to right."""

from __future__ import annotations

from typing import Any

from onrecord.interpret import lemma_of, mode_of
from onrecord.record import (
    Act,
    Content,
    Cue,
    Draft,
    Report,
    Source,
    Span,
    Spans,
    Speaker,
    SpeakerType,
    Statement,
)
from onrecord.text.quotes import quote_states
from onrecord.text.words import split_words


def spans_of(text: str, words: str | None, start: int) -> Spans:
    """Where words stand, from `start` on; none for None. Parts of a content are parted by " … "."""
    spans = []
    for part in (words or "").split(" … ") if words else []:
        at = text.index(part, start)
        spans.append(Span(at, at + len(part)))
    return tuple(spans)


def draft_of(case: dict[str, Any]) -> Draft:
    """The draft of a case: `text`, `published`, and `statements` with `source`, `cue`, `content`."""
    text = case["text"]
    report = Report("a", None, "", "", None, None, None, (), case.get("published"), "en", text)
    words = split_words(text)
    states = quote_states(words)
    made, speakers = [], {}
    for number, row in enumerate(case["statements"], 1):
        start = text.index(row["from"]) if "from" in row else 0
        source, cue, content = (spans_of(text, row.get(k), start) for k in ("source", "cue", "content"))
        name = row.get("speaker") or row.get("source")
        speaker = speakers.setdefault(name, f"p{len(speakers) + 1}") if name else None
        made.append(
            Statement(
                id=f"s{number}",
                source=Source(source, row.get("source") or "", speaker),
                cue=Cue(cue, row.get("cue") or "", lemma_of(row.get("cue") or "")),
                content=Content(content, row["content"], mode_of(content, words, states)),
                within=row.get("within"),
                act=Act(row["act"]) if "act" in row else None,
            )
        )
    types = case.get("types", {})
    cast = tuple(
        Speaker(i, n, SpeakerType(types.get(n, "person")), True, (), None, ()) for n, i in speakers.items()
    )
    furniture = tuple(s for words in case.get("furniture", []) for s in spans_of(text, words, 0))
    return Draft(report, furniture=furniture, statements=tuple(made), speakers=cast)
