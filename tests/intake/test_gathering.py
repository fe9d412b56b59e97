"""Gathering: folders, archives, feeds and the web become one row of reports, bad ones named."""

# ruff: noqa: E501  (samples of formats stand on one line)
from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import Fetcher, Received, Refused, gather, take
from onrecord.intake.archives import leads_out
from onrecord.intake.containers import open_up
from onrecord.record.errors import OnrecordError
from tests.intake.conftest import PAGE, STORY, Web, bomb


def origins(found: Iterator[Received | Refused]) -> list[tuple[str, str]]:
    """Where items came from, with what became of them."""
    return [
        (Path(item.origin.source).name + (f" > {item.origin.member}" if item.origin.member else ""),
         "taken" if isinstance(item, Received) else "passed" if item.passed_over else "refused")
        for item in found
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "deep.html").write_text(PAGE)
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": STORY}) + "\nbroken\n")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden").write_text(STORY)
    return tmp_path


def test_a_folder_is_gone_through_in_order(folder: Path):
    """Files come sorted by name, folders in their place, hidden ones left out, pictures passed over."""
    assert origins(gather([folder])) == [
        ("a.txt", "taken"), ("deep.html", "taken"), ("c.jsonl > line 1", "taken"), ("c.jsonl > line 2", "refused"),
        ("d.png", "passed"),
    ]  # fmt: skip


