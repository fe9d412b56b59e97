"""What a page of the manual asks people to type, in the order of the page.

Blocks in `sh`, `console`, `python` and `sql` are run. Two kinds of comment in the
source of a page, which readers of the site do not see, tell how:

`<!-- not run: WHY -->` before a block
    it is left alone, for the reason that is given;
`<!-- given: COMMAND -->`
    what the page takes for granted is made by a command of the shell, or by one of
    `ledger NAME` (a ledger of the ten reports of examples/storyline), `reports FOLDER`
    (three others, whose speakers are not all told apart),
    `web FOLDER at ADDRESS` (the folder is served there),
    `database ADDRESS` (PostgreSQL, empty), `sql DATABASE` (the queries that follow ask it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUN = ("sh", "console", "python", "sql")
PART = re.compile(
    r"^(?:<!-- (?P<kind>not run|given): (?P<told>[^\n]*?) -->$"
    r"|(?P<indent> *)```(?P<language>[a-z]*)[^\n]*\n(?P<body>.*?)^ *```$)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to run: a block of the page, or what is given; `language` is then `given`."""

    line: int
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is run of a page, in order, and what is not, each with its reason."""

    name: str
    run: tuple[Block, ...]
    left: tuple[tuple[Block, str], ...]


def page(path: Path) -> Page:
    """The blocks of a page."""
    text = path.read_text(encoding="utf-8")
    run: list[Block] = []
    left: list[tuple[Block, str]] = []
    why = ""
    for found in PART.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["kind"] == "not run":
            why = found["told"]
        elif found["kind"] == "given":
            run.append(Block(line, "given", found["told"]))
        elif found["language"] in RUN:
            body = re.sub(rf"^{found['indent']}", "", found["body"], flags=re.MULTILINE)
            block = Block(line, found["language"], body)
            if why:
                left.append((block, why))
            else:
                run.append(block)
            why = ""
    return Page(path.relative_to(ROOT).as_posix(), tuple(run), tuple(left))


def pages() -> tuple[Page, ...]:
    """README and all pages of the manual that show something to type."""
    paths = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return tuple(one for one in map(page, paths) if one.run or one.left)
