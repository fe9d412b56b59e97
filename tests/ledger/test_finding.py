"""Finding statements, on every backend: words, filters, pages, counts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import insert

from onrecord.ledger import Arrival, Ledger
from onrecord.ledger import tables as t
from onrecord.ledger.query import SORTS, Query
from onrecord.record import Record, SpeakerType
from onrecord.record.errors import QueryError
from tests.ledger import fake

HARBOUR = """Harbour of Sarn closed

Ilsabet Morrow said that 12 boats would withdraw from Sarn. Anders Hulle denied that the withdrawal was so.
Ilsabet Morrow said that radio Hask had warned nobody. Ruth Adeyo said that Café Velden stays open if it can.
"""
MARKET = """Market of Hask burnt

Ruth Adeyo said that the withdrawing boats carried grain. Ilsabeth Morrow denied that 3 boats were hers.
"""


def put(ledger: Ledger, text: str, name: str, **report: str | None) -> str:
    record = fake.read(text, name=name)
    record = replace(record, report=replace(record.report, **report))  # type: ignore[arg-type]
    return ledger.add_record(record, Arrival(f"{name}.txt", text.encode(), name=name)).report or ""


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with two reports of six statements."""
    put(ledger, HARBOUR, "harbour")
    put(ledger, MARKET, "market", published="2031-07-02", publisher="Hask Gazette")
    return ledger


def ids(ledger: Ledger, *words: str, **filters: object) -> list[str]:
    """Short ids of what is found, in order: h1 of the harbour, m1 of the market."""
    return [f"{hit.id[0]}{hit.id.rpartition(':s')[2]}" for hit in ledger.find(*words, **filters)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("boats", ["h1", "m1", "m2"]),
        ("BOATS sarn", ["h1"]),
        ("withdraw*", ["h1", "h2", "m1"]),
        ("withdraw", ["h1"]),
        ('"would withdraw"', ["h1"]),
        ('"withdraw would"', []),
        ('"boats would with*"', ["h1"]),
        ("boats -grain", ["h1", "m2"]),
        ('boats -"carried grain" -hers', ["h1"]),
        ("grain OR radio", ["h3", "m1"]),
        ("boats sarn OR radio hask", ["h1", "h3"]),
        ("-boats", ["h2", "h3", "h4"]),
        ("radio OR -that", ["h3"]),
        ("cafe", ["h4"]),
        ("CAFÉ", ["h4"]),
        ("12", ["h1"]),
        ("or", []),
        ("“would withdraw”", ["h1"]),
        ("that'", ["h1", "h2", "h3", "h4", "m1", "m2"]),
        ("", ["h1", "h2", "h3", "h4", "m1", "m2"]),
    ],
)
def test_words_find_the_same_everywhere(filled: Ledger, words: str, found: list[str]) -> None:
    """Words, phrases, beginnings, what must be absent, choices; size of letters and accents do not count."""
    assert ids(filled, words) == found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('"boats', "has no other"),
        ("boats OR", "nothing after an OR"),
        ("OR boats", "nothing before an OR"),
        ("(boats)", "no brackets|there are none"),
        ("b*ts", "within a word"),
        ("*", "no word"),
        ('""', "an empty phrase"),
        ("boats - sarn", "no word"),
    ],
)
def test_a_broken_query_is_told_what_is_wrong(filled: Ledger, words: str, told: str) -> None:
    """An error names what is wrong and how it is written, on every backend the same."""
    with pytest.raises(QueryError, match=told):
        filled.find(words).page()


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE statements; --",
        "a' | 'b",
        "NEAR(a b)",
        "a:b",
        "^a",
        "a & !b",
        "content:boats",
        "{a}",
        "\\",
        "%",
    ],
)
def test_signs_of_query_languages_have_no_power(filled: Ledger, words: str) -> None:
    """What acts in FTS5 or tsquery is found as words or refused as no query; it never reaches them."""
    with suppress(QueryError):
        assert len(filled.find(words)) == len(ids(filled, words)) == 0
    assert len(filled.find()) == 6


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "morrow"}, ["h1", "h3", "m2"]),
        ({"speaker": "ILSABET MORROW"}, ["h1", "h3"]),
        ({"speaker": "ilsabet*"}, ["h1", "h3", "m2"]),
        ({"speaker": ["Hulle", "Adeyo"]}, ["h2", "h4", "m1"]),
        ({"speaker": "orro"}, []),
        ({"type": "person"}, ["h1", "h2", "h3", "h4", "m1", "m2"]),
        ({"type": "state"}, []),
        ({"named": False}, []),
        ({"affiliation": "ostmark", "act": "denial"}, ["h2", "m2"]),
        ({"act": ["denial", "threat"]}, ["h2", "m2"]),
        ({"certainty": "certain", "polarity": "negative"}, ["h2", "m2"]),
        ({"mode": "direct"}, []),
        ({"channel": "RADIO"}, ["h3"]),
        ({"audience": "reporters"}, ["h2", "m2"]),
        ({"place": "sarn"}, ["h1"]),
        ({"place": "velden"}, ["h4"]),
        ({"country": "om"}, ["h1"]),
        ({"measure": "killed"}, ["h1", "m2"]),
        ({"event": "assault", "event_status": "happened", "act": "denial"}, ["h2", "m2"]),
        ({"event_status": "denied"}, []),
        ({"said": "2031-06-13"}, ["h1", "h2", "h3", "h4", "m1", "m2"]),
        ({"said": "..2031-06-12"}, []),
        ({"said": "2031-06-14.."}, []),
        ({"said": "2031"}, ["h1", "h2", "h3", "h4", "m1", "m2"]),
        ({"about": "2031-06-20", "act": "denial"}, ["h2", "m2"]),
        ({"about": "..2031-05-31"}, []),
        ({"about": "past", "act": "denial"}, ["h2", "m2"]),
        ({"about": "future"}, []),
        ({"report": "harbour*"}, ["h1", "h2", "h3", "h4"]),
        ({"report": "harbour"}, []),
        ({"publisher": "hask"}, ["m1", "m2"]),
        ({"published": "2031-07.."}, ["m1", "m2"]),
        ({"confidence": 0.8}, []),
        ({"corrected": True}, []),
        ({"corrected": False, "act": "denial"}, ["h2", "m2"]),
        ({"words": "boats", "speaker": "morrow", "place": "sarn"}, ["h1"]),
    ],
)
def test_filters_find_the_same_everywhere(
    filled: Ledger, filters: dict[str, object], found: list[str]
) -> None:
    """Every filter alone and several together."""
    assert ids(filled, **filters) == found  # type: ignore[arg-type]


