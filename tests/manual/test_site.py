"""The site that `make docs` builds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from typer.main import get_command

from onrecord.cli import app
from tests.manual.blocks import ROOT

OUTSIDE = re.compile(r"(?:https?:)?//")
LOADED = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual, built as `make docs` builds it: a warning is an error."""
    out = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "docs", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return out


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    return {page: html.parse(str(page)).getroot() for page in sorted(site.rglob("*.html"))}


def test_no_page_asks_anybody_else(site: Path) -> None:
    """No style, script, font or picture comes from outside: the manual reads the same without a network."""
    asked = [
        f"{page.name}: {element.get(LOADED[element.tag])}"
        for page, root in pages(site).items()
        for element in root.iter(*LOADED)
        if OUTSIDE.match(element.get(LOADED[element.tag]) or "")
    ]
    assert not asked
    styles = [style.text or "" for root in pages(site).values() for style in root.iter("style")] + [
        sheet.read_text(encoding="utf-8") for sheet in site.rglob("*.css")
    ]
    loads = [
        found for style in styles for found in re.findall(r"(?:@import|url\()\s*['\"]?([^'\")\s]+)", style)
    ]
    assert not [one for one in loads if OUTSIDE.match(one)]


def test_every_link_within_the_manual_leads_somewhere(site: Path) -> None:
    """To a page or file that is there, and to a place that is on it."""
    read = pages(site)
    ids = {
        page.resolve(): {str(one) for one in root.xpath("//@id | //a/@name")} for page, root in read.items()
    }
    lost = []
    for page, root in read.items():
        for link in root.xpath("//a/@href | //img/@src"):
            address, place = urldefrag(str(link))
            if re.match(r"[a-z]+:", address) or OUTSIDE.match(address):
                continue
            there = (page.parent / unquote(address)).resolve() if address else page.resolve()
            if not there.exists() or (place and place not in ids.get(there, {place})):
                lost.append(f"{page.relative_to(site)}: {link}")
    assert not lost


def test_the_reference_has_every_command(site: Path) -> None:
    """Made from the program, so that none is forgotten: commands, columns, addresses, types, functions."""
    told = {name: (site / "reference" / f"{name}.html").read_text(encoding="utf-8") for name in NAMED}
    assert all(f"onrecord {name}" in told["command-line"] for name in get_command(app).commands)
    missing = [(page, word) for page, words in NAMED.items() for word in words if word not in told[page]]
    assert not missing


NAMED = {
    "command-line": ("--min-confidence", "onrecord correct set", "ONRECORD_LEDGER"),
    "python": ("onrecord.read", "back_up", "LedgerNewer", "Statement"),
    "rest": ("/api/v1/accounts", "/api/v1/sessions", "Problem"),
    "record": ("onrecord/1", "certainty", "half-open"),
    "columns": ("content_spans", "event_cameo", "warnings_code"),
    "ledger-tables": ("corrections", "machine_value"),
}


def test_measured_figures_are_those_of_the_reports(site: Path) -> None:
    """The page on how right it is has its numbers from the runs themselves."""
    told = (site / "explanation" / "trust.html").read_text(encoding="utf-8")
    report = json.loads((ROOT / "benchmarks" / "reports" / "polnear-dev.json").read_text(encoding="utf-8"))
    assert f"<p>{report['scores']['attribution']['lenient']['F1']:.1f}</p>" in told
