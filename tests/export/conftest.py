"""One invented report with every kind of statement, ways to make others, and a browser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.record import (
    Act,
    Basis,
    Certainty,
    Content,
    Cue,
    Figure,
    Measure,
    Mode,
    Place,
    Polarity,
    Precision,
    Record,
    Report,
    Said,
    Source,
    Span,
    Spans,
    Speaker,
    SpeakerType,
    Statement,
    Via,
    Warning,
    text_of,
)

TITLE = 'Dam at Velmora "held" <script>document.title = "taken over"</script>'

TEXT = """The dam above Velmora held through the night, but nobody in the valley slept.

"The wall is sound," said Ines Corvald, the governor of Tarn Province, on Saturday. \
"We have counted at least 20 cracks, and none of them is deep."

Her office believes the lower gates were opened by hand, two senior officials said.

State radio reported, citing the Ministry of Waters, that 4,000 people had left Velmora and the \
"drowned villages" along the Sorrel.

A retired engineer, who asked not to be named, denied that anybody had warned him.

\u201cIt rained,\u201d Corvald said.

\u201cThen it stopped.\u201d

The water is rising again, according to a letter seen by this newspaper <b onmouseover="alert(1)">.

Emergency numbers
Velmora 555 0101
Sorrel 555 0102
"""


def report(text: str, title: str | None = TITLE, **known: str | None) -> Report:
    """A report with that text; the other fields are invented."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    fields: dict[str, Any] = {
        "id": "velmora",
        "path": "velmora.txt",
        "publisher": "The Sorrel Courier",
        "url": "https://courier.example/velmora",
        "published": "2031-05-06",
        "language": "en",
        **known,
    }
    return Report(
        sha256=digest, original_sha256=digest, title=title, bylines=("Ada Merrin",), text=text, **fields
    )


def spans_of(text: str, *words: str) -> Spans:
    """Where each of the words stands first, after the one before."""
    found: list[Span] = []
    for phrase in words:
        start = text.index(phrase, found[-1].end if found else 0)
        found.append(Span(start, start + len(phrase)))
    return tuple(found)


def statement(
    text: str,
    name: str,
    speaker: str | None,
    source: Spans,
    cue: Spans,
    *,
    content: Spans,
    mode: Mode = Mode.INDIRECT,
    **fields: object,
) -> Statement:
    """A statement over spans of the text, as certain as an assertion unless told otherwise."""
    fields = {"confidence": 0.9, **fields}
    return Statement(
        id=name,
        source=Source(source, text_of(text, source), speaker),
        cue=Cue(cue, text_of(text, cue)),
        content=Content(content, text_of(text, content), mode),
        **fields,  # type: ignore[arg-type]
    )


def speaker(name: str, called: str, kind: SpeakerType | None, named: bool = True, *roles: str) -> Speaker:
    """A speaker without mentions."""
    return Speaker(name, called, kind, named, roles, None, ())


SPEAKERS = (
    speaker("p1", "Ines Corvald", SpeakerType.PERSON, True, "governor of Tarn Province"),
    speaker("p2", "two senior officials", SpeakerType.GROUP, False),
    speaker("p3", "Governor's office <i>", SpeakerType.ORGANISATION),
    speaker("p4", "State radio", SpeakerType.MEDIA),
    speaker("p5", "Ministry of Waters", SpeakerType.ORGANISATION),
    speaker("p6", "a retired engineer", SpeakerType.PERSON, False, "engineer"),
)


def _statements() -> tuple[Statement, ...]:
    def at(*words: str) -> Spans:
        return spans_of(TEXT, *words)

    (later,) = at("Corvald said.")
    return (
        statement(
            TEXT,
            "s1",
            "p1",
            at("Ines Corvald, the governor of Tarn Province"),
            at("said"),
            content=at(
                '"The wall is sound,"', '"We have counted at least 20 cracks, and none of them is deep."'
            ),
            mode=Mode.DIRECT,
            act=Act.ASSERTION,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.POSITIVE,
            said=Said("2031-05-03", Basis.STATED, *at("on Saturday")),
            figures=(Figure(Measure.COUNT, 20, None, False, "cracks", None, *at("at least 20 cracks")),),
            confidence=0.97,
        ),
        statement(
            TEXT,
            "s2",
            "p2",
            at("two senior officials"),
            (Span(TEXT.index("officials said") + 10, TEXT.index("officials said") + 14),),
            content=at("Her office believes the lower gates were opened by hand"),
            confidence=0.81,
        ),
        statement(
            TEXT,
            "s3",
            "p3",
            at("Her office"),
            at("believes"),
            content=at("the lower gates were opened by hand"),
            within="s2",
            certainty=Certainty.PROBABLE,
            confidence=0.62,
        ),
        statement(
            TEXT,
            "s4",
            "p5",
            at("the Ministry of Waters"),
            at("citing"),
            content=at(
                'that 4,000 people had left Velmora and the \
"drowned villages" along the Sorrel'
            ),
            mode=Mode.MIXED,
            via=(Via(at("State radio"), "State radio", "p4"),),
            channel="radio",
            places=(
                Place("Velmora", at("left Velmora")[0], country="XV", precision=Precision.CITY),
                Place("the Sorrel", at("the Sorrel")[0]),
            ),
            figures=(Figure(Measure.DISPLACED, 4000, 4000, False, None, None, *at("4,000 people")),),
        ),
        statement(
            TEXT,
            "s5",
            "p6",
            at("A retired engineer, who asked not to be named"),
            at("denied"),
            content=at("that anybody had warned him"),
            act=Act.DENIAL,
            polarity=Polarity.NEGATIVE,
            confidence=0.41,
        ),
        statement(
            TEXT,
            "s6",
            "p1",
            (Span(later.start, later.start + 7),),
            (Span(later.start + 8, later.end - 1),),
            content=(*at("\u201cIt rained,\u201d"), *at("\u201cThen it stopped.\u201d")),
            mode=Mode.DIRECT,
            said=Said("2031-05-03", Basis.CARRIED),
            audience="reporters",
        ),
        statement(
            TEXT,
            "s7",
            None,
            at("a letter seen by this newspaper"),
            at("according to"),
            content=at("The water is rising again"),
            confidence=0.35,
        ),
    )


WARNINGS = (Warning("lines-joined", "Three lines at the end look like a list <not an article>.", Span(0, 3)),)


@pytest.fixture
def record() -> Record:
    """The invented report: quotation, paraphrase, both at once, nested, with gaps, unnamed, undecided."""
    return Record(report(TEXT), SPEAKERS, _statements(), WARNINGS)


@pytest.fixture
def record_of() -> Callable[..., Record]:
    """Makes a record of a bare text, in which nothing is said."""

    def make(text: str, title: str | None = None, **known: str | None) -> Record:
        return Record(report(text, title, **known))

    return make
