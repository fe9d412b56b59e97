"""Whatever is read is read as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read import Taken, read_bytes, read_text
from onrecord.record.errors import OnrecordError

MARKS = [
    "“It rained",
    "”",
    '"',
    "'",
    "\n\n",
    "\r\n",
    "\n",
    "\u2029",
    " ",
    "\ufeff",
    "\ud800",
    "\ufffd",
    "\u202e",
]
FURNITURE = ["By Jane Roe", "March 29, 2022", "03/04/2022", "ASHMERE, March 12 (Reuters) - ", "-REUTERS"]
MORE_FURNITURE = ["(Reporting by Ola Berg)", "AFP Monday 2 Feb 2015 ", "Tam Iri contributed to this report."]
WORDS = ["The mayor said it rained. ", "Міст", "<p>", "Ã©", "â€œ"]
PIECES = st.sampled_from([*MARKS, *FURNITURE, *MORE_FURNITURE, *WORDS])


def check_spans(taken: Taken) -> None:
    length = len(taken.report.text)
    for span in (*taken.furniture, *(w.span for w in taken.warnings if w.span is not None)):
        assert 0 <= span.start < span.end <= length
    for before, after in zip(taken.furniture, taken.furniture[1:], strict=False):
        assert before.end <= after.start


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters()), st.lists(PIECES, max_size=12).map("".join)))
def test_a_text_is_kept_or_refused(text: str):
    """Any text is either refused by an error of ours or kept exactly, with every span inside it."""
    try:
        taken = read_text(text)
    except OnrecordError:
        return
    assert taken.report.text == text
    check_spans(taken)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.binary(), st.lists(PIECES, max_size=12).map(lambda p: "".join(p).encode("utf-8", "replace")))
)
def test_bytes_are_read_or_refused(data: bytes):
    """Any bytes are either refused by an error of ours or read, with every span inside the text."""
    try:
        taken = read_bytes(data, path=None)
    except OnrecordError:
        return
    check_spans(taken)


@pytest.mark.parametrize(
    "text", ["a\rb", "a\r\nb", "\ufeffIt rained.", "It rained.\u2028\x85\x0bIt rained.", "cafe\u0301", "ﬁne"]
)
def test_nothing_is_normalised(text: str):
    """Line ends, marks, ligatures and combining accents stay as they are."""
    assert read_text(text).report.text == text
    assert read_bytes(b"x" + text.encode(), path=None).report.text == "x" + text


def test_reading_twice_gives_the_same():
    """The same input gives the same report, warnings and furniture."""
    text = "March 29, 2022\n\n“It rained, the cafÃ© said.\n\nTam Iri contributed to this report."
    assert read_text(text) == read_text(text)
