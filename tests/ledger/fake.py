"""A tiny reader in place of the model: `NAME said|denied that …` is a statement of NAME.

It fills every field, so that every table of a ledger has rows.
"""

from __future__ import annotations

import os
import re
import signal
import time
from hashlib import sha256

from onrecord.api.messages import Answer, Options, Read, Reader
from onrecord.read import Origin, Received
from onrecord.read.taken import About
from onrecord.record import About as AboutWhen
from onrecord.record import (
    Act,
    Basis,
    Candidate,
    Certainty,
    Content,
    Cue,
    Due,
    Event,
    EventStatus,
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
    Speaker,
    SpeakerType,
    Statement,
    Status,
    Trace,
    Via,
    Warning,
)
from onrecord.record.errors import EmptyReport, ModelError

_SAID = re.compile(r"(?P<source>[A-Z]\w+(?: [A-Z]\w+)*) (?P<cue>said|denied) (?P<content>that [^.]+)\.")
_PLACE = re.compile(r"\b(Sarn|Hask|Velden)\b")
_FIGURE = re.compile(r"\b\d+\b")


def read(
    text: str,
    *,
    name: str = "report",
    url: str | None = None,
    model: str = "fake/1",
    skip: str | None = None,
) -> Record:
    """The record of a text; statements whose content holds `skip` are not found."""
    found = [m for m in _SAID.finditer(text) if skip is None or skip not in m["content"]]
    names = list(dict.fromkeys(m["source"] for m in found))
    speakers = {n: f"p{i}" for i, n in enumerate(names, 1)}
    digest = sha256(text.encode()).hexdigest()
    return Record(
        Report(
            id=name,
            path=f"{name}.txt",
            sha256=digest,
            original_sha256=digest,
            title=text.split("\n", 1)[0][:60] or None,
            publisher="Ostmark Courier",
            url=url,
            bylines=("Tamsin Orley", "Bekim Vasht"),
            published="2031-06-14",
            language="en",
            text=text,
        ),
        tuple(_speaker(n, speakers[n], [m for m in found if m["source"] == n]) for n in names),
        tuple(_statement(m, f"s{i}", speakers[m["source"]], model) for i, m in enumerate(found, 1)),
        (Warning("fake", "read by a tiny reader", Span(0, 1)), Warning("whole", "of the whole report")),
    )


def reader(options: Options) -> Reader:
    """A reader for `take_in`. It dies of CRASH in an item, refuses REFUSE, waits at WAIT."""

    def answer(item: Received) -> Answer:
        text = item.data.decode()
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "FAULT" in text:
            raise ZeroDivisionError("a fault")
        if "WEIGHTS" in text:
            raise ModelError("there are no weights")
        if "REFUSE" in text:
            raise EmptyReport("there is nothing to read in it")
        if "WAIT" in text:
            time.sleep(0.2)
        return Read(read(text, name=item.name, url=item.source_url), "fake/1")

    return answer


def item(text: str, source: str, url: str | None = None) -> Received:
    """An item to take in."""
    return Received(Origin(source), text.encode(), "text/plain", otherwise=About(url=url))


def _speaker(name: str, identity: str, found: list[re.Match[str]]) -> Speaker:
    mentions = tuple(Span(*m.span("source")) for m in found)
    return Speaker(identity, name, SpeakerType.PERSON, True, ("mayor", "skipper"), "Ostmark", mentions)


def _statement(m: re.Match[str], identity: str, speaker: str, model: str) -> Statement:
    source, cue, content = (Span(*m.span(part)) for part in ("source", "cue", "content"))
    denied = m["cue"] == "denied"
    return Statement(
        id=identity,
        source=Source((source,), m["source"], speaker),
        cue=Cue((cue,), m["cue"], "say" if not denied else "deny"),
        content=Content((content,), m["content"], Mode.INDIRECT),
        via=(Via((source,), m["source"], speaker), Via((), "", None)) if "radio" in m["content"] else (),
        channel="radio" if "radio" in m["content"] else None,
        audience="reporters" if denied else None,
        act=Act.DENIAL if denied else Act.ASSERTION,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        said=Said("2031-06-13", Basis.STATED, cue),
        about=AboutWhen(Status.PAST, "2031-06", None, content),
        places=tuple(_place(p) for p in _PLACE.finditer(m.string, *content)),
        figures=tuple(_figure(f) for f in _FIGURE.finditer(m.string, *content)),
        events=(Event("ASSAULT", m["source"], None, "Sarn", EventStatus.HAPPENED),),
        condition="if the shelling stops" if "if" in m["content"] else None,
        due=Due("2031-06-15", None) if "if" in m["content"] else None,
        confidence=0.75,
        trace=(
            Trace("act", model, (cue,), f"by the cue “{m['cue']}”", 0.9),
            Trace("content", model, (source, cue, content), "read so", 0.75),
        ),
    )


def _place(m: re.Match[str]) -> Place:
    known = m[0] == "Sarn"
    maybe = (Candidate(7, "Hask", 1.5, 2.5, "OM"), Candidate(8, "Hask Hill", -1.0, 0.0, "OM"))
    return Place(
        name=m[0],
        span=Span(*m.span()),
        geonames=5 if known else None,
        lat=51.25 if known else None,
        lon=-3.5 if known else None,
        country="OM" if known else None,
        precision=Precision.CITY if known else None,
        candidates=() if known else maybe,
    )


def _figure(m: re.Match[str]) -> Figure:
    return Figure(Measure.KILLED, int(m[0]), None, True, None, "mostly crew", Span(*m.span()))
