"""Items of JSON, ninjs, NewsML-G2, feeds and web archives: their texts and what is known of them."""

# ruff: noqa: E501  (samples of formats stand on one line)
from __future__ import annotations

import gzip
import io
import json

import pytest

from onrecord.read import Received, Refused, jsonlines, newsml_stream, read_bytes, read_received, warc
from onrecord.read.feed import entries
from onrecord.read.markup import read_markup
from onrecord.read.moments import day_of
from onrecord.record.errors import ContainerDamaged, NoArticle, NotText

FIRST = "The mayor of Tarrow said on Monday that the old bridge over the Tarn will stay closed until spring."
SECOND = "“We found cracks in the eastern pier,” she told reporters; nobody could say who would pay for it."
STORY = f"{FIRST}\n\n{SECOND}"
MARKUP = f"<p>{FIRST}</p><p>{SECOND}</p>"
G2 = "http://iptc.org/std/nar/2006-10-01/"


def ninjs(version: int, **more: object) -> dict[str, object]:
    """One report in a version of ninjs."""
    if version == 1:
        return {"uri": "urn:tna:7", "type": "text", "headline": "Bridge stays closed", "byline": "By Ola Berg",
                "copyrightholder": "Tarrow News Agency", "versioncreated": "2022-03-29T23:30:00-02:00",
                "body_text": FIRST, "body_xhtml": MARKUP, **more}  # fmt: skip
    item = {
        "uri": "urn:tna:7", "pubstatus": "usable", "copyrightholder": "Tarrow News Agency", "by": "By Ola Berg",
        "contentcreated": "2022-03-29T23:30:00-02:00", "headlines": [{"role": "main", "value": "Bridge stays closed"}],
        "bodies": [{"contenttype": "text/plain", "value": FIRST}, {"contenttype": "text/html", "value": MARKUP}], **more,
    }  # fmt: skip
    camel = {
        "copyrightholder": "copyrightHolder",
        "contentcreated": "contentCreated",
        "pubstatus": "pubStatus",
    }
    if version == 3:
        item = {camel.get(key, key): value for key, value in item.items()}
        item["bodies"] = [{"contentType": "text/html", "value": MARKUP}]
    return item


def news_item(body: str, guid: str = "urn:tna:7", status: str = "usable", kind: str = "text") -> str:
    """One news item of NewsML-G2."""
    return f"""<newsItem xmlns="{G2}" guid="{guid}"><itemMeta><itemClass qcode="ninat:{kind}"/>
    <provider literal="TNA"><name>Tarrow News Agency</name></provider>
    <versionCreated>2022-03-29T23:30:00-02:00</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>
    <contentMeta><headline>Bridge stays closed</headline><by>By Ola Berg</by></contentMeta>
    <contentSet>{body}</contentSet></newsItem>"""


XHTML = f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{MARKUP}</body></html></inlineXML>"
NITF = (
    "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline><hl1>Bridge</hl1></hedline>"
    f"</body.head><body.content>{MARKUP}</body.content></body></nitf></inlineXML>"
)
PLAIN = f"<inlineData contenttype='text/plain'>{FIRST}\n\n{SECOND}</inlineData>"


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_ninjs_is_read_with_its_paragraphs(version: int):
    """ninjs 1, 2 and 3 give the same report: text, headline, agency, writer and the day on the agency's clock."""
    report = read_bytes(json.dumps(ninjs(version)).encode()).report
    assert report.text == STORY
    assert (report.title, report.publisher) == ("Bridge stays closed", "Tarrow News Agency")
    assert (report.bylines, report.published) == (("Ola Berg",), "2022-03-29")


@pytest.mark.parametrize("body", [XHTML, NITF, PLAIN])
def test_every_body_of_newsml_is_read(body: str):
    """A news item is read whether its body is XHTML, NITF or plain text."""
    report = read_bytes(news_item(body).encode()).report
    assert report.text == STORY
    assert (report.title, report.publisher) == ("Bridge stays closed", "Tarrow News Agency")
    assert (report.bylines, report.published) == (("Ola Berg",), "2022-03-29")


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ninjs(1, pubstatus="canceled")), json.dumps(ninjs(3, pubStatus="withheld")),
        news_item(XHTML, status="canceled"), news_item(XHTML, kind="picture"), news_item(""),
        json.dumps({"uri": "urn:1", "type": "picture", "headline": "A bridge"}),
    ],
)  # fmt: skip
def test_what_an_agency_withdrew_or_never_wrote_is_refused(data: str):
    """Items that are cancelled, withheld, pictures or without a body are no reports."""
    with pytest.raises(NoArticle):
        read_bytes(data.encode())