def test_a_filter_that_there_is_none_is_told(filled: Ledger) -> None:
    """Names, values and periods are checked, with what there is."""
    with pytest.raises(QueryError, match="no filter speker; expected one of"):
        filled.find(speker="x")
    with pytest.raises(QueryError, match=r"act is 'promise'; expected one of assertion"):
        filled.find(act="promise")
    with pytest.raises(QueryError, match="is no date"):
        filled.find(said="2031-13")
    with pytest.raises(QueryError, match="ends before it begins"):
        filled.find(said="2031-05..2031-04")
    with pytest.raises(QueryError, match="no order"):
        filled.find(sort="size")


def test_a_month_is_in_a_period_where_part_of_it_is(ledger: Ledger) -> None:
    """Dates of a month or year are found by any day that they may be."""
    record = fake.read(HARBOUR, name="harbour")
    dates = ("2031-06", "2031", "2031-06-20", None)
    statements = tuple(
        replace(s, said=replace(s.said, date=date)) for s, date in zip(record.statements, dates, strict=True)
    )
    ledger.add_record(replace(record, statements=statements), Arrival("harbour.txt", name="harbour"))
    assert ids(ledger, said="2031-06-15..") == ["h2", "h1", "h3"]
    assert ids(ledger, said="2031-06-21..2031-06-22") == ["h2", "h1"]
    assert ids(ledger, said="..2031-05") == ["h2"]
    assert ids(ledger) == ["h2", "h1", "h3", "h4"]
    assert ids(ledger, sort="-said") == ["h3", "h1", "h2", "h4"]


def test_a_person_is_found_by_any_name(filled: Ledger) -> None:
    """A name that another report has for the same person finds all that the person said."""
    harbour, market = filled.reports()
    with filled.writing() as connection:
        connection.execute(insert(t.people).values(id="morrow", name="Ilsabet Morrow", type="person"))
        names = ["Ilsabeth Morrow", "Илзабет Морроу"]
        connection.execute(insert(t.aliases), [{"person": "morrow", "name": name} for name in names])
        connection.execute(
            insert(t.memberships),
            [
                {"speaker": f"{harbour}:p1", "person": "morrow", "because": "one name"},
                {"speaker": f"{market}:p2", "person": "morrow", "because": "one letter apart"},
            ],
        )
    for name in ("ilsabeth", "Морроу", "Ilsabet Morrow", "morrow", f"{harbour}:p1"):
        assert ids(filled, speaker=name) == (["h1", "h3"] if ":p1" in name else ["h1", "h3", "m2"])
    assert {hit.person.name for hit in filled.find(speaker="ilsabeth") if hit.person} == {"Ilsabet Morrow"}
    counts = {facet.field: facet.counts for facet in filled.find().facets()}
    assert counts["speaker"][0] == ("Ilsabet Morrow", 3)


