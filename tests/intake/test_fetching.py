"""Fetching: what is fetched, what is refused, and that nothing from the web can hang or flood the program."""

from __future__ import annotations

import gzip
import socket
import time
import zlib

import pytest

from onrecord.intake import Fetcher, Limits
from onrecord.intake.addresses import refusal
from onrecord.intake.transport import CheckedBackend, Deadline
from onrecord.record.errors import FetchFailed, FetchRefused, ReadError, TooLarge
from tests.intake.conftest import PAGE, Web, bomb


def test_a_page_comes_with_its_headers_and_charset(web: Web, fetcher: Fetcher):
    """A page is given as sent, with its type, its charset and the headers of both sides."""
    page = fetcher.fetch(web.page("/bridge", "Brücke".encode("latin-1"), "text/html; charset=ISO-8859-1"))
    assert (page.data, page.media_type, page.charset) == (
        "Brücke".encode("latin-1"),
        "text/html",
        "ISO-8859-1",
    )
    assert ("content-type", "text/html; charset=ISO-8859-1") in [(n.lower(), v) for n, v in page.response]
    assert any(name.lower() == "user-agent" and "onrecord/" in value for name, value in page.request)


def test_it_says_who_asks(web: Web, fetcher: Fetcher):
    """The User-Agent has the program's name, its version and where it can be looked up."""
    fetcher.fetch(web.page("/bridge"))
    name = web.asked[-1][1]["User-Agent"]
    assert name.startswith("onrecord/")
    assert "(+https://" in name


@pytest.mark.parametrize("packed", [gzip.compress(PAGE.encode()), zlib.compress(PAGE.encode())])
def test_packed_answers_are_unpacked(web: Web, fetcher: Fetcher, packed: bytes):
    """Answers packed with gzip or deflate are given unpacked."""
    kind = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    web.pages["/p"] = (200, {"Content-Encoding": kind, "Content-Type": "text/html"}, packed)
    assert fetcher.fetch(web.url + "/p").data == PAGE.encode()


def test_redirects_are_followed_and_told(web: Web, fetcher: Fetcher):
    """The address that answered in the end stands beside the one that was asked."""
    asked = web.redirect("/old", "/new")
    page = fetcher.fetch(asked) if web.page("/new") else None
    assert page is not None
    assert (page.asked, page.url) == (asked, web.url + "/new")


def test_redirects_without_end_are_given_up(web: Web, fetcher: Fetcher):
    """A page that redirects to itself is refused after a few."""
    with pytest.raises(FetchFailed, match="redirects more than 3 times"):
        fetcher.fetch(web.redirect("/loop", "/loop"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "198.18.0.1", "168.63.129.16", "::1", "::", "fe80::1", "fe80::1%lo",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "fd00:ec2::254", "::7f00:1", "2001:db8::1", "nonsense",
    ],
)  # fmt: skip
def test_addresses_inside_are_refused(address: str):
    """Private, loopback, link-local, shared, multicast, reserved and metadata addresses are no public web."""
    assert refusal(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"]
)
def test_public_addresses_are_allowed(address: str):
    """Addresses of the public internet are fetched from."""
    assert refusal(address) is None


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "168.63.129.16", "fe80::1", "224.0.0.1", "::ffff:169.254.169.254"]
)
def test_some_addresses_are_refused_even_on_ones_own_network(address: str):
    """Allowing one's own network allows neither link-local addresses nor those that hand out credentials."""
    assert refusal("192.168.1.1", allow_private=True) is None
    assert refusal(address, allow_private=True)


def test_this_machine_is_refused_by_default(web: Web):
    """Without the switch a server on this machine is never asked."""
    with Fetcher(Limits(pause=0)) as careful, pytest.raises(FetchRefused, match="on a private network"):
        careful.fetch(web.page("/bridge"))
    assert web.asked == []


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_other_ways_to_write_this_machine_are_refused_too(web: Web, host: str):
    """Numbers, octal and hexadecimal forms lead to the same refusal."""
    port = web.server.server_address[1]
    with Fetcher(Limits(pause=0)) as careful, pytest.raises(ReadError):
        careful.fetch(f"http://{host}:{port}/bridge")
    assert web.asked == []


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "file:///etc/passwd",
        "ftp://a.example/x",
    ],
)
def test_redirects_are_judged_anew(web: Web, fetcher: Fetcher, to: str):
    """A page that redirects to an address that may not be fetched is refused."""
    with pytest.raises(FetchRefused, match="redirected to"):
        fetcher.fetch(web.redirect("/trap", to))