def test_an_embargo_is_told():
    """An item under embargo is read, with a warning that names its end."""
    taken = read_bytes(json.dumps(ninjs(1, embargoed="2022-03-30T06:00:00Z")).encode())
    assert [(w.code, "2022-03-30T06:00:00Z" in w.message) for w in taken.warnings] == [("embargo", True)]


def test_own_keys_are_kept():
    """A JSON object with onrecord's own keys tells all that is known of a report; its text is kept as it is."""
    item = {"id": 7, "text": STORY, "title": "Bridge", "published": "2022-03-29T01:00:00+05:00", "publisher": "Tarrow News",
            "url": "https://tarrow.example/7", "bylines": ["Ola Berg", "Tam Iri"]}  # fmt: skip
    (received,) = jsonlines.read_stream(io.BytesIO(json.dumps(item).encode()), "wire.jsonl")
    assert isinstance(received, Received)
    report = read_received(received).report
    assert (report.id, report.text, report.title, report.published) == ("7", STORY, "Bridge", "2022-03-29")
    assert (report.publisher, report.url) == ("Tarrow News", "https://tarrow.example/7")
    assert report.bylines == ("Ola Berg", "Tam Iri")


def test_a_date_that_cannot_be_told_is_said_and_not_guessed():
    """A third or fourth month is left open, with a warning."""
    taken = read_bytes(json.dumps({"text": STORY, "published": "3/4/2022"}).encode())
    assert taken.report.published is None
    assert [w.code for w in taken.warnings] == ["unreadable-date"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2022-03-29", "2022-03-29"), ("20220329T101500Z", "2022-03-29"), ("2022-03-29T23:59:59-11:00", "2022-03-29"),
        ("Tue, 29 Mar 2022 23:30:00 -0500", "2022-03-29"), ("29 March 2022", "2022-03-29"), ("2022-02-30", None),
        ("29.3.2022", "2022-03-29"), ("3/4/2022", None), ("yesterday", None), ("", None), ("0001-01-01", None),
    ],
)  # fmt: skip
def test_days_of_moments(moment: str, day: str | None):
    """A moment gives the day that its writer's clock had; what can't be told is left open."""
    assert day_of(moment) == day


def test_one_bad_line_does_not_stop_the_others():
    """Every line stands for itself: the bad ones are named by their number."""
    good = json.dumps({"text": STORY})
    lines = "\n".join([good, "{broken", "", "[1]", '{"title": "no text"}', '{"text": " "}', good])
    found = list(jsonlines.read_stream(io.BytesIO(lines.encode()), "wire.jsonl"))
    shown = [(item.origin.member, isinstance(item, Received)) for item in found]
    assert shown == [
        ("line 1", True),
        ("line 2", False),
        ("line 4", False),
        ("line 5", False),
        ("line 6", False),
        ("line 7", True),
    ]


def test_a_list_of_objects_is_read_like_lines():
    """A JSON list gives its objects, each with the very characters it has there."""
    objects = ['{"text":  "' + FIRST + '"}', '{"text": "' + SECOND.replace("“", "\\u201c") + '"}']
    found = list(jsonlines.read_stream(io.BytesIO(f"[{objects[0]},\n {objects[1]}]".encode()), "wire.json"))
    assert [item.data.decode() for item in found if isinstance(item, Received)] == objects


def test_a_message_gives_its_items_and_names_what_is_absent():
    """A message of NewsML-G2 gives each item; a package whose items are elsewhere is refused and says which."""
    package = f'<packageItem xmlns="{G2}" guid="p"><groupSet><group><itemRef residref="a"/><itemRef residref="z"/></group></groupSet></packageItem>'
    message = f'<newsMessage xmlns="{G2}"><itemSet>{package}{news_item(XHTML, "a")}{news_item("", "b")}{news_item(NITF, "c")}</itemSet></newsMessage>'
    found = list(newsml_stream.read_stream(io.BytesIO(message.encode()), "in.xml"))
    assert [(item.origin.member, isinstance(item, Received)) for item in found] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("p", False),
    ]
    assert isinstance(found[-1], Refused)
    assert "z" in str(found[-1].error)
    assert [read_received(item).report.text for item in found if isinstance(item, Received)] == [STORY, STORY]


