"""Whatever a record holds, a ledger gives it back."""

from __future__ import annotations

import shutil
import types
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Union, get_args, get_origin

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import Arrival, Ledger
from onrecord.ledger.ids import report_id, slug
from onrecord.ledger.matching import match_statements
from onrecord.ledger.stored import first_character
from onrecord.ledger.words import folded
from onrecord.record import Record, Report, Span, Speaker, Statement, Warning
from onrecord.record.wire import field_types

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
SPANS = st.tuples(st.integers(0, 2**31 - 2), st.integers(0, 9)).map(lambda p: Span(p[0], p[0] + p[1] // 9))


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of one of the record's types."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.none() | anything(next(a for a in arguments if a is not type(None)))
    if kind is Span:
        return SPANS
    if origin is tuple:
        return st.lists(anything(arguments[0]), max_size=2).map(tuple)
    if is_dataclass(kind):
        assert isinstance(kind, type)
        hints = field_types(kind)
        return st.builds(kind, **{f.name: anything(hints[f.name]) for f in fields(kind)})
    if issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 2**31 - 1)
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**40), 2**40)
    return WORDS


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    """A record with any values; ids are those of the contract, statements in order of first character."""
    cast = draw(st.lists(anything(Speaker), max_size=2))
    speakers = [replace(p, id=f"p{n}") for n, p in enumerate(cast, 1)]
    ids = st.none() | st.sampled_from([p.id for p in speakers] or [None])
    statements: list[Statement] = []
    for n, one in enumerate(draw(st.lists(anything(Statement), max_size=2)), 1):
        within = draw(st.none() | st.sampled_from([s.id for s in statements] or [None]))
        source = replace(one.source, speaker=draw(ids), spans=(Span(n, n), *one.source.spans))
        content = replace(one.content, spans=(Span(n + 5, n + 9),))
        via = tuple(replace(v, speaker=draw(ids)) for v in one.via)
        cue = replace(one.cue, spans=())
        parts = {"source": source, "cue": cue, "content": content, "via": via}
        statements.append(replace(one, id=f"s{n}", within=within, **parts))
    text = draw(WORDS)
    digest = sha256(text.encode()).hexdigest()
    report = replace(draw(anything(Report)), id="any", text=text, sha256=digest)
    return Record(report, tuple(speakers), tuple(statements), draw(anything(tuple[Warning, ...])))


@settings(max_examples=25)
@given(any_record())
def test_any_record_is_given_back(model_file: Path, record: Record) -> None:
    """Every field of every part, whatever its values."""
    with TemporaryDirectory() as folder:
        path = shutil.copyfile(model_file, Path(folder) / "ledger.db")
        with Ledger.open(path) as ledger:
            result = ledger.add_record(record, Arrival("any", name="any"))
            kept = ledger.record(result.report or "")
        in_order = tuple(sorted(record.statements, key=first_character))
        assert replace(kept, report=record.report) == replace(record, statements=in_order)
        assert replace(kept.report, id="any") == record.report


@given(st.text())
def test_folded_words_are_words_alone(text: str) -> None:
    """Folding twice is folding once, and nothing but words is left."""
    words = folded(text)
    assert folded(words) == words
    assert all(word.isalnum() for word in words.split())


@given(st.text(), st.text())
def test_ids_of_reports_are_plain(name: str, text: str) -> None:
    """Small letters, digits and hyphens, never too long, and the same whoever came first."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    made = report_id(name, digest)
    assert made == report_id(name, digest)
    assert len(slug(name)) <= 48
    assert made.replace("-", "").isalnum()
    assert made.isascii()
    assert made == made.lower()


def test_two_texts_of_one_beginning_have_two_ids() -> None:
    """Where eight digits are taken, twelve are used."""
    digest = sha256(b"storm").hexdigest()
    taken = {report_id("storm", digest)}
    assert report_id("storm", digest, taken.__contains__) == f"storm-{digest[:12]}"


@settings(max_examples=30)
@given(st.permutations(range(5)), st.data())
def test_statements_of_one_text_match_themselves(order: list[int], data: st.DataObject) -> None:
    """Whatever order they come in, and whichever of them are missing."""
    from tests.ledger import fake
    from tests.ledger.test_contract import STORM

    text = STORM + "Peter Anslow said that help came. Ruth Adeyo said that help came."
    statements = fake.read(text).statements
    kept = [statements[n] for n in order if n < len(statements)][: data.draw(st.integers(0, 5))]
    for same_text in (text, None):
        matched = match_statements(statements, kept, same_text)
        if same_text:
            assert matched == {s.id: s.id for s in kept}
        else:
            assert len(set(matched.values())) == len(matched) == len(kept)