def test_links_do_not_lead_out(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    """Links to folders are not followed, links to files only inside the folder, pipes are never opened."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    elsewhere.write_text(STORY)
    (folder / "e-loop").symlink_to(folder)
    (folder / "f-inside.txt").symlink_to(folder / "a.txt")
    (folder / "g-outside.txt").symlink_to(elsewhere)
    (folder / "h-nowhere.txt").symlink_to(folder / "gone")
    os.mkfifo(folder / "i-pipe")
    found = dict(origins(gather([folder])))
    assert found["e-loop"] == "passed"
    assert found["f-inside.txt"] == "taken"
    assert found["g-outside.txt"] == "refused"
    assert found["h-nowhere.txt"] == "refused"
    assert found["i-pipe"] == "passed"


def test_what_is_not_there_is_named_and_the_rest_goes_on(folder: Path):
    """A missing file is refused, and the next one is taken."""
    missing, taken = gather([folder / "gone.txt", folder / "a.txt"])
    assert isinstance(missing, Refused)
    assert "gone.txt" in str(missing.error)
    assert isinstance(taken, Received)


def test_bytes_are_kept_as_received(folder: Path):
    """What is received is the file, byte for byte, and reads as it."""
    (received,) = gather([folder / "b" / "deep.html"])
    assert isinstance(received, Received)
    assert received.data == PAGE.encode()
    assert take(received).report.title == "Bridge stays closed"
    assert take(received, "2022-03-29").report.published == "2022-03-29"


def tarred(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    return buffer.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


MEMBERS = {
    "a/b.html": PAGE.encode(),
    "c.jsonl": json.dumps({"text": STORY}).encode(),
    "../d.txt": STORY.encode(),
}


@pytest.mark.parametrize(("name", "data"), [("x.zip", zipped(MEMBERS)), ("x.tar.gz", tarred(MEMBERS))])
def test_archives_are_gone_through_and_never_escape(tmp_path: Path, name: str, data: bytes):
    """Members are read where they lie; names that lead out are refused; nothing is written anywhere."""
    (tmp_path / name).write_bytes(data)
    found = dict(origins(gather([tmp_path / name])))
    assert found == {
        f"{name} > a/b.html": "taken",
        f"{name} > c.jsonl, line 1": "taken",
        f"{name} > ../d.txt": "refused",
    }
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert not (tmp_path.parent / "d.txt").exists()


def test_an_archive_in_an_archive_is_refused(tmp_path: Path):
    """Archives are opened once, not over and over."""
    (tmp_path / "x.zip").write_bytes(zipped({"y.zip": zipped({"a.txt": STORY.encode()})}))
    assert origins(gather([tmp_path / "x.zip"])) == [("x.zip > y.zip", "refused")]


@pytest.mark.parametrize("name", ["x.html.gz", "x.jsonl.gz", "x.tar.gz"])
def test_bombs_on_disk_are_refused(tmp_path: Path, name: str):
    """A file that unpacks to thousands of times its size is refused."""
    (tmp_path / name).write_bytes(bomb(270_000_000) if name != "x.html.gz" else bomb(30_000_000))
    found = list(gather([tmp_path / name]))
    assert found
    assert all(isinstance(item, Refused) for item in found)


def test_compressed_files_are_opened(tmp_path: Path):
    """A page in gzip is a page under its own name."""
    (tmp_path / "bridge.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (received,) = gather([tmp_path / "bridge.html.gz"])
    assert isinstance(received, Received)
    assert take(received).report.id == "bridge"


def test_files_are_read_as_what_they_are_said_to_be(tmp_path: Path):
    """--jsonl reads JSON lines whatever the file is called."""
    (tmp_path / "export.dat").write_text(json.dumps({"text": STORY}))
    assert origins(gather(jsonls=[tmp_path / "export.dat"])) == [("export.dat > line 1", "taken")]


def test_a_page_from_the_web_is_received(web: Web, fetcher: Fetcher):
    """A fetched page knows its address and its headers, and one that fails doesn't stop the next."""
    good = web.page("/bridge-closed.html")
    refused, page = gather(urls=[web.url + "/gone", good], fetcher=fetcher)
    assert isinstance(refused, Refused)
    assert isinstance(page, Received)
    assert page.response
    report = take(page).report
    assert (report.id, report.url, report.path) == ("bridge-closed", good, None)


def feed(web: Web) -> str:
    """A feed of three entries: a page, one that is gone but whose text the feed has, one that is gone."""
    items = "".join(
        f"<item><title>{name}</title><link>{web.url}/{name}</link><source url='https://n.example'>Tarrow News</source>{more}</item>"
        for name, more in (
            ("bridge", ""),
            ("ferry", f"<content:encoded><![CDATA[<p>{STORY}</p>]]></content:encoded>"),
            ("pier", ""),
        )
    )
    return f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>All</title>{items}</channel></rss>"


def test_a_feed_is_followed(web: Web, fetcher: Fetcher):
    """The pages that a feed announces are fetched; the entry's own publisher is kept; a text in the feed is better than none."""
    web.page("/bridge")
    url = web.page("/feed.xml", feed(web), "application/rss+xml")
    bridge, ferry, pier = gather(feeds=[url], fetcher=fetcher)
    assert isinstance(bridge, Received)
    assert isinstance(ferry, Received)
    assert isinstance(pier, Refused)
    assert (take(bridge).report.publisher, take(bridge).report.url) == ("Tarrow News", web.url + "/bridge")
    assert take(ferry).report.text == STORY.strip()


def test_a_feed_in_a_folder_fetches_nothing(web: Web, tmp_path: Path):
    """A feed on the disk gives the texts that it carries, and asks nobody for the others."""
    (tmp_path / "feed.xml").write_text(feed(web))
    assert [what for _, what in origins(gather([tmp_path]))] == ["refused", "taken", "refused"]
    assert web.asked == []


def test_nothing_is_fetched_before_its_turn(web: Web, fetcher: Fetcher):
    """Who stops asking stops the fetching."""
    found = gather(urls=[web.page("/a"), web.page("/b")], fetcher=fetcher)
    next(found)
    assert [path for path, _ in web.asked] == ["/robots.txt", "/a"]


NAMES = [
    "a.txt",
    "a.html",
    "a.json",
    "a.jsonl",
    "a.xml",
    "a.rss",
    "a.warc",
    "a.warc.gz",
    "a.zip",
    "a.tar",
    "a.gz",
]
STARTS = [
    b"",
    b"<html><p>",
    b"<rss version='2.0'>",
    b"<newsItem>",
    b"{",
    b'[{"text":',
    b"WARC/1.0\r\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"\xff\xfe",
]


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_end_in_reports_or_refusals(name: str, start: bytes, rest: bytes):
    """Whatever bytes come under whatever name, there is a report or an error of onrecord, never another."""
    for item in open_up(io.BufferedReader(io.BytesIO(start + rest)), name):  # type: ignore[arg-type]
        if isinstance(item, Received):
            with contextlib.suppress(OnrecordError):
                assert take(item).report.text
        else:
            assert str(item.error)


@given(st.text(max_size=60))
def test_a_name_that_stays_inside_is_never_above(name: str):
    """A member's name that is let through stays below the folder it would be put in."""
    if not leads_out(name):
        assert os.path.normpath(os.path.join("/root/in", name)).startswith("/root/in")  # noqa: PTH118