def test_news_that_breaks_off_keeps_what_came_before():
    """A message that breaks off gives the items before the break, and says that it broke off."""
    message = f'<newsMessage xmlns="{G2}"><itemSet>{news_item(XHTML, "a")}{news_item(XHTML, "b")}'[:-40]
    first, last = newsml_stream.read_stream(io.BytesIO(message.encode()), "in.xml")
    assert isinstance(first, Received)
    assert isinstance(last, Refused)
    assert isinstance(last.error, ContainerDamaged)


ENTITIES = '<!DOCTYPE x [<!ENTITY l "ha"><!ENTITY s SYSTEM "file:///etc/hostname">]>'


def test_entities_are_never_filled_in():
    """XML that declares entities is refused, as an item, in a message and in a feed."""
    with pytest.raises(NotText, match="entities"):
        read_bytes((ENTITIES + news_item(PLAIN)).encode())
    (refused,) = newsml_stream.read_stream(io.BytesIO((ENTITIES + news_item(PLAIN)).encode()), "in.xml")
    assert isinstance(refused, Refused)
    with pytest.raises(NotText, match="entities"):
        list(
            entries(
                f"{ENTITIES}<rss version='2.0'><channel><item><title>&s;</title></item></channel></rss>".encode()
            )
        )


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Everything</title><item><title>Bridge</title><link>https://tarrow.example/7</link><guid>7</guid>
<source url="https://news.example">Tarrow News</source><pubDate>Tue, 29 Mar 2022 23:30:00 -0500</pubDate>
<content:encoded><![CDATA[{MARKUP}]]></content:encoded></item>
<item><title>Ferry</title><link>https://tarrow.example/8</link><description>Short.</description></item></channel></rss>"""


def test_the_publisher_of_an_entry_is_its_own():
    """An aggregator's entry bears the publisher of its `source`, not the aggregator; a summary is no content."""
    bridge, ferry = entries(RSS.encode())
    assert (bridge.about.publisher, bridge.feed_title, bridge.about.published) == (
        "Tarrow News",
        "Everything",
        "2022-03-29",
    )
    assert bridge.content is not None
    assert read_markup(bridge.content) == STORY
    assert (ferry.about.publisher, ferry.content, ferry.link) == (None, None, "https://tarrow.example/8")


def test_atom_is_read_too():
    """An Atom entry gives its writers, its day and its content."""
    atom = f"""<feed xmlns='http://www.w3.org/2005/Atom'><title>All</title><entry><id>urn:7</id><title>Bridge</title>
    <link href='https://tarrow.example/7'/><updated>2022-03-29T10:00:00Z</updated><author><name>Ola Berg</name></author>
    <source><title>Tarrow News</title></source><content type='html'>{MARKUP.replace("<", "&lt;")}</content></entry></feed>"""
    (entry,) = entries(atom.encode())
    assert (entry.about.publisher, entry.about.bylines, entry.about.published) == (
        "Tarrow News",
        ("Ola Berg",),
        "2022-03-29",
    )
    assert read_markup(entry.content or "") == STORY


PAGE = f"<html><head><title>Bridge</title></head><body><article>{MARKUP}</article></body></html>".encode()
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-Served-By: t1\r\n"
TARGET = b"WARC-Target-URI: https://tarrow.example/7\r\nContent-Type: application/http\r\n"


def record(kind: bytes, headers: bytes, body: bytes, name: bytes = b"1", length: int | None = None) -> bytes:
    """One record of a web archive."""
    said = len(body) if length is None else length
    return (
        b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Record-ID: <urn:uuid:" + name + b">\r\n"
        b"WARC-Date: 2022-03-29T10:00:00Z\r\n" + headers + b"Content-Length: %d\r\n\r\n" % said + body + b"\r\n\r\n"
    )  # fmt: skip