def test_a_place_is_found_by_any_name(ledger: Ledger) -> None:
    """Two spellings of one place in the gazetteer are one place."""
    put(ledger, HARBOUR, "harbour")
    record = fake.read(MARKET.replace("grain", "grain to Velden"), name="market")
    first = record.statements[0]
    places = tuple(replace(place, geonames=5) for place in first.places)
    ledger.add_record(
        replace(record, statements=(replace(first, places=places), record.statements[1])),
        Arrival("market.txt", name="market"),
    )
    assert ids(ledger, place="sarn") == ["h1", "m1"]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_give_all_in_order_without_counting(filled: Ledger, sort: str) -> None:
    """A page begins after a statement; together they are the whole, each statement once."""
    whole = [hit.id for hit in filled.find(sort=sort)]
    found = filled.find(sort=sort)
    page, paged = found.page(2), []
    while True:
        paged += [hit.id for hit in page.hits]
        if page.after is None:
            break
        page = found.page(2, page.after)
    assert paged == whole
    assert len(set(whole)) == 6 == len(found)


def test_a_page_after_nothing_is_an_error(filled: Ledger) -> None:
    """The statement after which a page begins must be there."""
    with pytest.raises(QueryError, match="no page begins after harbour:s9"):
        filled.find().page(2, "harbour:s9")


def test_counts_add_up(filled: Ledger) -> None:
    """Every field counts all statements that are found; places count each statement once."""
    facets = {facet.field: dict(facet.counts) for facet in filled.find("boats OR warned").facets()}
    assert facets["act"] == {"assertion": 3, "denial": 1}
    assert facets["speaker"] == {"Ilsabet Morrow": 2, "Ilsabeth Morrow": 1, "Ruth Adeyo": 1}
    assert facets["type"] == {"person": 4}
    assert facets["named"] == {"named": 4}
    assert facets["channel"] == {None: 3, "radio": 1}
    assert facets["place"] == {"Sarn": 1, "Hask": 1}
    assert facets["country"] == {"OM": 1, None: 1}
    assert facets["publisher"] == {"Ostmark Courier": 2, "Hask Gazette": 2}
    some = next(f for f in filled.find().facets(most=1) if f.field == "act")
    assert (some.counts, some.others) == ((("assertion", 4),), 2)


def test_words_are_marked_where_they_stand(filled: Ledger) -> None:
    """A hit says which characters of its content met the search."""
    hit = next(iter(filled.find('"withdrawing boats" OR grain')))
    content = hit.statement.content.text
    assert [content[start:end] for start, end in hit.matched] == ["withdrawing boats", "grain"]


def test_copies_can_be_left_out(filled: Ledger) -> None:
    """A near-copy of another report is marked, and left out where asked."""
    harbour, market = filled.reports()
    with filled.writing() as connection:
        connection.execute(
            insert(t.copies).values(
                report=market, origin=harbour, similarity=0.97, because="nearly the same words"
            )
        )
    assert ids(filled, copies=False) == ["h1", "h2", "h3", "h4"]
    assert {hit.report.copy_of for hit in filled.find(report=market)} == {harbour}


def test_records_hold_what_was_found_with_what_it_stands_in(ledger: Ledger) -> None:
    """An export of a search has the statements found, those they stand within, and their speakers."""
    record = fake.read(HARBOUR, name="harbour")
    inner = replace(record.statements[1], within="s1")
    ledger.add_record(
        replace(record, statements=(record.statements[0], inner, *record.statements[2:])),
        Arrival("harbour.txt", name="harbour"),
    )
    found = list(ledger.find(act="denial").records())
    assert [s.id for s in found[0].statements] == ["s1", "s2"]
    assert [p.name for p in found[0].speakers] == ["Ilsabet Morrow", "Anders Hulle"]


def test_what_is_found_becomes_a_table_for_pandas(filled: Ledger) -> None:
    """One row a statement, plain columns, lists for what is several; no row is a table all the same."""
    frame = filled.find("boats", speaker="Ilsabet Morrow").to_pandas()
    assert list(frame["content"]) == ["that 12 boats would withdraw from Sarn"]
    assert frame.iloc[0]["places"] == ("Sarn",)
    assert frame.iloc[0]["speaker_type"] == SpeakerType.PERSON
    assert list(filled.find("zebra").to_pandas().columns) == list(frame.columns)


