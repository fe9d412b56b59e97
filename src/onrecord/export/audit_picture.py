"""The sourcing of a set of reports as a picture: SVG, alone or in a page of its own.

Nothing in it asks anybody for anything. Bars are labelled in words and
figures, so that colour alone tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from onrecord.export.phrasing import counted, shortened
from onrecord.export.printable import printable
from onrecord.record.audit import Audit, Share

WIDTH, LEFT, RIGHT = 860, 250, 130
"""Pixels: of the picture, left for names, right for figures."""
LINE, GAP = 22, 34
_INKS = {
    "paper": "#fbfaf6",
    "ink": "#1c1b19",
    "muted": "#5a564e",
    "bar": "#2b5d94",
    "warn": "#933e16",
    "rule": "#d8d4c9",
}
_WARNED = {"unnamed", "without a source"}


def svg(audit: Audit) -> str:
    """The picture; its height follows from what it holds."""
    parts: list[str] = []
    y = 64
    for title, bars in _charts(audit):
        parts.append(_text(20, y, title, weight="600"))
        y += 14
        for bar in bars:
            parts += _bar(y, *bar)
            y += LINE
        y += GAP
    head = _text(20, 30, _title(audit), size=17, weight="600")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
        f'role="img" aria-label="{escape(_title(audit), quote=True)}" '
        f'font-family="system-ui, Helvetica Neue, Arial, sans-serif" font-size="13">\n'
        f'<rect width="100%" height="100%" fill="{_INKS["paper"]}"/>\n{head}\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def page(audit: Audit) -> str:
    """The picture in a page of its own."""
    title = escape(_title(audit))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>body {{ margin: 2rem auto; max-width: {WIDTH}px; "
        f"background: {_INKS['paper']} }} svg {{ max-width: 100%; height: auto }}</style>\n</head>\n"
        f"<body>\n{svg(audit)}</body>\n</html>\n"
    )


def _title(audit: Audit) -> str:
    return (
        f"Sourcing of {counted(audit.reports, 'report')}: {counted(audit.statements, 'statement')} "
        f"by {counted(audit.speakers, 'speaker')}"
    )


def _charts(audit: Audit) -> Iterator[tuple[str, list[tuple[str, float, str, bool]]]]:
    yield "Are the sources named?", _bars(audit.sources)
    yield "Who they are", _bars(audit.types)
    yield "How it is given", _bars((*audit.modes, audit.passed_on))
    yield "What they do with it", _bars(audit.acts)
    if audit.voices:
        most = audit.voices[0].statements
        yield (
            "Who says most",
            [
                (
                    v.name,
                    v.statements / most,
                    f"{v.statements:,} in {counted(v.reports, 'report')}",
                    not v.named,
                )
                for v in audit.voices
            ],
        )
    if len(audit.unnamed_by_outlet) > 1:
        yield (
            "Unnamed sources by outlet",
            [
                (one.kind, one.share, f"{one.share:.0%} of {one.of:,}", True)
                for one in audit.unnamed_by_outlet
            ],
        )


def _bars(shares: Sequence[Share]) -> list[tuple[str, float, str, bool]]:
    return [
        (one.kind, one.share, f"{one.statements:,} ({one.share:.0%})", one.kind in _WARNED) for one in shares
    ]


def _bar(y: int, name: str, share: float, figure: str, warned: bool) -> Iterator[str]:
    room = WIDTH - LEFT - RIGHT
    width = max(round(share * room, 1), 1 if share else 0)
    middle = y + LINE - 8
    yield _text(LEFT - 10, middle, shortened(name, 31), anchor="end")
    rule = _INKS["rule"]
    yield f'<rect x="{LEFT}" y="{y + 3}" width="{room}" height="{LINE - 8}" fill="{rule}"/>'
    ink = _INKS["warn" if warned else "bar"]
    yield f'<rect x="{LEFT}" y="{y + 3}" width="{width:g}" height="{LINE - 8}" fill="{ink}"/>'
    yield _text(WIDTH - RIGHT + 8, middle, figure, ink="muted")


def _text(
    x: int,
    y: int,
    words: str,
    *,
    size: int = 13,
    weight: str = "400",
    anchor: str = "start",
    ink: str = "ink",
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{_INKS[ink]}">{escape(printable(words))}</text>'
    )
