"""Templates: everything is escaped, and what a report says of itself is shown without acting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export.comparison_words import number as amount
from onrecord.export.frame import web_address
from onrecord.export.phrasing import collapsed, counted, date_phrase, period_phrase, shortened
from onrecord.export.printable import printable

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
STATIC = {
    "page.css": "onrecord.export:templates/page.css",
    "page.js": "onrecord.export:templates/page.js",
    "side_by_side.css": "onrecord.export:templates/side_by_side.css",
    "side_by_side.js": "onrecord.export:templates/side_by_side.js",
    "figures.css": "onrecord.export:templates/figures.css",
}
"""Files that stand with the exported pages and are served from there."""
ATTRIBUTES = {
    "required": Markup("required"),
    "autofocus": Markup("autofocus"),
    "new_name": Markup('required maxlength="60" autocomplete="off"'),
    "new_password": Markup('required minlength="10" autocomplete="new-password"'),
}
"""Attributes of fields, for the macros of parts.html.jinja."""


@cache
def environment() -> Environment:
    """The environment of all templates; those of the exported pages stand under export/."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("onrecord.web"),
                PrefixLoader({"export": PackageLoader("onrecord.export")}),
                PackageLoader("onrecord.export"),  # what those import among themselves
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        plain=plain,
        short=lambda text, length=160: plain(shortened(text or "", length)),
        date=lambda iso: date_phrase(iso) if iso else "",
        period=lambda pair: period_phrase(*pair),
        counted=counted,
        number=lambda value: f"{value:,}",
        amount=amount,
        address=web_address,
        path=lambda text: quote(str(text), safe=":"),
        moment=moment,
        with_code=_with_code,
        shown=_line,
        zip_same=lambda values: [(value, value) for value in values],
        with_counts=lambda rows: [(name, f"{plain(name)} ({count:,})") for name, count in rows],
        speaker_options=lambda speakers: [(one.id, plain(shortened(one.name, 60))) for one in speakers],
    )
    made.globals.update(static=static, built=built, query=query, without=without, safe_attrs=ATTRIBUTES)
    return made


def prepare() -> None:
    """Compiles all pages: the first visitors of each would wait for it, several at once for each other."""
    for name in environment().list_templates(filter_func=lambda one: one.endswith(".html.jinja")):
        environment().get_template(name)


def rendered(template: str, **own: Any) -> str:
    """A page of a template."""
    return _UNSTORABLE.sub("\ufffd", environment().get_template(template).render(**own))


def plain(text: str | None) -> str:
    """A text on one line in which nothing acts: marks of direction and control are written out."""
    return printable(collapsed(text or ""))


def moment(iso: str) -> str:
    """A time as it is read.

    >>> moment("2026-03-01T14:05:09Z")
    '1 March 2026, 14:05 UTC'
    """
    day, _, clock = iso.partition("T")
    return f"{date_phrase(day)}, {clock[:5]} UTC" if clock else date_phrase(day)


def query(path: str, *pairs: tuple[str, str], **more: str | None) -> str:
    """An address with some parameters; those that are empty are left out."""
    given = [*pairs, *((name, value) for name, value in more.items())]
    told = urlencode([(name, value) for name, value in given if value not in (None, "")])
    return f"{path}?{told}" if told else path


def without(pairs: Sequence[tuple[str, str]], one: tuple[str, str]) -> list[tuple[str, str]]:
    """The parameters without one."""
    return [pair for pair in pairs if pair != one]


@cache
def static(name: str) -> str:
    """The address of one of our files; it changes with the file, so browsers may keep it for ever."""
    return f"/static/{hashlib.sha256(static_bytes(name)).hexdigest()[:12]}/{name}"


@cache
def static_bytes(name: str) -> bytes:
    """One of our files; raises `FileNotFoundError` for any other name."""
    if name in STATIC:
        package, _, path = STATIC[name].partition(":")
        return (resources.files(package) / path).read_bytes()
    for folder in ("static", "static/built"):
        for one in _files(folder):
            if one.name == name and one.is_file():
                return one.read_bytes()
    raise FileNotFoundError(name)


@cache
def built(name: str) -> bool:
    """Whether a script that `make assets` builds is there; pages work without them."""
    return any(one.name == name for one in _files("static/built"))


def _files(folder: str) -> list[Traversable]:
    here = resources.files("onrecord.web") / folder
    return list(here.iterdir()) if here.is_dir() else []


def marked(text: str, stretches: tuple[tuple[int, int], ...]) -> Markup:
    """A text on one line with some stretches marked."""
    made, at = Markup(), 0
    for start, end in stretches:
        made += _line(text[at:start]) + Markup("<mark>{}</mark>").format(_line(text[start:end]))
        at = end
    return made + _line(text[at:])


def _with_code(text: str) -> Markup:
    """A text of ours with what stands between backticks as code."""
    made = Markup()
    for number, part in enumerate(text.split("`")):
        made += Markup("<code>{}</code>").format(part) if number % 2 else Markup("{}").format(part)
    return made


def _line(text: str) -> str:
    """White space as single blanks, also at the ends."""
    made = printable(" ".join(text.split()))
    before = " " if text[:1].isspace() and made else ""
    after = " " if made and text[-1:].isspace() else ""
    return before + (made or " " * bool(text)) + after