def test_a_query_is_one_value_for_all_who_ask(filled: Ledger) -> None:
    """The same query object is what a call with names makes; it can be kept and compared."""
    query = Query.of("boats", speaker="Morrow", said="2031-06")
    assert query == Query.of("boats", speaker=["Morrow"], said="2031-06-01..2031-06-30")
    assert [hit.id for hit in filled.find(query)] == [
        hit.id for hit in filled.find("boats", speaker="Morrow", said="2031-06")
    ]


def test_old_readings_and_revisions_are_not_found(ledger: Ledger) -> None:
    """Only what stands is found; what an older reading or text said is not."""
    report = put(ledger, HARBOUR, "harbour")
    ledger.read_again(report, fake.read(HARBOUR, name="harbour", skip="radio"))
    assert ids(ledger, "radio") == []
    assert len(ledger.find()) == 3


def test_long_texts_and_odd_letters_are_indexed_alike(ledger: Ledger) -> None:
    """Words of many scripts, with digits and signs, are found whole on both databases."""
    odd = (
        "Storm\n\nRuth Adeyo said that T-72s, 2S19, 10e5 m² of №5 in Київ, Łódź, naïve 東京 x1y2 ½ were seen."
    )
    record: Record = fake.read(odd, name="odd")
    ledger.add_record(record, Arrival("odd.txt", odd.encode(), name="odd"))
    for word in ('"T-72s"', "2s19", "10e5", "m2", "київ", "ŁÓDŹ", "naive", "東京", "x1y2", "київ 東京 seen"):
        assert ids(ledger, word) == ["o1"], word


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("named", "no", "True or False"),
        ("corrected", "yes", "True or False"),
        ("confidence", "high", "a number"),
        ("said", 2031, "a period as text"),
        ("act", 5, "a text, or several"),
    ],
)
def test_a_filter_of_another_type_is_an_error(name: str, value: object, told: str) -> None:
    """A value that no filter can mean is refused, and not taken for true or for nothing."""
    with pytest.raises(QueryError, match=told):
        Query.of(**{name: value})


def test_filters_beside_a_query_are_an_error(filled: Ledger) -> None:
    """A filter that would be left out unseen is refused."""
    with pytest.raises(QueryError, match="act stands beside a query"):
        filled.find(Query.of("boats"), act="denial")


@pytest.mark.parametrize("limit", [0, -5])
def test_a_page_without_room_is_an_error(filled: Ledger, limit: int) -> None:
    """A page holds at least one statement."""
    with pytest.raises(QueryError, match="at least 1"):
        filled.find().page(limit)


@pytest.fixture
def many(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger of eighty statements that passes for a large one, of which a few at a time are looked at."""
    for n in range(20):
        day = None if n == 7 else f"2031-0{1 + n % 3}-{1 + n:02}"
        text = "\n\n".join((f"Harbour {n}", HARBOUR.partition("\n\n")[2]))
        put(ledger, text, f"harbour{n}", published=day, publisher="Sarn Post" if n % 2 else "Hask Gazette")
    for name, value in {"LARGE": 1, "NEXT": 12, "REPORTS": 2, "WIDER": 2}.items():
        monkeypatch.setattr(f"onrecord.ledger.nearest.{name}", value)
    return ledger


FILTERS: tuple[dict[str, object], ...] = (
    {},
    {"words": "withdraw*"},
    {"words": "boats -velden"},
    {"words": "-withdraw*"},
    {"speaker": "Morrow"},
    {"speaker": "il*"},
    {"named": True},
    {"act": "denial"},
    {"place": "Sarn"},
    {"measure": "killed"},
    {"publisher": "sarn"},
    {"published": "2031-02"},
    {"publisher": "hask", "speaker": "Hulle", "words": "withdrawal"},
)


def test_in_a_large_ledger_the_same_is_found_in_the_same_order(many: Ledger) -> None:
    """Whether a page is filled from the next statements in order, or from all that meet the query."""
    for filters in FILTERS:
        for sort in SORTS:
            found = many.find(Query.of(**filters), sort=sort)  # type: ignore[arg-type]
            pages, page = [], found.page(3)
            while page.after is not None:
                pages += page.hits
                page = found.page(3, page.after)
            ids = [hit.id for hit in (*pages, *page.hits)]
            assert len(ids) == len(found) == len(set(ids))
            assert ids == [hit.id for hit in found.page(1000).hits]


def test_it_is_known_whether_more_are_found_than_a_number(filled: Ledger) -> None:
    """Without all being counted."""
    assert [filled.find("boats").is_more_than(n) for n in (2, 3)] == [True, False]
