"""Writes a small feed with its pages into a folder, for the page on feeds."""

from __future__ import annotations

import sys
from pathlib import Path

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
{text}</article></body></html>"""
PAGES = {
    "bridge": (
        "Bridge at Hask closed",
        "<p>HASK, May 12, 2031 (Courier) — The bridge at Hask is closed, the mayor of Hask, Anders Brask, "
        "said on Monday.</p><p>“We found the crack on Sunday night,” Brask told reporters. He said that "
        "repairs would take three weeks.</p><p>The ferry company denied that it had known of the crack.</p>",
    ),
    "ferry": (
        "Ferry runs all night",
        "<p>HASK, May 13, 2031 (Courier) — The ferry will run all night until the bridge is open, its "
        "director, Lene Farrow, said on Tuesday.</p><p>At least 2,000 people crossed on Monday, according "
        "to the harbour office.</p><p>Farrow said that nobody would have to wait for more than an hour.</p>",
    ),
}
ITEM = """<item><title>{title}</title><link>https://courier.example/{name}.html</link>
<pubDate>{day} May 2031 08:00:00 +0000</pubDate></item>"""


def main(folder: Path) -> None:
    """The pages, and the feed that announces them."""
    items = []
    for day, (name, (title, text)) in enumerate(PAGES.items(), 12):
        (folder / f"{name}.html").write_text(PAGE.format(title=title, text=text), encoding="utf-8")
        items.append(ITEM.format(title=title, name=name, day=day))
    feed = "".join(items)
    (folder / "feed.xml").write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>'
        f"<link>https://courier.example/</link><description>News of Hask</description>{feed}</channel></rss>",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