ASKED = record(
    b"request",
    TARGET + b"WARC-Concurrent-To: <urn:uuid:2>\r\n",
    b"GET /7 HTTP/1.1\r\nHost: tarrow.example\r\n\r\n",
)
ANSWERED = record(b"response", TARGET, HTTP + b"\r\n" + PAGE, b"2")
PACKED = record(b"response", TARGET, HTTP + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE), b"3")
MOVED = record(b"response", TARGET, b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n", b"4")
PICTURE = record(b"response", TARGET, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", b"5")


def archive(*records: bytes, packed: bool = False) -> list[Received | Refused]:
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    return list(warc.read_stream(io.BytesIO(data), "crawl.warc"))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("records", [(ASKED, ANSWERED), (ANSWERED, ASKED)])
def test_a_page_of_an_archive_has_both_headers(records: tuple[bytes, ...], packed: bool):
    """A page keeps its address, its day of capture and the headers of request and answer, whichever comes first."""
    (page,) = archive(*records, packed=packed)
    assert isinstance(page, Received)
    assert (page.data, page.charset, page.captured) == (PAGE, "utf-8", "2022-03-29T10:00:00Z")
    assert ("Host", "tarrow.example") in page.request
    assert ("X-Served-By", "t1") in page.response
    assert read_received(page).report.url == "https://tarrow.example/7"


def test_pages_are_unpacked_and_the_rest_is_passed_over():
    """Packed answers are unpacked; redirects and pictures are passed over, not counted as errors."""
    page, moved, picture = archive(PACKED, MOVED, PICTURE)
    assert isinstance(page, Received)
    assert page.data == PAGE
    assert [isinstance(item, Refused) and item.passed_over for item in (moved, picture)] == [True, True]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_keeps_what_came_before(packed: bool):
    """Half a record is refused, the whole ones before it are taken."""
    data = b"".join(map(gzip.compress, (ANSWERED, PACKED))) if packed else ANSWERED + PACKED
    found = list(warc.read_stream(io.BytesIO(data[:-60]), "crawl.warc"))
    assert isinstance(found[0], Received)
    assert any(isinstance(item, Refused) and isinstance(item.error, ContainerDamaged) for item in found[1:])


@pytest.mark.parametrize("length", [-5, 3, 10**12, 2**63 - 1])
def test_lengths_that_lie_are_found_out(length: int):
    """A record whose length is a lie is refused; nothing of that size is ever held."""
    found = archive(ANSWERED, record(b"response", TARGET, HTTP + b"\r\n" + PAGE, b"9", length))
    assert isinstance(found[0], Received)
    assert isinstance(found[-1], Refused)


@pytest.mark.parametrize("url", ["https://[broken/7", "https://[1.2]/7"])
def test_an_address_that_is_none_does_no_harm(url: str):
    """Web archives hold addresses that are none; the page is read all the same."""
    target = f"WARC-Target-URI: {url}\r\nContent-Type: application/http\r\n".encode()
    (page,) = archive(record(b"response", target, HTTP + b"\r\n" + PAGE))
    assert isinstance(page, Received)
    assert read_received(page).report.text == STORY


def test_a_feed_or_a_message_is_no_single_report():
    """Reading a feed, or a message of many items, as one report says what to do instead."""
    with pytest.raises(NoArticle, match="onrecord add --feed"):
        read_bytes(RSS.encode())
    with pytest.raises(NoArticle, match="onrecord add --newsml"):
        read_bytes(
            f'<newsMessage xmlns="{G2}"><itemSet>{news_item(XHTML, "a")}{news_item(XHTML, "b")}</itemSet></newsMessage>'.encode()
        )


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        ("https://www.tarrow.example/bridge", "https://www.tarrow.example/bridge"),
        ("https://tarrow.example/", "https://tarrow.example/7?utm=x"),
        ("https://elsewhere.example/bridge", "https://tarrow.example/7?utm=x"),
    ],
)
def test_a_pages_own_address_counts_where_it_can_be_its_own(own: str, kept: str):
    """A page's canonical address counts where it is one of its site; the start page's or another site's doesn't."""
    page = PAGE.replace(b"<title>", f'<link rel="canonical" href="{own}"><title>'.encode())
    target = b"WARC-Target-URI: https://tarrow.example/7?utm=x\r\nContent-Type: application/http\r\n"
    (received,) = archive(record(b"response", target, HTTP + b"\r\n" + page))
    assert isinstance(received, Received)
    assert read_received(received).report.url == kept