def test_a_name_is_resolved_once_and_its_address_is_what_is_connected_to(
    web: Web, monkeypatch: pytest.MonkeyPatch
):
    """A name that means another address the second time gains nothing (DNS rebinding)."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    connected: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    class Inner:
        def connect_tcp(self, host: str, *_: object) -> object:
            connected.append(host)
            raise FetchFailed("far enough")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    deadline = Deadline()
    deadline.start(5)
    backend = CheckedBackend(deadline)
    backend._inner = Inner()  # type: ignore[assignment]
    with pytest.raises(FetchFailed, match="far enough"):
        backend.connect_tcp("turncoat.example", 80)
    assert connected == ["93.184.216.34"]
    with pytest.raises(FetchRefused, match=r"turncoat\.example leads to 127\.0\.0\.1"):
        backend.connect_tcp("turncoat.example", 80)


def test_a_name_with_one_bad_address_is_refused_altogether(monkeypatch: pytest.MonkeyPatch):
    """All addresses of a name are judged, not the first alone."""
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    deadline = Deadline()
    deadline.start(5)
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        CheckedBackend(deadline).connect_tcp("two.example", 80)


@pytest.mark.parametrize(
    "url",
    ["http://ola:secret@127.0.0.1/x", "file:///etc/passwd", "gopher://a.example/", "http:///x", "nonsense"],
)
def test_addresses_that_are_none_are_refused(fetcher: Fetcher, url: str):
    """Credentials, other schemes and half addresses are refused, and a password is not repeated."""
    with pytest.raises(FetchRefused) as refused:
        fetcher.fetch(url)
    assert "secret" not in str(refused.value)


def test_a_site_may_refuse_programs(web: Web, fetcher: Fetcher):
    """What robots.txt disallows is not fetched, with wildcards; the rest is, and robots.txt is asked once."""
    web.page("/robots.txt", "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\n", "text/plain")
    web.page("/private/bridge")
    fetcher.fetch(web.page("/open"))
    for path in ("/private/bridge", "/minutes.pdf"):
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            fetcher.fetch(web.url + path)
    assert [path for path, _ in web.asked] == ["/robots.txt", "/open"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_without_rules_allows_all_and_one_in_trouble_nothing(
    web: Web, fetcher: Fetcher, status: int, allowed: bool
):
    """No robots.txt allows all; a server error for it allows nothing (RFC 9309)."""
    web.pages["/robots.txt"] = (status, {}, b"")
    url = web.page("/bridge")
    if allowed:
        assert fetcher.fetch(url).data == PAGE.encode()
    else:
        with pytest.raises(FetchRefused):
            fetcher.fetch(url)


def test_robots_cannot_lead_inside(web: Web, fetcher: Fetcher):
    """A robots.txt that redirects to a forbidden address is not followed."""
    web.redirect("/robots.txt", "http://169.254.169.254/robots.txt")
    with pytest.raises(FetchRefused):
        fetcher.fetch(web.page("/bridge"))


def test_sites_are_given_a_pause(web: Web):
    """Two requests to one site are apart by the pause, or by what the site asks for if that is longer."""
    waits: list[float] = []
    with Fetcher(Limits(pause=1), allow_private=True, sleep=waits.append) as polite:
        web.page("/robots.txt", "User-agent: onrecord\nCrawl-delay: 7\n", "text/plain")
        polite.fetch(web.page("/a"))
        polite.fetch(web.page("/b"))
    assert len(waits) == 1
    assert 6 < waits[0] <= 7


def test_endless_bodies_are_cut_off(web: Web, fetcher: Fetcher):
    """A body that goes on for ever is refused at the limit of its size."""
    url = web.drip("/endless", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 60_000, 0)
    with pytest.raises(TooLarge, match="more than 200,000 bytes"):
        fetcher.fetch(url)


def test_long_answers_are_refused_before_they_are_read(web: Web, fetcher: Fetcher):
    """An answer that says that it is too long is not waited for."""
    web.pages["/long"] = (200, {"Content-Length": "99999999999"}, b"x")
    with pytest.raises(TooLarge):
        fetcher.fetch(web.url + "/long")


@pytest.mark.parametrize("head", [b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.0 200 OK\r\nX-Long: "])
def test_a_byte_at_a_time_is_not_waited_for(web: Web, hasty: Fetcher, head: bytes):
    """The time limit is for the whole answer, headers and body, not for each of its pieces (slow loris)."""
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match="took too long"):
        hasty.fetch(web.drip("/slow", head, b"x", 0.05))
    assert time.monotonic() - begun < 15


def test_silent_servers_are_not_waited_for(hasty: Fetcher):
    """A server that accepts and says nothing is given up in time."""
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(FetchRefused):
        hasty.fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, gzip"])
def test_bombs_are_not_unpacked(web: Web, fetcher: Fetcher, encoding: str):
    """Ten kilobytes that mean ten megabytes are refused, and so are encodings that were not asked for."""
    web.pages["/bomb"] = (200, {"Content-Encoding": encoding}, bomb(10_000_000))
    with pytest.raises(ReadError):
        fetcher.fetch(web.url + "/bomb")


@pytest.mark.parametrize("status", [404, 410, 500])
def test_errors_of_a_server_are_told(web: Web, fetcher: Fetcher, status: int):
    """A page that isn't there is refused with the server's answer."""
    web.pages["/gone"] = (status, {}, b"<html>sorry</html>")
    with pytest.raises(FetchFailed, match=f"it answers {status}"):
        fetcher.fetch(web.url + "/gone")


def test_nonsense_for_an_answer_is_told(web: Web, fetcher: Fetcher):
    """A server that speaks no HTTP gives an error like any other."""
    with pytest.raises(FetchFailed):
        fetcher.fetch(web.drip("/odd", b"\x00\x01 nonsense\r\n\r\n", b"y", 0.01))


def test_cookies_are_not_kept(web: Web, fetcher: Fetcher):
    """Nothing that a site sets is sent back to it."""
    web.pages["/a"] = (200, {"Set-Cookie": "id=7; Path=/", "Content-Type": "text/html"}, PAGE.encode())
    fetcher.fetch(web.url + "/a")
    fetcher.fetch(web.page("/b"))
    assert "Cookie" not in web.asked[-1][1]
