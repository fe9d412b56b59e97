"""W3C Web Annotations: what the model demands, and that the selectors select the right words."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export import MANY_FORMATS
from onrecord.export.handed import PLAIN
from onrecord.export.selectors import Quote, quote_of, span_of
from onrecord.record import Content, Cue, Record, Source, Span, Statement
from tests.export.many_records import STORABLE, records

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def collection(record: Record, *more: Record) -> dict[str, Any]:
    data = b"".join(MANY_FORMATS["web-annotation"].write([record, *more], PLAIN))
    made: dict[str, Any] = json.loads(data)
    return made


def items(record: Record) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = collection(record)["first"]["items"]
    return made


def places(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    target = annotation["target"]
    for one in target if isinstance(target, list) else [target]:
        if one["type"] == "SpecificResource":
            yield one


def words(annotation: dict[str, Any], kind: str = "TextQuoteSelector") -> list[Any]:
    return [one for place in places(annotation) for one in place["selector"] if one["type"] == kind]


def check_annotation(made: dict[str, Any]) -> None:
    """The MUSTs of sections 3 and 4 of the model, for what is used of it."""
    assert IRI.fullmatch(made["id"])  # exactly 1 IRI
    assert made["type"] == "Annotation"
    assert made["motivation"] in MOTIVATIONS
    assert made["target"]  # 1 or more
    for body in made.get("body", []):
        assert body["purpose"] in MOTIVATIONS
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)  # exactly 1 value
        else:
            assert body["type"] == "SpecificResource"
            assert IRI.fullmatch(body["source"])  # exactly 1 source
    for place in places(made):
        assert IRI.fullmatch(place["source"]["id"])
        assert place["source"]["type"] == "Text"
        position, quote = place["selector"]
        assert position["type"] == "TextPositionSelector"
        assert isinstance(position["start"], int)
        assert 0 <= position["start"] < position["end"]
        assert quote["type"] == "TextQuoteSelector"
        assert all(isinstance(quote[name], str) for name in ("exact", "prefix", "suffix"))


@settings(max_examples=30, deadline=None)
@given(records(), records("north & south / 2"))
def test_every_file_is_an_annotation_collection_of_the_model(record: Record, other: Record) -> None:
    """Context, collection, one page, annotations with ids of their own: the MUSTs of the Recommendation."""
    made = collection(record, other)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    page = made["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == made["id"]
    assert page["startIndex"] == 0
    assert made["total"] == len(page["items"])
    ids = [annotation["id"] for annotation in page["items"]]
    assert len(ids) == len(set(ids))
    for annotation in page["items"]:
        check_annotation(annotation)


@settings(max_examples=50, deadline=None)
@given(records())
def test_position_and_quote_select_the_words_of_the_record(record: Record) -> None:
    """Both selectors of every place lead to the same characters, and to no others."""
    for annotation in items(record):
        for place in places(annotation):
            position, quote = place["selector"]
            span = Span(position["start"], position["end"])
            assert record.report.text[span.start : span.end] == quote["exact"]
            assert (
                span_of(record.report.text, Quote(quote["exact"], quote["prefix"], quote["suffix"])) == span
            )


@given(STORABLE.filter(bool), st.integers(1, 60), st.data())
def test_a_quote_says_enough_around_it_to_be_the_only_one(text: str, times: int, data: st.DataObject) -> None:
    """Even where the same words are repeated over and over."""
    long = text * times
    start = data.draw(st.integers(0, len(long) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(long))))
    assert span_of(long, quote_of(long, span)) == span


def test_a_quote_that_fits_two_places_selects_none() -> None:
    """A selector that is not sure does not guess."""
    assert span_of("he said he said", Quote("said", "he ", "")) is None
    assert span_of("he said", Quote("sang", "he ", "")) is None


def test_a_statement_is_its_content_and_its_source_cue_and_chain_lead_to_it(record: Record) -> None:
    """s4: what the ministry says, by way of state radio."""
    made = {annotation["id"]: annotation for annotation in items(record)}
    content = made["urn:onrecord:velmora:s4"]
    assert words(content)[0]["exact"].startswith("that 4,000 people")
    values = [body["value"] for body in content["body"] if body["type"] == "TextualBody"]
    assert values[0] == "Ministry of Waters"
    assert "channel: radio" in values
    for part, exact in (("source", "the Ministry of Waters"), ("cue", "citing"), ("via1", "State radio")):
        annotation = made[f"urn:onrecord:velmora:s4:{part}"]
        assert [quote["exact"] for quote in words(annotation)] == [exact]
        assert {"type": "SpecificResource", "purpose": "linking", "source": content["id"]} in annotation[
            "body"
        ]


def test_a_statement_within_another_links_to_it(record: Record) -> None:
    """Who believes it, and who says so."""
    (inner,) = (one for one in items(record) if one["id"].endswith(":s3"))
    assert {"type": "SpecificResource", "purpose": "linking", "source": "urn:onrecord:velmora:s2"} in inner[
        "body"
    ]


def test_words_in_two_places_have_two_targets(record: Record) -> None:
    """A quotation that its cue interrupts."""
    (first, *_) = items(record)
    assert [quote["exact"] for quote in words(first)] == [
        '"The wall is sound,"',
        '"We have counted at least 20 cracks, and none of them is deep."',
    ]


def test_the_text_is_named_by_its_hash_and_says_where_it_was_retrieved(record: Record) -> None:
    """RFC 6920: whoever has the text can tell that it is the one that is meant."""
    source = next(places(items(record)[0]))["source"]
    digest = source["id"].removeprefix("ni:///sha-256;")
    assert urlsafe_b64decode(digest + "=") == hashlib.sha256(record.report.text.encode()).digest()
    assert source["via"] == "https://courier.example/velmora"


def test_an_address_that_is_none_of_the_web_is_not_given(record: Record) -> None:
    """An annotation must not lead to a script."""
    odd = replace(record, report=replace(record.report, url="javascript:alert(1)"))
    assert "via" not in next(places(items(odd)[0]))["source"]


def test_a_statement_without_words_of_its_own_points_at_the_whole_text(
    record_of: Callable[..., Record],
) -> None:
    """Nothing is lost for want of a place."""
    bare = replace(record_of("Nothing."), statements=(Statement("s1", Source(), Cue(), Content()),))
    (annotation,) = items(bare)
    assert annotation["target"]["type"] == "Text"
