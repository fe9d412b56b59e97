"""The frame of every page: the report as published with its statements lit, and a place beside it.

One file that asks nobody for anything: style and script stand inside it and
are the only ones its security policy lets through, by their digests. It can be
read without the script; anchors lead from a statement to its words and back.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.export.article import blocks
from onrecord.export.cast import Cast
from onrecord.export.phrasing import counted, date_phrase, title_of, word_count
from onrecord.export.printable import printable
from onrecord.record import Record, Span, Spans, Warning
from onrecord.text.paragraphs import paragraph_at, paragraphs

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def fill(
    template: str,
    record: Record,
    cast: Cast,
    *,
    carded: Collection[str],
    noted: Spans = (),
    bare: Collection[int] = (),
    **own: object,
) -> str:
    """A page from a template that extends base.html.jinja.

    `carded` are the keys of the statements that have a card `#card-KEY`,
    `noted` words to mark beside the statements, `bare` the numbers of
    paragraphs to mark, `own` what only this template uses. The text of the
    page's `<article>` is `report.text`, every character in order; the two that
    HTML cannot carry (NUL, lone surrogates) are shown as U+FFFD.
    """
    return document(
        template,
        ("page.css",),
        "page.js",
        report=record.report,
        title=printable(title_of(record)),
        words=counted(word_count(record.report), "word"),
        published=date_phrase(record.report.published) if record.report.published else None,
        link=web_address(record.report.url),
        warnings=tuple(_warnings(record)),
        blocks=tuple(blocks(record, cast, noted)),
        carded=carded,
        noted=bool(noted),
        bare=bare,
        **own,
    )


def document(template: str, styles: Sequence[str], script: str, **own: object) -> str:
    """A page from a template that extends shell.html.jinja, with its style and script inside.

    `styles` and `script` are files beside the template, `own` is what it uses.
    """
    style, acting = Markup("").join(map(asset, styles)), asset(script)
    page = template_of(template).render(
        style=style, style_digest=_digest(style), script=acting, script_digest=_digest(acting), **own
    )
    return _UNSTORABLE.sub("\ufffd", page)


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning, with the number of the paragraph it is of; 0 for the whole report."""

    message: str
    paragraph: int


def _warnings(record: Record) -> Iterator[Notice]:
    found = paragraphs(record.report.text)
    for warning in record.warnings:
        yield Notice(warning.message, _place_of(warning, found))


def _place_of(warning: Warning, found: tuple[Span, ...]) -> int:
    return paragraph_at(found, warning.span.start) + 1 if warning.span else 0


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; a page must not lead to `javascript:`."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


@cache
def template_of(name: str) -> Template:
    """A template of the pages; what it is given is escaped."""
    environment = Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def asset(name: str) -> Markup:
    """A file beside the template, trusted as it stands."""
    path = resources.files("onrecord.export") / "templates" / name
    return Markup(path.read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    """The digest by which a security policy names an inline style or script (CSP level 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
