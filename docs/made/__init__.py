"""The parts of the manual that are made from the code when the site is built.

A page has `<!-- made: NAME -->` where such a part belongs. Nothing made is
committed: what cannot be out of date need not be looked after. The one table
that is committed, `reference/ledger-tables.md`, is held to the code by a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from made import columns, command_line, figures, record_schema, rest

MARK = re.compile(r"^<!-- made: (?P<name>[a-z-]+(?: [a-z-]+)*) -->$", re.MULTILINE)
LINK = re.compile(r"\[(?P<told>[^\]]+)\]\((?P<to>(?:\.\./)+[^)#\s]+\.md)\)")
DOCS = Path(__file__).parents[1]
PARTS: dict[str, Callable[[], str]] = {
    "command line": command_line.page,
    "exit codes": command_line.exit_codes,
    "rest": rest.page,
    "record schema": record_schema.page,
    "export columns": columns.export_page,
    "batch columns": columns.batch_page,
    **figures.PARTS,
}


def fill(text: str, page: str = "") -> str:
    """The page with all that is to be made in its place; a name that is none is an error."""

    def part(mark: re.Match[str]) -> str:
        name = mark["name"]
        if name not in PARTS:
            raise KeyError(f"{page} asks for {name}; what can be made: {', '.join(sorted(PARTS))}")
        return PARTS[name]()

    def link(found: re.Match[str]) -> str:
        there = (DOCS / page).parent.joinpath(found["to"]).resolve()
        if there.is_relative_to(DOCS):
            return found[0]
        return (
            f"{{download}}`{found['told']} <{found['to']}>`"  # a page of the repository, none of the manual
        )

    return MARK.sub(part, LINK.sub(link, text))
