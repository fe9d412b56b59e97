"""Bundles: what is handed over can be checked by anybody, and no change goes unseen."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord.export.bundle import FOLDER, SUMS, members, write
from onrecord.export.bundled import Bundled, HistoryEntry, Original
from onrecord.export.handed import Provenance
from onrecord.record import Record
from onrecord.record.errors import NoSuchStatement
from onrecord.record.wire import to_dict

CHANGE = HistoryEntry(
    "s3", "act", "assertion", "accusation", "Rhea Tull", "2031-05-08", "it <b>blames</b> somebody"
)
HEADERS = "GET /velmora HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\nDate: Tue, 06 May 2031 10:00:00 GMT\r\n"


@pytest.fixture
def bundled(record: Record) -> Bundled:
    """Two chosen statements of a page, one of them corrected."""
    original = Original(b"<p>The dam above Velmora held</p>\xff", ".html", HEADERS)
    digest = hashlib.sha256(original.data).hexdigest()
    record = replace(record, report=replace(record.report, original_sha256=digest))
    return Bundled(record, ("s3", "s4"), original, (CHANGE, replace(CHANGE, statement="s6")))


@pytest.fixture
def folder(bundled: Bundled, tmp_path: Path) -> Path:
    """The bundle, unpacked."""
    with zipfile.ZipFile(io.BytesIO(b"".join(write([bundled])))) as archive:
        archive.extractall(tmp_path)
    return tmp_path / FOLDER


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def sums_hold(folder: Path) -> bool:
    return run(folder, "sha256sum", "--check", "--strict", SUMS).returncode == 0


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(folder, sys.executable, "-I", "verify.py")


NAMES = [
    "README.txt",
    "SHA256SUMS",
    "history.json",
    "index.html",
    "originals/velmora.headers",
    "originals/velmora.html.txt",
    "reports/velmora.txt",
    "statements.json",
    "verify.py",
]


def test_a_bundle_has_all_that_is_needed_to_check_it(folder: Path) -> None:
    """Texts, originals with their headers, statements, history, hashes, a README, a page, a program."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == NAMES
    assert sums_hold(folder)
    done = verified(folder)
    assert (done.returncode, done.stdout) == (0, "All is well: 8 files, 3 statements.\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_byte_is_found_in_every_file(folder: Path, name: str) -> None:
    """By sha256sum and by verify.py, each alone."""
    path = folder / name
    data = bytearray(path.read_bytes())
    place = len(data) // 2
    data[place] ^= 1
    program = (folder / "verify.py").read_bytes()
    path.write_bytes(data)
    assert not sums_hold(folder)
    if name == "verify.py":  # whoever checks takes the program from where they trust it
        (folder.parent / "trusted.py").write_bytes(program.replace(b"__file__", b"sys.argv[1]"))
        done = run(folder, sys.executable, "-I", "../trusted.py", str(path))
    else:
        done = verified(folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"verify.py", "SHA256SUMS"}])
def test_a_missing_file_is_found(folder: Path, name: str) -> None:
    """And named."""
    (folder / name).unlink()
    assert not sums_hold(folder)
    done = verified(folder)
    assert done.returncode == 1
    assert f"{name}: is missing" in done.stdout


def test_a_file_that_was_added_or_taken_off_the_list_is_found(folder: Path) -> None:
    """sha256sum looks only at what is listed; verify.py looks at what is there."""
    (folder / "reports" / "more.txt").write_text("More.")
    assert "reports/more.txt: is not listed" in verified(folder).stdout


def test_words_that_do_not_stand_in_the_text_are_found_even_with_all_hashes_made_anew(folder: Path) -> None:
    """Whoever changes a statement and its hash still has to change the text and the original."""
    path = folder / "statements.json"
    data = json.loads(path.read_text())
    data["statements"][0]["statement"]["content"]["text"] = "Her office opened the gates"
    path.write_text(json.dumps(data))
    run(
        folder,
        "bash",
        "-c",
        f"find . -type f ! -name {SUMS} -printf '%P\\n' | sort | xargs sha256sum > {SUMS}",
    )
    assert sums_hold(folder)
    done = verified(folder)
    assert done.returncode == 1
    assert "velmora:s2" in done.stdout


