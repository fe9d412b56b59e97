"""Records for the exports: any text, however untidy, with statements whose words are where they say."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from onrecord import record as r

UNTIDY = "ab é\U0001f30a“\"'=+-@|\\,;\n\r\t\x0b\u2028\x85 "
words = st.text(st.sampled_from(UNTIDY), min_size=1, max_size=8)
STORABLE = st.text(
    st.sampled_from(UNTIDY) | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def spans_in(text: str, least: int = 0, most: int = 3) -> st.SearchStrategy[r.Spans]:
    """Up to three spans of a text in order, none empty, none touching the next."""

    def pairs(borders: set[int]) -> r.Spans:
        ordered = sorted(borders)
        return tuple(r.Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False))

    borders = st.sets(st.integers(0, len(text)), min_size=2 * least, max_size=2 * most)
    return borders.map(pairs)


@st.composite
def statements(draw: st.DrawFn, text: str, name: str, speakers: tuple[str, ...]) -> r.Statement:
    """A statement over a text; its content or its cue has words."""
    source, cue = draw(spans_in(text)), draw(spans_in(text, 0, 1))
    content = draw(spans_in(text, 1))
    who = maybe(st.sampled_from(speakers)) if speakers else st.none()
    (place,) = draw(spans_in(text, 1, 1))
    return r.Statement(
        id=name,
        source=r.Source(source, r.text_of(text, source), draw(who)),
        cue=r.Cue(cue, r.text_of(text, cue), draw(maybe(words))),
        content=r.Content(content, r.text_of(text, content), draw(maybe(st.sampled_from(r.Mode)))),
        via=tuple(
            r.Via(spans, r.text_of(text, spans), draw(who))
            for spans in draw(st.lists(spans_in(text, 1, 1), max_size=2))
        ),
        channel=draw(maybe(words)),
        act=draw(maybe(st.sampled_from(r.Act))),
        certainty=draw(maybe(st.sampled_from(r.Certainty))),
        polarity=draw(maybe(st.sampled_from(r.Polarity))),
        said=draw(st.builds(r.Said, maybe(st.just("2031-05-06")), st.none(), maybe(st.just(place)))),
        about=draw(st.builds(r.About, maybe(st.sampled_from(r.Status)), maybe(st.just("2031-05")))),
        places=draw(
            st.lists(
                st.builds(
                    r.Place,
                    words,
                    st.just(place),
                    geonames=maybe(st.integers(0, 2**40)),
                    lat=maybe(st.floats(-90, 90)),
                    country=maybe(st.just("UA")),
                    candidates=st.lists(
                        st.builds(r.Candidate, st.integers(0, 9), words, st.just(-1.5), st.just(2.0), words),
                        max_size=2,
                    ).map(tuple),
                ),
                max_size=2,
            ).map(tuple)
        ),
        figures=draw(
            st.lists(
                st.builds(
                    r.Figure,
                    st.sampled_from(r.Measure),
                    maybe(st.integers(0, 10**12)),
                    maybe(st.floats(-1e9, 1e9)),
                    st.booleans(),
                    maybe(words),
                    maybe(words),
                    st.just(place),
                ),
                max_size=2,
            ).map(tuple)
        ),
        events=draw(
            st.lists(
                st.builds(
                    r.Event, words, maybe(words), maybe(words), maybe(words), st.sampled_from(r.EventStatus)
                ),
                max_size=2,
            ).map(tuple)
        ),
        condition=draw(maybe(words)),
        due=draw(maybe(st.builds(r.Due, st.just("2031-07-01"), maybe(st.just("2031-07-31"))))),
        confidence=draw(st.floats(0, 1)),
        trace=draw(
            st.lists(
                st.builds(r.Trace, words, words, spans_in(text), words, st.floats(0, 1)), max_size=2
            ).map(tuple)
        ),
    )


@st.composite
def records(draw: st.DrawFn, name: str = "velmora") -> r.Record:
    """A record with at least one statement, and speakers who all speak or pass something on."""
    text = draw(STORABLE.filter(lambda made: len(made) > 3))
    known = draw(
        st.lists(
            st.builds(
                r.Speaker,
                st.sampled_from(["p1", "p2", "p3"]),
                words,
                maybe(st.sampled_from(r.SpeakerType)),
                st.booleans(),
                st.lists(words, max_size=2).map(tuple),
                maybe(words),
                spans_in(text),
            ),
            max_size=3,
            unique_by=lambda speaker: speaker.id,
        )
    )
    ids = tuple(speaker.id for speaker in known)
    said = tuple(draw(statements(text, f"s{n}", ids)) for n in range(1, draw(st.integers(2, 3))))
    report = r.Report(
        id=name,
        path=draw(maybe(words)),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        original_sha256="0" * 64,
        title=draw(maybe(words)),
        publisher=draw(maybe(words)),
        url=draw(maybe(st.just("https://courier.example/a?b=c&d"))),
        bylines=tuple(draw(st.lists(words, max_size=2))),
        published=draw(maybe(st.just("2031-05-06"))),
        language="en",
        text=text,
    )
    return r.Record(report, in_order(tuple(known), said), said)


def in_order(known: tuple[r.Speaker, ...], said: tuple[r.Statement, ...]) -> tuple[r.Speaker, ...]:
    """The speakers that some statements name, in the order in which they do."""
    by_id = {speaker.id: speaker for speaker in known}
    named = (name for s in said for name in (s.source.speaker, *(v.speaker for v in s.via)))
    return tuple(by_id[name] for name in dict.fromkeys(named) if name in by_id)
