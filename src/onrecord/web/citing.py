"""How a statement is cited: as text, as HTML, as BibTeX; always with its permanent address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from markupsafe import escape

from onrecord.export.frame import web_address
from onrecord.export.phrasing import collapsed, date_phrase, title_of
from onrecord.record import Record, Statement
from onrecord.web.templating import plain

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One way to cite: its name and the words to copy."""

    name: str
    text: str


def citations(request: Request, statement: str, record: Record, one: Statement) -> tuple[Citation, ...]:
    """All ways to cite a statement."""
    here = str(request.base_url).rstrip("/") + f"/statements/{statement}"
    speaker = record.speaker(one.source.speaker)
    name = plain(speaker.name) if speaker else "an unnamed source"
    words, title = plain(one.content.text), plain(title_of(record))
    report = record.report
    outlet = plain(report.publisher) if report.publisher else ""
    where = ", ".join(filter(None, (outlet, date_phrase(report.published) if report.published else "")))
    said = f", said {date_phrase(one.said.date)}" if one.said.date else ""
    text = f"{name}{said}: {_quoted(words)} In: “{title}”{', ' + where if where else ''}. {here}"
    link = web_address(report.url)
    shown = f'<a href="{escape(link)}">{escape(title)}</a>' if link else str(escape(title))
    html = (
        f'<blockquote cite="{escape(here)}"><p>{escape(words)}</p><footer>{escape(name)}{escape(said)}. In: '
        f"<cite>{shown}</cite>{escape(', ' + where if where else '')}. "
        f'<a href="{escape(here)}">{escape(statement)}</a></footer></blockquote>'
    )
    return (
        Citation("Text", text),
        Citation("HTML", html),
        Citation("BibTeX", _bibtex(statement, record, name, words, here)),
    )


def _quoted(words: str) -> str:
    return words if words[:1] in "“\"‘'" else f"“{words}”"


def _bibtex(statement: str, record: Record, name: str, words: str, here: str) -> str:
    report = record.report
    key = re.sub(r"[^A-Za-z0-9:-]", "", statement).replace(":", "-")
    link = web_address(report.url)
    fields = {
        "title": "{" + _tex(title_of(record)) + "}",
        "author": " and ".join("{" + _tex(one) + "}" for one in report.bylines),
        "journal": _tex(report.publisher or ""),
        "date": report.published or "",
        "url": (link or "").replace("{", "%7B").replace("}", "%7D"),
        "note": f"Statement of {_tex(name)}: {_tex(words)}. On record as \\texttt{{{_tex(here)}}}",
        "urldate": datetime.now(UTC).date().isoformat() if link else "",
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@article{{{key},", *lines, "}"])


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in plain(collapsed(text)))
