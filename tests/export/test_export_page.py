from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.export import page
from onrecord.record import (
    About,
    Act,
    Basis,
    Candidate,
    Certainty,
    Content,
    Cue,
    Due,
    Event,
    EventStatus,
    Place,
    Polarity,
    Record,
    Said,
    Source,
    Span,
    Statement,
    Status,
)

RecordOf = Callable[..., Record]


def _card(html: str, key: str) -> str:
    return html.split(f'id="card-{key}"', 1)[1].split("</li>", 1)[0]


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_style_and_script_are_the_only_ones_allowed(record: Record) -> None:
    """The policy names the one style and the one script by their digests, and forbids the rest."""
    html = page.render(record)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        (inline,) = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_the_title_falls_back_to_the_first_words(record_of: RecordOf) -> None:
    """A report without a title is headed by how it begins."""
    html = page.render(record_of("Fog lay over Tarn until noon.\n\nNothing else happened."))
    assert "<title>Fog lay over Tarn until noon. Nothing else happened. – on record</title>" in html


def test_a_card_tells_what_was_decided(record: Record) -> None:
    """A card has the words, the decided fields, and its confidence as a number and a bar."""
    card = _card(page.render(record), "s4")
    shown = _words(card)
    for phrase in (
        "s4 citing that 4,000 people had left",
        "mixed",
        "channel radio",
        "via State radio",
        "places Velmora (XV) · the Sorrel",
        "figures displaced: 4,000",
        "confidence 0.90",
    ):
        assert phrase in shown
    assert 'd="M0 2h90"' in card


def test_a_card_is_silent_about_what_was_not(record: Record) -> None:
    """Fields without a value take no place on a card; one line names those that are undecided."""
    assert _words(_card(page.render(record), "s7")).endswith(
        "s7 according to The water is rising again indirect undecided: act, certainty, polarity "
        "low confidence 0.35"
    )


def test_what_is_undecided_everywhere_is_said_once(record: Record) -> None:
    """A field that no statement has decided is named below them all, and on none of the cards."""
    html = page.render(record)
    assert "Undecided in every statement: about." in _words(html)
    assert not any("about" in _words(_card(html, key)) for key in ("s1", "s2", "s7"))


def test_every_decided_field_is_on_the_card(record: Record) -> None:
    """Acts, certainty, negation, times, chain, places, figures, events, conditions and due dates."""
    full = replace(
        record.statements[3],
        act=Act.COMMITMENT,
        certainty=Certainty.PROBABLE,
        polarity=Polarity.NEGATIVE,
        said=Said("2031-05-03", Basis.STATED),
        about=About(Status.FUTURE, "2031-06", None),
        audience="reporters",
        events=(Event("RETREAT", "Velmora", "Sorrel", None, EventStatus.ANNOUNCED),),
        condition="if the rain stops",
        due=Due("2031-07-01", "2031-07-31"),
    )
    shown = _words(_card(page.render(replace(record, statements=(full,))), "s4"))
    for phrase in (
        "commitment · probable · negated · future · mixed",
        "said 3 May 2031",
        "to reporters",
        "channel radio",
        "via State radio",
        "when from June 2031",
        "places Velmora (XV) · the Sorrel",
        "figures displaced: 4,000",
        "events retreat: Velmora → Sorrel, announced",
        "condition if the rain stops",
        "due 1 July 2031 – 31 July 2031",
    ):
        assert phrase in shown
    assert "undecided" not in shown


def test_a_carried_date_says_so(record: Record) -> None:
    """A date taken over from words before is told apart from a stated one."""
    html = page.render(record)
    assert "said 3 May 2031 (carried over)" in _words(_card(html, "s6"))
    assert "carried over" not in _words(_card(html, "s1"))


