from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.segments import Part, Role, segments
from onrecord.record import Content, Cue, Record, Source, Span, Spans, Statement, Via
from onrecord.text.paragraphs import paragraph_at, paragraphs

TEXTS = st.text(alphabet="ab \n\r\u2029\u202e\u00e9\U0001f30a.", max_size=40)


@st.composite
def _spans(draw: st.DrawFn, length: int) -> Spans:
    borders = st.integers(0, length + 3)
    pairs = draw(st.lists(st.tuples(borders, borders), max_size=3))
    return tuple(Span(min(pair), max(pair)) for pair in pairs)


@st.composite
def _texts_with_statements(draw: st.DrawFn) -> tuple[str, tuple[Statement, ...]]:
    text = draw(TEXTS)
    spans = _spans(len(text))
    count = draw(st.integers(0, 4))
    statements = tuple(
        Statement(
            id=f"s{number}",
            source=Source(draw(spans)),
            cue=Cue(draw(spans)),
            content=Content(draw(spans)),
            via=(Via(draw(spans), "", None),),
            within=draw(st.sampled_from([None, "s1", "s2", "s9"])),
        )
        for number in range(1, count + 1)
    )
    return text, statements


def _parts(statement: Statement) -> list[tuple[Part, Span]]:
    by_role = {
        Role.SOURCE: statement.source.spans,
        Role.CUE: statement.cue.spans,
        Role.CONTENT: statement.content.spans,
        Role.VIA: statement.via[0].spans,
    }
    return [(Part(statement.id, role), span) for role, spans in by_role.items() for span in spans]


@given(_texts_with_statements(), st.lists(st.integers(-2, 45), max_size=5))
def test_segments_together_are_the_text(made: tuple[str, tuple[Statement, ...]], cuts: list[int]) -> None:
    """However statements overlap, their segments put together are the text, and none is empty."""
    text, statements = made
    cut = segments(text, statements, cuts)
    assert "".join(text[start:end] for start, end in (segment.span for segment in cut)) == text
    assert all(segment.span.start < segment.span.end for segment in cut)


@given(_texts_with_statements())
def test_every_character_knows_its_parts(made: tuple[str, tuple[Statement, ...]]) -> None:
    """A character belongs to exactly the statements and roles whose spans cover it."""
    text, statements = made
    shown: list[set[Part]] = [set() for _ in text]
    for segment in segments(text, statements):
        for place in range(*segment.span):
            shown[place] = set(segment.parts)
    meant: list[set[Part]] = [set() for _ in text]
    for statement in statements:
        for part, span in _parts(statement):
            for place in range(span.start, min(span.end, len(text))):
                meant[place].add(part)
    assert shown == meant


def test_the_innermost_statement_comes_last(record: Record) -> None:
    """Where one statement stands within another, a segment names the outer one first."""
    text = record.report.text
    start = text.index("the lower gates")
    (segment,) = (s for s in segments(text, record.statements) if s.span.start == start)
    assert segment.parts == (Part("s2", Role.CONTENT), Part("s3", Role.CONTENT))
    assert Part("s3", Role.CONTENT) in segment.opens
    assert Part("s2", Role.CONTENT) not in segment.opens


@given(TEXTS)
def test_paragraphs_leave_out_white_space_alone(text: str) -> None:
    """What stands between paragraphs is white space, and no paragraph begins or ends with any."""
    found = paragraphs(text)
    gaps = [0, *(border for span in found for border in span), len(text)]
    assert all(not text[a:b].strip() for a, b in zip(gaps[::2], gaps[1::2], strict=True))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)


def test_blank_lines_and_long_lines_end_a_paragraph() -> None:
    """Wrapped lines make one paragraph; a line too long to be wrapped is one of its own."""
    text = "One line,\nwrapped.\n\n" + "long " * 30 + "\nshort\n"
    assert [text[start : start + 4].strip() for start, _ in paragraphs(text)] == ["One", "long", "shor"]


def test_a_place_between_paragraphs_counts_to_the_next() -> None:
    """The paragraph at a blank is the one that follows it; there is none in an empty text."""
    text = "One.\n\nTwo."
    assert paragraph_at(paragraphs(text), text.index("\n")) == 1
    assert paragraph_at(paragraphs(""), 0) == -1