def test_the_command_of_the_readme_shows_the_words(folder: Path) -> None:
    """With tools of every Unix: the example is run as it is printed."""
    lines = (folder / "README.txt").read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if "START=" in line)
    done = run(
        folder,
        "bash",
        "-c",
        "\n".join([lines[start].strip().replace(" ", "; "), *lines[start + 1 : start + 3]]),
    )
    assert done.stdout == "Her office believes the lower gates were opened by hand"
    assert done.stdout in lines


def test_a_statement_takes_along_the_one_it_stands_within(folder: Path) -> None:
    """What the office believes is not handed over without who says so."""
    entries = json.loads((folder / "statements.json").read_text())["statements"]
    assert [(entry["key"], entry["chosen"]) for entry in entries] == [
        ("velmora:s2", False),
        ("velmora:s3", True),
        ("velmora:s4", True),
    ]
    assert [speaker["name"] for speaker in entries[2]["speakers"]] == ["Ministry of Waters", "State radio"]


def test_a_statement_is_as_the_record_has_it(folder: Path, record: Record) -> None:
    """Every field, in the words of the contract."""
    entries = json.loads((folder / "statements.json").read_text())["statements"]
    assert entries[1]["statement"] == to_dict(record)["statements"][2]


def test_the_text_is_the_report_byte_for_byte(folder: Path, bundled: Bundled) -> None:
    """And the original is what was received."""
    assert (folder / "reports/velmora.txt").read_bytes() == bundled.record.report.text.encode()
    assert bundled.original
    assert (folder / "originals/velmora.html.txt").read_bytes() == bundled.original.data


def test_the_history_is_that_of_the_chosen_statements(folder: Path) -> None:
    """Who changed what, when and why; of others nothing."""
    (entry,) = json.loads((folder / "history.json").read_text())["history"]
    assert (entry["statement"], entry["who"], entry["after"]) == ("velmora:s3", "Rhea Tull", "accusation")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hrefs += [value for name, value in attrs if name in {"href", "src"} and value]


def test_the_page_leads_to_files_of_the_bundle_and_runs_nothing(folder: Path) -> None:
    """Markup in a report or a reason stays text; the only way out is the report's own address."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    links = _Links()
    links.feed(page)
    assert not {"script", "img", "iframe", "link", "b"} & set(links.tags)
    for href in links.hrefs:
        assert href == "https://courier.example/velmora" or (folder / href).is_file()
    assert "it &lt;b&gt;blames&lt;/b&gt; somebody" in page
    assert "here because another stands within it" in page
    assert '<mark class="cue">believes</mark>' in page


def test_an_original_page_cannot_run_when_it_is_opened(folder: Path) -> None:
    """It ends in .txt: a browser shows its source."""
    assert not [path for path in folder.rglob("*.html") if path.name != "index.html"]


def test_the_same_statements_give_the_same_zip(bundled: Bundled) -> None:
    """No clock time, no place of the machine."""
    assert b"".join(write([bundled])) == b"".join(write([bundled]))
    data = b"".join(data for _, data in members([bundled]))
    assert b"velmora.txt" in data
    assert b"provenance" not in data
    origin = Provenance("2031-05-07T08:09:10+00:00")
    asked = dict(members([replace(bundled, provenance=origin)]))
    assert b"2031-05-07T08:09:10" in asked["statements.json"]


def test_reports_of_one_name_lie_beside_each_other(bundled: Bundled, record: Record) -> None:
    """And none leaves the folder."""
    odd = replace(record, report=replace(record.report, id="../VELMORA"))
    names = [name for name, _ in members([bundled, Bundled(odd), bundled])]
    assert [name for name in names if name.startswith("reports/")] == [
        "reports/velmora.txt",
        "reports/VELMORA-2.txt",
        "reports/velmora-3.txt",
    ]


def test_a_text_that_utf8_cannot_carry_is_verified_too(
    record_of: Callable[..., Record], tmp_path: Path
) -> None:
    """Half a character in a report is no reason to fail."""
    record = record_of("half \ud800 a character")
    digest = hashlib.sha256(record.report.text.encode("utf-8", "surrogatepass")).hexdigest()
    made = Bundled(replace(record, report=replace(record.report, sha256=digest)))
    with zipfile.ZipFile(io.BytesIO(b"".join(write([made])))) as archive:
        archive.extractall(tmp_path)
    assert verified(tmp_path / FOLDER).returncode == 0


def test_a_statement_that_the_report_does_not_have_is_refused(record: Record) -> None:
    """With the ids that there are."""
    with pytest.raises(NoSuchStatement, match=r"no statement s99.*s1, s2"):
        list(members([Bundled(record, ("s99",))]))