def test_an_ambiguous_place_says_so(record: Record) -> None:
    """A place that may be one of several is not passed off as known."""
    two = tuple(Candidate(n, "Velmora", 1.0, 2.0, "XV") for n in (1, 2))
    first = replace(record.statements[0], places=(Place("Velmora", Span(0, 1), candidates=two),))
    assert "places Velmora (ambiguous)" in _words(
        _card(page.render(replace(record, statements=(first,))), "s1")
    )


def test_speakers_stand_in_order_with_what_they_said(record: Record) -> None:
    """Each speaker is followed by its own statements; those without one come last."""
    side = page.render(record).split("<aside", 1)[1]
    found = re.findall(r'<h3 id="[^"]*">(.*?)</h3>|id="card-(s\d)"', side)
    order = [_words(name) if name else key for name, key in found]
    assert order == [
        "Ines Corvald",
        "s1",
        "s6",
        "two senior officials unnamed",
        "s2",
        "Governor&#39;s office &lt;i&gt;",
        "s3",
        "Ministry of Waters",
        "s4",
        "a retired engineer unnamed",
        "s5",
        "Not attributed to a known speaker",
        "s7",
    ]


def test_a_speaker_that_is_not_in_the_record_counts_as_unknown(record: Record) -> None:
    """A statement whose speaker has no entry is listed with those that have none."""
    first = replace(record.statements[0], source=Source((), "", "p99"))
    side = page.render(replace(record, speakers=(), statements=(first,))).split("<aside", 1)[1]
    assert re.search(r'Not attributed to a known speaker.*id="card-s1"', side, re.DOTALL)


def test_low_confidence_is_said_in_words(record: Record) -> None:
    """Statements more likely wrong than right say so without the help of colour."""
    html = page.render(record)
    unsure = [
        key for key in ("s1", "s2", "s3", "s4", "s5", "s6", "s7") if "low confidence" in _card(html, key)
    ]
    assert unsure == ["s5", "s7"]


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://courier.example/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(record_of: RecordOf, url: str | None, followed: bool) -> None:
    """The report's address is a link only where it is one of the web."""
    html = page.render(record_of("Fog.", url=url))
    assert ("as published</a>" in html) is followed
    assert "javascript:" not in html


def test_odd_ids_cannot_take_over_anchors(record_of: RecordOf) -> None:
    """Ids from a foreign record that are not ours get anchors by their place."""
    bare = record_of("Fog lay over Tarn.")
    odd = Statement(id="report x", source=Source(), cue=Cue(), content=Content((Span(0, 3),), "Fog"))
    html = page.render(replace(bare, statements=(odd,)))
    assert 'id="n1"' in html
    assert 'data-ids="n1"' in html
    assert html.count('id="report"') == 1


def test_a_statement_without_words_leads_to_itself(record_of: RecordOf) -> None:
    """A card of which nothing stands in the text has no dead link."""
    bare = Statement(id="s1", source=Source(), cue=Cue(), content=Content(), said=Said())
    html = page.render(replace(record_of("Fog lay over Tarn."), statements=(bare,)))
    assert '<a class="jump" href="#card-s1">' in html
    assert 'id="s1"' not in html


def test_a_large_report_is_quick(record_of: RecordOf) -> None:
    """Five megabytes with two thousand statements take seconds, not minutes."""
    line = "Fog lay over Tarn, the harbour master said. " * 5 + "\n\n"
    text = line * (5_000_000 // len(line))
    starts = range(0, 2_000 * len(line), len(line))
    statements = tuple(
        Statement(
            id=f"s{n}",
            source=Source((Span(start + 19, start + 37),), "the harbour master"),
            cue=Cue((Span(start + 38, start + 42),), "said"),
            content=Content((Span(start, start + 17),), "Fog lay over Tarn"),
        )
        for n, start in enumerate(starts, start=1)
    )
    began = time.process_time()
    html = page.render(replace(record_of(text), statements=statements))
    assert time.process_time() - began < 10
    assert html.count('class="ref"') == 2_000
