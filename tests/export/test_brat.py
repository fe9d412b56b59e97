"""brat standoff: lines that brat's own checks let pass, and the record read back from them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from onrecord.export import brat_reading
from onrecord.export.brat import brat_text, fragments, members, mended
from onrecord.export.handed import PLAIN
from onrecord.record import Record, Span, Spans, text_of
from onrecord.record.errors import RecordError
from tests.export.many_records import records


def files(*several: Record) -> dict[str, str]:
    return {name.removeprefix("onrecord/"): data.decode() for name, data in members(several, PLAIN)}


def check_as_brat(text: str, annotations: str) -> None:
    """What `TextAnnotations` in brat's server/src/annotation.py demands of every line."""
    seen: set[str] = set()
    words: dict[str, str] = {}
    for line in annotations.splitlines():  # brat, too, ends a line wherever Unicode does
        name, _, rest = line.partition("\t")
        assert re.fullmatch(r"[TERA#][1-9]\d*", name)
        assert name not in seen
        seen.add(name)
        data, _, tail = rest.partition("\t")
        if name[0] == "T":
            kind, places = data.split(" ", 1)
            words[name] = kind
            ends: list[int] = []
            for place in places.split(";"):
                start, end = map(int, place.split(" "))
                assert (ends[-1] if ends else -1) < start + 1 <= end <= len(text)
                ends.append(end)
            spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            assert tail == " ".join(text[a:b] for a, b in spans)
            assert tail.strip()
        elif name[0] == "E":
            (trigger, _), *roles = [(role.split(":")[1], role) for role in data.split(" ")]
            assert words[trigger] == "Cue"
            for target, role in roles:
                assert words[target] == re.sub(r"\d+$", "", role.split(":")[0])
        elif name[0] == "R":
            kind, first, second = data.split(" ")
            assert kind in {"Source-of", "Via-of", "Within"}
            assert first.removeprefix("Arg1:") in seen
            assert second.removeprefix("Arg2:") in seen
        elif name[0] == "A":
            assert data.split(" ")[1] in seen
            assert len(data.split(" ")) == 3
        else:
            assert data.split(" ")[1] in seen
            json.loads(tail)


@settings(max_examples=50, deadline=None)
@given(records())
def test_brat_finds_nothing_wrong_with_any_line(record: Record) -> None:
    """Line ends in spans, odd white space and spans apart included."""
    made = files(record)
    assert len(made["velmora.txt"]) == len(record.report.text)
    check_as_brat(made["velmora.txt"], made["velmora.ann"])


def bare(record: Record) -> Record:
    """What brat's files hold of a record: no trace, no speakers; words from the text as brat has it."""
    text = brat_text(record.report.text)

    def part(one: Any) -> Any:
        return replace(one, text=" … ".join(text[a:b] for a, b in one.spans))

    statements = tuple(
        replace(
            s,
            trace=(),
            source=part(s.source),
            cue=part(s.cue),
            content=part(s.content),
            via=tuple(part(v) for v in s.via),
        )
        for s in record.statements
    )
    return Record(replace(record.report, text=text), (), statements)


@settings(max_examples=50, deadline=None)
@given(records())
def test_a_record_survives_the_way_to_brat_and_back(record: Record) -> None:
    """All but why each field is what it is and all of a speaker but its name."""
    made = files(record)
    shown = {  # a statement none of whose words brat could show has no line
        note["id"] for note in map(json.loads, re.findall(r"(?m)^#.*?\t.*?\t(.*)$", made["velmora.ann"]))
    }
    kept = replace(record, statements=tuple(s for s in record.statements if s.id in shown))
    read = brat_reading.read(made["velmora.txt"], made["velmora.ann"])
    if kept.statements:
        assert read == bare(kept)


@pytest.mark.parametrize("blank", [True, False])
def test_a_chain_with_a_link_that_brat_cannot_show_keeps_each_link_its_words(
    record: Record, blank: bool
) -> None:
    """A link of no words, or of white space alone, does not take the words of the next."""
    at = record.report.text.index(" ")
    first: Spans = (Span(at, at + 1),) if blank else ()
    fourth = next(s for s in record.statements if s.via)
    chain = (replace(fourth.via[0], spans=first, text=text_of(record.report.text, first)), *fourth.via)
    record = replace(record, statements=(replace(fourth, within=None, via=chain),))
    made = files(record)
    read = brat_reading.read(made["velmora.txt"], made["velmora.ann"])
    assert [link.spans for link in read.statements[0].via] == [link.spans for link in chain]


def test_a_statement_is_an_event_with_its_cue_as_trigger(record: Record) -> None:
    """s4: cue, source, content and chain; its act and the rest beside it."""
    lines = files(record)["velmora.ann"].splitlines()
    words = {line.split("\t")[0]: line.split("\t")[2] for line in lines if line[0] == "T"}
    events = [line.split("\t")[1].split(" ") for line in lines if line[0] == "E"]
    (fourth,) = (event for event in events if words[event[0].split(":")[1]] == "citing")
    assert {role.split(":")[0]: words[role.split(":")[1]] for role in fourth} == {
        "Cue": "citing",
        "Source": "the Ministry of Waters",
        "Content": 'that 4,000 people had left Velmora and the "drowned villages" along the Sorrel',
        "Via": "State radio",
    }
    assert "A1\tAct E1 assertion" in lines
    assert any(line.startswith("R1\tWithin ") for line in lines)


def test_words_apart_are_one_annotation_with_a_semicolon(record: Record) -> None:
    """As brat has written them since its version 1.3."""
    first = record.statements[0].content.spans
    expected = ";".join(f"{start} {end}" for start, end in first)
    assert f"\tContent {expected}\t" in files(record)["velmora.ann"]


def test_a_span_over_two_lines_is_given_line_by_line() -> None:
    """And put together again where it is read."""
    text = "He said: first line\nsecond line."
    assert fragments(text, [Span(9, 31)]) == (Span(9, 19), Span(20, 31))
    assert mended(text, (Span(9, 19), Span(20, 31))) == (Span(9, 31),)


def test_carriage_returns_do_not_move_what_follows() -> None:
    """brat would count CR LF as one character."""
    assert brat_text("a\r\nb\rc") == "a \nb\nc"


def test_names_of_reports_are_safe_as_names_of_files_and_each_is_there_once(record: Record) -> None:
    """No report leaves the folder, none overwrites another."""
    odd = [
        replace(record, report=replace(record.report, id=name)) for name in ("../../etc", "A/b", "a-B", "…")
    ]
    made = files(*odd)
    stems = sorted(name.removesuffix(".ann") for name in made if name.endswith(".ann"))
    assert stems == ["A-b", "a-B-2", "etc", "report"]
    assert {"annotation.conf", "visual.conf"} < set(made)


def test_every_type_that_is_written_is_declared_for_brat(record: Record) -> None:
    """A type that annotation.conf does not know is shown as an error."""
    made = files(record)
    kinds = set(re.findall(r"(?m)^[TR]\d+\t(\S+)", made["velmora.ann"]))
    kinds |= set(re.findall(r"(?m)^A\d+\t(\S+)", made["velmora.ann"]))
    declared = set(re.findall(r"(?m)^([A-Z][\w-]*)", made["annotation.conf"]))
    assert kinds <= declared


@pytest.mark.parametrize("line", ["T1\tCue 0 99\tout of it", "T1\tCue zero 1\tx", "E1\tCue", "T1"])
def test_a_line_that_brat_would_not_write_is_refused(line: str) -> None:
    """With its number and its words."""
    with pytest.raises(RecordError, match="line 1"):
        brat_reading.read("He said so.", line + "\n")
